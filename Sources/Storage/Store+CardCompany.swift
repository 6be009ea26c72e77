import Foundation
import GRDB
import Workshop

extension Store {
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
    /// Keeps a change of what hangs on `card` as a step of it, and has the cards that show it drawn anew.
    func step(
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

extension Remark: FetchableRecord, PersistableRecord {}
extension CardThread: FetchableRecord, PersistableRecord {
    package static var databaseTableName: String { "thread" }

    /// The thread that leads from one card to the other; nil where there is none, whatever leads the other way.
    static func leading(from one: ID<Card>, to other: ID<Card>, in db: Database) throws -> CardThread? {
        try filter(sql: "fromID = ? AND toID = ?", arguments: [one, other]).fetchOne(db)
    }
}
