import Foundation
import GRDB
import Workshop

/// One person’s dots on a board, before they are shown to anyone else.
package struct Ballot: Sendable {
    package var board: Board
    /// In the order of their lanes and places.
    package var cards: [(id: ID<Card>, text: String, dots: Int)]
    package var left: Int
}

extension Store {
    /// The viewer’s own ballot; refuses with `.notFound` viewers who do not see the group.
    package func ballot(on board: ID<Board>, to viewer: Viewer) async throws -> Ballot {
        try await read { db in
            let board = try Board.find(board, in: db)
            try viewer.mayWork(in: board.groupID)
            guard try Workshop.Group.find(board.groupID, in: db).dayID == viewer.day else { throw Refusal.notFound }
            return try board.ballot(of: viewer.acting(), in: db)
        }
    }

    /// Sets how many dots the viewer gives a card, as far as there are dots left. Refuses with `.notNow(.noVote)` when there is no vote, or it has been shown, and when the board is locked.
    package func give(_ dots: Int, to card: ID<Card>, at now: Date, by viewer: Viewer) async throws -> Ballot {
        try await change { db in
            let card = try Card.whole(card, in: db)
            let (board, day) = try Board.workable(card.boardID, by: viewer, in: db)
            try board.mustBeWritable(by: viewer)
            guard card.removedAt == nil, card.hiddenAt == nil else { throw Refusal.notFound }
            let person = try viewer.acting()
            let left = try board.votesLeft(given: board.dots(of: person, besides: card, in: db))
            guard (0...left).contains(dots) else { throw Refusal.invalid("dots", .outOfRange(0, left)) }
            try card.take(dots, of: person, in: db)
            try board.note(.dots, by: viewer, in: db)
            return (try board.ballot(of: person, in: db), [board.happening(.dotsMoved, card, on: day, at: now, by: viewer)])
        }
    }
}

extension Board {
    fileprivate func ballot(of person: ID<Attendance>, in db: Database) throws -> Ballot {
        let rows = try Row.fetchAll(
            db, sql: "SELECT cardID, count FROM dot WHERE attendanceID = ? AND cardID IN (SELECT id FROM card WHERE boardID = ?)",
            arguments: [person, id])
        let dots = Dictionary(uniqueKeysWithValues: rows.map { ($0["cardID"] as ID<Card>, $0["count"] as Int) })
        let cards = try cards(in: db).filter { $0.hiddenAt == nil }.map { (id: $0.id, text: $0.text, dots: dots[$0.id] ?? 0) }
        return Ballot(board: self, cards: cards, left: max(votesEach - cards.reduce(0) { $0 + $1.dots }, 0))
    }
}

extension Board {
    /// How many dots the person has given other cards that hang on the board.
    fileprivate func dots(of person: ID<Attendance>, besides card: Card, in db: Database) throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT COALESCE(SUM(count), 0) FROM dot JOIN card ON card.id = dot.cardID
                WHERE boardID = ? AND removedAt IS NULL AND attendanceID = ? AND cardID <> ?
                """, arguments: [id, person, card.id]) ?? 0
    }

    /// Takes from a card that has come back since `before` the dots that people have given others meanwhile.
    func takeBackDots(on card: Card, since before: Card.Face, in db: Database) throws {
        guard before.removedAt != nil, card.removedAt == nil else { return }
        for row in try Row.fetchAll(db, sql: "SELECT attendanceID, count FROM dot WHERE cardID = ?", arguments: [card.id]) {
            let person: ID<Attendance> = row["attendanceID"]
            try card.take(dotsKept(of: row["count"], beside: dots(of: person, besides: card, in: db)), of: person, in: db)
        }
    }
}

extension Card {
    fileprivate func take(_ dots: Int, of person: ID<Attendance>, in db: Database) throws {
        try db.execute(sql: "DELETE FROM dot WHERE cardID = ? AND attendanceID = ?", arguments: [id, person])
        if dots > 0 { try db.execute(sql: "INSERT INTO dot VALUES (?, ?, ?)", arguments: [id, person, dots]) }
    }
}
