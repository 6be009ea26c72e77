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
            try board.forgetStack(that: &other, isLeftAloneBy: card, in: db)
            let new = ID<Stack>.minted()
            if other.stackID == nil { try Stack(id: new, boardID: board.id).insert(db) }
            _ = try card.stack(on: &other, new: new, of: board, by: viewer)
            let next = try Double.fetchOne(
                db,
                sql: "SELECT MIN(position) FROM card WHERE boardID = ? AND laneID = ? AND removedAt IS NULL AND id <> ? AND position > ?",
                arguments: [board.id, other.laneID, card.id, other.position])
            let stack = card.stackID
            let spot = try board.spot(for: card, below: other, in: db)
            if try !card.place(in: lane, between: other.position, and: next, x: spot.x, y: spot.y, on: board, by: viewer) {
                _ = try card.place(in: lane, between: other.position, and: nil, x: spot.x, y: spot.y, on: board, by: viewer)
            }
            card.belong(to: stack)
            card.hang(below: other)
            try card.keep(db)
            try other.keep(db)
            try CardStep(.stacked, card, of: board, before: before, other: other.id, at: now, by: viewer).insert(db)
            let mates = try board.stirring(around: card, since: before, on: day, at: now, by: viewer, db)
            return ([card, other], [card, other].map { board.happening(.cardPlaced, $0, on: day, at: now, by: viewer) } + mates)
        }
    }

    /// Takes a card out of its stack.
    package func unstack(_ card: ID<Card>, at now: Date, by viewer: Viewer) async throws -> Card {
        try await changeCard(card, .stacked, .cardPlaced, at: now, by: viewer) { card, board, _ in try card.unstack(on: board, by: viewer) }
    }

    /// Gives a stack that was `seen` under another a name, shown on each of its cards. Refuses as `Stack.rename` does. Returns those.
    package func rename(_ stack: ID<Stack>, to name: String, since seen: String = "", at now: Date, by viewer: Viewer) async throws
        -> [Card]
    {
        try await change { db in
            var stack = try Stack.find(stack, in: db)
            let (board, day) = try Board.workable(stack.boardID, by: viewer, in: db)
            let before = stack
            let cards = try stack.cards(in: db)
            try stack.rename(name, since: seen, of: cards, on: board, by: viewer)
            guard stack.name != before.name, let first = cards.first else { return (cards, []) }
            try stack.update(db)
            let company = CardStep.Company(.name(stack.id), before: before.name, after: stack.name)
            return try board.step(.named, company, on: first, with: cards, on: day, at: now, by: viewer, db)
        }
    }

    /// Ties a card to another with a thread. Where one leads that way already, it gets the new word; refuses with `.stale` when the word
    /// on it is not what the viewer has `seen`. Returns both cards.
    package func tie(
        _ card: ID<Card>, to other: ID<Card>, word: String, since seen: String? = nil, at now: Date, by viewer: Viewer
    ) async throws -> [Card] {
        try await change { db in
            let (one, other) = (try Card.whole(card, in: db), try Card.whole(other, in: db))
            let (board, day) = try Board.workable(one.boardID, by: viewer, in: db)
            var thread = try CardThread(id: .minted(), from: one, to: other, word: word, on: board, by: viewer)
            var before: String?
            if let present = try CardThread.leading(from: one.id, to: other.id, in: db) {
                (thread, before) = (present, present.word)
                try thread.reword(word, since: seen, on: board, by: viewer)
                guard thread.word != before else { return ([one, other], []) }
                try thread.update(db)
            } else {
                guard try CardThread.filter(sql: "boardID = ?", arguments: [board.id]).fetchCount(db) < CardThread.limit else {
                    throw Refusal.invalid("to", .outOfRange(0, CardThread.limit))
                }
                try thread.insert(db)
            }
            let company = CardStep.Company(thread, before: before, after: thread.word)
            return try board.step(.tied, company, on: one, with: [one, other], on: day, at: now, by: viewer, db)
        }
    }

    /// Takes a thread away. Refuses as `CardThread.mayGo` does. Returns the cards it held.
    package func untie(_ thread: ID<CardThread>, at now: Date, by viewer: Viewer) async throws -> [Card] {
        try await change { db in
            let thread = try CardThread.find(thread, in: db)
            let (board, day) = try Board.workable(thread.boardID, by: viewer, in: db)
            let (one, other) = (try Card.whole(thread.fromID, in: db), try Card.whole(thread.toID, in: db))
            try thread.mayGo(from: [one, other], on: board, by: viewer)
            try thread.delete(db)
            let company = CardStep.Company(thread, before: thread.word)
            return try board.step(.untied, company, on: one, with: [one, other], on: day, at: now, by: viewer, db)
        }
    }

    /// Says something about a card, below it.
    package func remark(_ text: String, on card: ID<Card>, at now: Date, by viewer: Viewer) async throws -> Card {
        try await change { db in
            let card = try Card.whole(card, in: db)
            let (board, day) = try Board.workable(card.boardID, by: viewer, in: db)
            let remark = try Remark(id: .minted(), text, about: card, on: board, at: now, by: viewer)
            try remark.insert(db)
            let company = CardStep.Company(.remark(remark.id), before: nil, after: "")
            let (cards, happenings) = try board.step(.remarked, company, on: card, with: [card], on: day, at: now, by: viewer, db)
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
            guard remark.removedAt == nil else { return (card, []) }
            try remark.remove(at: now, on: board, by: viewer)
            try remark.update(db)
            let company = CardStep.Company(.remark(remark.id), before: "", after: nil)
            let (cards, happenings) = try board.step(.unremarked, company, on: card, with: [card], on: day, at: now, by: viewer, db)
            return (cards[0], happenings)
        }
    }
}

