/// What cannot be when those who must sit together are taken as one.
extension Table {
    func partyContradictions(_ musts: [Measure], _ id: (Int32) -> String, _ tell: ([Int], Contradiction.Cause) -> Void) {
        let parties = Parties(self, musts)
        let bound = parties.bound
        guard !bound.isEmpty else { return }
        for apart in musts where apart.shape == .apart {
            parties.eachBound(apart.pairs) { pair, rules in
                tell(rules + [apart.rule], .togetherAndApart(one: id(pair.one), other: id(pair.other)))
            }
        }
        for party in bound {
            let rules = parties.rules(binding: party)
            if party.count > largest, rules.count > 1 { tell(rules, .togetherTooMany(people: party.map(id), largest: largest)) }
            for measure in musts where measure.shape == .counts || measure.shape == .oneKind {
                kindContradictions(measure, party, parties, id, tell)
            }
        }
        needContradictions(musts, parties, tell)
    }

    private func kindContradictions(
        _ measure: Measure, _ party: [Int32], _ parties: Parties, _ id: (Int32) -> String, _ tell: ([Int], Contradiction.Cause) -> Void
    ) {
        var held: [Int32: [Int32]] = [:]
        for seat in party where measure.kindOf[Int(seat)] >= 0 { held[measure.kindOf[Int(seat)], default: []].append(seat) }
        if measure.shape == .oneKind {
            let kinds = held.keys.sorted()
            guard kinds.count > 1, let one = held[kinds[0]]?.first, let other = held[kinds[1]]?.first else { return }
            let (first, second) = (min(one, other), max(one, other))
            tell(parties.rules(binding: [first, second]) + [measure.rule], .togetherAndApart(one: id(first), other: id(second)))
            return
        }
        for (kind, seats) in held.sorted(by: { $0.key < $1.key }) where seats.count > Int(measure.most[Int(kind)]) {
            let most = Int(measure.most[Int(kind)])
            tell(
                [measure.rule] + parties.rules(binding: seats.prefix(most + 1)),
                .bounds(of: measure.labels[Int(kind)], least: seats.count, most: most))
        }
    }

    /// The party that leaves least room for what every group needs besides, when it does not fit in the largest group.
    private func needContradictions(_ musts: [Measure], _ parties: Parties, _ tell: ([Int], Contradiction.Cause) -> Void) {
        let needs = countingOthers(musts)
        var fullest: (party: [Int32], rules: [Int], needed: Int)?
        for party in parties.bound where party.count <= largest {
            var rules: [Int] = []
            var needed = party.count
            for measure in needs {
                var lacking = measure.least
                for seat in party where measure.kindOf[Int(seat)] >= 0 { lacking[Int(measure.kindOf[Int(seat)])] -= 1 }
                let more = lacking.reduce(0) { $0 + max(0, Int($1)) }
                if more > 0 { rules.append(measure.rule) }
                needed += more
            }
            if needed > max(largest, fullest?.needed ?? 0) { fullest = (party, rules, needed) }
        }
        guard let fullest else { return }
        let rules = Set(parties.rules(binding: fullest.party) + fullest.rules).sorted()
        tell(rules, .fullGroup(needed: fullest.needed, largest: largest))
    }

    /// Rules that ask for people in every group, none of whom is counted by two of them.
    private func countingOthers(_ musts: [Measure]) -> [Measure] {
        var taken = [Bool](repeating: false, count: count)
        return musts.filter { measure in
            guard measure.shape == .counts, measure.least.contains(where: { $0 > 0 }) else { return false }
            let counted = measure.kindOf.indices.filter { measure.kindOf[$0] >= 0 && measure.least[Int(measure.kindOf[$0])] > 0 }
            guard !counted.contains(where: { taken[$0] }) else { return false }
            for seat in counted { taken[seat] = true }
            return true
        }
    }
}
