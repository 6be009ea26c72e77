extension Table {
    func countContradictions(_ measure: Measure, _ tell: (Contradiction.Cause) -> Void) {
        for (kind, total) in totals(measure).enumerated() {
            let needed = Int(measure.least[kind]) * groups
            if needed > total { tell(.tooFew(of: measure.labels[kind], there: total, needed: needed, groups: groups)) }
            if measure.most[kind] < .max, Int(measure.most[kind]) * groups < total {
                tell(.tooMany(of: measure.labels[kind], there: total, room: Int(measure.most[kind]) * groups, groups: groups))
            }
        }
        let full = measure.least.reduce(0) { $0 + Int($1) }
        if full > largest { tell(.fullGroup(needed: full, largest: largest)) }
    }

    /// Rules that count the same people with bounds that cannot both hold, or different people who do not fit in one group.
    func boundContradictions(_ musts: [Measure], _ tell: ([Int], Contradiction.Cause) -> Void) {
        let single = musts.filter { $0.shape == .counts && $0.kinds == 1 }
        for (index, one) in single.enumerated() {
            for other in single[(index + 1)...] where one.kindOf == other.kindOf {
                let least = max(one.least[0], other.least[0])
                let most = min(one.most[0], other.most[0])
                if least > most { tell([one.rule, other.rule], .bounds(of: one.labels[0], least: Int(least), most: Int(most))) }
            }
        }
        var rules: [Int] = []
        var needed = 0
        var taken = [Bool](repeating: false, count: count)
        for measure in single where measure.least[0] > 0 {
            let counted = measure.kindOf.indices.filter { measure.kindOf[$0] == 0 }
            if counted.contains(where: { taken[$0] }) { continue }
            for seat in counted { taken[seat] = true }
            rules.append(measure.rule)
            needed += Int(measure.least[0])
        }
        if rules.count > 1, needed > largest { tell(rules, .fullGroup(needed: needed, largest: largest)) }
    }
}
