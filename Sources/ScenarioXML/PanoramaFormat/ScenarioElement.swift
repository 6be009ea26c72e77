import Workshop
import XMLCoder

/// `<scenario>` as it stands in the file. The scan has said yes before these are decoded.
struct ScenarioElement: Decodable {
    var id: String
    var title: TextElement
    var brief: TextElement
    var person: [PersonElement]

    var draft: ScenarioDraft {
        ScenarioDraft(key: id, title: title.text, brief: brief.text, people: person.map(\.draft))
    }
}

/// `<person>`
struct PersonElement: Decodable {
    var id: String
    var channels: String
    var name: TextElement
    var presentation: TextElement?
    var manner: TextElement
    var goal: TextElement?
    var background: TextElement?
    var fact: [FactElement]?

    var draft: ScenarioDraft.Person {
        let nothing = LocalizedText([:])
        return ScenarioDraft.Person(
            key: id, name: name.text, presentation: presentation?.text ?? nothing, channels: channels.words.compactMap(Channel.init),
            manner: manner.text, goal: goal?.text ?? nothing, background: background?.text ?? nothing,
            facts: (fact ?? []).compactMap(\.draft))
    }
}

/// `<fact>`
struct FactElement: Decodable {
    var id: String
    var domain: String
    var release: String
    var channels: String?
    var topic: TextElement?
    var hint: TextElement?
    var nb: PlainElement?
    var nn: PlainElement?
    var en: PlainElement?

    var draft: ScenarioDraft.Fact? {
        guard let condition, let domain = LifeDomain(rawValue: domain) else { return nil }
        let text = TextElement(nb: nb, nn: nn, en: en).text
        return ScenarioDraft.Fact(
            key: id, text: text, release: condition, channels: (channels ?? "").words.compactMap(Channel.init), domain: domain)
    }

    private var condition: Release? {
        switch ReleaseWord(rawValue: release) {
        case .freely: .freely
        case .shown: .shown
        case .asked: topic.map { .asked(topic: $0.text) }
        case .withheld: hint.map { .withheld(hint: $0.text) }
        case .mustComeAcross: hint.map { .mustComeAcross(hint: $0.text) }
        case nil: nil
        }
    }
}

/// An element that holds one text in several languages.
struct TextElement: Decodable {
    var nb: PlainElement?
    var nn: PlainElement?
    var en: PlainElement?

    var text: LocalizedText {
        LocalizedText([.nb: nb?.text, .nn: nn?.text, .en: en?.text].compactMapValues(\.self))
    }
}

/// `<nb>`, `<nn>` or `<en>`
struct PlainElement: Decodable {
    var raw: String
    var space: String?

    enum CodingKeys: String, CodingKey {
        case raw = ""
        case space = "xml:space"
    }

    var text: String { space == "preserve" ? raw : Prose.folded(raw) }
}

extension String {
    /// The parts of an attribute that holds several words.
    var words: [String] { split { $0 == " " || $0.isNewline || $0 == "\t" }.map(String.init) }
}
