import Foundation
import GRDB
import Workshop

/// A board of another day that one can start from.
package struct EarlierBoard: Sendable, Decodable, FetchableRecord {
    package var id: ID<Board>
    package var day: String
    package var date: String
    package var group: String
    package var scenario: LocalizedText
    package var cards: Int
    /// How many of the cards are done.
    package var done: Int
    package var photos: Int
}

/// What came along to a board that was started from another, and what was left there because it was done.
package struct BoardCopy: Hashable, Sendable {
    package var cards: Int
    package var photos: Int
    package var left: Int
}

extension Store {
    /// The boards with cards of the community’s other days, the latest first; none for a board that has cards. Refuses all but facilitators of its day.
    package func earlierBoards(than board: ID<Board>, to viewer: Viewer) async throws -> [EarlierBoard] {
        try await read { db in
            try viewer.mustFacilitate()
            let board = try Board.find(board, in: db)
            guard try Workshop.Group.find(board.groupID, in: db).dayID == viewer.day else { throw Refusal.notFound }
            guard try board.isEmpty(in: db) else { return [] }
            return try EarlierBoard.fetchAll(
                db,
                sql: """
                    SELECT b.id, d.title AS day, d.date, g.name AS "group", s.title AS scenario, COUNT(*) AS cards,
                        COUNT(c.doneAt) AS done, (SELECT COUNT(*) FROM photo AS p WHERE p.boardID = b.id AND p.removedAt IS NULL) AS photos
                    FROM card AS c JOIN board AS b ON b.id = c.boardID JOIN "group" AS g ON g.id = b.groupID
                    JOIN trainingDay AS d ON d.id = g.dayID JOIN scenario AS s ON s.id = b.scenarioID
                    WHERE d.communityID = ? AND d.id <> ? AND c.removedAt IS NULL AND c.hiddenAt IS NULL
                    GROUP BY b.id ORDER BY d.date DESC, g.position, s.id LIMIT 200
                    """, arguments: [viewer.communityID, viewer.day])
        }
    }

    /// Starts an empty board from a copy of an earlier day’s in the same community: fields, cards, stacks, threads and pictures, and what is `done` only if so asked.
    /// People who are in the group again keep what they took on. Refuses as the rule does, boards of other communities, and more pictures than there is room for.
    @discardableResult
    package func start(_ board: ID<Board>, from earlier: ID<Board>, done: Bool, at now: Date, by viewer: Viewer) async throws -> BoardCopy {
        try await change { db in
            var (board, day) = try Board.copyable(board, by: viewer, in: db)
            let other = try Board.find(earlier, in: db)
            let origin = try TrainingDay.ofCommunity(viewer.communityID, Workshop.Group.find(other.groupID, in: db).dayID, in: db)
            guard origin.id != day.id else { throw Refusal.notFound }
            try board.start(from: other, isEmpty: board.isEmpty(in: db), by: viewer)
            let copy = try board.takeOver(other, done: done, at: now, in: db)
            return (copy, [try board.noted(.boardLaidOut, on: day, at: now, by: viewer, db)])
        }
    }
}

extension Board {
    fileprivate static func copyable(_ id: ID<Board>, by viewer: Viewer, in db: Database) throws -> (Board, TrainingDay) {
        let board = try Board.find(id, in: db)
        try viewer.mayWork(in: board.groupID)
        let day = try TrainingDay.editable(Workshop.Group.find(board.groupID, in: db).dayID, by: viewer, in: db)
        guard day.id == viewer.day else { throw Refusal.notFound }
        return (board, day)
    }

    fileprivate func isEmpty(in db: Database) throws -> Bool {
        try Card.filter(sql: "boardID = ? AND removedAt IS NULL", arguments: [id]).fetchCount(db) == 0
    }

