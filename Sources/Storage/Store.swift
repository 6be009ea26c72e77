import Foundation
import GRDB
import Workshop

/// The one door to the database. Reads are purpose-built; every change goes through `change`.
package final class Store: Sendable {
    let database: any DatabaseWriter
    /// A connection of its own for reads that the asking thread makes itself: taking one of the others’ would have it wait for tasks that need that thread.
    private let ownReader: any DatabaseReader
    /// Nil for a database without a log.
    private let tidier: Tidier?
    package let announcements = Announcements()
    let scenarioShelf = ScenarioShelf()

    /// Opens, or creates, the database file at `path`. Every acknowledged change is on disk (WAL, synchronous FULL).
    package init(path: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.label = "panorama"
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA journal_size_limit = 16777216")
            try db.execute(sql: "PRAGMA secure_delete = ON")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(Tidier.mostPages)")
        }
        database = pool
        try Schema.migrator.migrate(database)
        // After a crash the log may still hold the order in which people answered an evaluation.
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        tidier = try Tidier(path: path, configuration)
        configuration.readonly = true
        ownReader = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// A database in memory, for tests.
    package init() throws {
        let queue = try DatabaseQueue()
        (database, ownReader, tidier) = (queue, queue, nil)
        try Schema.migrator.migrate(database)
    }

    /// Reads from one consistent state.
    func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) async throws -> Value {
        try await database.read(body)
    }

    /// Reads a little from one consistent state on the thread that asks, without the two changes of thread that waiting costs.
    func readHere<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try ownReader.read(body)
    }

    /// The only way to change anything: one transaction, in which `body` applies rules and writes.
    /// The happenings it returns are written to the journal in the same transaction and announced after it has committed.
    /// With a `Delivery.key` in effect that was delivered before, throws `AlreadyDelivered` and changes nothing.
    package func change<Value: Sendable>(_ body: @Sendable (Database) throws -> (Value, [Happening])) async throws -> Value {
        let key = Delivery.key
        defer { tidier?.noteChange() }
        return try await database.write { [announcements] db in
            if let key { try Delivery.note(key, in: db) }
            let (value, happenings) = try body(db)
            guard !happenings.isEmpty else { return value }
            let written = try happenings.map { try $0.journaled(in: db) }
            db.afterNextTransaction { _ in announcements.announce(written) }
            return value
        }
    }

    /// How far the journal has come; 0 when nothing has happened.
    package func lastPosition() throws -> Int64 {
        try readHere { try Int64.fetchOne($0, sql: "SELECT MAX(position) FROM happening") ?? 0 }
    }

    /// Writes a consistent copy of the database to `path` while everything goes on.
    package func backup(to path: String) throws {
        try database.backup(to: DatabaseQueue(path: path))
    }

    /// Closes the database; nothing works after it.
    package func close() throws {
        try ownReader.close()
        try tidier?.close()
        try database.close()
    }

    /// Whether the database answers.
    package func answers() async -> Bool {
        (try? await database.read { try Int.fetchOne($0, sql: "SELECT 1") }) == 1
    }
}

/// Who wants to know what has been committed, in the order of the commits.
package final class Announcements: Sendable {
    private let listeners = Locked<[@Sendable ([Happening]) -> Void]>([])

    package func listen(_ listener: @escaping @Sendable ([Happening]) -> Void) {
        listeners.withLock { $0.append(listener) }
    }

    func announce(_ happenings: [Happening]) {
        for listener in listeners.withLock({ $0 }) { listener(happenings) }
    }
}

/// Makes a change that a browser sends again after a lost answer happen once.
package enum Delivery {
    /// The key the browser minted for the change, at most 64 characters; nil when it does not repeat.
    @TaskLocal package static var key: String?

    static func note(_ key: String, in db: Database) throws {
        try db.execute(sql: "INSERT OR IGNORE INTO delivery (key) VALUES (?)", arguments: [key])
        if db.changesCount == 0 { throw AlreadyDelivered() }
    }
}

/// The change was made the first time it was sent.
package struct AlreadyDelivered: Error {}
