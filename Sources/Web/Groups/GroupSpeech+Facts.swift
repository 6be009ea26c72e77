import Grouping

extension GroupSpeech {
    /// How a rule looks in a group, and by how much it is broken: “2 from health, 1 too few”. No capital, no full stop.
    package func fact(_ finding: Explanation.Finding) -> String {
        guard gathering.rules.indices.contains(finding.rule) else { return "" }
        let told = told(finding.fact, of: gathering.rules[finding.rule])
        return told.isEmpty ? say("groups.fact.no-mean") : told
    }

    private func told(_ fact: Explanation.Fact, of rule: Rule) -> String {
        switch fact {
        case .counts(let kinds):
            let off = kinds.filter(\.isOff)
            let isBare = off.count > 1 && off.allSatisfy { $0.count == 0 && $0.least == 1 }
            let lacking = isBare ? off : kinds.count > 1 && kinds.allSatisfy { $0.count == 0 } && off.isEmpty ? kinds : []
            if !lacking.isEmpty, case .each(let field, _)? = rule.kind.condition {
                return say("groups.fact.none", ["what": those(with: lacking.map(\.label), in: field, 0)])
            }
            let telling = kinds.count == 1 ? kinds : off.isEmpty ? kinds.filter { $0.count > 0 } : off
            return telling.map { bounded($0, of: rule) }.joined(separator: telling.contains(where: \.isOff) ? "; " : ", ")
        case .company(let alone, let counts):
            if alone.isEmpty { return list(counts, of: rule) }
            return alone.map { say("groups.fact.alone", ["what": kind($0, of: rule, 1)]) }.joined(separator: ", ")
        case .oneKind(let kinds): return list(kinds, of: rule)
        case .mean(nil, _, _, _): return say("groups.fact.no-mean")
        case .mean(let mean?, let all, _, _): return say("groups.fact.mean", ["mean": decimal(mean), "all": decimal(all)])
        case .parted(let couples):
            return couples.isEmpty ? say("groups.fact.none-parted") : pairs(couples, "parted", list: "list-parted")
        case .met(let couples, _):
            if case .newCompanions = rule.kind {
                return couples.isEmpty ? say("groups.fact.none-met-before") : pairs(couples, "met-before", list: "list-before")
            }
            return couples.isEmpty ? say("groups.fact.none-met") : pairs(couples, "met", list: "list-met")
        }
    }

    private func bounded(_ kind: Explanation.Kind, of rule: Rule) -> String {
        let count = counted(kind, of: rule)
        if kind.count < kind.least { return say("groups.fact.few", ["count": count, "off": "\(kind.least - kind.count)"]) }
        guard let most = kind.most, kind.count > most else { return count }
        return say("groups.fact.many", ["count": count, "off": "\(kind.count - most)"])
    }

    private func list(_ kinds: [Explanation.Kind], of rule: Rule) -> String {
        let there = kinds.filter { $0.count > 0 }
        guard there.isEmpty else { return there.map { counted($0, of: rule) }.joined(separator: ", ") }
        return kinds.first.map { counted($0, of: rule) } ?? ""
    }

    /// The first three pairs in full, and how many there are besides.
    private func pairs(_ pairs: [[String]], _ single: String, list: String) -> String {
        let named = pairs.filter { $0.count == 2 }.map { (person($0[0]), person($0[1])) }
        if named.count == 1 { return say("groups.fact.\(single)", ["one": named[0].0, "other": named[0].1]) }
        var told = named.prefix(3).map { all([$0.0, $0.1]) }
        if named.count > 3 { told.append(say("groups.fact.more-pairs", ["n": "\(named.count - 3)"])) }
        return say("groups.fact.\(list)", ["pairs": told.joined(separator: "; ")])
    }
}

extension Explanation.Kind {
    var isOff: Bool { count < least || most.map { count > $0 } == true }
}
