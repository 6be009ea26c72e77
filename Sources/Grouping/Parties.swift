/// Who must sit together, through others and through several rules too; whoever is bound to nobody is a party of one.
struct Parties: Sendable {
    /// People whom one rule binds together.
    struct Bond: Sendable {
        var rule: Int
        var seats: [Int32]
    }

    private(set) var members: [[Int32]] = []
    /// The party of each seat.
    private(set) var partyOf: [Int]
    private var bonds: [Bond] = []
    private var bondsOf: [[Int]]

    init(_ table: Table, _ musts: [Measure]) {
        partyOf = [Int](repeating: -1, count: table.count)
        bondsOf = [[Int]](repeating: [], count: table.count)
        for measure in musts where measure.shape == .together {
            for set in table.bound(measure) {
                for seat in set { bondsOf[Int(seat)].append(bonds.count) }
                bonds.append(Bond(rule: measure.rule, seats: set))
            }
        }
        for seat in partyOf.indices where partyOf[seat] < 0 {
            let reached = walk(from: Int32(seat)).seats
            for other in reached { partyOf[Int(other)] = members.count }
            members.append(reached.sorted())
        }
    }

    /// Those of more than one.
    var bound: [[Int32]] { members.filter { $0.count > 1 } }

    func areOne(_ one: Int32, _ other: Int32) -> Bool { partyOf[Int(one)] == partyOf[Int(other)] }

    /// Few rules that bind these people of one party together: the shortest ways from the first to each of the others.
    func rules(binding seats: some Collection<Int32>) -> [Int] {
        guard let first = seats.first else { return [] }
        return rules(along: walk(from: first).through, to: seats)
    }

    /// The same for each of several pairs, as `rules(binding:)` tells it, where pairs with the same first person follow each other.
    func eachBound(_ pairs: [(Pair, Double)], _ body: (Pair, [Int]) -> Void) {
        var ways: (from: Int32, through: [Int32: Step]) = (-1, [:])
        for (pair, strength) in pairs where strength > 0 && partyOf[Int(pair.one)] == partyOf[Int(pair.other)] {
            if ways.from != pair.one { ways = (pair.one, walk(from: pair.one).through) }
            body(pair, rules(along: ways.through, to: CollectionOfOne(pair.other)))
        }
    }

    private typealias Step = (bond: Int, from: Int32)

    private func rules(along through: [Int32: Step], to seats: some Collection<Int32>) -> [Int] {
        var rules: Set<Int> = []
        for seat in seats {
            var seat = seat
            while let step = through[seat] {
                rules.insert(bonds[step.bond].rule)
                seat = step.from
            }
        }
        return rules.sorted()
    }

    /// Everyone who is bound to one person, and the bond and the person each is reached through, nearest first.
    private func walk(from first: Int32) -> (seats: [Int32], through: [Int32: Step]) {
        var seats = [first]
        var through: [Int32: Step] = [:]
        var used: Set<Int> = []
        var next = 0
        while next < seats.count {
            let from = seats[next]
            for bond in bondsOf[Int(from)] where used.insert(bond).inserted {
                for seat in bonds[bond].seats where seat != first && through[seat] == nil {
                    through[seat] = (bond, from)
                    seats.append(seat)
                }
            }
            next += 1
        }
        return (seats, through)
    }
}
