import Grouping

extension GroupSpeech {
    /// A sentence or two about why a group looks as it does: whom it is made of, what its rules found, and what is not met.
    ///
    /// `members` are ids; `findings` are those of the group.
    package func why(_ members: [String], _ findings: [Explanation.Finding]) -> String {
        let known = findings.filter { gathering.rules.indices.contains($0.rule) }
        let ranked = known.sorted { (gathering.rules[$0.rule].level, $0.rule) < (gathering.rules[$1.rule].level, $1.rule) }
        let met = ranked.filter(\.isMet)
        var facts: [String] = []
        func add(_ fact: String?) {
            if let fact, !fact.isEmpty, !facts.contains(fact) { facts.append(fact) }
        }
        for finding in met { add(makeUp(finding)) }
        let kinds = facts
        facts = []
        for finding in met { add(someone(finding, members)) }
        for finding in met { add(company(finding)) }
        add(pinned(members))
        var sentences = [kinds.joined(separator: ", "), strung(Array(facts.prefix(4)))].filter { !$0.isEmpty }.map { capitalized($0) + "." }
        if sentences.isEmpty { sentences = [say("groups.why.members", ["n": "\(members.count)"]) + "."] }
        let sentence = sentences.joined(separator: " ")
        let unmet = ranked.filter { !$0.isMet }
        return unmet.isEmpty ? sentence : sentence + " " + notMet(unmet) + "."
    }

    /// “a, b, and c”, for clauses.
    private func strung(_ clauses: [String]) -> String {
        guard clauses.count > 1, let last = clauses.last else { return clauses.first ?? "" }
        return clauses.dropLast().joined(separator: ", ") + ", " + say("groups.and") + " " + last
    }

    /// Whom the group is made of, by a field that a rule looks at.
    private func makeUp(_ finding: Explanation.Finding) -> String? {
        let rule = gathering.rules[finding.rule]
        switch (finding.fact, rule.kind) {
        case (.oneKind, .oneKind): return lowercased(self.rule(Rule(rule.level, rule.kind)), of: Rule(rule.level, rule.kind))
        case (.counts(let kinds), _):
            switch rule.kind.condition {
            case .trait?, .withoutTrait?: return nil
            default: break
            }
            let there = kinds.filter { $0.count > 0 }
            guard let first = there.first else { return nil }
            if kinds.count > 1, case .each(let field, _)? = rule.kind.condition {
                if there.count == kinds.count, kinds.allSatisfy({ $0.count == first.count }), let condition = rule.kind.condition {
                    return number(first.count) + " " + those(condition, first.count)
                }
                if there.count > 4 { return say("groups.kinds.\(ready(field))", ["n": number(there.count), "field": self.field(field)]) }
            }
            return all(there.map { number($0.count) + " " + kind($0.label, of: rule, $0.count) })
        default: return nil
        }
    }

    /// Who has the trait that a rule asks for.
    private func someone(_ finding: Explanation.Finding, _ members: [String]) -> String? {
        let rule = gathering.rules[finding.rule]
        switch rule.kind {
        case .atLeast(_, .trait(let trait)), .exactly(_, .trait(let trait)), .spread(.trait(let trait)):
            let those = gathering.people.filter { members.contains($0.id) && $0.traits.contains(trait) }.map(\.id)
            if those.isEmpty { return nil }
            return those.count > 3 ? "\(those.count) \(self.those(with: trait, those.count))" : they(those, have: trait)
        default: return nil
        }
    }

    /// Who sits with whom.
    private func company(_ finding: Explanation.Finding) -> String? {
        let rule = gathering.rules[finding.rule]
        switch (finding.fact, rule.kind) {
        case (.met(let pairs, _), .newCompanions):
            if gathering.earlierDays.isEmpty { return nil }
            return pairs.isEmpty ? say("groups.fact.none-met-before") : say("groups.why.met", ["n": "\(pairs.count)"])
        case (.company(_, let kinds), .notAlone):
            let there = kinds.filter { $0.count > 1 }
            return there.isEmpty ? nil : all(there.map { number($0.count) + " " + kind($0.label, of: rule, $0.count) })
        case (.met, .apart(.relation("caseworker"))):
            let plain = Rule(rule.level, rule.kind)
            return lowercased(self.rule(plain), of: plain)
        default: return nil
        }
    }

    private func pinned(_ members: [String]) -> String? {
        let pinned = members.filter { gathering.pins[$0] != nil }
        return pinned.isEmpty ? nil : say("groups.why.pinned", ["n": "\(pinned.count)", "people": all(pinned.map(person))])
    }

    private func notMet(_ unmet: [Explanation.Finding]) -> String {
        var told = unmet.prefix(2).map { finding in
            let rule = gathering.rules[finding.rule]
            return lowercased(self.rule(rule), of: rule) + " (" + fact(finding) + ")"
        }
        if unmet.count > 2 { told.append(say("groups.why.more", ["n": "\(unmet.count - 2)"])) }
        return say("groups.why.not-met", ["rules": told.joined(separator: "; ")])
    }
}
