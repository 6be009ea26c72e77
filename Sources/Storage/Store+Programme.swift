import Foundation
import GRDB
import Workshop

extension Store {
    package func runningBlock(on day: ID<TrainingDay>) async throws -> Block? {
        try await read { try Block.filter(sql: "dayID = ? AND startedAt IS NOT NULL AND endedAt IS NULL", arguments: [day]).fetchOne($0) }
    }

    package func programme(of day: ID<TrainingDay>) async throws -> [Block] {
        try await read { try Programme.stored(day, in: $0).blocks }
    }

    /// The day of a block.
    package func day(ofBlock block: ID<Block>) async throws -> ID<TrainingDay> {
        try await read { try Block.find(block, in: $0).dayID }
    }
}

extension Store {
    /// Starts the block and ends the one that runs.
    package func start(_ block: ID<Block>, at now: Date, by viewer: Viewer) async throws {
        try await changeProgramme(of: { try Block.find(block, in: $0).dayID }, at: now, by: viewer) { try $0.start(block, at: now) }
    }

    /// Ends the running block and starts the next one.
    package func startNextBlock(on day: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changeProgramme(of: { _ in day }, at: now, by: viewer) { try $0.advance(at: now) }
    }

    package func pause(_ block: ID<Block>, at now: Date, by viewer: Viewer) async throws {
        try await changeBlock(block, .blockPaused, at: now, by: viewer) { try $0.pause(at: now) }
    }

    package func resume(_ block: ID<Block>, at now: Date, by viewer: Viewer) async throws {
        try await changeBlock(block, .blockResumed, at: now, by: viewer) { try $0.resume(at: now) }
    }

    package func extend(_ block: ID<Block>, by minutes: Int, at now: Date, by viewer: Viewer) async throws {
        try await changeBlock(block, .blockExtended, at: now, by: viewer) { try $0.extend(by: minutes) }
    }

    package func end(_ block: ID<Block>, at now: Date, by viewer: Viewer) async throws {
        try await changeBlock(block, .blockEnded, at: now, by: viewer) { try $0.end(at: now) }
    }

    private func changeBlock(
        _ id: ID<Block>, _ kind: Happening.Kind, at now: Date, by viewer: Viewer, _ rule: @Sendable (inout Block) throws -> Void
    ) async throws {
        try await change { db in
            try viewer.mustFacilitate()
            var block = try Block.find(id, in: db)
            try TrainingDay.ofCommunity(viewer.communityID, block.dayID, in: db).mustRun()
            try rule(&block)
            try block.update(db)
            return ((), [Happening(kind, on: block.dayID, at: now, by: viewer, subject: block.id.rawValue)])
        }
    }

    private func changeProgramme(
        of day: @Sendable (Database) throws -> ID<TrainingDay>, at now: Date, by viewer: Viewer,
        _ rule: @Sendable (inout Programme) throws -> [Block]
    ) async throws {
        try await change { db in
            try viewer.mustFacilitate()
            let day = try TrainingDay.ofCommunity(viewer.communityID, day(db), in: db)
            try day.mustRun()
            var programme = try Programme.stored(day.id, in: db)
            let changed = try rule(&programme)
            for block in changed { try block.update(db) }
            return (
                (),
                changed.map {
                    Happening($0.isRunning ? .blockStarted : .blockEnded, on: day.id, at: now, by: viewer, subject: $0.id.rawValue)
                }
            )
        }
    }
}

extension Programme {
    static func stored(_ day: ID<TrainingDay>, in db: Database) throws -> Programme {
        Programme(try Block.filter(sql: "dayID = ? ORDER BY position, id", arguments: [day]).fetchAll(db))
    }
}

extension Store {
    /// The day as it stands; the caller has checked who asks.
    package func standing(of day: ID<TrainingDay>) async throws -> TrainingDay {
        try await read { try TrainingDay.find(day, in: $0) }
    }
}
