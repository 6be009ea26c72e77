import Foundation

/// Norwegian alphabetical order: æ ø å last, aa as å, ä and ö with æ and ø; letter case, other accents and strokes do not count.
package enum Norwegian {
    package static func precedes(_ left: String, _ right: String) -> Bool { sortKey(left) < sortKey(right) }

    /// A text that sorts by its code points as its original does in Norwegian.
    package static func sortKey(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased().replacing("aa", with: "}") }
        var key = ""
        for character in text.lowercased().replacing("aa", with: "å") {
            switch character {
            case "æ", "ä": key += "{"
            case "ø", "ö": key += "|"
            case "å": key += "}"
            case "đ", "ð": key += "d"
            case "ł": key += "l"
            default:
                key.unicodeScalars.append(
                    contentsOf: String(character).decomposedStringWithCanonicalMapping.unicodeScalars.filter {
                        $0.properties.generalCategory != .nonspacingMark
                    })
            }
        }
        return key
    }
}

extension Sequence {
    /// The elements in Norwegian alphabetical order of a text of theirs; equals keep their order. Each text is looked at once.
    package func inNorwegianOrder(by text: (Element) -> String) -> [Element] {
        enumerated().map { (key: Norwegian.sortKey(text($0.element)), offset: $0.offset, element: $0.element) }
            .sorted { ($0.key, $0.offset) < ($1.key, $1.offset) }.map(\.element)
    }
}
