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
        guard let position = Card.position(between: previous, and: next) else {
            try mayChange(on: board, by: viewer)
            return false
        }
        let isAway = lane.id != laneID || !besideItsStack
        try lie(in: lane, at: position, x: x, y: y, on: board, by: viewer)
        if isAway { stackID = nil }
        return true
    }

    mutating func lie(
        in lane: Lane, at position: Double, x: Double?, y: Double?, on board: Board, by viewer: Viewer
    ) throws(Refusal) {
        try mayChange(on: board, by: viewer)
        guard lane.boardID == board.id, lane.layout == board.layout else { throw .notNow(.laneGone) }
        try mayLie(in: lane)
        laneID = lane.id
        self.position = position
        photoID = nil
        if let x, x.isFinite { self.x = min(max(x, 0), 1) }
        if let y, y.isFinite { self.y = min(max(y, 0), 1) }
        version += 1
    }

    /// The middle of two neighbours, or a step beyond the only one; nil when no number fits between them.
    static func position(between previous: Double?, and next: Double?) -> Double? { positions(1, between: previous, and: next)?[0] }

    /// As many places as evenly between two neighbours, or in steps beyond the only one; nil when they do not fit between them.
    static func positions(_ count: Int, between previous: Double?, and next: Double?) -> [Double]? {
        let steps = (1...max(count, 1)).map(Double.init)
        switch (previous, next) {
        case (nil, nil): return steps.map { $0 * 1024 }
        case (let previous?, nil): return steps.map { previous + $0 * 1024 }
        case (nil, let next?): return steps.reversed().map { next - $0 * 1024 }
        case (let previous?, let next?):
            let step = (next - previous) / Double(steps.count + 1)
            return step > 5e-7 ? steps.map { previous + $0 * step } : nil
        }
    }

    /// Gives the card a new place in an unchanged order, when a lane is spread out.
    package mutating func spread(to position: Double) {
        self.position = position
        version += 1
    }

    /// Gives the card the place right after `other`, before the one at `next`, as long as there is room.
    package mutating func follow(_ other: Card, before next: Double?) {
        if let position = Card.position(between: other.position, and: next) { self.position = position }
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

        /// The same place, in a stack.
        package init(_ place: Place, stack: ID<Stack>) {
            self = place
            stackID = stack
        }

        /// The place right after `other`, before the one at `next`, in a stack, and on a sheet at `spot`.
        package init(_ place: Place, rightAfter other: Place, before next: Double?, at spot: (x: Double, y: Double)?, stack: ID<Stack>) {
            self = place
            position = Card.position(between: other.position, and: next) ?? position
            if let spot { (x, y) = spot }
            stackID = stack
        }
    }

    /// The card as it lies at a place in a layout that is not shown.
    package func lying(at place: Place) -> Card {
        var card = self
        (card.x, card.y) = (place.x, place.y)
        return card
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
