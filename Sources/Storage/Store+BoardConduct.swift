import Foundation
import GRDB
import Workshop

/// Which boards a facilitator means.
package enum BoardChoice: Hashable, Sendable {
    case one(ID<Board>)
    /// Those of all groups for a case.
    case all(ID<Scenario>)
}

extension Store {
    /// Draws the boards in another layout, and, when a case is meant, those that are made for it later on the day. Each card keeps the place it had there
    /// before; those that had none lie in a field of the same name, on free paper where there is room, or else in the tray.
    package func layOut(_ choice: BoardChoice, as layout: Layout, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardLaidOut, at: now, by: viewer, keeping: layout) { board, db in
            let before = board
            try board.lay(out: layout, by: viewer)
            guard board.layout != before.layout else { return }
            try board.addFields(of: layout, in: db)
            try board.carryCards(from: before, in: db)
        }
    }

    package func nameAxes(across: String, up: String, on choice: BoardChoice, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, _ in
            try board.nameAxes(across: across, up: up, by: viewer)
        }
    }

    package func show(authors: Bool, on choice: BoardChoice, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, db in
            try board.show(authors: authors, by: viewer)
            try board.touchCards(in: db)
        }
    }

    package func lock(_ choice: BoardChoice, _ isLocked: Bool, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, db in
            try board.lock(isLocked, at: now, by: viewer)
            try board.touchCards(in: db)
            try board.touchPhotos(in: db)
        }
    }

    /// Lets everybody write alone from now on.
    package func writeAlone(on choice: BoardChoice, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, _ in try board.writeAlone(at: now, by: viewer) }
    }

    /// Shows all cards that were written alone, at once, and of those that hold the same fact and nothing else one.
    /// Those that were taken down stay their authors’, who show them if they put them back.
    package func showAll(on choice: BoardChoice, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, db in
            let before = board
            try board.showAll(by: viewer)
            let cards = try board.cards(in: db).map { try Card.whole($0.id, in: db) }
            var shown = cards.filter { $0.hiddenAt == nil }
            for var card in cards where card.hiddenAt != nil && (before.writesAlone || card.isShown(to: viewer)) {
                if try shown.contains(where: card.repeats) && !card.hasRemarks(in: db) { card.leaveOut(at: now) } else { card.show() }
                try card.update(db)
                shown.append(card)
                if !before.writesAlone { board.touch() }
            }
        }
    }

    /// Starts a vote with `each` dots for everyone, with no dot placed; 0 ends it.
    package func vote(each: Int, on choice: BoardChoice, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, db in
            try board.vote(each: each, by: viewer)
            try db.execute(sql: "DELETE FROM dot WHERE cardID IN (SELECT id FROM card WHERE boardID = ?)", arguments: [board.id])
            try board.touchCards(in: db)
        }
    }

    /// Shows how the dots fell.
    package func showVotes(on choice: BoardChoice, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, db in
            try board.showVotes(at: now, by: viewer)
            try board.touchCards(in: db)
        }
    }

    /// The board, for viewers who may lead it now. Refuses all others, as every change of the board as a whole does.
    @discardableResult
    package func board(_ id: ID<Board>, toConductBy viewer: Viewer) async throws -> Board {
        try await read { db in
            let board = try Board.find(id, in: db)
            try viewer.mayWork(in: board.groupID)
            _ = try board.editableDay(of: viewer, in: db)
            return board
        }
    }

    /// One change of one board, or of every group’s board for a case, in one transaction; boards that it does not change are left alone.
    private func changeBoards(
        _ choice: BoardChoice, _ kind: Happening.Kind, at now: Date, by viewer: Viewer, keeping layout: Layout? = nil,
        _ body: @Sendable (inout Board, Database) throws -> Void
    ) async throws {
        try await change { db in
            var happenings: [Happening] = []
            if case .all(let scenario) = choice, let layout { try layout.keep(for: scenario, by: viewer, in: db) }
            for var board in try Board.chosen(choice, by: viewer, in: db) {
                let day = try board.editableDay(of: viewer, in: db)
                let before = board.version
                try body(&board, db)
                guard board.version != before else { continue }
                try board.update(db)
                try board.note(.conduct, by: viewer, in: db)
                happenings.append(
                    Happening(
                        kind, on: day.id, at: now, by: viewer, group: board.groupID, scenario: board.scenarioID, subject: board.id.rawValue)
                )
            }
            return ((), happenings)
        }
    }
}

extension Layout {
    /// Boards made for the case on the viewer’s day are from now on laid out like this.
    fileprivate func keep(for scenario: ID<Scenario>, by viewer: Viewer, in db: Database) throws {
        guard let day = viewer.day else { throw Refusal.notFound }
        _ = try TrainingDay.editable(day, by: viewer, in: db)
        try db.execute(sql: "UPDATE dayScenario SET layout = ? WHERE dayID = ? AND scenarioID = ?", arguments: [rawValue, day, scenario])
    }
}

extension Board {
    fileprivate static func chosen(_ choice: BoardChoice, by viewer: Viewer, in db: Database) throws -> [Board] {
        switch choice {
        case .one(let id):
            let board = try Board.find(id, in: db)
            try viewer.mayWork(in: board.groupID)
            return [board]
        case .all(let scenario):
            try viewer.mustFacilitate()
            return try Board.filter(
                sql: "scenarioID = ? AND groupID IN (SELECT id FROM \"group\" WHERE dayID = ?) ORDER BY id",
                arguments: [scenario, viewer.day]
            ).fetchAll(db)
        }
    }

    /// The viewer’s day, which is the board’s; facilitators lead a board from when the day is planned, a group its own while the day is open.
    fileprivate func editableDay(of viewer: Viewer, in db: Database) throws -> TrainingDay {
        let day = try TrainingDay.find(Workshop.Group.find(groupID, in: db).dayID, in: db)
        guard day.id == viewer.day else { throw Refusal.notFound }
        if viewer.isFacilitator { try day.mustBeEditable() } else { try day.mustBeOpen() }
        return day
    }

    /// Every card is drawn anew, though nothing on it was written.
    func touchCards(in db: Database) throws {
        try db.execute(sql: "UPDATE card SET version = version + 1 WHERE boardID = ?", arguments: [id])
    }

    /// Every picture is drawn anew, though nothing on it was changed.
    fileprivate func touchPhotos(in db: Database) throws {
        try db.execute(sql: "UPDATE photo SET version = version + 1 WHERE boardID = ?", arguments: [id])
    }

    /// The board counted up for a change of what belongs to it.
    mutating func noted(_ kind: Happening.Kind, on day: TrainingDay, at now: Date, by viewer: Viewer, _ db: Database) throws -> Happening {
        touch()
        try update(db)
        return Happening(kind, on: day.id, at: now, by: viewer, group: groupID, scenario: scenarioID, subject: id.rawValue)
    }
}

extension Card {
    fileprivate func hasRemarks(in db: Database) throws -> Bool {
        try Remark.filter(sql: "cardID = ? AND removedAt IS NULL", arguments: [id]).fetchCount(db) > 0
    }
}
