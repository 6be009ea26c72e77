import Testing

@testable import Grouping

@Suite struct MustsTests {
    private func contradictions(_ rules: [Rule.Kind], groups: Int = 4, people: [Person] = Cast.people(12)) throws -> [Contradiction] {
        try Gathering(people: people, sizes: .count(groups), rules: rules.map { Rule(.must, $0) }).contradictions()
    }

    private func told(_ rules: [Int], _ cause: Contradiction.Cause) -> Contradiction { Contradiction(rules: rules, pool: "", cause: cause) }

    private func quiet(_ numbers: Int..., among count: Int) -> [Person] {
        (0..<count).map { Person(id: "p\($0)", traits: numbers.contains($0) ? ["quiet"] : []) }
    }

    @Test("two who are bound together through a third by several rules cannot be apart")
    func transitive() throws {
        let found = try contradictions([.together(.people(["p0", "p1"])), .together(.people(["p1", "p2"])), .apart(.people(["p0", "p2"]))])
        #expect(found == [told([0, 1, 2], .togetherAndApart(one: "p0", other: "p2"))])
    }

    @Test("all of a unit cannot sit together when one may not meet the own caseworker in it")
    func unitAndCaseworker() throws {
        var people = Cast.people(12)
        for index in people.indices { people[index].fields["unit"] = "\(index / 3)" }
        people[0].relations["caseworker"] = ["p2"]
        let found = try contradictions([.apart(.relation("caseworker")), .together(.sameValue(field: "unit"))], people: people)
        #expect(found == [told([1, 0], .togetherAndApart(one: "p0", other: "p2"))])
    }

    @Test("two of different kinds cannot both be bound together and sit in groups of one kind")
    func oneKind() throws {
        let rules: [Rule.Kind] = [.together(.people(["p0", "p1"])), .oneKind(field: "colour")]
        var people = Cast.people(4)
        for index in people.indices { people[index].fields["colour"] = index == 0 ? "red" : index == 1 ? "blue" : "" }
        let found = try contradictions(rules, groups: 2, people: people)
        #expect(found == [told([0, 1], .togetherAndApart(one: "p0", other: "p1"))])
    }

    @Test("several rules that bind more people together than a group holds are named")
    func togetherTooMany() throws {
        let found = try contradictions([
            .together(.people(["p8", "p9"])), .together(.people(["p0", "p1", "p2"])), .together(.people(["p2", "p3"])),
        ])
        #expect(found == [told([1, 2], .togetherTooMany(people: ["p0", "p1", "p2", "p3"], largest: 3))])
    }

