/// The languages of the screens, by their BCP 47 codes.
package enum Language: String, Sendable, Codable, CaseIterable, Hashable {
    case nb, nn, en

    /// Where to look when a text is missing in this language, nearest first.
    package var fallbacks: [Language] {
        switch self {
        case .nb: [.nb, .nn, .en]
        case .nn: [.nn, .nb, .en]
        case .en: [.en, .nb, .nn]
        }
    }
}

/// One text in one or more languages.
package struct LocalizedText: Hashable, Sendable, Codable {
    package private(set) var texts: [Language: String]

    package init(_ texts: [Language: String]) { self.texts = texts.filter { !$0.value.isEmpty } }

    /// The same text for every language, as people write it on the day.
    package init(_ text: String) { self.init([.nb: text]) }

    package var isEmpty: Bool { texts.isEmpty }

    /// The text in `language`, or in the nearest language that has it; empty when there is none.
    package subscript(language: Language) -> String {
        for candidate in language.fallbacks {
            if let text = texts[candidate] { return text }
        }
        return ""
    }

    package init(from decoder: any Decoder) throws {
        let named = try decoder.singleValueContainer().decode([String: String].self)
        self.init(Dictionary(uniqueKeysWithValues: named.compactMap { key, text in Language(rawValue: key).map { ($0, text) } }))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Dictionary(uniqueKeysWithValues: texts.map { ($0.key.rawValue, $0.value) }))
    }
}
