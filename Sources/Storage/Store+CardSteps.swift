import Foundation
import GRDB
import Workshop

/// What happened to a card, and who did it.
package struct CardHistory: Sendable {
    package var card: PinnedCard
    package var board: Board
    /// The oldest first; changes that were taken back are left out.
    package var steps: [CardStep]
    package var lanes: [ID<Lane>: LocalizedText]
    package var people: BoardPeople
}

/// A step that cannot be undone or made again, because somebody has changed the card since. It is left behind: the next time it is the turn of another.
package struct Overtaken: Error {
    package var card: PinnedCard
    package var board: Board
    /// What was done to the card since; nil when it was done to the board, or by whoever made the step.
    package var since: CardStep?
    package var people: BoardPeople
}

extension Store {
    /// Takes back the viewer’s latest change on the board. Refuses with `.nothingToUndo` when there is none left;
    /// throws `Overtaken` when somebody has changed the same since or locked the card, and leaves that change behind.
    package func undo(on board: ID<Board>, at now: Date, by viewer: Viewer) async throws -> Card {
        try await turn(board, "undoneAt IS NULL", "id DESC", or: .nothingToUndo, at: now, by: viewer) { step, card, board throws(Refusal) in
            try step.undo(on: &card, of: board, at: now, by: viewer)
        }
    }

    /// Makes the change again that the viewer took back last, unless the viewer has changed something else since. Refuses with `.nothingToRedo` when there is none, and leaves behind as `undo` does.
    package func redo(on board: ID<Board>, at now: Date, by viewer: Viewer) async throws -> Card {
        let latest =
            """
            undoneAt IS NOT NULL AND id > COALESCE(
                (SELECT MAX(id) FROM cardStep WHERE boardID = :board AND byID = :person AND undoneAt IS NULL AND leftAt IS NULL), 0)
            """
        return try await turn(board, latest, "id", or: .nothingToRedo, at: now, by: viewer) { step, card, board throws(Refusal) in
            try step.redo(on: &card, of: board, by: viewer)
        }
    }

    /// The history of a card, for those who may see it.
    package func history(of id: ID<Card>, to viewer: Viewer) async throws -> CardHistory {
        try await read { db in
            let card = try Card.whole(id, in: db)
            let board = try Board.find(card.boardID, in: db)
            guard viewer.sees(group: board.groupID), card.isShown(to: viewer),
                try Workshop.Group.find(board.groupID, in: db).dayID == viewer.day
            else { throw Refusal.notFound }
            let lanes = try Lane.filter(sql: "boardID = ?", arguments: [board.id]).fetchAll(db)
            return CardHistory(
                card: try board.pinned([card], in: db)[0], board: board,
                steps: try CardStep.filter(sql: "cardID = ? AND undoneAt IS NULL ORDER BY id", arguments: [id]).fetchAll(db),
                lanes: Dictionary(uniqueKeysWithValues: lanes.map { ($0.id, $0.title) }), people: try board.people(in: db))
        }
    }

    private func turn(
        _ board: ID<Board>, _ wanted: String, _ order: String, or nothing: Refusal.Moment, at now: Date, by viewer: Viewer,
        _ rule: @Sendable (inout CardStep, inout Card, Board) throws(Refusal) -> Void
    ) async throws -> Card {
        let turned: Result<Card, Overtaken> = try await change { db in
            let (board, day) = try Board.workable(board, by: viewer, in: db)
            let person = try viewer.acting()
            let steps = CardStep.filter(
                sql: "boardID = :board AND byID = :person AND leftAt IS NULL AND \(wanted) ORDER BY \(order)",
                arguments: ["board": board.id, "person": person])
            guard let kept = try steps.fetchOne(db) else { throw Refusal.notNow(nothing) }
            var (step, card) = (kept, try Card.whole(kept.cardID, in: db))
            let before = card
            do {
                guard !card.isLocked || step.kind == .locked else { throw Refusal.stale }
                try rule(&step, &card, board)
                try board.mustHave(card.laneID, in: db)
            } catch Refusal.stale {
                return (.failure(try kept.left(on: before, of: board, at: now, in: db)), [])
            }
            try card.keep(db)
            try step.update(db)
            let mates = try board.stirring(around: card, since: before.face, on: day, at: now, by: viewer, db)
            return (.success(card), [board.happening(.cardEdited, card, on: day, at: now, by: viewer)] + mates)
        }
        return try turned.get()
    }
}

extension Board {
    /// Refuses with `.stale` a field that is there no more.
    fileprivate func mustHave(_ lane: ID<Lane>, in db: Database) throws {
        guard try Lane.filter(sql: "id = ? AND boardID = ?", arguments: [lane, id]).fetchCount(db) == 1 else { throw Refusal.stale }
    }
}

extension CardStep {
    /// The step left behind, with the card as it is now and the latest that another has done to it since.
    fileprivate func left(on card: Card, of board: Board, at now: Date, in db: Database) throws -> Overtaken {
        var step = self
        step.leave(at: now)
        try step.update(db)
        let since = try CardStep.filter(
            sql: "cardID = ? AND id > ? AND byID IS NOT ? ORDER BY COALESCE(undoneAt, at) DESC, id DESC", arguments: [cardID, id, byID]
        ).fetchOne(db)
        return Overtaken(
            card: try board.pinned([card], in: db)[0], board: board, since: since, people: try board.people(in: db))
    }
}

extension CardStep: FetchableRecord, PersistableRecord {}
