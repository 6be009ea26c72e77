import Testing

@testable import Grouping

@Suite struct PropertyTests {
    private let rules: [Rule] = [
        Rule(.must, .spread(.each(field: "discipline", values: []))), Rule(.should, .atLeast(1, .trait("takes-initiative"))),
        Rule(.should, .notAlone(.trait("quiet"))), Rule(.wish, .alikeMeans(number: "years", tolerance: 0.3)),
    ]

    private func divided(_ gathering: Gathering, seed: UInt64 = 1, steps: Int = 100) throws -> Division {
        let builder = try GroupBuilder(gathering, seed: seed)
        builder.improve(steps: steps)
        return builder.division
    }

    @Test("nobody is lost and nobody sits twice", arguments: [7, 12, 24, 41])
    func everyoneOnce(count: Int) throws {
        let division = try divided(Gathering(people: Cast.people(count), sizes: .count(4), rules: rules), steps: 20)
        #expect(division.groups.flatMap(\.members).sorted() == Cast.people(count).map(\.id).sorted())
    }

    @Test("a count of groups gives even groups", arguments: [7, 12, 23, 41])
    func evenSizes(count: Int) throws {
        let sizes = try divided(Gathering(people: Cast.people(count), sizes: .count(4), rules: rules), steps: 20).groups.map(
            \.members.count)
        #expect(sizes.count == 4)
        #expect(sizes.max()! - sizes.min()! <= 1)
    }

    @Test("group sizes stay within their bounds and as near to the ideal as can be")
    func boundedSizes() throws {
        let division = try divided(Gathering(people: Cast.people(23), sizes: .range(min: 4, ideal: 6, max: 7), rules: []), steps: 50)
        #expect(division.groups.map(\.members.count).sorted() == [5, 6, 6, 6])
    }

