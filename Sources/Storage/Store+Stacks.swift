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
            let next = try other.next(besides: card, in: db)
            let stack = card.stackID
            let spot = try board.spot(for: card, below: other, in: db)
            if try !card.place(in: lane, between: other.position, and: next, x: spot.x, y: spot.y, on: board, by: viewer) {
                _ = try card.place(in: lane, between: other.position, and: nil, x: spot.x, y: spot.y, on: board, by: viewer)
            }
            card.belong(to: stack)
            card.hang(below: other)
            try card.keep(db)
            try other.keep(db)
            try board.stackElsewhere(card, on: other, in: db)
            try CardStep(.stacked, card, of: board, before: before, other: other.id, at: now, by: viewer).insert(db)
            let mates = try board.stirring(around: card, since: before, on: day, at: now, by: viewer, db)
            return ([card, other], [card, other].map { board.happening(.cardPlaced, $0, on: day, at: now, by: viewer) } + mates)
        }
    }

    /// Takes a card out of its stack; it comes right after it.
    package func unstack(_ card: ID<Card>, at now: Date, by viewer: Viewer) async throws -> Card {
        try await changeCard(card, .stacked, .cardPlaced, at: now, by: viewer) { card, board, db in
            let mates = try board.mates(of: card, in: db)
            try card.unstack(on: board, by: viewer)
            try board.stepAside(&card, from: mates, in: db)
        }
    }

    /// Gives a stack that was `seen` under another a name, shown on each of its cards. Refuses as `Stack.rename` does, and with
    /// `.stackGone` what is a stack no more. Returns those.
    package func rename(_ stack: ID<Stack>, to name: String, since seen: String = "", at now: Date, by viewer: Viewer) async throws
        -> [Card]
    {
        try await change { db in
            var stack = try Stack.find(stack, in: db)
            let (board, day) = try Board.workable(stack.boardID, by: viewer, in: db)
            let before = stack
            let cards = try stack.whole(in: db)
            try stack.rename(name, since: seen, of: cards, on: board, by: viewer)
            guard stack.name != before.name else { return (cards, []) }
            try stack.update(db)
            let company = CardStep.Company(.name(stack.id), before: before.name, after: stack.name)
            return try board.step(.named, company, on: cards[0], with: cards, on: day, at: now, by: viewer, db)
        }
    }

    /// Puts all cards of a stack in `lane` before the card `next`, or last, and on a sheet with the first of them at `x` and `y`.
    /// It is undone as one change. Refuses as `Stack.place` does, with `.laneGone` a lane that is not on the board any more, and with
    /// `.stackGone` what is a stack no more. Returns them, the first first.
    package func place(
        _ stack: ID<Stack>, in lane: ID<Lane>, before next: ID<Card>?, x: Double? = nil, y: Double? = nil, at now: Date, by viewer: Viewer
    ) async throws -> [Card] {
        try await move(stack, at: now, by: viewer) { cards, board, day, db in
            guard let lane = try Lane.fetchOne(db, key: lane.rawValue) else { throw Refusal.notNow(.laneGone) }
            return try board.place(cards, in: lane, before: next, on: day, at: now, by: viewer, db) { cards, gap in
                try Stack.place(
                    &cards, in: lane, between: gap.previous?.position, and: gap.next?.position, x: x, y: y, on: board, by: viewer)
            }
        }
    }

    /// Pins all cards of a stack onto a picture, the first of them at `x` and `y`, or at a free place near the middle when none is given.
    /// It is undone as one change. Refuses as `Stack.pin` does, and with `.stackGone` what is a stack no more. Returns them, the first first.
    package func pin(
        _ stack: ID<Stack>, onto photo: ID<Photo>, x: Double? = nil, y: Double? = nil, at now: Date, by viewer: Viewer
    ) async throws -> [Card] {
        try await move(stack, at: now, by: viewer) { cards, board, _, db in
            var cards = cards
            let place = try board.spot(x, y, on: photo, for: cards, in: db)
            try Stack.pin(&cards, onto: Photo.find(photo, in: db), x: place.x, y: place.y, on: board, by: viewer)
            return (cards, [])
        }
    }

    /// One change of all cards of a stack, each with a step of its own, undone together.
    private func move(
        _ stack: ID<Stack>, at now: Date, by viewer: Viewer,
        _ rule: @Sendable ([Card], Board, TrainingDay, Database) throws -> ([Card], [Happening])
    ) async throws -> [Card] {
        try await change { db in
            let stack = try Stack.find(stack, in: db)
            let (board, day) = try Board.workable(stack.boardID, by: viewer, in: db)
            let cards = try stack.whole(in: db)
            let (moved, stirred) = try rule(cards, board, day, db)
            let batch = ID<CardStep>.minted()
            for (card, before) in zip(moved, cards) {
                try card.update(db)
                try CardStep(.placed, card, of: board, before: before.face, batch: batch, at: now, by: viewer).insert(db)
            }
            return (moved, stirred + moved.map { board.happening(.cardPlaced, $0, on: day, at: now, by: viewer) })
        }
    }
}

