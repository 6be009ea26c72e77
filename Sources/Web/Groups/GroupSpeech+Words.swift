import Grouping

/// What people are counted by, as words that follow a number: “from health”, “who take initiative”, “service users”.
extension GroupSpeech {
    private static let fields: Set<String> = ["discipline", "unit", "party", "language"]
    private static let parties: Set<String> = ["staff", "leader", "support", "service-user", "partner"]
    private static let traits: Set<String> = ["takes-initiative", "builds-bridges", "quiet", "experienced", "new"]

    /// The ready field that a field is, or `field` for all others.
    func ready(_ field: String) -> String { Self.fields.contains(field) ? field : "field" }

    package func field(_ field: String) -> String {
        if let name = names.fields[field] { return name }
        return Self.fields.contains(field) ? say("groups.field.\(field)") : field
    }

    /// What a value is called; `count` decides between one and several where the language does.
    func value(_ value: String, of field: String, _ count: Int) -> String {
        if let name = names.values[field]?[value] { return name }
        if field == "party", Self.parties.contains(value) { return say("groups.party.\(value)", ["n": "\(count)"]) }
        if field == "language", ["nb", "nn", "en"].contains(value) { return say("groups.language.\(value)") }
        return value
    }

    /// Those with one of the values.
    func those(with values: [String], in field: String, _ count: Int) -> String {
        let named = any(values.map { value($0, of: field, count) })
        if field == "party" { return named }
        return say("groups.of.\(ready(field))", ["value": named, "field": self.field(field)])
    }

    func those(with trait: String, _ count: Int) -> String {
        Self.traits.contains(trait) ? say("groups.trait.\(trait)", ["n": "\(count)"]) : say("groups.trait-word", ["word": trait])
    }

    /// All that a condition counts.
    func those(_ condition: Condition, _ count: Int) -> String {
        switch condition {
        case .isOneOf(let field, let values): return those(with: values, in: field, count)
        case .isNoneOf(let field, let values):
            return say("groups.not.\(ready(field))", ["value": any(values.map { value($0, of: field, 2) }), "field": self.field(field)])
        case .each(let field, let values):
            if values.isEmpty { return say("groups.each.\(ready(field))", ["field": self.field(field)]) }
            let named = all(values.map { value($0, of: field, 2) })
            if Self.fields.contains(field) { return say("groups.each-of", ["values": named]) }
            return say("groups.each-of-field", ["values": named, "field": self.field(field)])
        case .trait(let trait): return those(with: trait, count)
        case .withoutTrait(let trait):
            return Self.traits.contains(trait)
                ? say("groups.without.\(trait)", ["n": "\(count)"]) : say("groups.without-word", ["word": trait])
        }
    }

    /// One of the kinds that a rule tells apart, by its label in findings and causes.
    func kind(_ label: String, of rule: Rule?, _ count: Int) -> String {
        switch rule?.kind {
        case .atLeast(_, let condition), .atMost(_, let condition), .exactly(_, let condition), .spread(let condition),
            .notAlone(let condition):
            if case .each(let field, _) = condition { return those(with: [label], in: field, count) }
            return those(condition, count)
        case .oneKind(let field): return those(with: [label], in: field, count)
        default: return label
        }
    }

    /// “2 from health”, or “none from health”.
    func counted(_ kind: Explanation.Kind, of rule: Rule) -> String {
        let what = self.kind(kind.label, of: rule, kind.count)
        return kind.count == 0 ? say("groups.fact.none", ["what": what]) : "\(kind.count) \(what)"
    }

    /// “Anna and Per build bridges”.
    func they(_ people: [String], have trait: String) -> String {
        let named = all(people.map(person))
        if Self.traits.contains(trait) { return say("groups.does.\(trait)", ["n": "\(people.count)", "people": named]) }
        return say("groups.does-word", ["n": "\(people.count)", "people": named, "word": trait])
    }
}