    @Test("three who must be apart by three rules do not fit in two groups")
    func clique() throws {
        let rules: [Rule.Kind] = [
            .apart(.people(["p0", "p1"])), .apart(.people(["p1", "p2"])), .apart(.people(["p7", "p8"])), .apart(.people(["p0", "p2"])),
        ]
        let found = try contradictions(rules, groups: 2)
        #expect(found.map(\.rules) == [[0, 1, 3]])
        guard case .apartTooMany(let people, groups: 2) = found.first?.cause else { return #expect(Bool(false)) }
        #expect(people.sorted() == ["p0", "p1", "p2"])
        #expect(try contradictions(rules, groups: 3).isEmpty)
    }

    @Test("those who are bound together are apart from whoever one of them must be apart from")
    func cliqueOfParties() throws {
        let found = try contradictions(
            [
                .together(.people(["p0", "p3"])), .apart(.people(["p0", "p1"])), .apart(.people(["p1", "p2"])),
                .apart(.people(["p3", "p2"])),
            ], groups: 2)
        #expect(found.map(\.rules) == [[0, 1, 2, 3]])
    }

    @Test("two of a kind who belong together are more than one of the kind")
    func partyOfOneKind() throws {
        let found = try contradictions(
            [.together(.people(["p0", "p1"])), .atMost(1, .trait("quiet"))], groups: 2, people: quiet(0, 1, among: 6))
        #expect(found == [told([1, 0], .bounds(of: "quiet", least: 2, most: 1))])
    }

    @Test("those who belong together leave no room for what every group needs")
    func partyAndNeeds() throws {
        let found = try contradictions(
            [.together(.people(["p0", "p1", "p2"])), .atLeast(1, .trait("quiet"))], groups: 2, people: quiet(3, 4, among: 6))
        #expect(found == [told([0, 1], .fullGroup(needed: 4, largest: 3))])
    }

    @Test("three pairs that belong together do not fit in two groups of three")
    func pairs() throws {
        let pairs: [Rule.Kind] = [.together(.people(["p0", "p1"])), .together(.people(["p2", "p3"])), .together(.people(["p4", "p5"]))]
        let found = try contradictions(pairs, groups: 2, people: Cast.people(6))
        #expect(found == [told([0, 1, 2], .fullGroup(needed: 4, largest: 3))])
        #expect(try contradictions(pairs, groups: 2, people: Cast.people(7)).isEmpty)
        #expect(try contradictions(Array(pairs.dropLast()), groups: 2, people: Cast.people(6)).isEmpty)
    }

    @Test("pairs of one relation do not fit either, and the one rule is named")
    func pairsOfOneRule() throws {
        var people = Cast.people(6)
        for index in people.indices { people[index].fields["pair"] = "\(index / 2)" }
        let found = try contradictions([.together(.sameValue(field: "pair"))], groups: 2, people: people)
        #expect(found == [told([0], .fullGroup(needed: 4, largest: 3))])
    }

    @Test("two of a kind cannot be spread over two groups when none may be alone")
    func spreadAndNotAlone() throws {
        let found = try contradictions(
            [.spread(.trait("quiet")), .notAlone(.trait("quiet"))], groups: 2, people: quiet(0, 1, among: 6))
        #expect(found == [told([0, 1], .tooFew(of: "quiet", there: 2, needed: 4, groups: 2))])
    }

    @Test("exactly one of a kind in each group is alone")
    func exactlyAndNotAlone() throws {
        let found = try contradictions(
            [.notAlone(.trait("quiet")), .exactly(1, .trait("quiet"))], groups: 2, people: quiet(0, 1, among: 6))
        #expect(found.map(\.rules) == [[0, 1]])
    }

    @Test("at most one and never alone leave no room for a kind")
    func atMostAndNotAlone() throws {
        let found = try contradictions(
            [.notAlone(.trait("quiet")), .atMost(1, .trait("quiet"))], groups: 3, people: quiet(0, 1, among: 6))
        #expect(found == [told([0, 1], .tooMany(of: "quiet", there: 2, room: 0, groups: 3))])
    }

    @Test("three cannot sit two by two")
    func oddOneOut() throws {
        let rules: [Rule.Kind] = [.notAlone(.trait("quiet")), .atMost(2, .trait("quiet"))]
        let found = try contradictions(rules, groups: 3, people: quiet(0, 1, 2, among: 9))
        #expect(found == [told([0, 1], .tooFew(of: "quiet", there: 3, needed: 4, groups: 2))])
        #expect(try contradictions(rules, groups: 3, people: quiet(0, 1, 2, 3, among: 9)).isEmpty)
    }

    @Test("small gatherings whose musts some seating keeps are never called contradictory", arguments: 0..<4)
    func neverFalse(quarter: Int) throws {
        var kept = 0
        var contradictory = 0
        for seed in UInt64(quarter * 100 + 1)...UInt64(quarter * 100 + 100) {
            var gathering = Gathering.random(seed)
            for index in gathering.rules.indices { gathering.rules[index].level = .must }
            for count in 1...gathering.rules.count {
                var fewer = gathering
                fewer.rules = Array(gathering.rules.prefix(count))
                let hall = try Hall(fewer)
                guard !hall.contradictions.isEmpty else { kept += 1; continue }
                contradictory += 1
                for contradiction in hall.contradictions {
                    var named = gathering
                    named.rules = contradiction.rules.map { gathering.rules[$0] }
                    #expect(try !Hall(named, like: hall).keepsMusts(), "gathering \(seed): \(contradiction)")
                }
            }
        }
        #expect(kept > 50 && contradictory > 50)
    }
}

extension Hall {
    /// The same groups as another, for other rules.
    fileprivate init(_ gathering: Gathering, like other: Hall) throws {
        try self.init(gathering, groupsByPool: Dictionary(uniqueKeysWithValues: other.tables.map { ($0.pool, $0.groups) }))
    }

    /// Whether some seating keeps all musts, by trying everything.
    fileprivate func keepsMusts() -> Bool {
        !contradictions.contains { if case .otherPools = $0.cause { true } else { false } }
            && tables.allSatisfy { $0.bestOfAll().must < 1e-7 }
    }
}
