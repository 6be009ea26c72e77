extension Arrangement {
    func findings(group: Int, ids: [String], offset: Int, withReasons: Bool) -> [Explanation.Finding] {
        let unmet = table.measures.indices.filter { cost(rule: $0, group: group) >= 1e-9 }
        let reasons = withReasons ? reasons(rules: unmet, group: group, ids: ids, offset: offset) : [:]
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
}
