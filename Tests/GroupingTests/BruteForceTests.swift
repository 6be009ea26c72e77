import Testing

@testable import Grouping

@Suite struct BruteForceTests {
    /// A small gathering with one to four rules of any kind, different for each seed.
    private func gathering(_ seed: UInt64) -> Gathering {
        var dice = Dice(seed: seed)
        let count = 6 + dice.below(3)
        var people = (0..<count).map { number in
            var person = Person(id: "p\(number)")
            person.fields = ["colour": ["red", "green", "blue", ""][dice.below(4)], "team": ["a", "b"][dice.below(2)]]
            if dice.below(5) > 0 { person.numbers["years"] = Double(dice.below(20)) }
            if dice.below(3) == 0 { person.traits.insert("quiet") }
            return person
        }
        for index in people.indices where dice.below(3) == 0 { people[index].relations["caseworker"] = ["p\(dice.below(count))"] }
        func some() -> [String] { Array(Set((0..<3).map { _ in "p\(dice.below(count))" })).sorted() }
        let conditions: [Condition] = [
            .isOneOf(field: "colour", values: ["red"]), .isNoneOf(field: "team", values: ["a"]), .each(field: "colour", values: []),
            .trait("quiet"), .isOneOf(field: "colour", values: ["red", "blue"]),
        ]
        let rules = (0..<(1 + dice.below(4))).map { _ -> Rule in
            let condition = conditions[dice.below(conditions.count)]
            let kinds: [Rule.Kind] = [
                .atLeast(1 + dice.below(2), condition), .atMost(dice.below(3), condition), .exactly(dice.below(3), condition),
                .spread(condition), .notAlone(condition), .oneKind(field: "colour"), .alikeMeans(number: "years", tolerance: 0.25),
                .together(.people(some())), .together(.sameValue(field: "team")), .apart(.people(some())), .apart(.relation("caseworker")),
                .newCompanions(recency: 0.5),
            ]
            return Rule(Rule.Level.allCases[dice.below(3)], kinds[dice.below(kinds.count)])
        }
        let sizes: Sizes = dice.below(2) == 0 ? .count(2 + dice.below(2)) : .range(min: 2, ideal: 3, max: 4)
        let days = (0..<2).map { _ in
            let ids = people.map(\.id)
            return [Array(ids[0..<3]), Array(ids[(3 + dice.below(2))...])]
        }
        return Gathering(people: people, sizes: sizes, rules: rules, earlierDays: days)
    }

    @Test("on 200 small gatherings with every kind of rule the builder finds what trying everything finds")
    func equalsBruteForce() throws {
        for seed in 1...200 as ClosedRange<UInt64> {
            let builder = try GroupBuilder(gathering(seed), seed: seed)
            builder.improve(steps: 250)
            let table = builder.hall.tables[0]
            let arrangement = Arrangement(table)
            var best: Score?
            Cast.seatings(table.count, groups: table.groups, sizes: table.smallest...table.largest) { seating in
                arrangement.seat(seating)
                if best.map({ arrangement.score < $0 }) ?? true { best = arrangement.score }
            }
            let found = builder.division.score
            #expect(!(try #require(best) < found), "gathering \(seed): \(found) is worse than \(best!)")
        }
    }

    @Test("scores kept up to date move by move are those counted from nothing")
    func incrementalScores() throws {
        for seed in 300...340 as ClosedRange<UInt64> {
            let table = try Hall(gathering(seed)).tables[0]
            var dice = Dice(seed: seed)
            let moving = Arrangement(table)
            moving.seat(table.firstSeating(&dice))
            let fresh = Arrangement(table)
            for _ in 0..<60 {
                let person = dice.below(table.count)
                let other = dice.below(table.count)
                let from = moving.groupOf[person]
                let isMove = dice.below(3) == 0
                let to = isMove ? dice.below(table.groups) : Int(moving.groupOf[other])
                guard to != Int(from) else { continue }
                _ = moving.change(person, isMove ? -1 : other, to: to)
                moving.commit()
                fresh.seat(moving.seating)
                for pair in [
                    (moving.score.must, fresh.score.must), (moving.score.should, fresh.score.should), (moving.score.wish, fresh.score.wish),
                    (moving.score.sizes, fresh.score.sizes),
                ] { #expect(abs(pair.0 - pair.1) < 1e-6, "gathering \(seed)") }
            }
        }
    }
}
