/// Musts that no division can keep, whatever is tried; `rules` are places among the gathering’s rules.
package struct Contradiction: Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// There are `there` of this kind, and all groups together need `needed`.
        case tooFew(of: String, there: Int, needed: Int, groups: Int)
        /// There are `there` of this kind, and all groups together may have `room`.
        case tooMany(of: String, there: Int, room: Int, groups: Int)
        /// Only one of this kind: whoever it is sits alone among the others.
        case onlyOne(of: String)
        /// A group that has what the rules ask for has `needed` people, more than the largest group.
        case fullGroup(needed: Int, largest: Int)
        /// So many belong together, more than the largest group.
        case togetherTooMany(people: [String], largest: Int)
        /// So many all have to be apart, more than there are groups.
        case apartTooMany(people: [String], groups: Int)
        case pinnedTogether(one: String, other: String, group: Int)
        case pinnedApart(one: String, other: String)
        /// One rule keeps them together, the other apart.
        case togetherAndApart(one: String, other: String)
        case otherPools(one: String, other: String)
        /// The least of one rule is more than the most of another for the same people.
        case bounds(of: String, least: Int, most: Int)
        /// At most `possible` groups can be of one kind.
        case kindsDoNotFillGroups(groups: Int, possible: Int)
    }

    package var rules: [Int]
    /// Blank when there is only one pool.
    package var pool: String
    package var cause: Cause
}

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
                for (kind, total) in totals(measure).enumerated() where total == 1 { tell([measure.rule], .onlyOne(of: measure.labels[kind])) }
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
        tieContradictions(musts) { rules, pair in tell(rules, .togetherAndApart(one: id(pair.one), other: id(pair.other))) }
        boundContradictions(musts) { tell($0, $1) }
        return found
    }

    func totals(_ measure: Measure) -> [Int] {
        var totals = [Int](repeating: 0, count: measure.kinds)
        for kind in measure.kindOf where kind >= 0 { totals[Int(kind)] += 1 }
        return totals
    }

    private func countContradictions(_ measure: Measure, _ tell: (Contradiction.Cause) -> Void) {
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

    /// Sets of people that a rule binds together, through others too.
    private func bound(_ measure: Measure) -> [[Int32]] {
        var seen = [Bool](repeating: false, count: count)
        var sets: [[Int32]] = []
        for seat in 0..<count where !seen[seat] {
            seen[seat] = true
            var set = [Int32(seat)]
            var next = 0
            while next < set.count {
                let person = Int(set[next])
                for other in measure.others[Int(measure.start[person])..<Int(measure.start[person + 1])] where !seen[Int(other)] {
                    seen[Int(other)] = true
                    set.append(other)
                }
                next += 1
            }
            if set.count > 1 { sets.append(set) }
        }
        return sets
    }

    /// A set of people of whom each must be apart from all the others: as many as are found by taking the most tied first.
    private func clique(_ measure: Measure) -> [Int32] {
        let degree = (0..<count).map { measure.start[$0 + 1] - measure.start[$0] }
        var best: [Int32] = []
        for first in (0..<count).sorted(by: { (degree[$1], $0) < (degree[$0], $1) }).prefix(20) where degree[first] > 0 {
            var set = [Int32(first)]
            let tied = measure.others[Int(measure.start[first])..<Int(measure.start[first + 1])]
            for other in tied.sorted(by: { (degree[Int($1)], $0) < (degree[Int($0)], $1) }) {
                let friends = Set(measure.others[Int(measure.start[Int(other)])..<Int(measure.start[Int(other) + 1])])
                if set.allSatisfy(friends.contains) { set.append(other) }
            }
            if set.count > best.count { best = set }
        }
        return best
    }

    private func tieContradictions(_ musts: [Measure], _ tell: ([Int], Pair) -> Void) {
        for together in musts where together.shape == .together {
            var setOf: [Int32: Int] = [:]
            for (number, set) in bound(together).enumerated() { for person in set { setOf[person] = number } }
            for apart in musts where apart.shape == .apart {
                for (pair, _) in apart.pairs {
                    if let set = setOf[pair.one], set == setOf[pair.other] { tell([together.rule, apart.rule], pair) }
                }
            }
        }
    }

    /// Rules that count the same people with bounds that cannot both hold, or different people who do not fit in one group.
    private func boundContradictions(_ musts: [Measure], _ tell: ([Int], Contradiction.Cause) -> Void) {
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

extension Measure {
    /// Each tie once.
    var pairs: [(Pair, Double)] {
        var pairs: [(Pair, Double)] = []
        for person in 0..<max(start.count - 1, 0) {
            for index in Int(start[person])..<Int(start[person + 1]) where others[index] > Int32(person) {
                pairs.append((Pair(Int32(person), others[index]), strengths[index]))
            }
        }
        return pairs
    }
}

extension Gathering {
    /// The musts that no division can keep, found without searching or seating anyone. Refuses (`Impossible`) what cannot be divided at all.
    package func contradictions() throws(Impossible) -> [Contradiction] { try Hall(self).contradictions }
}
