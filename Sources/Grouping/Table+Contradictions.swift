extension Table {
    /// The musts that cannot be kept at this table, found by counting alone: each is certain, but not all there may be.
    func contradictions(_ gathering: Gathering) -> [Contradiction] {
        var found: [Contradiction] = []
        func tell(_ rules: [Int], _ cause: Contradiction.Cause) {
            found.append(Contradiction(rules: rules, pool: gathering.pools.count > 1 ? pool : "", cause: cause))
        }
        func id(_ seat: Int32) -> String { gathering.people[people[Int(seat)]].id }
        let musts = measures.filter { $0.level == .must }
        for measure in musts {
            switch measure.shape {
            case .counts: countContradictions(measure) { tell([measure.rule], $0) }
            case .notAlone:
                for (kind, total) in totals(measure).enumerated() where total == 1 {
                    tell([measure.rule], .onlyOne(of: measure.labels[kind]))
                }
            case .oneKind:
                let possible = totals(measure).reduce(0) { $0 + $1 / max(smallest, 1) }
                let free = count - totals(measure).reduce(0, +)
                if free == 0, possible < groups { tell([measure.rule], .kindsDoNotFillGroups(groups: groups, possible: possible)) }
            case .means: break
            case .together:
                for set in bound(measure) where set.count > largest {
                    tell([measure.rule], .togetherTooMany(people: set.map(id), largest: largest))
                }
            case .apart:
                let set = clique(measure)
                if set.count > groups { tell([measure.rule], .apartTooMany(people: set.map(id), groups: groups)) }
                let sets = apartSets(measure)
                if sets < smallest { tell([measure.rule], .apartSets(sets: sets, smallest: smallest)) }
            }
            guard measure.isTies else { continue }
            for (pair, _) in measure.pairs {
                let places = (pinned[Int(pair.one)], pinned[Int(pair.other)])
                guard places.0 >= 0, places.1 >= 0 else { continue }
                if measure.shape == .together, places.0 != places.1 {
                    tell([measure.rule], .pinnedApart(one: id(pair.one), other: id(pair.other)))
                } else if measure.shape == .apart, places.0 == places.1 {
                    tell([measure.rule], .pinnedTogether(one: id(pair.one), other: id(pair.other), group: Int(places.0)))
                }
            }
        }
        partyContradictions(musts, id, tell)
        boundContradictions(musts) { tell($0, $1) }
        let known = Set(found.filter { $0.rules.count == 1 }.flatMap(\.rules))
        let open = musts.filter { !known.contains($0.rule) }
        for case let (rules, cause)? in [needed(open, partiesThatDoNotFit), needed(open) { tooManyApart($0, id) }]
        where !found.contains(where: { Set($0.rules).isSubset(of: rules) }) {
            tell(rules, cause)
        }
        return found
    }

    func totals(_ measure: Measure) -> [Int] {
        var totals = [Int](repeating: 0, count: measure.kinds)
        for kind in measure.kindOf where kind >= 0 { totals[Int(kind)] += 1 }
        return totals
    }
}
