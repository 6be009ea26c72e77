import Foundation

/// One note on a board.
package struct Card: Hashable, Sendable, Codable {
    package static let textLimit = 500
    /// Two texts, one below the other.
    static let joinedLimit = 2 * textLimit + 1

    package let id: ID<Card>
    package let boardID: ID<Board>
    package internal(set) var laneID: ID<Lane>
    /// Where in the lane, smallest first; only the order means something.
    package internal(set) var position: Double
    /// Where in the field, from 0 to 1, in layouts that have it: from the start edge, and from the top.
    package internal(set) var x: Double?
    package internal(set) var y: Double?
    package internal(set) var text: String
    package internal(set) var marker: Marker
    /// Who has taken it on, in the order of their ids. Kept apart from the card’s own record.
    package var responsibles: [ID<Attendance>] = []
    /// The calendar day by which it is to be done, as `yyyy-MM-dd`.
    package internal(set) var due: String?
    package internal(set) var doneAt: Date?
    package internal(set) var stackID: ID<Stack>?
    package let authorID: ID<Attendance>?
    /// Whether it was written while the board showed names; one that was not never gets its author’s.
    package let isNamed: Bool
    /// Whose words they are, when one writes for several.
    package internal(set) var saidByID: ID<Attendance>?
    /// The fact from a contact that the card came from.
    package internal(set) var revelationID: ID<Revelation>?
    /// The picture the card is pinned onto, and where on it, from 0 to 1 across and down.
    package internal(set) var photoID: ID<Photo>?
    package internal(set) var photoX: Double?
    package internal(set) var photoY: Double?
    /// Who wrote it on the earlier day it was copied from; empty when it was not, or when that board did not tell.
    package internal(set) var writerName = ""
    package let createdAt: Date
    /// Rises by one with every change; what a change names must be the version it read.
    package internal(set) var version: Int
    package internal(set) var removedAt: Date?
    package internal(set) var lockedAt: Date?
    /// Since when only its author sees it.
    package internal(set) var hiddenAt: Date?

    package var isDone: Bool { doneAt != nil }
    package var isLocked: Bool { lockedAt != nil }

    private enum CodingKeys: CodingKey {
        case id, boardID, laneID, position, x, y, text, marker, due, doneAt, stackID, authorID, isNamed, saidByID, revelationID, photoID,
            photoX, photoY
        case writerName, createdAt, version, removedAt, lockedAt, hiddenAt
    }

    /// Whether the viewer may know of the card; a hidden one is its author’s alone.
    package func isShown(to viewer: Viewer) -> Bool {
        hiddenAt == nil || (authorID != nil && authorID == viewer.attendance)
    }
}

extension Board {
    /// A new card at the end of `lane`, after `last`; seen by its author only while everybody writes alone, and named after them
    /// only if the board shows names now, and did when the card was written.
    /// Refuses an empty or too long text, a lane of another board or layout, the tray unless the card `isLate`, locked boards, and
    /// viewers who do not work in the group. A card is late when it was written for a field that the board does not show any more.
    package func pin(
        _ text: String, marker: Marker, in lane: Lane, after last: Double?, as id: ID<Card>, from fact: ID<Revelation>? = nil,
        isLate: Bool = false, at now: Date, by viewer: Viewer
    ) throws(Refusal) -> Card {
        try mustBeWritable(by: viewer)
        guard lane.boardID == self.id, lane.layout == layout else { throw .notFound }
        if !isLate { try lane.mustBeField() }
        return Card(
            id: id, boardID: self.id, laneID: lane.id, position: (last ?? 0) + 1024,
            text: try Card.accepted(text), marker: marker,
            authorID: viewer.attendance, isNamed: showsAuthors && !viewer.isUnnamed, revelationID: fact, createdAt: now, version: 1,
            hiddenAt: writesAlone ? now : nil)
    }
}

extension Card {
    /// Ticks the card as done, or not done after all. Asking for what already is changes nothing.
    package mutating func mark(done: Bool, at now: Date, on board: Board, by viewer: Viewer) throws(Refusal) {
        try mayChange(on: board, by: viewer)
        guard done != isDone else { return }
        doneAt = done ? now : nil
        version += 1
    }

    /// Takes the card off the board; `restore` puts it back where it was.
    /// Refuses with `.stale` when somebody has changed the card since `version`; nil asks for it as it is.
    package mutating func remove(version: Int? = nil, at now: Date, on board: Board, by viewer: Viewer) throws(Refusal) {
        try mayChange(on: board, by: viewer)
        guard version == nil || version == self.version else { throw .stale }
        removedAt = now
        self.version += 1
    }

    package mutating func restore(on board: Board, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard boardID == board.id, isShown(to: viewer) else { throw .notFound }
        guard removedAt != nil else { return }
        removedAt = nil
        version += 1
    }

    /// Closes the card for changes, or opens it again.
    package mutating func lock(_ isLocked: Bool, at now: Date, on board: Board, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard boardID == board.id, removedAt == nil, isShown(to: viewer) else { throw .notFound }
        guard isLocked != self.isLocked else { return }
        lockedAt = isLocked ? now : nil
        version += 1
    }

    /// Shows everyone a card that only its author has seen.
    package mutating func show() {
        guard hiddenAt != nil else { return }
        hiddenAt = nil
        version += 1
    }

    /// Whether the card holds the same fact as `other`, and nothing else is written on it.
    package func repeats(_ other: Card) -> Bool {
        revelationID != nil && revelationID == other.revelationID && face.says(what: other.face)
    }

    /// Leaves the card to its author alone when all are shown, taken down.
    package mutating func leaveOut(at now: Date) {
        removedAt = now
        version += 1
    }

    /// Notes that something that hangs on the card has changed: a remark, a thread, a dot, its stack.
    package mutating func touch() { version += 1 }

    package func mayChange(on board: Board, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard boardID == board.id, removedAt == nil, isShown(to: viewer) else { throw .notFound }
        guard !isLocked else { throw .notNow(.cardLocked) }
    }
}