    @Test("pinned people stay where they are pinned")
    func pins() throws {
        let pins = ["p0": 3, "p1": 3, "p2": 1, "p23": 2]
        let division = try divided(Gathering(people: Cast.people(24), sizes: .count(4), rules: rules, pins: pins))
        for (id, group) in pins { #expect(division.numbers[id] == group) }
    }

    @Test("the same seed gives the same groups")
    func sameSeed() throws {
        let gathering = Gathering(people: Cast.people(24), sizes: .count(5), rules: rules)
        #expect(try divided(gathering, seed: 9) == divided(gathering, seed: 9))
    }

    @Test("people of different pools never share a group")
    func pools() throws {
        var people = Cast.people(20)
        for index in people.indices { people[index].pool = index % 2 == 0 ? "morning" : "evening" }
        let division = try divided(Gathering(people: people, sizes: .count(2), rules: rules))
        let poolOf = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.pool) })
        #expect(division.groups.count == 4)
        for group in division.groups { #expect(Set(group.members.map { poolOf[$0]! }) == [group.pool]) }
    }

    @Test(
        "pins hold also where they are more than a group’s share: the others share the rest",
        arguments: [
            (Sizes.count(3), 6, [6, 3, 3]), (.count(3), 10, [10, 1, 1]), (.count(4), 5, [5, 2, 2, 3]), (.count(3), 12, [12, 0, 0]),
            (.range(min: 2, ideal: 3, max: 4), 6, [6, 2, 2, 2]),
        ])
    func crowdedPins(sizes: Sizes, pinned: Int, expected: [Int]) throws {
        var gathering = Gathering(people: Cast.people(12), sizes: sizes, rules: rules)
        gathering.pins = Dictionary(uniqueKeysWithValues: (0..<pinned).map { ("p\($0)", 1) })
        let division = try divided(gathering)
        #expect(division.groups[0].members == (0..<pinned).map { "p\($0)" })
        #expect(division.groups.map(\.members.count).sorted() == expected.sorted())
        let again = try GroupBuilder(gathering, from: division)
        #expect(!(division.score < again.division.score))
        let one = try division.repaired(gathering, without: ["p11"])
        for number in 0..<min(pinned, 11) { #expect(one.division.numbers["p\(number)"] == 1) }
    }

    @Test("a group that is full of the pinned leaves the next its own share of them")
    func crowdedTwice() throws {
        var gathering = Gathering(people: Cast.people(12), sizes: .count(3), rules: rules)
        for number in 0..<11 { gathering.pins["p\(number)"] = number < 7 ? 1 : 2 }
        #expect(try divided(gathering).groups.map(\.members.count) == [7, 4, 1])
    }

    @Test("a division into fewer groups than the sizes ask for can be gone on from")
    func otherNumberOfGroups() throws {
        let people = Cast.people(12)
        let two = Division(given: [("", people[..<6].map(\.id)), ("", people[6...].map(\.id))])
        let builder = try GroupBuilder(Gathering(people: people, sizes: .range(min: 3, ideal: 3, max: 4), rules: rules), from: two)
        #expect(builder.division.groups.map(\.members.count) == [6, 6])
    }

    @Test("one more rule never breaks a higher one", arguments: Array(1...8) as [UInt64])
    func higherRulesHold(seed: UInt64) throws {
        let people = Cast.people(16)
        var score = Score()
        for count in 1...rules.count {
            let found = try divided(Gathering(people: people, sizes: .count(4), rules: Array(rules[..<count])), seed: seed, steps: 400)
                .score
            if rules[count - 1].level > .must { #expect(found.must <= score.must + 1e-7) }
            if rules[count - 1].level > .should { #expect(found.should <= score.should + 1e-7) }
            score = found
        }
    }

    @Test("a run from an earlier answer never ends with a worse one")
    func warmStart() throws {
        let gathering = Gathering(people: Cast.people(24), sizes: .count(5), rules: rules)
        let first = try divided(gathering, seed: 1, steps: 40)
        let builder = try GroupBuilder(gathering, seed: 77, from: first)
        #expect(!(first.score < builder.division.score))
        builder.improve(steps: 10)
        #expect(!(first.score < builder.division.score))
    }

    @Test(
        "at every level, of two divisions that burden groups equally in sum, the one that spares the worst-off group is better",
        arguments: Rule.Level.allCases)
    func worstOffCountsMost(level: Rule.Level) throws {
        let people = (0..<8).map { Person(id: "p\($0)") }
        let rules = [Rule(level, .apart(.people(["p0", "p1"]))), Rule(level, .apart(.people(["p2", "p3"])))]
        let arrangement = Arrangement(try Hall(Gathering(people: people, sizes: .count(2), rules: rules)).tables[0])
        func burdens(_ seating: [Int32]) -> (score: Score, sum: Double, worst: Double) {
            arrangement.seat(seating)
            let burdens = (0..<2).map { group in (0..<2).reduce(0) { $0 + arrangement.cost(rule: $1, group: group) } }
            return (arrangement.score, burdens.reduce(0, +), burdens.max()!)
        }
        let even = burdens([0, 0, 1, 1, 0, 0, 1, 1])
        let uneven = burdens([0, 0, 0, 0, 1, 1, 1, 1])
        #expect(even.sum == uneven.sum)
        #expect(even.worst < uneven.worst)
        #expect(even.score < uneven.score)
        for (less, more) in [(0.0, 1.0), (1.0, 3.0), (0.9, 9.0)] {
            let before = Score.weighed(less) + Score.weighed(more)
            #expect(
                Score.weighed(less + 0.5) + Score.weighed(more - 0.5) < before,
                "a burden that goes from the worse-off to the better-off helps")
            #expect(Score.weighed(more + 0.5) - Score.weighed(more) > Score.weighed(less + 0.5) - Score.weighed(less))
        }
    }

    @Test("a repair of a small gathering makes no more moves than are needed", arguments: 400..<440 as Range<UInt64>)
    func fewestMoves(seed: UInt64) throws {
        var gathering = Gathering.random(seed)
        gathering.people.removeLast(max(0, gathering.people.count - 8))
        for index in gathering.people.indices { gathering.people[index].pool = "" }
        gathering.pins = gathering.pins.filter { pin in gathering.people.contains { $0.id == pin.key } }
        gathering.sizes = .range(min: 1, ideal: 3, max: 4)
        let builder = try GroupBuilder(gathering, seed: seed)
        builder.improve(steps: 5)
        let before = builder.division
        let repair = try before.repaired(gathering, without: ["p2"])
        var present = gathering
        present.people.removeAll { $0.id == "p2" }
        present.pins["p2"] = nil
        let table = try Hall(present, groupsByPool: ["": before.groups.count]).tables[0]
        let numbers = before.numbers
        let sat = present.people.map { Int32(numbers[$0.id]! - 1) }
        let arrangement = Arrangement(table)
        var best: (must: Double, moves: Int)?
        func seat(_ seating: [Int32], _ person: Int) {
            guard person < table.count else {
                guard table.isSized(seating) else { return }
                arrangement.seat(seating)
                let found = (must: arrangement.score.must, moves: zip(seating, sat).count { $0 != $1 })
                let isBetter = best.map { abs(found.must - $0.must) > 1e-7 ? found.must < $0.must : found.moves < $0.moves } ?? true
                if isBetter { best = found }
                return
            }
            for group in 0..<Int32(table.groups) where table.pinned[person] < 0 || table.pinned[person] == group {
                var next = seating
                next[person] = group
                seat(next, person + 1)
            }
        }
        seat(sat, 0)
        let fewest = try #require(best)
        #expect(abs(repair.division.score.must - fewest.must) < 1e-6)
        #expect(repair.moves.count == fewest.moves)
    }

    @Test("a group of only quiet people breaks the source’s rules, however small it is")
    func onlyQuiet() throws {
        let people = (1...7).map { Person(id: "\($0)", fields: ["discipline": "x"], traits: $0 <= 3 ? ["quiet"] : []) }
        let rules = Rule.set(.sourceDay)
        let quiet = try #require(rules.firstIndex { $0.kind == .atLeast(1, .withoutTrait("quiet")) })
        let gathering = Gathering(people: people, sizes: .count(2), rules: rules)
        let division = Division(
            groups: [
                .init(number: 1, pool: "", members: ["4", "5", "6", "7"]), .init(number: 2, pool: "", members: ["1", "2", "3"]),
            ], score: Score())
        let desk = try #require(try Desk(gathering, division))
        #expect(desk.explanation.findings.filter { $0.rule == quiet }.map(\.isMet) == [true, false])
    }
}
