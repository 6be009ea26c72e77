import Foundation

extension Card {
    /// What a change may alter on a card, and undoing brings back.
    package struct Face: Hashable, Sendable, Codable {
        package var laneID: ID<Lane>
        package var position: Double
        package var x: Double?
        package var y: Double?
        package var text: String
        package var marker: Marker
        package var responsibles: [ID<Attendance>]
        package var due: String?
        package var doneAt: Date?
        package var stackID: ID<Stack>?
        package var saidByID: ID<Attendance>?
        package var removedAt: Date?
        package var lockedAt: Date?
        package var photoID: ID<Photo>?
        package var photoX: Double?
        package var photoY: Double?

        /// Whether the same is written on both.
        func says(what other: Face) -> Bool {
            (text, marker, responsibles, due) == (other.text, other.marker, other.responsibles, other.due)
                && (doneAt == nil, saidByID) == (other.doneAt == nil, other.saidByID)
        }

        /// Moments are kept to the millisecond.
        static func isSameMoment(_ one: Date?, _ other: Date?) -> Bool {
            guard let one, let other else { return one == other }
            return abs(one.timeIntervalSince(other)) < 0.002
        }
    }

    package var face: Face {
        Face(
            laneID: laneID, position: position, x: x, y: y, text: text, marker: marker, responsibles: responsibles, due: due,
            doneAt: doneAt,
            stackID: stackID, saidByID: saidByID, removedAt: removedAt, lockedAt: lockedAt, photoID: photoID, photoX: photoX, photoY: photoY
        )
    }

    /// Brings back of `wanted` what differs from `present`; refuses with `.stale` where somebody has changed the same since, and where nothing differs.
    mutating func turn(from present: Face, to wanted: Face) throws(Refusal) {
        func turned<Part: Equatable>(
            _ part: WritableKeyPath<Card, Part>, _ of: KeyPath<Face, Part>, _ card: inout Card, isSame: (Part, Part) -> Bool = { $0 == $1 }
        ) throws(Refusal) {
            guard present[keyPath: of] != wanted[keyPath: of] else { return }
            guard isSame(card[keyPath: part], present[keyPath: of]) else { throw .stale }
            card[keyPath: part] = wanted[keyPath: of]
        }
        var card = self
        try turned(\.laneID, \.laneID, &card)
        try turned(\.position, \.position, &card)
        try turned(\.x, \.x, &card)
        try turned(\.y, \.y, &card)
        try turned(\.text, \.text, &card)
        try turned(\.marker, \.marker, &card)
        try turned(\.responsibles, \.responsibles, &card)
        try turned(\.due, \.due, &card)
        try turned(\.doneAt, \.doneAt, &card, isSame: Face.isSameMoment)
        try turned(\.stackID, \.stackID, &card)
        try turned(\.saidByID, \.saidByID, &card)
        try turned(\.removedAt, \.removedAt, &card, isSame: Face.isSameMoment)
        try turned(\.lockedAt, \.lockedAt, &card, isSame: Face.isSameMoment)
        try turned(\.photoID, \.photoID, &card)
        try turned(\.photoX, \.photoX, &card)
        try turned(\.photoY, \.photoY, &card)
        guard card != self else { throw .stale }
        card.version += 1
        self = card
    }
}

