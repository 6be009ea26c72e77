import Testing

@testable import Grouping

@Suite struct ExplanationTests {
    private func people(_ colours: [String]) -> [Person] {
        colours.enumerated().map { Person(id: "p\($0.offset)", fields: ["colour": $0.element]) }
    }

    @Test("an unmet rule tells what is missing and why it cannot be had")
    func impossibleIsTold() throws {
        let rule = Rule(.should, .atLeast(1, .isOneOf(field: "colour", values: ["red"])))
        let builder = try GroupBuilder(
            Gathering(people: people(["red", "red", "blue", "blue", "blue", "blue"]), sizes: .count(3), rules: [rule]))
        let unmet = builder.explanation.unmet
        #expect(unmet.count == 1)
        #expect(unmet[0].fact == .counts([.init(label: "red", count: 0, least: 1, most: nil)]))
        #expect(unmet[0].reason == .impossible(.tooFew(of: "red", there: 2, needed: 3, groups: 3)))
    }

    @Test("a wish that only a should stands against tells what it would cost")
    func costIsTold() throws {
        let rules = [Rule(.should, .apart(.people(["p0", "p1"]))), Rule(.wish, .together(.people(["p0", "p1"])))]
        let builder = try GroupBuilder(Gathering(people: people(["", "", "", ""]), sizes: .count(2), rules: rules))
        builder.improve(steps: 20)
        let unmet = builder.explanation.unmet
        #expect(unmet.map(\.rule) == [1, 1])
        guard case .costs(_, let breaks) = unmet[0].reason else {
            Issue.record("no cost is told")
            return
        }
        #expect(Set(breaks.map(\.rule)) == [0])
    }

    @Test("a rule that takes several moves to meet tells them all, and what they cost")
    func severalMoves() throws {
        let red = Condition.isOneOf(field: "colour", values: ["red"])
        let rules = [Rule(.wish, .atMost(1, red)), Rule(.should, .together(.people(["p0", "p1", "p2"])))]
        let gathering = Gathering(
            people: people(Array(repeating: "red", count: 3) + Array(repeating: "blue", count: 6)), sizes: .count(3), rules: rules)
        let groups = (0..<3).map { group in
            Division.Group(number: group + 1, pool: "", members: (0..<3).map { "p\(3 * group + $0)" })
        }
        let unmet = try #require(try Desk(gathering, Division(groups: groups, score: Score()))).explanation.unmet
        #expect(unmet.map(\.group) == [1])
        guard case .costs(let moves, let breaks) = unmet[0].reason else {
            Issue.record("no cost is told")
            return
        }
        #expect(moves.count == 2)
        #expect(Set(moves.map(\.person)).isSubset(of: ["p0", "p1", "p2"]))
        #expect(breaks.contains(.init(rule: 1, group: 1)))
    }

    @Test("pinned people are asked to move only when a rule cannot be met without them")
    func pinnedInTheWay() throws {
        let red = Condition.isOneOf(field: "colour", values: ["red"])
        let gathering = Gathering(
            people: people(["red", "red", "blue", "blue"]), sizes: .count(2), rules: [Rule(.should, .atLeast(1, red))],
            pins: ["p0": 1, "p1": 1])
        let unmet = try GroupBuilder(gathering).explanation.unmet
        guard case .costs(let moves, let breaks) = unmet[0].reason else {
            Issue.record("no cost is told")
            return
        }
        #expect(moves.count == 1 && breaks.isEmpty)
        #expect(["p0", "p1"].contains { [moves[0].person, moves[0].with].contains($0) })
    }

    @Test("tables of four from three earlier groups cannot all be of strangers")
    func earlierGroups() throws {
        let days = [[["p0", "p1", "p2", "p3"], ["p4", "p5", "p6", "p7"], ["p8", "p9", "p10", "p11"]]]
        let gathering = Gathering(
            people: people(Array(repeating: "", count: 12)), sizes: .count(3), rules: [Rule(.wish, .newCompanions(recency: 0.5))],
            earlierDays: days)
        let unmet = try GroupBuilder(gathering).explanation.unmet
        #expect(unmet.map(\.reason) == Array(repeating: .impossible(.apartSets(sets: 3, smallest: 4)), count: 3))
    }

