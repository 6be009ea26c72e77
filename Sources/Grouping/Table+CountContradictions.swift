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
}
