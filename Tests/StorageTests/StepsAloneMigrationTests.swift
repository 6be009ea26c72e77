import Foundation
import GRDB
import Testing

@testable import Storage

@Suite("Boards from before steps knew who could read them")
struct StepsAloneMigrationTests {
    @Test("keep what was done alone, as the journal tells, for its author")
    func migration() throws {
        var configuration = GRDB.Configuration()
        configuration.foreignKeysEnabled = false
        let database = try DatabaseQueue(configuration: configuration)
        try Schema.migrator.migrate(database, upTo: "a change of what hangs on a card is a step, and one that is not undone is told of")
        try database.write { db in
            for (card, kind) in [(1, "cardWrittenAlone"), (2, "cardPinned")] {
                for minute in 0...1 {
                    let at = "2026-03-30 09:0\(minute):00.000"
                    try db.execute(
                        sql: "INSERT INTO cardStep (boardID, cardID, byID, at, kind, after) VALUES (1, ?, 5, ?, 'edited', '{}')",
                        arguments: [card, at])
                    guard minute == 0 else { continue }
                    try db.execute(
                        sql: "INSERT INTO happening (dayID, at, kind, subjectID) VALUES (1, ?, ?, ?)", arguments: [at, kind, card])
                }
            }
        }
        try Schema.migrator.migrate(database)
        let alone = try database.read { try String.fetchAll($0, sql: "SELECT cardID || ' ' || at FROM cardStep WHERE isAlone") }
        #expect(alone == ["1 2026-03-30 09:00:00.000"])
    }
}
