extension Card {
    /// Puts the card in `lane` before the card at `next`, after the card at `previous`; nil means the end of the lane on that side.
    /// `x` and `y` say where in the field, in layouts that have it; they are kept within 0 and 1.
    /// A card that does not come to lie beside another of its stack leaves it.
    /// Two people moving the same card do not hinder each other: the last move stands. Refuses the tray for a card that lies in a
    /// field, and with `.laneGone` a lane that is not on the board, or not as it is laid out now. Returns false when the two neighbours
    /// lie too close and the lane must be spread out first.
    package mutating func place(
        in lane: Lane, between previous: Double?, and next: Double?, x: Double? = nil, y: Double? = nil, besideItsStack: Bool = true,
        on board: Board, by viewer: Viewer
    ) throws(Refusal) -> Bool {
        try mayChange(on: board, by: viewer)
        guard lane.boardID == board.id, lane.layout == board.layout else { throw .notNow(.laneGone) }
        try mayLie(in: lane)
        guard let position = Card.position(between: previous, and: next) else { return false }
        if lane.id != laneID || !besideItsStack { stackID = nil }
        laneID = lane.id
        self.position = position
        photoID = nil
        if let x, x.isFinite { self.x = min(max(x, 0), 1) }
        if let y, y.isFinite { self.y = min(max(y, 0), 1) }
        version += 1
        return true
    }

    /// The middle of two neighbours, or a step beyond the only one; nil when no number fits between them.
    static func position(between previous: Double?, and next: Double?) -> Double? {
        switch (previous, next) {
        case (nil, nil): return 1024
        case (let previous?, nil): return previous + 1024
        case (nil, let next?): return next - 1024
        case (let previous?, let next?):
            let middle = previous + (next - previous) / 2
            return middle > previous && middle < next && next - previous > 1e-6 ? middle : nil
        }
    }

    /// Gives the card a new place in an unchanged order, when a lane is spread out.
    package mutating func spread(to position: Double) {
        self.position = position
        version += 1
    }

    /// Where the card is in one layout.
    package struct Place: Hashable, Sendable {
        package var laneID: ID<Lane>
        package var position: Double
        package var x: Double?
        package var y: Double?
        package var stackID: ID<Stack>?

        package init(laneID: ID<Lane>, position: Double, x: Double? = nil, y: Double? = nil, stackID: ID<Stack>? = nil) {
            self.laneID = laneID
            self.position = position
            self.x = x
            self.y = y
            self.stackID = stackID
        }
    }

    /// Gives a card that nobody has laid yet its place on the sheet.
    package mutating func lie(x: Double, y: Double) { (self.x, self.y) = (x, y) }

    package var place: Place { Place(laneID: laneID, position: position, x: x, y: y, stackID: stackID) }

    /// Takes the card along into another layout: the same card, at its place and in its stack there.
    package mutating func move(to place: Place) {
        laneID = place.laneID
        position = place.position
        x = place.x
        y = place.y
        stackID = place.stackID
        version += 1
    }
}
