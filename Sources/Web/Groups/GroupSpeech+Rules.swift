import Grouping

extension GroupSpeech {
    /// The facilitator’s own name of the rule, or else what it asks for, as a sentence without a full stop.
    package func rule(_ rule: Rule) -> String { rule.name.isEmpty ? title(rule.kind) : rule.name }

    private func title(_ kind: Rule.Kind) -> String {
        switch kind {
        case .atLeast(let count, let who): bounded("groups.rule.at-least", count, who)
        case .atMost(0, let who), .exactly(0, let who): say("groups.rule.none", ["what": those(who, 0)])
        case .atMost(let count, let who): bounded("groups.rule.at-most", count, who)
        case .exactly(let count, let who): bounded("groups.rule.exactly", count, who)
        case .spread(.each(let field, let values)):
            values.isEmpty
                ? capitalized(say("groups.evenly.\(ready(field))", ["field": self.field(field)]))
                : say("groups.evenly-of", ["values": all(values.map { value($0, of: field, 2) })])
        case .spread(let who): say("groups.rule.spread", ["what": those(who, 2)])
        case .notAlone(let who): say("groups.rule.not-alone", ["what": those(who, 2)])
        case .oneKind(let field): say("groups.rule.one-kind", ["same": same(field)])
        case .alikeMeans(let number, _): say("groups.rule.alike", ["number": field(number)])
        case .together(let ties): together(ties)
        case .apart(let ties): apart(ties)
        case .newCompanions: say("groups.rule.new-companions")
        }
    }

    private func bounded(_ key: String, _ count: Int, _ who: Condition) -> String {
        say(key, ["number": number(count), "what": those(who, count)])
    }

    private func same(_ field: String) -> String { say("groups.same.\(ready(field))", ["field": self.field(field)]) }

    private func together(_ ties: Rule.Ties) -> String {
        switch ties {
        case .people(let ids): say("groups.rule.together", ["people": all(ids.map(person))])
        case .sameValue(let field): say("groups.rule.together-same", ["same": same(field)])
        case .relation("caseworker"): say("groups.together.caseworker")
        case .relation("colleague"): say("groups.together.colleague")
        case .relation("together"): say("groups.together.together")
        case .relation(let name): say("groups.together.relation", ["relation": names.relations[name] ?? name])
        }
    }

    private func apart(_ ties: Rule.Ties) -> String {
        switch ties {
        case .people(let ids): say("groups.rule.apart", ["people": all(ids.map(person))])
        case .sameValue(let field): say("groups.rule.apart-same", ["same": same(field)])
        case .relation("caseworker"): say("groups.apart.caseworker")
        case .relation("colleague"): say("groups.apart.colleague")
        case .relation("apart"): say("groups.apart.apart")
        case .relation(let name): say("groups.apart.relation", ["relation": names.relations[name] ?? name])
        }
    }
}
