import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("Boards from before names were kept from what was written without them")
struct NamesMigrationTests {
    /// A board that shows names and one that does not, each with a card that everyone sees and one that only its author does.
    private func database() throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.foreignKeysEnabled = false
        let database = try DatabaseQueue(configuration: configuration)
        try Schema.migrator.migrate(database, upTo: "a sheet of free paper is as high as the cards on it need")
        try database.write { db in
            for board in 1...2 {
                try db.execute(
                    sql: "INSERT INTO board (id, groupID, scenarioID, showsAuthors) VALUES (?, ?, 1, ?)",
                    arguments: [board, board, board == 1])
                for (card, hiddenAt) in [(board * 10, nil), (board * 10 + 1, "2026-03-30 09:00:00.000")] {
                    try db.execute(
                        sql: """
                            INSERT INTO card (id, boardID, laneID, position, text, marker, authorID, createdAt, version, hiddenAt)
                            VALUES (?, ?, 1, 1, 'x', 'blue', 5, '2026-03-30 09:00:00.000', 1, ?)
                            """, arguments: [card, board, hiddenAt])
                    try db.execute(
                        sql: """
                            INSERT INTO cardStep (boardID, cardID, byID, at, kind, after)
                            VALUES (?, ?, 5, '2026-03-30 09:00:00.000', 'pinned', '{}')
                            """, arguments: [board, card])
                }
            }
        }
        return database
    }

    @Test("keep the names that everyone has seen, and give none to any other card, nor to what was done to it")
    func migration() throws {
        let database = try database()
        try Schema.migrator.migrate(database)
        func named(_ column: String, in table: String) throws -> [Int] {
            try database.read { try Int.fetchAll($0, sql: "SELECT \(column) FROM \(table) WHERE isNamed ORDER BY id") }
        }
        #expect(try named("id", in: "card") == [10])
        #expect(try named("cardID", in: "cardStep") == [10])
    }

    @Test("give a remark the name that the history tells, and no other")
    func remarks() throws {
        let database = try database()
        try Schema.migrator.migrate(database, upTo: "what was done to a card before it was shown is its author’s")
        try database.write { db in
            for (card, isNamed) in [(10, true), (20, false)] {
                let at = "2026-03-30 09:30:00.000"
                try db.execute(sql: "INSERT INTO remark (cardID, text, byID, at) VALUES (?, 'x', 5, ?)", arguments: [card, at])
                try db.execute(
                    sql: "INSERT INTO cardStep (boardID, cardID, byID, at, kind, after, isNamed) VALUES (1, ?, 5, ?, 'remarked', '{}', ?)",
                    arguments: [card, at, isNamed])
            }
        }
        try Schema.migrator.migrate(database)
        #expect(try database.read { try Int.fetchAll($0, sql: "SELECT cardID FROM remark WHERE isNamed") } == [10])
    }
}