extension Board {
    /// Where on a sheet the card is laid on `other`, and on those that lie with it.
    fileprivate func spot(for card: Card, below other: Card, in db: Database) throws -> (x: Double?, y: Double?) {
        guard layout.hasHeight else { return (other.x, other.y) }
        let mates = try Card.filter(
            sql: "boardID = ? AND laneID = ? AND stackID = ? AND removedAt IS NULL AND photoID IS NULL AND id NOT IN (?, ?)",
            arguments: [id, other.laneID, other.stackID, other.id, card.id]
        ).fetchAll(db)
        let place = Sheet.place(of: card, below: [other] + mates, height: sheetHeight)
        return (place?.x ?? other.x, place?.y ?? other.y)
    }

    /// What one card alone is left of is no stack: the next one laid on it begins a stack without a name.
    /// One that the card still lies in with others in another layout is left to that.
    fileprivate func forgetStack(that other: inout Card, isLeftAloneBy card: Card, in db: Database) throws {
        guard let stack = other.stackID, stack != card.stackID, try Stack.find(stack, in: db).cards(in: db).count < 2 else { return }
        let elsewhere = try Int.fetchOne(
            db, sql: "SELECT COUNT(*) FROM cardPlace WHERE stackID = ? AND layout <> ?", arguments: [stack, layout.rawValue])
        if elsewhere ?? 0 > 1 {
            other.belong(to: nil)
        } else {
            try db.execute(sql: "UPDATE stack SET name = '', version = version + 1 WHERE id = ? AND name <> ''", arguments: [stack])
        }
    }

    /// Keeps a change of what hangs on `card` as a step of it, and has the cards that show it drawn anew.
    fileprivate func step(
        _ kind: CardStep.Kind, _ company: CardStep.Company, on card: Card, with cards: [Card], on day: TrainingDay, at now: Date,
        by viewer: Viewer, _ db: Database
    ) throws -> ([Card], [Happening]) {
        var other: ID<Card>?
        if case .thread(_, let to) = company.thing { other = to }
        try CardStep(kind, card, of: self, before: card.face, company: company, other: other, at: now, by: viewer).insert(db)
        return try touching(Card.filter(keys: cards.map(\.id.rawValue)), on: day, at: now, by: viewer, db)
    }

    /// Counts the cards up, so that they are drawn with what now hangs on them.
    func touching(
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
    /// Draws anew the cards that show something else now that `card` has changed since `before`: those of the stacks that it has come into or left,
    /// as one that is left alone lies in no stack; and those that are tied to it and tell what it says, as long as it hangs there.
    func stirring(around card: Card, since before: Card.Face, on day: TrainingDay, at now: Date, by viewer: Viewer, _ db: Database) throws
        -> [Happening]
    {
        let left = before.removedAt == nil ? before.stackID : nil
        let entered = card.removedAt == nil ? card.stackID : nil
        let isTold = (before.removedAt == nil) != (card.removedAt == nil) || before.text != card.text
        guard left != entered || isTold else { return [] }
        let mates = left != entered ? "stackID IN (:left, :entered)" : "FALSE"
        let tied =
            isTold ? "id IN (SELECT toID FROM thread WHERE fromID = :card UNION SELECT fromID FROM thread WHERE toID = :card)" : "FALSE"
        let stirred = Card.filter(
            sql: "(\(mates) OR \(tied)) AND removedAt IS NULL AND id <> :card",
            arguments: ["left": left, "entered": entered, "card": card.id])
        return try touching(stirred, on: day, at: now, by: viewer, db).1
    }
}

extension Stack: FetchableRecord, PersistableRecord {}
extension Remark: FetchableRecord, PersistableRecord {}
extension CardThread: FetchableRecord, PersistableRecord {
    package static var databaseTableName: String { "thread" }

    /// The thread that leads from one card to the other; nil where there is none, whatever leads the other way.
    static func leading(from one: ID<Card>, to other: ID<Card>, in db: Database) throws -> CardThread? {
        try filter(sql: "fromID = ? AND toID = ?", arguments: [one, other]).fetchOne(db)
    }
}

extension Stack {
    func cards(in db: Database) throws -> [Card] {
        try Card.filter(sql: "stackID = ? AND removedAt IS NULL ORDER BY position", arguments: [id]).fetchAll(db)
    }
}
