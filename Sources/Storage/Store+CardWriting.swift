import Foundation
import GRDB
import Workshop

extension Store {
    /// A card and the board it hangs on, for somebody who can write on it now. Refuses as every change of the card does.
    package func card(_ id: ID<Card>, toWriteOnBy viewer: Viewer) async throws -> (card: Card, board: Board) {
        try await read { db in
            let card = try Card.whole(id, in: db)
            let (board, _) = try Board.workable(card.boardID, by: viewer, in: db)
            try card.mayChange(on: board, by: viewer)
            return (card, board)
        }
    }

    /// A card and the board it hangs on or was taken off, for those who work there. Refuses everyone else with `.notFound`.
    package func card(_ id: ID<Card>, seenBy viewer: Viewer) throws -> (card: Card, board: Board) {
        try readHere { db in
            let card = try Card.whole(id, in: db)
            let board = try Board.find(card.boardID, in: db)
            try viewer.mayWork(in: board.groupID)
            guard card.isShown(to: viewer), try Workshop.Group.find(board.groupID, in: db).dayID == viewer.day else {
                throw Refusal.notFound
            }
            return (card, board)
        }
    }

    /// Changes what is written on the card and, unless `done` is nil, whether it is done; both or neither. Refuses as `Card.edit` does.
    package func edit(
        _ card: ID<Card>, _ writing: CardWriting, since opened: CardWriting? = nil, done: Bool? = nil, version: Int,
        at now: Date, by viewer: Viewer
    ) async throws -> Card {
        try await change { db in
            let edited = try Card.change(card, .edited, .cardEdited, at: now, by: viewer, db) { card, board, db in
                try board.edit(&card, writing, since: opened, version: version, by: viewer, db)
            }
            guard let done else { return edited }
            let marked = try Card.change(card, .done, .cardDone, at: now, by: viewer, db) { card, board, _ in
                try card.mark(done: done, at: now, on: board, by: viewer)
            }
            return (marked.0, edited.1 + marked.1)
        }
    }
}

extension Board {
    /// Writes on the card and keeps it. Refuses people who do not sit in the group.
    func edit(
        _ card: inout Card, _ writing: CardWriting, since opened: CardWriting? = nil, version: Int, by viewer: Viewer, _ db: Database
    ) throws {
        for person in (writing.responsibles ?? []) where !card.responsibles.contains(person) { try mustSit(person, as: "responsible", db) }
        if case .some(.some(let person)) = writing.saidBy, person != card.saidByID { try mustSit(person, as: "said-by", db) }
        try card.edit(writing, since: opened, version: version, on: self, by: viewer)
        try card.keep(db)
    }

    private func mustSit(_ person: ID<Attendance>, as field: String, _ db: Database) throws {
        let attendance = try Attendance.fetchOne(db, key: person.rawValue)
        guard let attendance, attendance.groupID == groupID, attendance.role == .participant else {
            throw Refusal.invalid(field, .unknownChoice)
        }
    }
}