    @Test("a hand’s move changes score and reasons at once")
    func hand() throws {
        let rule = Rule(.must, .apart(.people(["p0", "p1"])))
        let gathering = Gathering(people: people(["", "", "", ""]), sizes: .count(2), rules: [rule])
        let division = try GroupBuilder(gathering).division
        let desk = try #require(try Desk(gathering, division))
        let found = try desk.move("p0", to: division.numbers["p1"]!)
        #expect(found.filter { !$0.isMet }.map(\.group) == [division.numbers["p1"]!])
        #expect(desk.score.must > 0)
        #expect(throws: Desk.Refusal.unknownPerson(id: "nobody")) { try desk.move("nobody", to: 1) }
        #expect(throws: Desk.Refusal.unknownGroup(3)) { try desk.move("p0", to: 3) }
    }

    @Test(
        "a hand’s moves leave rules and facts as they would be judged anew, and no reason speaks of what has been moved since",
        arguments: 1...4 as ClosedRange<UInt64>)
    func movesInTurn(seed: UInt64) throws {
        let each = Condition.each(field: "discipline", values: [])
        let gathering = Gathering(
            people: Cast.people(24), sizes: .count(6),
            rules: [
                Rule(.must, .spread(each)), Rule(.should, .notAlone(.trait("quiet"))),
                Rule(.wish, .alikeMeans(number: "years", tolerance: 0.3)),
            ])
        let desk = try #require(try Desk(gathering, GroupBuilder(gathering, seed: seed).division))
        var explanation = desk.explanation
        var dice = Dice(seed: seed)
        for _ in 0..<40 {
            let id = "p\(dice.below(24))"
            let from = desk.division.numbers[id]!
            let to = 1 + dice.below(6)
            explanation = try desk.move(id, to: to, after: explanation)
            let anew = desk.explanation
            #expect(explanation.findings.map(Bare.init) == anew.findings.map(Bare.init))
            for (kept, fresh) in zip(explanation.findings, anew.findings) where kept.reason != fresh.reason {
                guard case .costs(let moves, _) = kept.reason else {
                    if kept.reason == .noWayFound { continue }
                    Issue.record("“\(String(describing: kept.reason))” is no longer true")
                    continue
                }
                let people = moves.flatMap { [$0.person, $0.with].compactMap { $0 } }
                let named = Set(people.compactMap { desk.division.numbers[$0] } + moves.map(\.to) + [kept.group])
                #expect(named.isDisjoint(with: [from, to]))
            }
        }
    }

    /// A finding without its reason.
    private struct Bare: Hashable {
        let place: [Int]
        let cost: Double
        let fact: Explanation.Fact

        init(_ finding: Explanation.Finding) {
            place = [finding.rule, finding.group, finding.isMet ? 1 : 0]
            cost = (finding.cost * 1e6).rounded()
            fact = finding.fact
        }
    }

    @Test("after two no-shows in one group one person moves, and nobody who is pinned")
    func repair() throws {
        let people = Cast.people(24)
        let gathering = Gathering(people: people, sizes: .count(6), rules: [])
        let division = try GroupBuilder(gathering).division
        let absent = Set(division.groups[0].members.prefix(2))
        var pinned = gathering
        for group in division.groups.dropFirst(2) { for member in group.members { pinned.pins[member] = group.number } }
        let repair = try division.repaired(pinned, without: absent)
        #expect(repair.moves.map(\.from) == [2])
        #expect(repair.moves.map(\.to) == [1])
        #expect(repair.division.groups.map(\.members.count) == [3, 3, 4, 4, 4, 4])
        #expect(repair.division.groups.flatMap(\.members).count == 22)
    }

    @Test("a repair mends a must that the absent kept")
    func repairOfMust() throws {
        let gathering = Gathering(
            people: people(["red", "red", "red", "blue", "blue", "blue"]), sizes: .count(2),
            rules: [Rule(.must, .atLeast(1, .isOneOf(field: "colour", values: ["red"])))])
        let division = Division(
            groups: [.init(number: 1, pool: "", members: ["p0", "p3", "p4"]), .init(number: 2, pool: "", members: ["p1", "p2", "p5"])],
            score: Score())
        let repair = try division.repaired(gathering, without: ["p0"])
        #expect(repair.moves.count == 1)
        #expect(repair.division.score.must < 1e-7)
    }
}
