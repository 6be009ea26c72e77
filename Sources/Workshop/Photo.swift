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
    /// Whether it is so tall that it hangs on paper half as wide as it is high, with room beside it, and is seen whole.
    package var isSlim: Bool { height > 2 * width }
    /// The width of the paper that cards lie on.
    package var frameWidth: Int { isSlim ? height / 2 : width }

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

extension Photo {
    /// Somewhere on a picture, from 0 to 1 across and down what it leaves for a card.
    package struct Place: Hashable, Sendable {
        package let x: Double
        package let y: Double

        package init(x: Double, y: Double) { (self.x, self.y) = (x, y) }

        /// The places in the order they are taken: rows and columns, those nearest the middle first; once all are, closer together.
        fileprivate static let inTurn: [(place: Place, across: Double, down: Double)] = [1, 2, 4, 8].flatMap { closeness in
            let (columns, rows) = (4 * closeness, 6 * closeness)
            let all = (0...rows).flatMap { row in
                (0...columns).map { Place(x: Double($0) / Double(columns), y: Double(row) / Double(rows)) }
            }
            let nearestFirst = all.enumerated().sorted { ($0.element.fromMiddle, $0.offset) < ($1.element.fromMiddle, $1.offset) }
            return nearestFirst.map { ($0.element, 0.5 / Double(columns), 0.5 / Double(rows)) }
        }

        private var fromMiddle: Double { (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5) }
    }

    /// Where a card goes that nobody has given a place: near the middle, beside those at `taken`.
    package static func freePlace(beside taken: [Place]) -> Place {
        let free = Place.inTurn.first { place, across, down in
            !taken.contains { abs($0.x - place.x) < across && abs($0.y - place.y) < down }
        }
        return free?.place ?? Place(x: 0.5, y: 0.5)
    }
}

extension Card {
    package var placeOnPhoto: Photo.Place? { photoX.flatMap { x in photoY.map { Photo.Place(x: x, y: $0) } } }

    /// Pins the card onto the picture at `x` and `y`, from 0 to 1 across and down it; what lies outside is kept within. It keeps its place in its field,
    /// and leaves its stack unless it comes to hang beside another of it.
    package mutating func pin(
        onto photo: Photo, x: Double, y: Double, besideItsStack: Bool = false, on board: Board, by viewer: Viewer
    ) throws(Refusal) {
        try mayChange(on: board, by: viewer)
        try photo.mustHang(on: board, by: viewer)
        guard x.isFinite, y.isFinite else { throw .invalid("photo", .notANumber) }
        if !besideItsStack { stackID = nil }
        photoID = photo.id
        photoX = min(max(x, 0), 1)
        photoY = min(max(y, 0), 1)
        version += 1
    }

    /// How much of a picture’s height a line of a card covers, about.
    private static let lineOnPicture = 0.018

    /// Hangs the card right below `other` on the picture that has it; where `other` hangs on none, it hangs on none.
    package mutating func hang(below other: Card) {
        photoID = other.photoID
        photoX = other.photoX
        photoY = other.photoY.map { min($0 + other.heightOnSheet * Card.lineOnPicture, 1) }
    }

    /// Whether at `spot` on a picture the card lies with `mate`, which hangs there.
    package func lies(with mate: Card, at spot: Photo.Place) -> Bool {
        guard let other = mate.placeOnPhoto else { return false }
        func span(_ y: Double, _ card: Card) -> Sheet.Span { Sheet.Span(y / Card.lineOnPicture, card.heightOnSheet) }
        return Sheet.touch(spot.x, span(spot.y, self), other.x, span(other.y, mate))
    }
}
