import Foundation
import GRDB
import Workshop

extension Store {
    /// Lays a card on another, in its stack or a new one, right after it. Refuses a card in the tray for one that is not.
    /// Returns both as they then are.
    package func stack(_ card: ID<Card>, on other: ID<Card>, at now: Date, by viewer: Viewer) async throws -> [Card] {
        try await change { db in
            var card = try Card.whole(card, in: db)
            var other = try Card.whole(other, in: db)
            let before = card.face
            let (board, day) = try Board.workable(card.boardID, by: viewer, in: db)
            let lane = try Lane.find(other.laneID, in: db)
            if try !other.isOnPicture(db) { try card.mayLie(in: lane) }
            let new = ID<Stack>.minted()
            if other.stackID == nil { try Stack(id: new, boardID: board.id).insert(db) }
            _ = try card.stack(on: &other, new: new, of: board, by: viewer)
            let next = try Double.fetchOne(
                db,
                sql: "SELECT MIN(position) FROM card WHERE boardID = ? AND laneID = ? AND removedAt IS NULL AND id <> ? AND position > ?",
                arguments: [board.id, other.laneID, card.id, other.position])
            let stack = card.stackID
            if try !card.place(in: lane, between: other.position, and: next, x: other.x, y: other.y, on: board, by: viewer) {
                _ = try card.place(in: lane, between: other.position, and: nil, x: other.x, y: other.y, on: board, by: viewer)
            }
            card.belong(to: stack)
            card.hang(below: other)
            try card.keep(db)
            try other.keep(db)
            try CardStep(.stacked, card, of: board, before: before, at: now, by: viewer).insert(db)
            let mates = try board.stirring(around: card, since: before, on: day, at: now, by: viewer, db)
            return ([card, other], [card, other].map { board.happening(.cardPlaced, $0, on: day, at: now, by: viewer) } + mates)
        }
    }

    /// Takes a card out of its stack.
    package func unstack(_ card: ID<Card>, at now: Date, by viewer: Viewer) async throws -> Card {
        try await changeCard(card, .stacked, .cardPlaced, at: now, by: viewer) { card, board, _ in try card.unstack(on: board, by: viewer) }
    }

    /// Gives a stack a name, shown on each of its cards. Returns those.
    package func rename(_ stack: ID<Stack>, to name: String, at now: Date, by viewer: Viewer) async throws -> [Card] {
        try await change { db in
            var stack = try Stack.find(stack, in: db)
            let (board, day) = try Board.workable(stack.boardID, by: viewer, in: db)
            try stack.rename(name, on: board, by: viewer)
            try stack.update(db)
            return try board.touching(
                Card.filter(sql: "stackID = ? AND removedAt IS NULL ORDER BY position", arguments: [stack.id]), on: day, at: now,
                by: viewer, db)
        }
    }

    /// Ties two cards with a thread; between two cards there is one, and a new word replaces the old. Returns both cards.
    package func tie(_ card: ID<Card>, to other: ID<Card>, word: String, at now: Date, by viewer: Viewer) async throws -> [Card] {
        try await change { db in
            let one = try Card.whole(card, in: db)
            let other = try Card.whole(other, in: db)
            let (board, day) = try Board.workable(one.boardID, by: viewer, in: db)
            let thread = try CardThread(id: .minted(), from: one, to: other, word: word, on: board, by: viewer)
            let ends = [one.id.rawValue, other.id.rawValue]
            try db.execute(sql: "DELETE FROM thread WHERE fromID IN (?, ?) AND toID IN (?, ?)", arguments: StatementArguments(ends + ends))
            guard try CardThread.filter(sql: "boardID = ?", arguments: [board.id]).fetchCount(db) < CardThread.limit else {
                throw Refusal.invalid("to", .outOfRange(0, CardThread.limit))
            }
            try thread.insert(db)
            return try board.touching(Card.filter(keys: ends), on: day, at: now, by: viewer, db)
        }
    }

    /// Takes a thread away. Returns the cards it held.
    package func untie(_ thread: ID<CardThread>, at now: Date, by viewer: Viewer) async throws -> [Card] {
        try await change { db in
            let thread = try CardThread.find(thread, in: db)
            let (board, day) = try Board.workable(thread.boardID, by: viewer, in: db)
            try board.mustBeWritable(by: viewer)
            try thread.delete(db)
            return try board.touching(Card.filter(keys: [thread.fromID.rawValue, thread.toID.rawValue]), on: day, at: now, by: viewer, db)
        }
    }

    /// Says something about a card, below it.
    package func remark(_ text: String, on card: ID<Card>, at now: Date, by viewer: Viewer) async throws -> Card {
        try await change { db in
            let card = try Card.whole(card, in: db)
            let (board, day) = try Board.workable(card.boardID, by: viewer, in: db)
            try Remark(id: .minted(), text, about: card, on: board, at: now, by: viewer).insert(db)
            let (cards, happenings) = try board.touching(Card.filter(key: card.id.rawValue), on: day, at: now, by: viewer, db)
            return (cards[0], happenings)
        }
    }

    /// Takes a remark away.
    package func remove(_ remark: ID<Remark>, at now: Date, by viewer: Viewer) async throws -> Card {
        try await change { db in
            var remark = try Remark.find(remark, in: db)
            let card = try Card.whole(remark.cardID, in: db)
            let (board, day) = try Board.workable(card.boardID, by: viewer, in: db)
            guard card.isShown(to: viewer) else { throw Refusal.notFound }
            try remark.remove(at: now, on: board, by: viewer)
            try remark.update(db)
            let (cards, happenings) = try board.touching(Card.filter(key: card.id.rawValue), on: day, at: now, by: viewer, db)
            return (cards[0], happenings)
        }
    }
}

extension Board {
    /// Counts the cards up, so that they are drawn with what now hangs on them.
    fileprivate func touching(
        _ cards: QueryInterfaceRequest<Card>, on day: TrainingDay, at now: Date, by viewer: Viewer, _ db: Database
    ) throws -> ([Card], [Happening]) {
        var touched: [Card] = []
        for var card in try cards.fetchAll(db) where card.boardID == id {
            card.touch()
            try card.update(db)
            touched.append(try Card.whole(card.id, in: db))
        }
        return (touched, touched.map { happening(.cardEdited, $0, on: day, at: now, by: viewer) })
    }
}

extension Board {
    /// Draws anew the cards of the stacks that `card` has come into or left since `before`: one that is left alone lies in no stack.
    func stirring(around card: Card, since before: Card.Face, on day: TrainingDay, at now: Date, by viewer: Viewer, _ db: Database) throws
        -> [Happening]
    {
        let left = before.removedAt == nil ? before.stackID : nil
        let entered = card.removedAt == nil ? card.stackID : nil
        guard left != entered else { return [] }
        let mates = Card.filter(sql: "stackID IN (?, ?) AND removedAt IS NULL AND id <> ?", arguments: [left, entered, card.id])
        return try touching(mates, on: day, at: now, by: viewer, db).1
    }
}

extension Stack: FetchableRecord, PersistableRecord {}
extension Remark: FetchableRecord, PersistableRecord {}
extension CardThread: FetchableRecord, PersistableRecord {
    package static var databaseTableName: String { "thread" }
}
