import Workshop

/// What may stand where in our own format, in the order it must stand. `Scenarios/panorama-scenario.xsd` says the same.
struct Grammar {
    /// One element that may stand in another.
    struct Child {
        var name: String
        var isRequired = false
        var repeats = false
    }

    struct Element {
        var attributes: [(name: String, isRequired: Bool)] = []
        var children: [Child] = []
        /// Holds the languages, at least one of them.
        var hasLanguages = false
        /// Holds the text itself.
        var isText = false
    }

    static let root = "scenario"
    static let byteLimit = 2_000_000
    static let limits = SourceOutline.Limits(depth: 32, elements: 20_000, problems: 100)
    static let textLimit = 8_000
    static let keyLimit = 64

    /// The attributes by which an editor finds the schema; allowed on the root and ignored.
    static let schemaAttributes: Set<String> = ["xmlns:xsi", "xsi:noNamespaceSchemaLocation"]

    static let languages = Language.allCases.map(\.rawValue)

    static let elements: [String: Element] = {
        var elements: [String: Element] = [
            root: Element(
                attributes: [("id", true)],
                children: [
                    Child(name: "title", isRequired: true), Child(name: "brief", isRequired: true),
                    Child(name: "person", isRequired: true, repeats: true),
                ]),
            "person": Element(
                attributes: [("id", true), ("channels", true)],
                children: [
                    Child(name: "name", isRequired: true), Child(name: "presentation"), Child(name: "manner", isRequired: true),
                    Child(name: "goal"), Child(name: "background"), Child(name: "fact", repeats: true),
                ]),
            "fact": Element(
                attributes: [("id", true), ("domain", true), ("release", true), ("channels", false)],
                children: [Child(name: "topic"), Child(name: "hint")] + languages.map { Child(name: $0) }, hasLanguages: true),
        ]
        for name in ["title", "brief", "name", "presentation", "manner", "goal", "background", "topic", "hint"] {
            elements[name] = Element(children: languages.map { Child(name: $0) }, hasLanguages: true)
        }
        for language in languages {
            elements[language] = Element(attributes: [("xml:space", false)], isText: true)
        }
        return elements
    }()

    /// The words of the attributes that choose from a list.
    static let words: [String: [String]] = [
        "release": ReleaseWord.allCases.map(\.rawValue),
        "domain": LifeDomain.allCases.map(\.rawValue),
        "channels": Channel.allCases.map(\.rawValue),
        "xml:space": ["preserve", "default"],
    ]

    /// Whether `text` can be the `id` of something: small letters, digits and single hyphens.
    static func isKey(_ text: String) -> Bool {
        guard (1...keyLimit).contains(text.utf8.count) else { return false }
        return text.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil
    }
}

/// The words of the `release` attribute.
enum ReleaseWord: String, CaseIterable {
    case freely, asked, withheld, shown
    case mustComeAcross = "must-come-across"

    /// The element that says more about the condition; nil when there is nothing more to say.
    var detail: String? {
        switch self {
        case .freely, .shown: nil
        case .asked: "topic"
        case .withheld, .mustComeAcross: "hint"
        }
    }
}
