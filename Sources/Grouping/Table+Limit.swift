extension Table {
    struct Limit {
        var cause: Contradiction.Cause
        /// In how many groups the rule is broken at the least.
        var broken: Int
    }

    /// Why a rule of any level cannot be met in every group, when counting shows it; `ids` are those of the people by seat.
    func limit(_ measure: Measure, ids: [String]) -> Limit? {
        let totals = totals(measure)
        switch measure.shape {
        case .counts:
            for (kind, total) in totals.enumerated() {
                let least = Int(measure.least[kind])
                if least * groups > total {
                    let cause = Contradiction.Cause.tooFew(of: measure.labels[kind], there: total, needed: least * groups, groups: groups)
                    return Limit(cause: cause, broken: groups - total / least)
                }
                let most = Int(measure.most[kind])
                if measure.most[kind] < .max, most * groups < total {
                    let more = Swift.max(largest - most, 1)
                    let cause = Contradiction.Cause.tooMany(of: measure.labels[kind], there: total, room: most * groups, groups: groups)
                    return Limit(cause: cause, broken: (total - most * groups + more - 1) / more)
                }
            }
        case .notAlone:
            if let kind = totals.firstIndex(of: 1) { return Limit(cause: .onlyOne(of: measure.labels[kind]), broken: 1) }
        case .oneKind:
            let possible = totals.reduce(0) { $0 + $1 / Swift.max(smallest, 1) }
            if totals.reduce(0, +) == count, possible < groups {
                return Limit(cause: .kindsDoNotFillGroups(groups: groups, possible: possible), broken: groups - possible)
            }
        case .means: break
        case .together:
            if let set = bound(measure).first(where: { $0.count > largest }) {
                return Limit(cause: .togetherTooMany(people: set.map { ids[Int($0)] }, largest: largest), broken: 2)
            }
        case .apart:
            let sets = apartSets(measure)
            if sets < smallest { return Limit(cause: .apartSets(sets: sets, smallest: smallest), broken: groups) }
            let set = clique(measure)
            if set.count > groups {
                return Limit(cause: .apartTooMany(people: set.map { ids[Int($0)] }, groups: groups), broken: 1)
            }
        }
        return nil
    }
}
