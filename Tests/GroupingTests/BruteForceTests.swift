import Testing

@testable import Grouping

@Suite struct BruteForceTests {
    @Test("on 200 small gatherings with every kind of rule the builder finds what trying everything finds", arguments: 0..<4)
    func equalsBruteForce(quarter: Int) throws {
        for seed in UInt64(quarter * 50 + 1)...UInt64(quarter * 50 + 50) {
            let gathering = Gathering.random(seed)
            let builder = try GroupBuilder(gathering, seed: seed)
            builder.improve { true }
            let best = builder.hall.tables.reduce(Score()) { $0 + $1.bestOfAll() }
            let division = builder.division
            #expect(!(best < division.score), "gathering \(seed): \(division.score) is worse than \(best)")
            #expect(division.groups.flatMap(\.members).sorted() == gathering.people.map(\.id).sorted(), "gathering \(seed)")
            for (id, group) in gathering.pins { #expect(division.numbers[id] == group, "gathering \(seed)") }
            for group in division.groups {
                let table = try #require(builder.hall.tables.first { $0.pool == group.pool })
                #expect((table.smallest...table.largest).contains(group.members.count), "gathering \(seed)")
            }
        }
    }

    @Test("scores kept up to date move by move are those counted from nothing")
    func incrementalScores() throws {
        for seed in 300...340 as ClosedRange<UInt64> {
            let table = try Hall(Gathering.random(seed)).tables[0]
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
