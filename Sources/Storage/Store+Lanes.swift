import Foundation
import GRDB
import Workshop

extension Store {
    /// Gives a field another name.
    package func rename(_ lane: ID<Lane>, to title: String, at now: Date, by viewer: Viewer) async throws -> Lane {
        try await changeLanes(ofBoardOf: lane, at: now, by: viewer) { board, db in
            var lane = try Lane.find(lane, in: db)
            try lane.rename(title, on: board, by: viewer)
            try lane.update(db)
            return lane
        }
    }

    /// Adds a field at the end of the present layout.
    package func addLane(_ title: String, to board: ID<Board>, at now: Date, by viewer: Viewer) async throws -> Lane {
        try await change { db in
            var (board, day) = try Board.workable(board, by: viewer, in: db)
            let lane = try Lane.added(title, to: board, after: board.lanes(in: db), as: .minted(), by: viewer)
            try lane.insert(db)
            try board.note(.field, by: viewer, in: db)
            return (lane, [try board.noted(.laneChanged, on: day, at: now, by: viewer, db)])
        }
    }

    /// Takes an empty field away. Refuses as the rule does.
    package func removeLane(_ lane: ID<Lane>, at now: Date, by viewer: Viewer) async throws {
        _ = try await changeLanes(ofBoardOf: lane, at: now, by: viewer) { board, db in
            let (lane, others) = try board.laneToTakeAway(lane, by: viewer, in: db)
            try db.execute(sql: "UPDATE card SET laneID = ? WHERE laneID = ?", arguments: [others[0].id, lane.id])
            try lane.delete(db)
            return lane
        }
    }

    package func board(ofLane lane: ID<Lane>) async throws -> ID<Board> {
        try await read { try Lane.find(lane, in: $0).boardID }
    }

    /// A field that the viewer can take away now. Refuses as taking it away does.
    package func lane(_ id: ID<Lane>, toTakeAwayBy viewer: Viewer) async throws -> Lane {
        try await read { db in
            let (board, _) = try Board.workable(Lane.find(id, in: db).boardID, by: viewer, in: db)
            return try board.laneToTakeAway(id, by: viewer, in: db).lane
        }
    }

    private func changeLanes(
        ofBoardOf lane: ID<Lane>, at now: Date, by viewer: Viewer, _ body: @Sendable (Board, Database) throws -> Lane
    ) async throws -> Lane {
        try await change { db in
            var (board, day) = try Board.workable(Lane.find(lane, in: db).boardID, by: viewer, in: db)
            let lane = try body(board, db)
            try board.note(.field, by: viewer, in: db)
            return (lane, [try board.noted(.laneChanged, on: day, at: now, by: viewer, db)])
        }
    }
}

extension Board {
    /// The field, and those that stay; refuses as the rule does.
    fileprivate func laneToTakeAway(_ id: ID<Lane>, by viewer: Viewer, in db: Database) throws -> (lane: Lane, others: [Lane]) {
        let lane = try Lane.find(id, in: db)
        let cards = try Card.filter(sql: "laneID = ? AND removedAt IS NULL", arguments: [lane.id]).fetchCount(db)
        let others = try lanes(in: db).filter { $0.id != lane.id }
        try lane.mayGo(from: self, holding: cards, beside: others.count, by: viewer)
        return (lane, others)
    }
}
