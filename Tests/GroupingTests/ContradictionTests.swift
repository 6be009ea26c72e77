import Testing

@testable import Grouping

@Suite struct ContradictionTests {
    private func causes(_ rules: [Rule], sizes: Sizes = .count(4), pins: [String: Int] = [:], count: Int = 12) throws -> [Contradiction
        .Cause]
    {
        try GroupBuilder(Gathering(people: Cast.people(count), sizes: sizes, rules: rules, pins: pins)).contradictions.map(\.cause)
    }

    private let police = Condition.isOneOf(field: "discipline", values: ["police"])

    @Test("two of a kind cannot be in four groups")
    func tooFew() throws {
        let rule = Rule(.must, .atLeast(1, .isOneOf(field: "discipline", values: ["police"])))
        #expect(try causes([rule], count: 9) == [.tooFew(of: "police", there: 2, needed: 4, groups: 4)])
    }

    @Test("more of a kind than the groups may have")
    func tooMany() throws {
        #expect(try causes([Rule(.must, .atMost(0, police))]) == [.tooMany(of: "police", there: 3, room: 0, groups: 4)])
    }

    @Test("bounds that exclude each other are told besides what each alone cannot")
    func bounds() throws {
        let found = try causes([Rule(.must, .atLeast(2, .trait("quiet"))), Rule(.must, .atMost(1, .trait("quiet")))])
        #expect(found.contains(.bounds(of: "quiet", least: 2, most: 1)))
    }

    @Test("five who belong together do not fit in groups of three")
    func togetherTooMany() throws {
        let people = ["p0", "p1", "p2", "p3", "p4"]
        #expect(try causes([Rule(.must, .together(.people(people)))]) == [.togetherTooMany(people: people, largest: 3)])
    }

    @Test("five who must be apart do not fit in four groups")
    func apartTooMany() throws {
        let found = try causes([Rule(.must, .apart(.people(["p0", "p1", "p2", "p3", "p4"])))])
        #expect(found == [.apartTooMany(people: ["p0", "p1", "p2", "p3", "p4"], groups: 4)])
    }

    @Test("nobody is both together and apart, not even through a third person")
    func togetherAndApart() throws {
        let rules = [
            Rule(.must, .together(.people(["p0", "p1"]))), Rule(.must, .together(.people(["p1", "p2"]))),
            Rule(.must, .apart(.people(["p0", "p1"]))),
        ]
        #expect(try causes(rules) == [.togetherAndApart(one: "p0", other: "p1")])
    }

    @Test("pins that break a must are named")
    func pins() throws {
        let apart = Rule(.must, .apart(.people(["p0", "p1"])))
        let together = Rule(.must, .together(.people(["p2", "p3"])))
        let found = try causes([apart, together], pins: ["p0": 1, "p1": 1, "p2": 2, "p3": 3])
        #expect(found == [.pinnedTogether(one: "p0", other: "p1", group: 0), .pinnedApart(one: "p2", other: "p3")])
    }

    @Test("the only one of a kind is alone")
    func onlyOne() throws {
        let found = try causes([Rule(.must, .notAlone(.isOneOf(field: "discipline", values: ["police"])))], sizes: .count(2), count: 4)
        #expect(found == [.onlyOne(of: "police")])
    }

    @Test("the number of groups gives way to a must where sizes allow it")
    func countGivesWay() throws {
        var people = Cast.people(61)
        for index in people.indices { people[index].traits = index < 9 ? ["takes-initiative"] : [] }
        let rule = Rule(.must, .atLeast(1, .trait("takes-initiative")))
        let builder = try GroupBuilder(Gathering(people: people, sizes: .range(min: 5, ideal: 6, max: 7), rules: [rule]))
        builder.improve(steps: 50)
        #expect(builder.groupCount == 9)
        #expect(builder.contradictions.isEmpty)
        #expect(builder.division.score.must < 1e-7)
    }

    @Test("sizes that cannot be are refused")
    func sizes() {
        #expect(throws: Impossible.sizes(people: 3, pool: "", sizes: .count(4))) { try causes([], count: 3) }
        #expect(throws: Impossible.sizes(people: 7, pool: "", sizes: .range(min: 5, ideal: 5, max: 6))) {
            try causes([], sizes: .range(min: 5, ideal: 5, max: 6), count: 7)
        }
        #expect(throws: Impossible.nobody) { try causes([], count: 0) }
        #expect(throws: Impossible.pinToUnknownGroup(id: "p0", group: 9, groups: 4)) { try causes([], pins: ["p0": 9]) }
    }
}
