/// What no seating of whole parties can be, proved over several rules at once; each proof is nil when it shows nothing.
extension Table {
    /// Few rules that a proof still holds for, and what it says of them.
    func needed(_ musts: [Measure], _ proof: ([Measure]) -> Contradiction.Cause?) -> ([Int], Contradiction.Cause)? {
        let relevant = musts.filter { $0.isTies || ($0.shape == .counts && $0.most.contains(1)) }
        guard relevant.contains(where: \.isTies), var cause = proof(relevant) else { return nil }
        var needed = relevant
        for measure in relevant {
            let fewer = needed.filter { $0.rule != measure.rule }
            guard let still = proof(fewer) else { continue }
            (needed, cause) = (fewer, still)
        }
        return (needed.map(\.rule), cause)
    }

    /// Some group holds so much of whole parties that it is more than the largest.
    func partiesThatDoNotFit(_ musts: [Measure]) -> Contradiction.Cause? {
        let sizes = Parties(self, musts).bound.map(\.count).sorted(by: >)
        guard let most = sizes.first, most <= largest, packs(sizes, largest) == false else { return nil }
        var needed = largest + 1
        while packs(sizes, needed) == false { needed += 1 }
        return .fullGroup(needed: needed, largest: largest)
    }

    /// Whether sets of these sizes, the largest first, fit whole in groups of this size; nil when too many ways had to be tried to tell.
    private func packs(_ sizes: [Int], _ size: Int) -> Bool? {
        var filled = [Int](repeating: 0, count: groups)
        var patience = 200_000
        func place(_ number: Int) -> Bool? {
            guard number < sizes.count else { return true }
            var isTried = [Bool](repeating: false, count: size + 1)
            for group in 0..<groups where filled[group] + sizes[number] <= size && !isTried[filled[group]] {
                patience -= 1
                isTried[filled[group]] = true
                filled[group] += sizes[number]
                let fits = place(number + 1)
                filled[group] -= sizes[number]
                if fits != false { return fits }
            }
            patience -= groups
            return patience < 0 ? nil : false
        }
        return place(0)
    }

    /// One of each of several parties who must all be apart, by whatever rules, more than there are groups.
    func tooManyApart(_ musts: [Measure], _ id: (Int32) -> String) -> Contradiction.Cause? {
        let parties = Parties(self, musts)
        var ties: [[Int32]] = [[Int32]](repeating: [], count: count)
        func part(_ one: Int32, _ other: Int32) {
            guard !parties.areOne(one, other) else { return }
            let (first, second) = (parties.members[parties.partyOf[Int(one)]][0], parties.members[parties.partyOf[Int(other)]][0])
            ties[Int(first)].append(second)
            ties[Int(second)].append(first)
        }
        for measure in musts where measure.shape == .apart {
            for (pair, strength) in measure.pairs where strength > 0 { part(pair.one, pair.other) }
        }
        for measure in musts where measure.shape == .counts {
            for kind in 0..<measure.kinds where measure.most[kind] == 1 {
                let seats = measure.kindOf.indices.filter { measure.kindOf[$0] == Int32(kind) }.prefix(groups + 1).map(Int32.init)
                for (index, one) in seats.enumerated() { for other in seats[(index + 1)...] { part(one, other) } }
            }
        }
        let set = clique(Measure(apart: ties))
        return set.count > groups ? .apartTooMany(people: set.map(id), groups: groups) : nil
    }
}

extension Measure {
    /// People who must be apart, each from those in the list at the same place.
    fileprivate init(apart ties: [[Int32]]) {
        self.init(rule: -1, level: .must, shape: .apart)
        start = [0]
        for list in ties {
            var last: Int32 = -1
            for other in list.sorted() where other != last {
                others.append(other)
                last = other
            }
            start.append(Int32(others.count))
        }
    }
}
