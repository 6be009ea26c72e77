extension Card {
    /// Puts the card in `lane` before the card at `next`, after the card at `previous`; nil means the end of the lane on that side.
    /// Two people moving the same card do not hinder each other: the last move stands. Refuses a lane of another board.
    /// Returns false when the two neighbours lie too close and the lane must be spread out first.
    package mutating func place(
        in lane: Lane, between previous: Double?, and next: Double?, on board: Board, by viewer: Viewer
    ) throws(Refusal) -> Bool {
        try mayChange(on: board, by: viewer)
        guard lane.boardID == board.id else { throw .notFound }
        guard let position = Card.position(between: previous, and: next) else { return false }
        laneID = lane.id
        self.position = position
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
}
