import Foundation

/// A picture of the paper on the wall, hanging on a board with its cards.
package struct Photo: Hashable, Sendable, Codable {
    /// How many a board has room for.
    package static let limit = 20
    package static let captionLimit = 200

    package let id: ID<Photo>
    package let boardID: ID<Board>
    /// What it shows, for those who do not see it; empty when nobody has said.
    package private(set) var caption: String
    package let mediaType: Picture.MediaType
    package let width: Int
    package let height: Int
    package let byID: ID<Attendance>?
    package let at: Date
    package private(set) var version: Int
    package private(set) var removedAt: Date?

    package var isHung: Bool { removedAt == nil }

    /// Hangs the picture up beside `others`; refuses more than `limit` of them, too long a caption, and locked boards.
    package init(
        id: ID<Photo>, of picture: Picture, saying caption: String, beside others: Int, on board: Board, at now: Date, by viewer: Viewer
    ) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard others < Photo.limit else { throw .invalid("photo", .noRoom(limit: Photo.limit)) }
        self.id = id
        boardID = board.id
        self.caption = try Writing.accepted(caption, as: "caption", limit: Photo.captionLimit, optional: true)
        mediaType = picture.mediaType
        width = picture.width
        height = picture.height
        byID = viewer.attendance
        at = now
        version = 1
    }

    /// Says what the picture shows; blank takes it away.
    package mutating func describe(_ caption: String, on board: Board, by viewer: Viewer) throws(Refusal) {
        try mustHang(on: board, by: viewer)
        let caption = try Writing.accepted(caption, as: "caption", limit: Photo.captionLimit, optional: true)
        guard caption != self.caption else { return }
        self.caption = caption
        version += 1
    }

    /// Takes the picture down; its cards lie where they lay before they were pinned onto it.
    package mutating func takeDown(at now: Date, on board: Board, by viewer: Viewer) throws(Refusal) {
        try mustHang(on: board, by: viewer)
        removedAt = now
        version += 1
    }

    /// Hangs the picture up again with its cards, beside `others`; refuses more than `limit` of them.
    package mutating func hangAgain(beside others: Int, on board: Board, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard boardID == board.id else { throw .notFound }
        guard !isHung else { return }
        guard others < Photo.limit else { throw .invalid("photo", .noRoom(limit: Photo.limit)) }
        removedAt = nil
        version += 1
    }

    package func mustHang(on board: Board, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard boardID == board.id, isHung else { throw .notFound }
    }
}

extension Card {
    /// Pins the card onto the picture at `x` and `y`, from 0 to 1 across and down it; what lies outside is kept within. It keeps its place in its field.
    package mutating func pin(onto photo: Photo, x: Double, y: Double, on board: Board, by viewer: Viewer) throws(Refusal) {
        try mayChange(on: board, by: viewer)
        try photo.mustHang(on: board, by: viewer)
        guard x.isFinite, y.isFinite else { throw .invalid("photo", .notANumber) }
        photoID = photo.id
        photoX = min(max(x, 0), 1)
        photoY = min(max(y, 0), 1)
        version += 1
    }

    /// Hangs the card right below `other` on the picture that has it; where `other` hangs on none, it hangs on none.
    package mutating func hang(below other: Card) {
        photoID = other.photoID
        photoX = other.photoX
        photoY = other.photoY.map { min($0 + 0.06, 1) }
    }
}
