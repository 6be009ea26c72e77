import Foundation
import GRDB
import Workshop

/// Everything on one board, for those who may see it.
package struct BoardContent: Sendable {
    package var board: Board
    package var lanes: [Lane]
    /// Cards on the board, in the order of their lanes and places.
    package var cards: [Card]
    /// The names of the participants in the group, by attendance.
    package var people: [ID<Attendance>: String]
}

extension Store {
    /// The board of `group` for `scenario`. Refuses with `.notFound` viewers who do not see the group.
    package func board(of group: ID<Workshop.Group>, for scenario: ID<Scenario>, to viewer: Viewer) async throws -> BoardContent {
        guard viewer.sees(group: group) else { throw Refusal.notFound }
        return try await read { db in
            try Board.open(for: group, scenario, day: viewer.day, in: db).content(in: db)
        }
    }

    package func pin(
        _ text: String, marker: Marker, in lane: ID<Lane>, on board: ID<Board>, at now: Date, by viewer: Viewer
    ) async throws -> Card {
        try await change { db in
            let (board, day) = try Board.workable(board, by: viewer, in: db)
            let lane = try Lane.find(lane, in: db)
            let last = try Double.fetchOne(
                db, sql: "SELECT MAX(position) FROM card WHERE laneID = ? AND removedAt IS NULL", arguments: [lane.id])
            let card = try board.pin(text, marker: marker, in: lane, after: last, as: .minted(), at: now, by: viewer)
            try card.insert(db)
            return (card, [board.happening(.cardPinned, card, on: day, at: now, by: viewer)])
        }
    }

    package func edit(
        _ card: ID<Card>, text: String, marker: Marker, responsible: ID<Attendance>?, version: Int, at now: Date, by viewer: Viewer
    ) async throws -> Card {
        try await changeCard(card, .cardEdited, at: now, by: viewer) { card, board, db in
            if let responsible, responsible != card.responsibleID {
                let person = try Attendance.find(responsible, in: db)
                guard person.groupID == board.groupID else { throw Refusal.invalid("responsible", .unknownChoice) }
            }
            try card.edit(text: text, marker: marker, responsible: responsible, version: version, on: board, by: viewer)
        }
    }

    package func mark(_ card: ID<Card>, done: Bool, at now: Date, by viewer: Viewer) async throws -> Card {
        try await changeCard(card, .cardDone, at: now, by: viewer) { card, board, _ in
            try card.mark(done: done, at: now, on: board, by: viewer)
        }
    }

    package func remove(_ card: ID<Card>, version: Int? = nil, at now: Date, by viewer: Viewer) async throws -> Card {
        try await changeCard(card, .cardRemoved, at: now, by: viewer) { card, board, _ in
            try card.remove(version: version, at: now, on: board, by: viewer)
        }
    }

    package func restore(_ card: ID<Card>, at now: Date, by viewer: Viewer) async throws -> Card {
        try await changeCard(card, .cardRestored, at: now, by: viewer) { card, board, _ in
            try card.restore(on: board, by: viewer)
        }
    }

    /// Puts the card in `lane` before the card `next`, or last. When no place is left between the neighbours, the lane is spread out.
    package func place(_ card: ID<Card>, in lane: ID<Lane>, before next: ID<Card>?, at now: Date, by viewer: Viewer) async throws -> Card {
        try await change { db in
            var card = try Card.find(card, in: db)
            let (board, day) = try Board.workable(card.boardID, by: viewer, in: db)
            let lane = try Lane.find(lane, in: db)
            var happenings: [Happening] = []
            for _ in 0..<2 {
                let others = try Card.filter(
                    sql: "laneID = ? AND removedAt IS NULL AND id <> ? ORDER BY position, id", arguments: [lane.id, card.id]
                )
                .fetchAll(db)
                let index = next.flatMap { next in others.firstIndex { $0.id == next } } ?? others.count
                let previous = index > 0 ? others[index - 1].position : nil
                let following = index < others.count ? others[index].position : nil
                if try card.place(in: lane, between: previous, and: following, on: board, by: viewer) { break }
                for (place, var other) in others.enumerated() {
                    other.spread(to: Double(place + 1) * 1024)
                    try other.update(db)
                    happenings.append(board.happening(.cardPlaced, other, on: day, at: now, by: viewer))
                }
            }
            try card.update(db)
            return (card, happenings + [board.happening(.cardPlaced, card, on: day, at: now, by: viewer)])
        }
    }

