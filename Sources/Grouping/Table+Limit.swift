extension Table {
    /// Why a rule of any level cannot be met in every group, and in how many it is broken at the least, when counting shows it.
    func limit(_ measure: Measure) -> (cause: Contradiction.Cause, broken: Int)? {
        let totals = totals(measure)
        switch measure.shape {
        case .counts:
            for (kind, total) in totals.enumerated() {
                let least = Int(measure.least[kind])
                if least * groups > total {
                    return (.tooFew(of: measure.labels[kind], there: total, needed: least * groups, groups: groups), groups - total / least)
                }
                let most = Int(measure.most[kind])
                if measure.most[kind] < .max, most * groups < total {
                    let more = Swift.max(largest - most, 1)
                    let cause = Contradiction.Cause.tooMany(of: measure.labels[kind], there: total, room: most * groups, groups: groups)
                    return (cause, (total - most * groups + more - 1) / more)
                }
            }
        case .notAlone:
            if let kind = totals.firstIndex(of: 1) { return (.onlyOne(of: measure.labels[kind]), 1) }
        case .oneKind:
            let possible = totals.reduce(0) { $0 + $1 / Swift.max(smallest, 1) }
            if totals.reduce(0, +) == count, possible < groups {
                return (.kindsDoNotFillGroups(groups: groups, possible: possible), groups - possible)
            }
        case .means, .together, .apart: break
        }
        return nil
    }
}
