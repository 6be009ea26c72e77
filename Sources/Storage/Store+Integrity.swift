import GRDB
import Workshop

extension Store {
    /// What is wrong inside the database file, in words; empty when nothing is.
    package func damages() async throws -> [String] {
        try await read { db in
            let whole = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
            let loose = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row -> String in
                "A row in \(row["table"] as String? ?? "?") names a row in \(row["parent"] as String? ?? "?") that is not there."
            }
            return whole + loose
        }
    }

    /// Every community, by name; for commands run beside the database.
    package func libraries() async throws -> [Community] {
        try await read { try Community.fetchAll($0).sorted { Norwegian.precedes($0.name, $1.name) } }
    }
}
