import Foundation
import GRDB
import Workshop

extension Store {
    /// Hangs a picture up on the board.
    package func hang(
        _ picture: Picture, saying caption: String, on board: ID<Board>, at now: Date, by viewer: Viewer
    ) async throws -> Photo {
        try await change { db in
            let (board, day) = try Board.workable(board, by: viewer, in: db)
            let photo = try Photo(
                id: .minted(), of: picture, saying: caption, beside: board.photos(in: db).count, on: board, at: now, by: viewer)
            try HungPhoto(photo: photo, bytes: picture.bytes).insert(db)
            try board.note(.picture, by: viewer, in: db)
            return (photo, [board.happening(.photoHung, photo, on: day, at: now, by: viewer)])
        }
    }

    /// Says what a picture shows.
    package func describe(_ photo: ID<Photo>, as caption: String, at now: Date, by viewer: Viewer) async throws -> Photo {
        try await changePhoto(photo, .photoDescribed, at: now, by: viewer) { photo, board, _ in
            try photo.describe(caption, on: board, by: viewer)
        }
    }

    /// Takes a picture down; its cards are in their fields again.
    package func takeDown(_ photo: ID<Photo>, at now: Date, by viewer: Viewer) async throws -> Photo {
        try await changePhoto(photo, .photoTaken, at: now, by: viewer) { photo, board, db in
            try photo.takeDown(at: now, on: board, by: viewer)
            try photo.update(db)
            try board.emptyBin(in: db)
        }
    }

    /// Hangs a picture up again, with the cards that were on it. Refuses with `.notFound` one that was taken down too long ago.
    package func hangAgain(_ photo: ID<Photo>, at now: Date, by viewer: Viewer) async throws -> Photo {
        try await changePhoto(photo, .photoHung, at: now, by: viewer) { photo, board, db in
            let isEmpty = try Bool.fetchOne(db, sql: "SELECT length(bytes) = 0 FROM photo WHERE id = ?", arguments: [photo.id])
            guard isEmpty == false else { throw Refusal.notFound }
            try photo.hangAgain(beside: board.photos(in: db).count, on: board, by: viewer)
        }
    }

    /// Pins a card onto a picture, at a free place near the middle when none is given.
    package func pin(
        _ card: ID<Card>, onto photo: ID<Photo>, x: Double? = nil, y: Double? = nil, at now: Date, by viewer: Viewer
    ) async throws -> Card {
        try await changeCard(card, .placed, .cardPlaced, at: now, by: viewer) { card, board, db in
            try board.pin(&card, onto: photo, x: x, y: y, by: viewer, db)
        }
    }

    /// A picture with its bytes, for those who see its board, and for everyone on the day once the plenary has shown its case.
    /// Refuses with `.notFound` everyone else, and pictures taken down.
    package func picture(_ id: ID<Photo>, to viewer: Viewer) async throws -> (photo: Photo, bytes: Data) {
        try await read { db in
            let photo = try Photo.find(id, in: db)
            let board = try Board.find(photo.boardID, in: db)
            let day = try TrainingDay.find(Workshop.Group.find(board.groupID, in: db).dayID, in: db)
            guard photo.isHung, day.id == viewer.day else { throw Refusal.notFound }
            let isOwn = viewer.sees(group: board.groupID) && (viewer.isFacilitator || day.state >= .open)
            guard try isOwn || day.shownScenarios(in: db).contains(board.scenarioID) else { throw Refusal.notFound }
            guard let bytes = try Data.fetchOne(db, sql: "SELECT bytes FROM photo WHERE id = ?", arguments: [id]) else {
                throw Refusal.notFound
            }
            return (photo, bytes)
        }
    }

    /// What is known of a picture, hanging or taken down, and its board. The caller has checked who sees the board.
    package func photo(_ id: ID<Photo>) async throws -> (photo: Photo, board: Board) {
        try await read { db in
            let photo = try Photo.find(id, in: db)
            return (photo, try Board.find(photo.boardID, in: db))
        }
    }