extension Board {
    /// The card and the others of its stack that hang where it hangs, in their order.
    func mates(of card: Card, in db: Database) throws -> [Card] {
        let hung = try hungPhotos(in: db)
        guard let place = card.stackPlace(hung: hung), let stack = card.stackID else { return [card] }
        return try Card.inStack(stack, in: db).filter { $0.stackPlace(hung: hung) == place }
    }

    /// The card, which has left a stack that hangs where it hung, comes right after the others of it if it was in the midst of them.
    func stepAside(_ card: inout Card, from stack: [Card], in db: Database) throws {
        let others = stack.filter { $0.id != card.id }
        guard let first = others.first, let last = others.last, first.position < card.position, card.position < last.position else {
            return
        }
        card.follow(last, before: try last.next(besides: card, in: db))
    }

    /// In the layouts that are not shown, the card comes to lie in the stack too, where it lay in one field with `other` and in no stack.
    fileprivate func stackElsewhere(_ card: Card, on other: Card, in db: Database) throws {
        guard let stack = card.stackID else { return }
        for layout in Layout.allCases where layout != self.layout {
            guard let mine = try place(of: card, in: layout, db), let theirs = try place(of: other, in: layout, db),
                mine.laneID == theirs.laneID, mine.stackID == nil, theirs.stackID == nil || theirs.stackID == stack
            else { continue }
            let next = try Double.fetchOne(
                db, sql: "SELECT MIN(position) FROM cardPlace WHERE laneID = ? AND position > ? AND cardID <> ?",
                arguments: [theirs.laneID, theirs.position, card.id])
            let mates = try Card.filter(
                sql: "removedAt IS NULL AND id IN (SELECT cardID FROM cardPlace WHERE layout = ? AND stackID = ? AND laneID = ?)",
                arguments: [layout.rawValue, stack, theirs.laneID]
            ).fetchAll(db).compactMap { mate in try place(of: mate, in: layout, db).map(mate.lying) }
            let spot =
                layout.hasHeight ? Sheet.place(of: card, below: [other.lying(at: theirs)] + mates, height: sheetHeight) : nil
            try keep(Card.Place(theirs, stack: stack), of: other, in: layout, db)
            try keep(Card.Place(mine, rightAfter: theirs, before: next, at: spot, stack: stack), of: card, in: layout, db)
        }
    }

