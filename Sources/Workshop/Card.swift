import Foundation

/// One note on a board.
package struct Card: Hashable, Sendable, Codable {
    package static let textLimit = 500

    package let id: ID<Card>
    package let boardID: ID<Board>
    package internal(set) var laneID: ID<Lane>
    /// Where in the lane, smallest first; only the order means something.
    package internal(set) var position: Double
    package internal(set) var text: String
    package internal(set) var marker: Marker
    package internal(set) var responsibleID: ID<Attendance>?
    package internal(set) var doneAt: Date?
    package let authorID: ID<Attendance>?
    package let createdAt: Date
    /// Rises by one with every change; what a change names must be the version it read.
    package internal(set) var version: Int
    package internal(set) var removedAt: Date?

    package var isDone: Bool { doneAt != nil }
}

extension Board {
    /// A new card at the end of `lane`, after `last`.
    /// Refuses an empty or too long text, a lane of another board, and viewers who do not work in the group.
    package func pin(
        _ text: String, marker: Marker, in lane: Lane, after last: Double?, as id: ID<Card>, at now: Date, by viewer: Viewer
    ) throws(Refusal) -> Card {
        try viewer.mayWork(in: groupID)
        guard lane.boardID == self.id else { throw .notFound }
        return Card(
            id: id, boardID: self.id, laneID: lane.id, position: (last ?? 0) + 1024,
            text: try Writing.accepted(text, as: "text", limit: Card.textLimit), marker: marker,
            authorID: viewer.attendance, createdAt: now, version: 1)
    }
}

extension Card {
    /// Changes text, marker and who is responsible.
    /// Refuses with `.stale` when `version` is no longer the card's and something would be overwritten.
    package mutating func edit(
        text: String, marker: Marker, responsible: ID<Attendance>?, version: Int, on board: Board, by viewer: Viewer
    ) throws(Refusal) {
        try mayChange(on: board, by: viewer)
        let text = try Writing.accepted(text, as: "text", limit: Card.textLimit)
        if text == self.text, marker == self.marker, responsible == responsibleID { return }
        guard version == self.version else { throw .stale }
        self.text = text
        self.marker = marker
        responsibleID = responsible
        self.version += 1
    }

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
        try viewer.mayWork(in: board.groupID)
        guard boardID == board.id else { throw .notFound }
        guard removedAt != nil else { return }
        removedAt = nil
        version += 1
    }

    func mayChange(on board: Board, by viewer: Viewer) throws(Refusal) {
        try viewer.mayWork(in: board.groupID)
        guard boardID == board.id, removedAt == nil else { throw .notFound }
    }
}