    fileprivate func takeOver(_ other: Board, done: Bool, at now: Date, in db: Database) throws -> BoardCopy {
        let content = try other.content(to: nil, in: db)
        let taken = content.cards.filter { done || !$0.card.isDone }
        let places = try other.places(of: taken.map(\.card), in: db)
        let lanes = try takeOverFields(of: other, holding: Set(taken.map(\.card.laneID) + places.map(\.place.laneID)), in: db)
        let people = try peopleAgain(in: db)
        var stacks: [ID<Stack>: ID<Stack>] = [:]
        for stack in try Stack.filter(sql: "boardID = ?", arguments: [other.id]).fetchAll(db) {
            stacks[stack.id] = try copy(of: stack, in: db)
        }
        let photos = try takeOver(content.photos, in: db)
        var cards: [ID<Card>: ID<Card>] = [:]
        for pinned in taken {
            guard let lane = lanes[pinned.card.laneID] else { continue }
            let writer =
                other.tellsAuthor(of: pinned.card)
                ? pinned.card.authorID.flatMap { content.people.names[$0] } ?? pinned.card.writerName : ""
            let copy = pinned.card.copied(
                to: self, in: lane, as: .minted(), stack: pinned.card.stackID.flatMap { stacks[$0] },
                photo: pinned.photo.flatMap { photos[$0] },
                responsibles: pinned.card.responsibles.compactMap { people[$0] }.sorted(), writer: writer, at: now)
            try copy.insert(db)
            try copy.keep(db)
            cards[pinned.card.id] = copy.id
        }
        for (card, layout, place) in places {
            guard let card = cards[card], let lane = lanes[place.laneID] else { continue }
            try db.execute(
                sql: "INSERT INTO cardPlace (cardID, layout, laneID, position, x, y, stackID) VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [card, layout, lane.id, place.position, place.x, place.y, place.stackID.flatMap { stacks[$0] }])
        }
        for thread in try CardThread.filter(sql: "boardID = ? ORDER BY id", arguments: [other.id]).fetchAll(db) {
            guard let from = cards[thread.fromID], let to = cards[thread.toID] else { continue }
            try db.execute(
                sql: "INSERT INTO thread (id, boardID, fromID, toID, word) VALUES (?, ?, ?, ?, ?)",
                arguments: [ID<CardThread>.minted(), id, from, to, thread.word])
        }
        return BoardCopy(cards: cards.count, photos: photos.count, left: content.cards.count - taken.count)
    }

    /// Copies of the pictures, hung up beside the board’s own; by the picture each is of.
    private func takeOver(_ others: [Photo], in db: Database) throws -> [ID<Photo>: ID<Photo>] {
        guard try photos(in: db).count + others.count <= Photo.limit else {
            throw Refusal.invalid("from", .noRoom(limit: Photo.limit))
        }
        var photos: [ID<Photo>: ID<Photo>] = [:]
        for photo in others {
            let copy = ID<Photo>.minted()
            try db.execute(
                sql: """
                    INSERT INTO photo (id, boardID, caption, mediaType, width, height, bytes, at, version)
                    SELECT ?, ?, caption, mediaType, width, height, bytes, at, 1 FROM photo WHERE id = ?
                    """, arguments: [copy, id, photo.id])
            photos[photo.id] = copy
        }
        return photos
    }

    /// The board’s fields, in each layout that `other` has had, as that one’s are, and the trays that hold any of its cards; by the field each stands for.
    private func takeOverFields(of other: Board, holding held: Set<ID<Lane>>, in db: Database) throws -> [ID<Lane>: Lane] {
        let own = try Lane.filter(sql: "boardID = ?", arguments: [id]).fetchAll(db)
        let others = try Lane.filter(sql: "boardID = ?", arguments: [other.id]).fetchAll(db).filter { !$0.isTray || held.contains($0.id) }
        var lanes: [ID<Lane>: Lane] = [:]
        for theirs in others {
            var lane =
                own.first { $0.layout == theirs.layout && $0.position == theirs.position }
                ?? Lane(
                    id: .minted(), boardID: id, layout: theirs.layout, title: theirs.title, position: theirs.position,
                    isTray: theirs.isTray)
            lane.title = theirs.title
            try lane.save(db)
            lanes[theirs.id] = lane
        }
        let kept = Set(lanes.values.map(\.id))
        for lane in own where !lane.isTray && !kept.contains(lane.id) {
            guard let home = lanes.values.first(where: { $0.layout == lane.layout && !$0.isTray }) else { continue }
            try db.execute(sql: "UPDATE card SET laneID = ? WHERE laneID = ?", arguments: [home.id, lane.id])
            try lane.delete(db)
        }
        return lanes
    }

    /// Where the cards lie in the layouts that the board is not drawn in now.
    private func places(of cards: [Card], in db: Database) throws -> [(card: ID<Card>, layout: String, place: Card.Place)] {
        let known = Set(cards.map(\.id))
        let rows = try Row.fetchAll(
            db, sql: "SELECT * FROM cardPlace WHERE layout <> ? AND cardID IN (SELECT id FROM card WHERE boardID = ?)",
            arguments: [layout.rawValue, id])
        return rows.filter { known.contains($0["cardID"]) }.map { ($0["cardID"], $0["layout"], Card.Place($0)) }
    }

    private func copy(of stack: Stack, in db: Database) throws -> ID<Stack> {
        let copy = ID<Stack>.minted()
        try Stack(id: copy, boardID: id).insert(db)
        try db.execute(sql: "UPDATE stack SET name = ? WHERE id = ?", arguments: [stack.name, copy])
        return copy
    }

    /// Attendances of other days, by the one the same member has in the board’s group.
    private func peopleAgain(in db: Database) throws -> [ID<Attendance>: ID<Attendance>] {
        let rows = try Row.fetchAll(
            db,
            sql:
                "SELECT o.id AS other, a.id AS own FROM attendance AS a JOIN attendance AS o ON o.memberID = a.memberID WHERE a.groupID = ?",
            arguments: [groupID])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["other"], $0["own"]) })
    }
}