    /// The card lies in the stack no more in the layouts that are not shown, since it was not laid in it after all.
    func unstackElsewhere(_ card: ID<Card>, from stack: ID<Stack>, in db: Database) throws {
        try db.execute(
            sql: "UPDATE cardPlace SET stackID = NULL WHERE cardID = ? AND stackID = ? AND layout <> ?",
            arguments: [card, stack, layout.rawValue])
    }

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
    /// One that others lie in, or the card itself in another layout, is left to that.
    fileprivate func forgetStack(that other: inout Card, isLeftAloneBy card: Card, in db: Database) throws {
        guard let stack = other.stackID, try mates(of: other, in: db).count < 2 else { return }
        let elsewhere = try Int.fetchOne(
            db, sql: "SELECT COUNT(*) FROM cardPlace WHERE stackID = ? AND layout <> ?", arguments: [stack, layout.rawValue])
        if try elsewhere ?? 0 > 1 || Card.inStack(stack, in: db).count > 1 {
            other.belong(to: nil)
        } else {
            try db.execute(sql: "UPDATE stack SET name = '', version = version + 1 WHERE id = ? AND name <> ''", arguments: [stack])
        }
    }
}

extension Board {
    /// Draws anew the cards that show something else now that `card` has changed since `before`: those of the stacks that it has come into or left,
    /// as one that is left alone lies in no stack, and those of a stack follow the first; and those that are tied to it and tell what it says, as long as it hangs there.
    func stirring(around card: Card, since before: Card.Face, on day: TrainingDay, at now: Date, by viewer: Viewer, _ db: Database) throws
        -> [Happening]
    {
        let left = before.removedAt == nil ? before.stackID : nil
        let entered = card.removedAt == nil ? card.stackID : nil
        let isTold = (before.removedAt == nil) != (card.removedAt == nil) || before.text != card.text
        let isInOtherTurn = left != entered || (left != nil && (before.position, before.due) != (card.position, card.due))
        guard isInOtherTurn || isTold else { return [] }
        let mates = isInOtherTurn ? "stackID IN (:left, :entered)" : "FALSE"
        let tied =
            isTold ? "id IN (SELECT toID FROM thread WHERE fromID = :card UNION SELECT fromID FROM thread WHERE toID = :card)" : "FALSE"
        let stirred = Card.filter(
            sql: "(\(mates) OR \(tied)) AND removedAt IS NULL AND id <> :card",
            arguments: ["left": left, "entered": entered, "card": card.id])
        return try touching(stirred, on: day, at: now, by: viewer, db).1
    }
}

extension Stack: FetchableRecord, PersistableRecord {}

extension Stack {
    /// Its cards, in their order: where most of them hang.
    func cards(in db: Database) throws -> [Card] {
        let board = try Board.find(boardID, in: db)
        let all = try Card.inStack(id, in: db)
        let place = try board.stacks(in: db).first { $0.value.id == id }?.key
        let hung = try board.hungPhotos(in: db)
        return place.map { place in all.filter { $0.stackPlace(hung: hung) == place } } ?? Array(all.prefix(1))
    }

    /// The same with all that is kept of them; refuses with `.stackGone` when there are not several.
    func whole(in db: Database) throws -> [Card] {
        let cards = try cards(in: db)
        guard cards.count > 1 else { throw Refusal.notNow(.stackGone) }
        return try cards.map { try Card.whole($0.id, in: db) }
    }
}

extension Stack.Place {
    init(_ row: Row) { self.init(stack: row["stackID"], lane: row["laneID"], photo: row["photoID"]) }
}

extension Card {
    func stackPlace(hung: Set<ID<Photo>>) -> Stack.Place? {
        stackID.map { Stack.Place(stack: $0, lane: laneID, photo: photoID.flatMap { hung.contains($0) ? $0 : nil }) }
    }

    /// The position of the one that comes after it in its lane when `other` is left out.
    fileprivate func next(besides other: Card, in db: Database) throws -> Double? {
        try Double.fetchOne(
            db, sql: "SELECT MIN(position) FROM card WHERE laneID = ? AND removedAt IS NULL AND id <> ? AND position > ?",
            arguments: [laneID, other.id, position])
    }

    static func inStack(_ stack: ID<Stack>, in db: Database) throws -> [Card] {
        try Card.filter(sql: "stackID = ? AND removedAt IS NULL ORDER BY position, id", arguments: [stack]).fetchAll(db)
    }
}