/// One change of one card by one person: the card’s history, and what that person can undo.
package struct CardStep: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable {
        case pinned, edited, placed, done, removed, restored, locked, stacked, tied, untied, remarked, unremarked, named
    }

    /// Nil until it is kept.
    package var id: Int64?
    package let boardID: ID<Board>
    package let cardID: ID<Card>
    package let byID: ID<Attendance>?
    package let at: Date
    /// Whether it was made while the board showed names; one that was not never gets the name of whoever made it.
    package let isNamed: Bool
    /// Whether it was made while only the card’s author saw the card.
    package let isAlone: Bool
    package let kind: Kind
    /// Nil for a card that was not there.
    package let before: Card.Face?
    package private(set) var after: Card.Face
    /// What of that which hangs on the card was changed; nil for a change of the card itself.
    package let company: Company?
    /// The card that it was tied to or laid on.
    package let otherID: ID<Card>?
    /// Steps that were made as one, and are undone and made again as one, have the same.
    package let batch: ID<CardStep>?
    package private(set) var undoneAt: Date?
    /// When undoing or redoing it was given up, because somebody had changed the card since.
    package private(set) var leftAt: Date?

    package init(
        _ kind: Kind, _ card: Card, of board: Board, before: Card.Face?, company: Company? = nil, other: ID<Card>? = nil,
        batch: ID<CardStep>? = nil, at now: Date, by viewer: Viewer
    ) {
        boardID = card.boardID
        cardID = card.id
        byID = viewer.attendance
        at = now
        isNamed = kind == .pinned ? card.isNamed : board.names(viewer, whoChanges: card)
        isAlone = card.hiddenAt != nil
        self.kind = kind
        self.before = before
        after = card.face
        self.company = company
        otherID = other
        self.batch = batch
    }

    /// Takes the change back on `card`. Refuses with `.stale` when somebody has changed the same since, or written anything on a card
    /// that would be taken down or tied, stacked or remarked on it (then it `isUsed`), where it would tell everyone what was written before
    /// the card was shown, and all but the one who made it.
    package mutating func undo(on card: inout Card, of board: Board, isUsed: Bool = false, at now: Date, by viewer: Viewer) throws(Refusal)
    {
        try mayTurn(card, board, viewer)
        guard undoneAt == nil, before == nil || mayTell(on: card) else { throw .stale }
        var wanted = before ?? after
        if before == nil { wanted.removedAt = now }
        try turn(&card, from: after, to: wanted, isUsed: isUsed)
        undoneAt = now
    }

    /// Makes an undone change again. Refuses as `undo` does.
    package mutating func redo(on card: inout Card, of board: Board, isUsed: Bool = false, by viewer: Viewer) throws(Refusal) {
        try mayTurn(card, board, viewer)
        guard let undoneAt, mayTell(on: card) else { throw .stale }
        var present = before ?? after
        if before == nil { present.removedAt = undoneAt }
        try turn(&card, from: present, to: after, isUsed: isUsed)
        self.undoneAt = nil
    }

    /// A card is taken down only with what is known to be on it.
    private func turn(_ card: inout Card, from present: Card.Face, to wanted: Card.Face, isUsed: Bool) throws(Refusal) {
        let isTakenDown = present.removedAt == nil && wanted.removedAt != nil
        guard !isTakenDown || (!isUsed && card.face.says(what: present)) else { throw .stale }
        try card.turn(from: present, to: wanted)
    }

    /// Leaves the step behind as it is: those before it can still be undone, or those after it made again.
    package mutating func leave(at now: Date) { leftAt = now }

    /// Whether turning the step lets nobody but the author read what was written alone.
    private func mayTell(on card: Card) -> Bool { !isAlone || card.hiddenAt != nil }

    /// The step as others may read it when the card was shown as `face`: that it was pinned, and nothing else that was done alone.
    fileprivate func told(from face: Card.Face) -> CardStep? {
        guard isAlone else { return self }
        guard before == nil else { return nil }
        var step = self
        step.after = face
        return step
    }

    mutating func markUndone(at moment: Date?) { undoneAt = moment }

    func mayTurn(_ card: Card, _ board: Board, _ viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard card.boardID == board.id, card.id == cardID, byID != nil, byID == viewer.attendance else { throw .notFound }
    }
}

extension Card {
    /// Of all `steps` of the card, the oldest first, those that stand, as the viewer may read them: to all but its author it begins
    /// with what it said when it was shown.
    package func history(of steps: [CardStep], to viewer: Viewer) -> [CardStep] {
        let standing = steps.filter { $0.undoneAt == nil }
        guard authorID == nil || authorID != viewer.attendance else { return standing }
        let shown = steps.first { !$0.isAlone }?.before ?? face
        return standing.compactMap { $0.told(from: shown) }
    }

    /// Of the `steps` that stand on the card's board, the oldest first, those of other cards that are its history too.
    package func share(of steps: [CardStep]) -> [SharedStep] {
        var stack: ID<Stack>?
        return steps.compactMap { step in
            guard step.cardID != id else {
                stack = step.after.lies
                return nil
            }
            if step.otherID == id {
                if step.kind == .stacked { stack = step.after.lies }
                return [.tied, .untied, .stacked].contains(step.kind) ? SharedStep(step, as: .onto) : nil
            }
            guard let stack else { return nil }
            if step.company?.thing == .name(stack) { return SharedStep(step, as: .beside) }
            let (lay, lies) = (step.before?.lies == stack, step.after.lies == stack)
            return lay == lies ? nil : SharedStep(step, as: lies ? .joins : .leaves)
        }
    }
}

/// A step of another card that is part of a card's history.
package struct SharedStep: Sendable {
    /// What the other card has to do with it: it was tied to it or laid on it, names the stack of both, comes into that, or leaves it.
    package enum Part: Sendable { case onto, beside, joins, leaves }

    package let step: CardStep
    package let part: Part

    init(_ step: CardStep, as part: Part) { (self.step, self.part) = (step, part) }
}

extension Card.Face {
    /// The stack that the card lies in on the board.
    fileprivate var lies: ID<Stack>? { removedAt == nil ? stackID : nil }
}
