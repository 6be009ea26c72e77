import Foundation

/// A line between two cards, with a word on it.
package struct CardThread: Hashable, Sendable, Codable {
    package static let limit = 200

    package let id: ID<CardThread>
    package let boardID: ID<Board>
    package let fromID: ID<Card>
    package let toID: ID<Card>
    package private(set) var word: String

    /// Refuses a card tied to itself, cards of other boards, words of more than 40 characters, and with `.cardHidden` cards that only the viewer sees.
    package init(id: ID<CardThread>, from one: Card, to other: Card, word: String, on board: Board, by viewer: Viewer) throws(Refusal) {
        try one.mayChange(on: board, by: viewer)
        try other.mayChange(on: board, by: viewer)
        guard one.hiddenAt == nil, other.hiddenAt == nil else { throw .notNow(.cardHidden) }
        guard one.id != other.id else { throw .invalid("to", .unknownChoice) }
        self.id = id
        boardID = board.id
        fromID = one.id
        toID = other.id
        self.word = try CardThread.accepted(word)
    }

    /// Writes another word on the thread. Refuses with `.stale` when what is on it is not what the viewer has `seen`.
    package mutating func reword(_ word: String, since seen: String?, on board: Board, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        let word = try CardThread.accepted(word)
        guard word != self.word else { return }
        guard seen == self.word else { throw .stale }
        self.word = word
    }

    /// Refuses to take the thread off cards that the viewer may not change.
    package func mayGo(from cards: [Card], on board: Board, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        for card in cards where card.removedAt == nil { try card.mayChange(on: board, by: viewer) }
    }

    private static func accepted(_ word: String) throws(Refusal) -> String {
        try Writing.accepted(word, as: "word", limit: 40, optional: true)
    }
}

/// What somebody says about a card, below it.
package struct Remark: Hashable, Sendable, Codable {
    package let id: ID<Remark>
    package let cardID: ID<Card>
    package let text: String
    package let byID: ID<Attendance>?
    /// Whether it was written while the board showed names; one that was not never gets its writer’s.
    package let isNamed: Bool
    package let at: Date
    package private(set) var removedAt: Date?

    /// Refuses an empty text and one of more than 500 characters.
    package init(id: ID<Remark>, _ text: String, about card: Card, on board: Board, at now: Date, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard card.boardID == board.id, card.removedAt == nil, card.isShown(to: viewer) else { throw .notFound }
        self.id = id
        cardID = card.id
        self.text = try Writing.accepted(text, as: "text", limit: Card.textLimit)
        byID = viewer.attendance
        isNamed = board.names(viewer, whoChanges: card)
        at = now
    }

    /// Takes the remark away; refuses with `.notAllowed` all but the one who made it and facilitators.
    package mutating func remove(at now: Date, on board: Board, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard viewer.isFacilitator || (byID != nil && byID == viewer.attendance) else { throw .notAllowed }
        removedAt = now
    }

    /// Takes the remark away, or puts it back, as a step is undone or made again.
    package mutating func turn(isThere: Bool, at now: Date) { removedAt = isThere ? nil : now }
}