    /// One change of one picture under its rule; a rule that changes nothing is no change. Its cards are drawn anew where that moves them.
    private func changePhoto(
        _ id: ID<Photo>, _ kind: Happening.Kind, at now: Date, by viewer: Viewer,
        _ rule: @Sendable (inout Photo, Board, Database) throws -> Void
    ) async throws -> Photo {
        try await change { db in
            var photo = try Photo.find(id, in: db)
            let (board, day) = try Board.workable(photo.boardID, by: viewer, in: db)
            let before = photo
            try rule(&photo, board, db)
            guard photo.version != before.version else { return (photo, []) }
            try photo.update(db)
            try board.note(.picture, by: viewer, in: db)
            let moved = photo.isHung == before.isHung ? [] : try board.redraw(cardsOn: photo, on: day, at: now, by: viewer, db)
            return (photo, [board.happening(kind, photo, on: day, at: now, by: viewer)] + moved)
        }
    }
}

extension Board {
    /// The pictures that hang on the board, in the order they were hung up.
    func photos(in db: Database) throws -> [Photo] {
        try Photo.filter(sql: "boardID = ? AND removedAt IS NULL ORDER BY at, id", arguments: [id]).fetchAll(db)
    }

    /// The ids of the same.
    func hungPhotos(in db: Database) throws -> Set<ID<Photo>> {
        try Set(
            ID<Photo>.fetchAll(
                db.cachedStatement(sql: "SELECT id FROM photo WHERE boardID = ? AND removedAt IS NULL"), arguments: [id]))
    }

    func pin(_ card: inout Card, onto photo: ID<Photo>, x: Double? = nil, y: Double? = nil, by viewer: Viewer, _ db: Database) throws {
        let place = try spot(x, y, on: photo, for: [card], in: db)
        let stack = try mates(of: card, in: db)
        let isBeside = stack.contains { $0.id != card.id && $0.photoID == photo && card.lies(with: $0, at: place) }
        try card.pin(onto: Photo.find(photo, in: db), x: place.x, y: place.y, besideItsStack: isBeside, on: self, by: viewer)
        if !isBeside { try stepAside(&card, from: stack, in: db) }
        try card.update(db)
    }

    /// The spot on a picture that is asked for, or a free one where none is.
    func spot(_ x: Double?, _ y: Double?, on photo: ID<Photo>, for cards: [Card], in db: Database) throws -> Photo.Place {
        if let x, let y { return Photo.Place(x: x, y: y) }
        let others = try Card.filter(sql: "photoID = ? AND removedAt IS NULL", arguments: [photo]).fetchAll(db)
        return Photo.freePlace(beside: others.filter { one in !cards.contains { $0.id == one.id } }.compactMap(\.placeOnPhoto))
    }

    /// Of the pictures taken down, keeps the bytes of as many as a board has room for: the latest.
    fileprivate func emptyBin(in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE photo SET bytes = zeroblob(0) WHERE id IN (
                    SELECT id FROM photo WHERE boardID = ? AND removedAt IS NOT NULL ORDER BY removedAt DESC, rowid DESC LIMIT -1 OFFSET ?
                )
                """, arguments: [id, Photo.limit])
    }

    fileprivate func happening(_ kind: Happening.Kind, _ photo: Photo, on day: TrainingDay, at now: Date, by viewer: Viewer) -> Happening {
        Happening(kind, on: day.id, at: now, by: viewer, group: groupID, scenario: scenarioID, subject: photo.id.rawValue)
    }

    fileprivate func redraw(
        cardsOn photo: Photo, on day: TrainingDay, at now: Date, by viewer: Viewer, _ db: Database
    ) throws -> [Happening] {
        try Card.filter(sql: "photoID = ? AND removedAt IS NULL", arguments: [photo.id]).fetchAll(db).map { card in
            var card = card
            card.touch()
            try card.update(db)
            return happening(.cardPlaced, card, on: day, at: now, by: viewer)
        }
    }
}

extension Card {
    /// Whether it hangs on a picture that has not been taken down.
    func isOnPicture(_ db: Database) throws -> Bool { try photoID.map { try Photo.find($0, in: db).isHung } ?? false }
}

/// A picture as it is kept: its record, and its bytes beside it.
private struct HungPhoto: PersistableRecord {
    static var databaseTableName: String { Photo.databaseTableName }

    let photo: Photo
    let bytes: Data

    func encode(to container: inout PersistenceContainer) throws {
        try photo.encode(to: &container)
        container["bytes"] = bytes
    }
}

extension Photo: FetchableRecord, PersistableRecord {
    /// Everything but the bytes, which only `picture` reads.
    package static var databaseSelection: [any SQLSelectable] {
        ["id", "boardID", "caption", "mediaType", "width", "height", "byID", "at", "version", "removedAt"].map { Column($0) }
    }
}
