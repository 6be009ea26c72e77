import Foundation
import Testing
import Workshop

@Suite("Time on a timeline")
struct TimeScaleTests {
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let marit = Viewer(communityID: ID(1), member: ID(9), name: "Marit", day: ID(7), attendance: ID(90), role: .facilitator)
    let lane = Lane(id: ID(2), boardID: ID(1), layout: .timeline, title: LocalizedText("Personen"), position: 0)
    let now = Date(timeIntervalSince1970: 1_774_854_000)
    var board = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))

    init() throws { try board.lay(out: .timeline, by: marit) }

    /// Cards in one track, a minute between each; with a day, or none.
    func cards(_ days: [String?]) throws -> [Card] {
        try days.enumerated().map { index, day in
            var card = try board.pin(
                "x", marker: .blue, in: lane, after: Double(index) * 1024, as: ID(Int64(index + 1)), at: now + Double(index) * 60, by: anna)
            try card.edit(CardWriting(due: .some(day)), version: 1, on: board, by: anna)
            return card
        }
    }

    func inOrder(_ cards: [Card]) -> [Int64] { cards.sorted { board.order(of: $0) < board.order(of: $1) }.map(\.id.rawValue) }

    @Test("goes by the days the cards are to be done, those without one last where they were laid by hand")
    func days() throws {
        var cards = try cards(["2026-05-01", nil, "2026-04-30", nil, "2026-05-01", "2027-01-01"])
        #expect(inOrder(cards) == [3, 1, 5, 6, 2, 4])
        #expect(TimeScale(of: board, with: cards) == .days(["2026-04-30", "2026-05-01", "2027-01-01"]))
        #expect(try cards[3].place(in: lane, between: nil, and: cards[1].position, on: board, by: anna))
        #expect(try cards[4].place(in: lane, between: nil, and: cards[0].position, on: board, by: anna))
        #expect(inOrder(cards) == [3, 5, 1, 6, 4, 2])
    }

    @Test("goes by when the cards were written where none has a day, until somebody lays them in another order")
    func written() throws {
        var cards = try cards([nil, nil, nil])
        #expect(TimeScale(of: board, with: cards) == .moments([now, now + 60, now + 120]))
        #expect(try cards[2].place(in: lane, between: nil, and: cards[0].position, on: board, by: anna))
        #expect(TimeScale(of: board, with: cards) == nil && inOrder(cards) == [3, 1, 2])
    }

    @Test("is told on timelines with cards, and nowhere else")
    func elsewhere() throws {
        let cards = try cards(["2026-05-01", nil])
        #expect(TimeScale(of: board, with: []) == nil)
        var board = board
        try board.lay(out: .lanes, by: marit)
        #expect(TimeScale(of: board, with: cards) == nil && board.order(of: cards[0]) == cards[0].position)
    }

    @Test("has its ticks as far apart as the days are, over leap years too")
    func ticks() {
        #expect(TimeScale.days(["2026-01-01", "2026-01-02", "2026-01-05"]).ticks == [0, 0.25, 1])
        #expect(TimeScale.days(["2027-12-31", "2028-02-29", "2028-03-01", "2028-12-31"]).ticks == [0, 60.0 / 366, 61.0 / 366, 1])
        #expect(TimeScale.days(["2026-05-01"]).ticks == [0])
        #expect(TimeScale.moments([now, now + 30, now + 60]).ticks == [0, 0.5, 1])
    }

    @Test("takes a stack by the first of it")
    func stacks() throws {
        var cards = try cards([nil, nil, nil])
        _ = try cards[2].place(in: lane, between: cards[0].position, and: cards[1].position, on: board, by: anna)
        #expect(TimeScale(of: board, with: cards) == nil)
        for index in [0, 2] { cards[index].belong(to: ID(9)) }
        #expect(TimeScale(of: board, with: cards) == .moments([now, now + 60, now + 120]))
    }
}
