import Cast
import Foundation
import GRDB
import Storage
import Testing
import Workshop

@Suite("A board in the database")
struct BoardStorageTests {
    @Test("keeps the order in which cards were moved, also when no number fits between two neighbours any more")
    func spreading() async throws {
        let day = try await Day.running()
        let anna = day.viewer("Anna")
        let group = day.group(1).id
        let board = try await day.store.board(of: group, for: day.scenarios[0].id, to: anna)
        let lane = board.lanes[0].id
        func pin(_ text: String) async throws -> Card {
            try await day.store.pin(text, marker: .blue, in: lane, on: board.board.id, at: day.clock.now, by: anna)
        }
        var (above, below) = (try await pin("a").id, try await pin("b").id)
        let last = try await pin("sist").id
        for _ in 0..<70 {
            _ = try await day.store.place(below, in: lane, before: nil, at: day.clock.now, by: anna)
            _ = try await day.store.place(last, in: lane, before: below, at: day.clock.now, by: anna)
            _ = try await day.store.place(below, in: lane, before: last, at: day.clock.now, by: anna)
            swap(&above, &below)
        }
        let cards = try await day.store.board(of: group, for: day.scenarios[0].id, to: anna).cards.map(\.card)
        #expect(cards.count == 3 && Set(cards.map(\.position)).count == 3)
        #expect(cards.map(\.position) == cards.map(\.position).sorted())
    }

    @Test("moves the card before its neighbour even when the two neighbours lie as close as numbers can")
    func between() async throws {
        let day = try await Day.running()
        let anna = day.viewer("Anna")
        let board = try await day.store.board(of: day.group(1).id, for: day.scenarios[0].id, to: anna)
        let lane = board.lanes[0].id
        var cards: [ID<Card>] = []
        for text in ["først", "midt", "sist"] {
            cards.append(try await day.store.pin(text, marker: .blue, in: lane, on: board.board.id, at: day.clock.now, by: anna).id)
        }
        let (moving, staying) = (cards[1], cards[2])
        for _ in 0..<120 {
            _ = try await day.store.place(moving, in: lane, before: staying, at: day.clock.now, by: anna)
            _ = try await day.store.place(staying, in: lane, before: moving, at: day.clock.now, by: anna)
            let order = try await day.store.board(of: day.group(1).id, for: day.scenarios[0].id, to: anna).cards.map(\.card.id)
            #expect(order == [cards[0], staying, moving])
        }
    }

    @Test("refuses to change or remove what has happened")
    func journal() async throws {
        let day = try await Day.running()
        await #expect(throws: (any Error).self) {
            try await day.store.change { db in
                try db.execute(sql: "DELETE FROM happening")
                return ((), [])
            }
        }
        await #expect(throws: (any Error).self) {
            try await day.store.change { db in
                try db.execute(sql: "UPDATE happening SET actorID = NULL")
                return ((), [])
            }
        }
    }

    @Test("does not let a member of another group read or change it")
    func otherGroup() async throws {
        let day = try await Day.running()
        let board = try await day.store.board(of: day.group(1).id, for: day.scenarios[0].id, to: day.viewer("Anna"))
        let cecilie = day.viewer("Cecilie")
        await #expect(throws: Refusal.notFound) { try await day.store.board(of: day.group(1).id, for: day.scenarios[0].id, to: cecilie) }
        await #expect(throws: Refusal.notFound) {
            try await day.store.pin("x", marker: .blue, in: board.lanes[0].id, on: board.board.id, at: day.clock.now, by: cecilie)
        }
    }
}
