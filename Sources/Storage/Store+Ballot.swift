import Foundation
import GRDB
import Workshop

/// One person’s dots on a board, before they are shown to anyone else.
package struct Ballot: Sendable {
    /// What everyone sees.
    package var content: BoardContent
    package var dots: [ID<Card>: Int]
    package var left: Int

    package var board: Board { content.board }
}

extension Store {
    /// The viewer’s own ballot; refuses with `.notFound` viewers who do not see the group.
    package func ballot(on board: ID<Board>, to viewer: Viewer) async throws -> Ballot {
        try await read { try Board.find(board, in: $0).ballot(to: viewer, in: $0) }
    }

    /// The ballot of `person`, who is asked after as he or she stands on the day now.
    package func ballot(on board: ID<Board>, of person: ID<Attendance>) async throws -> Ballot {
        try await read { db in
            let person = try Attendance.find(person, in: db)
            let viewer = Viewer(
                communityID: try TrainingDay.find(person.dayID, in: db).communityID, member: person.memberID, name: "", day: person.dayID,
                attendance: person.id, role: person.role, group: person.groupID)
            return try Board.find(board, in: db).ballot(to: viewer, in: db)
        }
    }

    /// Sets how many dots the viewer gives a card, as far as there are dots left. Refuses with `.notNow(.noVote)` when there is no vote, or it has
    /// been shown, with `.notNow(.voteOver)` when it is another than `round`, and when the board is locked.
    package func give(_ dots: Int, to card: ID<Card>, in round: Int? = nil, at now: Date, by viewer: Viewer) async throws -> Ballot {
        try await change { db in
            let card = try Card.whole(card, in: db)
            let (board, day) = try Board.workable(card.boardID, by: viewer, in: db)
            try board.mustBeWritable(by: viewer)
            guard card.removedAt == nil, card.hiddenAt == nil else { throw Refusal.notFound }
            let person = try viewer.acting()
            let left = try board.votesLeft(given: board.dots(of: person, besides: card, in: db), in: round)
            guard (0...left).contains(dots) else { throw Refusal.invalid("dots", .outOfRange(0, left)) }
            try card.take(dots, of: person, in: db)
            try board.note(.dots, by: viewer, in: db)
            return (try board.ballot(of: person, in: db), [board.happening(.dotsMoved, card, on: day, at: now, by: viewer)])
        }
    }
}

extension Board {
    fileprivate func ballot(to viewer: Viewer, in db: Database) throws -> Ballot {
        try viewer.mayWork(in: groupID)
        guard try Workshop.Group.find(groupID, in: db).dayID == viewer.day else { throw Refusal.notFound }
        return try ballot(of: viewer.acting(), in: db)
    }

    fileprivate func ballot(of person: ID<Attendance>, in db: Database) throws -> Ballot {
        let content = try content(to: nil, in: db)
        let rows = try Row.fetchAll(
            db, sql: "SELECT cardID, count FROM dot WHERE attendanceID = ? AND cardID IN (SELECT id FROM card WHERE boardID = ?)",
            arguments: [person, id])
        let dots = Dictionary(uniqueKeysWithValues: rows.map { ($0["cardID"] as ID<Card>, $0["count"] as Int) })
        let given = content.cards.reduce(0) { $0 + (dots[$1.card.id] ?? 0) }
        return Ballot(content: content, dots: dots, left: max(votesEach - given, 0))
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
