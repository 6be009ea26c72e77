import Testing

@testable import Grouping

@Suite("Seating")
struct SeatingTests {
    /// Every third a service user, units by fours, and some who know each other.
    static func people(_ count: Int) -> [Seating.Guest] {
        (0..<count).map { Seating.Guest(id: "p\($0)", side: $0 % 3 == 0 ? "user" : "staff", unit: "u\($0 % 4)") }
    }

    static func ties(_ count: Int, _ dice: inout Dice) -> Set<Seating.Tie> {
        Set(
            (0..<count).compactMap { _ in
                let (one, other) = (dice.below(count), dice.below(count))
                return one == other ? nil : Seating.Tie("p\(one)", Seating.Bond.allCases[dice.below(3)], "p\(other)")
            })
    }

    static let hall: [Seating.Table] = [.init(.round, chairs: 8), .init(.long, chairs: 10), .init(.round, chairs: 7)]

    @Test("nobody is lost and nobody sits on another’s chair", arguments: [1, 2, 9, 24, 25])
    func everyoneOnce(count: Int) throws {
        var dice = Dice(seed: UInt64(count))
        let seating = try Seating(tables: Self.hall, guests: Self.people(count), ties: Self.ties(count, &dice))
        let plan = seating.arranged()
        #expect(Set(plan.places.keys) == Set(seating.guests.map(\.id)))
        #expect(Set(plan.places.values).count == count)
        for place in plan.places.values { #expect((0..<Self.hall[place.table].chairs).contains(place.chair)) }
    }

    @Test("those who are pinned stay", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func pins(seed: UInt64) throws {
        let pins = ["p0": Seating.Place(table: 1, chair: 9), "p4": .init(table: 0, chair: 0), "p5": .init(table: 2, chair: 3)]
        let plan = try Seating(tables: Self.hall, guests: Self.people(24), pins: pins).arranged(seed: seed)
        for (id, place) in pins { #expect(plan.places[id] == place) }
    }

    @Test("the same seed gives the same seats")
    func sameSeed() throws {
        var dice = Dice(seed: 3)
        let seating = try Seating(tables: Self.hall, guests: Self.people(24), ties: Self.ties(24, &dice))
        #expect(seating.arranged(seed: 7) == seating.arranged(seed: 7))
    }

    @Test("users and staff alternate where they can, and nobody sits beside the own caseworker")
    func alternates() throws {
        let guests = (0..<12).map { Seating.Guest(id: "p\($0)", side: $0 < 6 ? "user" : "staff") }
        let ties = Set((0..<6).map { Seating.Tie("p\($0 + 6)", .caseworker, "p\($0)") })
        let seating = try Seating(tables: [.init(.round, chairs: 6), .init(.long, chairs: 6)], guests: guests, ties: ties)
        for seed in 1...3 as ClosedRange<UInt64> { #expect(seating.arranged(seed: seed).breaches == []) }
    }

    @Test("a group keeps its table while it has chairs, and the one too many is told why")
    func homes() throws {
        let guests = (0..<9).map { Seating.Guest(id: "p\($0)", home: $0 < 5 ? 0 : 1) }
        let plan = try Seating(tables: [.init(.round, chairs: 4), .init(.round, chairs: 6)], guests: guests).arranged()
        #expect(plan.places.values.count { $0.table == 0 } == 4)
        #expect(plan.breaches.map(\.kind) == [.awayFromTable(0)])
        #expect(plan.breaches.map(\.reason) == [.tableFull(people: 5, chairs: 4)])
    }

    @Test("with seven or fewer it equals trying every way, in the search as well", arguments: Array(1...40) as [UInt64])
    func bruteForce(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let count = 3 + dice.below(5)
        let tables: [Seating.Table] = [
            .init(dice.below(2) == 0 ? .round : .long, chairs: 3 + dice.below(2)), .init(dice.below(2) == 0 ? .round : .long, chairs: 4),
        ]
        let pins = dice.below(2) == 0 ? [:] : ["p1": Seating.Place(table: 1, chair: 2)]
        let guests = Self.people(count).map { guest in
            var guest = guest
            if dice.below(4) == 0 { guest.home = dice.below(2) }
            return guest
        }
        let seating = try Seating(tables: tables, guests: guests, ties: Self.ties(count, &dice), pins: pins)
        let cheapest = Self.cheapest(seating)
        #expect(seating.arranged(seed: seed).cost == cheapest)
        let costs = SeatingCosts(seating)
        #expect(costs.total(SeatingSearch(costs, seed: seed).best()) == cheapest)
    }

    /// The lowest cost of all ways to sit, tried one by one.
    static func cheapest(_ seating: Seating) -> Int {
        let chairs = seating.tables.enumerated().flatMap { table, one in (0..<one.chairs).map { Seating.Place(table: table, chair: $0) } }
        let costs = SeatingCosts(seating)
        var best = Int.max
        var sitting = [Int](repeating: -1, count: chairs.count)
        func sit(_ guest: Int) {
            guard guest < seating.guests.count else {
                best = min(best, costs.total(sitting))
                return
            }
            for (chair, place) in chairs.enumerated() where sitting[chair] < 0 {
                if let pin = seating.pins[seating.guests[guest].id], pin != place { continue }
                sitting[chair] = guest
                sit(guest + 1)
                sitting[chair] = -1
            }
        }
        sit(0)
        return best
    }

    @Test("swaps keep count of what the seating costs")
    func swaps() throws {
        var dice = Dice(seed: 11)
        let seating = try Seating(tables: Self.hall, guests: Self.people(20), ties: Self.ties(20, &dice))
        let costs = SeatingCosts(seating)
        var hall = SeatedHall(costs, SeatingSearch(costs, seed: 2).best())
        for _ in 0..<500 {
            _ = hall.swap(dice.below(25), dice.below(25))
            #expect(hall.cost == costs.total(hall.sitting))
        }
    }

    @Test("neighbours of round tables are a ring, of long tables a row with somebody across")
    func neighbours() {
        let round = Seating.Table(.round, chairs: 5)
        #expect(round.beside(0) == [1, 4] && round.beside(4) == [0, 3] && round.opposite(0) == nil)
        #expect(Seating.Table(.round, chairs: 2).beside(0) == [1] && Seating.Table(.round, chairs: 1).beside(0) == [])
        let long = Seating.Table(.long, chairs: 7)
        #expect(long.beside(0) == [1] && long.beside(3) == [2] && long.beside(4) == [5])
        #expect(long.opposite(0) == 6 && long.opposite(6) == 0 && long.opposite(2) == 4 && long.opposite(3) == nil)
        #expect(Seating.Table(.long, chairs: 6).opposite(2) == 3)
    }

    @Test("what cannot be kept is told with its reason")
    func reasons() throws {
        let crowd = (0..<12).map { Seating.Guest(id: "p\($0)", side: $0 < 2 ? "user" : "staff") }
        let uneven = try Seating(tables: [.init(.round, chairs: 12)], guests: crowd).arranged()
        #expect(uneven.breaches.allSatisfy { $0.reason == .unevenSides(larger: 10, smaller: 2, pairs: 8) } && uneven.breaches.count == 8)

        let pair = [Seating.Guest(id: "a"), Seating.Guest(id: "b")]
        let tied = try Seating(tables: [.init(.round, chairs: 2)], guests: pair, ties: [.init("a", .caseworker, "b")]).arranged()
        #expect(tied.breaches.map(\.kind) == [.tied(.caseworker)] && tied.breaches.map(\.one) == ["a"])
        #expect(tied.breaches.map(\.reason) == [.tiedToMost(one: "a", others: 0)])
    }

    @Test("hands may sit people badly; it is told that a swap would help, or that they are pinned")
    func byHand() throws {
        let guests = ["a", "b", "c", "d", "e"].map { Seating.Guest(id: $0) }
        let places = Dictionary(uniqueKeysWithValues: guests.enumerated().map { ($1.id, Seating.Place(table: 0, chair: $0)) })
        let hall = [Seating.Table(.round, chairs: 5)]
        let ties: Set<Seating.Tie> = [.init("a", .colleague, "b")]
        #expect(try Seating(tables: hall, guests: guests, ties: ties).judged(places).breaches.map(\.reason) == [.canBeBetter])
        let pins = places.filter { $0.key < "c" }
        #expect(try Seating(tables: hall, guests: guests, ties: ties, pins: pins).judged(places).breaches.map(\.reason) == [.pinned])
    }

    @Test("more people than chairs, doubled ids and impossible pins are refused")
    func refusals() {
        let hall = [Seating.Table(.round, chairs: 2)]
        #expect(throws: Seating.Wrong.tooFewChairs(guests: 3, chairs: 2)) { try Seating(tables: hall, guests: Self.people(3)) }
        #expect(throws: Seating.Wrong.doubled("p0")) { try Seating(tables: hall, guests: Self.people(1) + Self.people(1)) }
        #expect(throws: Seating.Wrong.unknown("p0")) {
            try Seating(tables: hall, guests: Self.people(1), pins: ["p0": .init(table: 0, chair: 2)])
        }
        #expect(throws: Seating.Wrong.doubled("p1")) {
            try Seating(tables: hall, guests: Self.people(2), pins: ["p0": .init(table: 0, chair: 1), "p1": .init(table: 0, chair: 1)])
        }
    }
}
