extension Arrangement {
    func findings(group: Int, ids: [String], offset: Int, withReasons: Bool) -> [Explanation.Finding] {
        var reasons: [Int: Explanation.Reason] = [:]
        let unmet = table.measures.indices.filter { cost(rule: $0, group: group) >= 1e-9 }
        if withReasons {
            for rule in unmet {
                let broken = (0..<groups).count { cost(rule: rule, group: $0) >= 1e-9 }
                if let limit = table.limit(table.measures[rule]), limit.broken >= broken { reasons[rule] = .impossible(limit.cause) }
            }
            let open = unmet.filter { reasons[$0] == nil }
            for (rule, change) in cheapestChanges(group: group, rules: open) {
                reasons[rule] = change.map { cost(of: $0, ids: ids, offset: offset) } ?? .noSingleChange
            }
        }
        return table.measures.indices.map { rule in
            let cost = cost(rule: rule, group: group)
            return Explanation.Finding(
                rule: rule, group: group + 1 + offset, isMet: cost < 1e-9, cost: cost < 1e-9 ? 0 : cost,
                fact: fact(rule: rule, group: group, ids: ids), reason: reasons[rule])
        }
    }

    func fact(rule: Int, group: Int, ids: [String]) -> Explanation.Fact {
        let measure = table.measures[rule]
        let counts = counts(rule: rule, group: group)
        func kinds(_ bounded: Bool) -> [Explanation.Kind] {
            measure.labels.indices.map { kind in
                let most = bounded && measure.most[kind] < .max ? Int(measure.most[kind]) : nil
                return Explanation.Kind(
                    label: measure.labels[kind], count: counts[kind], least: bounded ? Int(measure.least[kind]) : 0, most: most)
            }
        }
        switch measure.shape {
        case .counts: return .counts(kinds(true))
        case .notAlone:
            return .company(alone: measure.labels.indices.filter { counts[$0] == 1 }.map { measure.labels[$0] }, counts: kinds(false))
        case .oneKind: return .oneKind(kinds(false).filter { $0.count > 0 })
        case .means:
            let known = known(rule: rule, group: group)
            let mean = known > 0 ? raw(rule: rule, group: group) / Double(known) : nil
            let off = mean.map { measure.deviation > 0 ? ($0 - measure.mean) / measure.deviation : 0 } ?? 0
            return .mean(mean, ofAll: measure.mean, off: off, tolerance: measure.tolerance)
        case .together, .apart:
            var found: [(pair: [String], strength: Double)] = []
            for person in 0..<people where groupOf[person] == Int32(group) {
                for index in Int(measure.start[person])..<Int(measure.start[person + 1]) {
                    let other = Int(measure.others[index])
                    let isHere = groupOf[other] == Int32(group)
                    guard measure.shape == .together ? !isHere : isHere && person < other else { continue }
                    found.append(([ids[person], ids[other]], measure.strengths[index]))
                }
            }
            if measure.shape == .together { return .parted(found.map(\.pair)) }
            let sorted = found.enumerated().sorted { ($1.element.strength, $0.offset) < ($0.element.strength, $1.offset) }
            return .met(sorted.map(\.element.pair), strength: found.reduce(0) { $0 + $1.strength })
        }
    }

    /// For each of the rules the single change that meets it in a group at the least cost to the others, if there is any. Changes nothing.
    private func cheapestChanges(group: Int, rules: [Int]) -> [(rule: Int, change: Change?)] {
        var best = [Change?](repeating: nil, count: rules.count)
        func consider(_ person: Int, _ with: Int, _ to: Int) {
            let isFrom = Int(groupOf[person]) == group
            let score = change(person, with, to: to)
            for (place, rule) in rules.enumerated() {
                let cost = triedCost(rule: rule)
                guard (isFrom ? cost.from : cost.to) < 1e-9 else { continue }
                if best[place].map({ score < $0.score }) ?? true { best[place] = Change(person: person, with: with, to: to, score: score) }
            }
        }
        guard !rules.isEmpty else { return [] }
        let mine = (0..<people).filter { groupOf[$0] == Int32(group) && table.pinned[$0] < 0 }
        for other in 0..<people where groupOf[other] != Int32(group) && table.pinned[other] < 0 {
            for person in mine { consider(person, other, Int(groupOf[other])) }
            if size[Int(groupOf[other])] > table.smallest, size[group] < table.largest { consider(other, -1, group) }
        }
        if size[group] > table.smallest {
            for person in mine { for to in 0..<groups where to != group && size[to] < table.largest { consider(person, -1, to) } }
        }
        return zip(rules, best).map { ($0, $1) }
    }

    private struct Change {
        var person: Int
        /// -1 for nobody.
        var with: Int
        var to: Int
        var score: Score
    }

    private func cost(of wanted: Change, ids: [String], offset: Int) -> Explanation.Reason {
        _ = change(wanted.person, wanted.with, to: wanted.to)
        let from = Int(groupOf[wanted.person])
        var breaks: [Explanation.Breach] = []
        for rule in table.measures.indices {
            let after = triedCost(rule: rule)
            if after.from > cost(rule: rule, group: from) + 1e-9 { breaks.append(.init(rule: rule, group: from + 1 + offset)) }
            if after.to > cost(rule: rule, group: wanted.to) + 1e-9 { breaks.append(.init(rule: rule, group: wanted.to + 1 + offset)) }
        }
        return .costs(
            person: ids[wanted.person], with: wanted.with < 0 ? nil : ids[wanted.with], to: wanted.to + 1 + offset, breaks: breaks)
    }
}
