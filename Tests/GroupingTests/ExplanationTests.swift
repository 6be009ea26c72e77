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
        guard case .costs(_, _, _, let breaks) = unmet[0].reason else {
            Issue.record("no cost is told")
            return
        }
        #expect(Set(breaks.map(\.rule)) == [0])
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