    /// One card, on the board or taken off it, with the names it shows.
    package func card(_ id: ID<Card>) async throws -> (
        card: Card, group: ID<Workshop.Group>, responsible: String?, people: [ID<Attendance>: String]
    ) {
        try await read { db in
            let card = try Card.find(id, in: db)
            let board = try Board.find(card.boardID, in: db)
            let people = try board.people(in: db)
            return (card, board.groupID, card.responsibleID.flatMap { people[$0] }, people)
        }
    }

    private func changeCard(
        _ id: ID<Card>, _ kind: Happening.Kind, at now: Date, by viewer: Viewer,
        _ rule: @Sendable (inout Card, Board, Database) throws -> Void
    ) async throws -> Card {
        try await change { db in
            var card = try Card.find(id, in: db)
            let (board, day) = try Board.workable(card.boardID, by: viewer, in: db)
            let before = card.version
            try rule(&card, board, db)
            guard card.version != before else { return (card, []) }
            try card.update(db)
            return (card, [board.happening(kind, card, on: day, at: now, by: viewer)])
        }
    }
}

extension Board {
    /// Every group of a day has a board for every case of the day, made with the case or the group.
    static func open(for group: ID<Workshop.Group>, _ scenario: ID<Scenario>, day: ID<TrainingDay>?, in db: Database) throws -> Board {
        let board = try Board.filter(sql: "groupID = ? AND scenarioID = ?", arguments: [group, scenario]).fetchOne(db)
        guard let board, try Workshop.Group.find(group, in: db).dayID == day else { throw Refusal.notFound }
        return board
    }

    /// Makes the boards that the day's groups and cases lack.
    static func fillIn(for day: ID<TrainingDay>, in db: Database) throws {
        let missing = try Row.fetchAll(
            db,
            sql: """
                SELECT g.id AS groupID, s.scenarioID FROM "group" AS g JOIN dayScenario AS s ON s.dayID = g.dayID
                WHERE g.dayID = ? AND NOT EXISTS (SELECT 1 FROM board WHERE groupID = g.id AND scenarioID = s.scenarioID)
                """, arguments: [day])
        for row in missing {
            let board = Board(id: .minted(), groupID: row["groupID"], scenarioID: row["scenarioID"])
            try board.insert(db)
            for (position, title) in Board.startingLanes.enumerated() {
                try Lane(id: .minted(), boardID: board.id, title: title, position: position).insert(db)
            }
        }
    }

    /// The board and its day; refuses with `.notFound` viewers who may not see it and with `.notNow` when the day is not open.
    static func workable(_ id: ID<Board>, by viewer: Viewer, in db: Database) throws -> (Board, TrainingDay) {
        let board = try Board.find(id, in: db)
        try viewer.mayWork(in: board.groupID)
        let day = try TrainingDay.find(Workshop.Group.find(board.groupID, in: db).dayID, in: db)
        try day.mustBeOpen()
        return (board, day)
    }

    func content(in db: Database) throws -> BoardContent {
        BoardContent(
            board: self,
            lanes: try Lane.filter(sql: "boardID = ? ORDER BY position", arguments: [id]).fetchAll(db),
            cards: try Card.filter(sql: "boardID = ? AND removedAt IS NULL ORDER BY laneID, position, id", arguments: [id]).fetchAll(db),
            people: try people(in: db))
    }

    func people(in db: Database) throws -> [ID<Attendance>: String] {
        let rows = try Row.fetchAll(
            db,
            sql:
                "SELECT a.id, m.name FROM attendance AS a JOIN member AS m ON m.id = a.memberID WHERE a.groupID = ? AND a.role = 'participant'",
            arguments: [groupID])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["id"], $0["name"]) })
    }

    func happening(_ kind: Happening.Kind, _ card: Card, on day: TrainingDay, at now: Date, by viewer: Viewer) -> Happening {
        Happening(kind, on: day.id, at: now, by: viewer, group: groupID, scenario: scenarioID, subject: card.id.rawValue)
    }
}
