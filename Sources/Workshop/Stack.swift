import Foundation

/// Cards that belong together and lie together, under a name once somebody has given one.
package struct Stack: Hashable, Sendable, Codable {
    package let id: ID<Stack>
    package let boardID: ID<Board>
    package private(set) var name: String
    package private(set) var version: Int

    package init(id: ID<Stack>, boardID: ID<Board>) {
        self.id = id
        self.boardID = boardID
        name = ""
        version = 1
    }

    /// Refuses a name of more than 60 characters, with `.stackLocked` a stack with a locked card, and with `.stale` when the present name is not what the
    /// viewer has `seen`; blank takes it away.
    package mutating func rename(_ name: String, since seen: String, of cards: [Card], on board: Board, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard boardID == board.id else { throw .notFound }
        try Stack.mayMove(cards, on: board, by: viewer)
        let name = try Writing.accepted(name, as: "name", limit: 60, optional: true)
        guard name != self.name else { return }
        guard seen == self.name else { throw .stale }
        self.name = name
        version += 1
    }
}

extension Stack {
    /// Where cards of a stack hang; those that hang elsewhere are no cards of it.
    package struct Place: Hashable, Sendable {
        package var stack: ID<Stack>
        package var lane: ID<Lane>
        /// The picture, if it has not been taken down.
        package var photo: ID<Photo>?

        package init(stack: ID<Stack>, lane: ID<Lane>, photo: ID<Photo>?) {
            self.stack = stack
            self.lane = lane
            self.photo = photo
        }
    }

    /// The order of cards: by each one’s own, and those of a stack right after the first of it.
    package static func together(_ own: [ID<Card>: Double], in stacks: [ID<Card>: Place]) -> [ID<Card>: Double] {
        var orders = own
        let mates = Dictionary(grouping: own.keys.filter { stacks[$0] != nil }, by: { stacks[$0] })
        for cards in mates.values {
            let inTurn = cards.sorted { (own[$0] ?? 0, $0) < (own[$1] ?? 0, $1) }
            for (rank, card) in inTurn.enumerated() { orders[card] = (own[inTurn[0]] ?? 0) + Double(rank) * tightest }
        }
        return orders
    }

    /// So little apart that nothing comes between, and as exact as a number of days is.
    private static let tightest = 1e-8
}

extension Card {
    /// Lays the card on `other`, in its stack or in `new` with it. Refuses a card on itself, cards of other boards, and with `.cardHidden` those that only the viewer sees.
    package mutating func stack(on other: inout Card, new: ID<Stack>, of board: Board, by viewer: Viewer) throws(Refusal) -> ID<Stack> {
        try mayChange(on: board, by: viewer)
        try other.mayChange(on: board, by: viewer)
        guard hiddenAt == nil, other.hiddenAt == nil else { throw .notNow(.cardHidden) }
        guard id != other.id else { throw .invalid("onto", .unknownChoice) }
        let stack = other.stackID ?? new
        guard stackID != stack || laneID != other.laneID || photoID != other.photoID else { return stack }
        if other.stackID == nil {
            other.stackID = stack
            other.version += 1
        }
        stackID = stack
        laneID = other.laneID
        version += 1
        return stack
    }

    /// Puts the card in a stack, or in none, wherever it lies.
    package mutating func belong(to stack: ID<Stack>?) { stackID = stack }

    /// Takes the card out of its stack; where cards lie about, it lies beside it.
    package mutating func unstack(on board: Board, by viewer: Viewer) throws(Refusal) {
        try mayChange(on: board, by: viewer)
        guard stackID != nil else { return }
        stackID = nil
        if photoID != nil { photoX = photoX.map(Card.aside) } else if board.layout.hasHeight { x = x.map(Card.aside) }
        version += 1
    }

    private static func aside(_ x: Double) -> Double { x + 1.0 / 3 <= 1 ? x + 1.0 / 3 : max(x - 1.0 / 3, 0) }
}

extension Stack {
    /// Puts the cards of a stack, in their order, in `lane` between those at `previous` and `next`. On a sheet the first lies at `x` and `y`,
    /// and the others as they lay around it or, when they come from elsewhere, below it. Refuses and answers as `Card.place` does,
    /// and with `.stackLocked` a stack with a locked card; refused for one, none is moved.
    package static func place(
        _ cards: inout [Card], in lane: Lane, between previous: Double?, and next: Double?, x: Double? = nil, y: Double? = nil,
        on board: Board, by viewer: Viewer
    ) throws(Refusal) -> Bool {
        try mayMove(cards, on: board, by: viewer)
        guard let spots = Card.positions(cards.count, between: previous, and: next) else { return false }
        let isThere = cards.allSatisfy { $0.laneID == lane.id && $0.photoID == nil && $0.x != nil && $0.y != nil }
        let laid = x.flatMap { x in y.map { (x: x, y: $0) } }.map { start in
            isThere
                ? shifted(cards.map { ($0.x ?? 0, $0.y ?? 0) }, to: start) : Sheet.spots(of: cards, from: start, height: board.sheetHeight)
        }
        var moved = cards
        for index in cards.indices {
            try moved[index].lie(in: lane, at: spots[index], x: laid?[index].x, y: laid?[index].y, on: board, by: viewer)
        }
        cards = moved
        return true
    }

    /// Pins the cards of a stack onto a picture, the first at `x` and `y`, and the others as they hung around it or, when they come from
    /// elsewhere, below it. Refuses as `Card.pin` does, and with `.stackLocked` a stack with a locked card; refused for one, none is moved.
    package static func pin(
        _ cards: inout [Card], onto photo: Photo, x: Double, y: Double, on board: Board, by viewer: Viewer
    ) throws(Refusal) {
        try mayMove(cards, on: board, by: viewer)
        guard x.isFinite, y.isFinite else { throw .invalid("photo", .notANumber) }
        let isThere = cards.allSatisfy { $0.photoID == photo.id }
        let spots = shifted(cards.map { ($0.photoX ?? 0, $0.photoY ?? 0) }, to: (x, y))
        var moved = cards
        for index in cards.indices {
            let spot = isThere ? spots[index] : (x: x, y: y)
            try moved[index].pin(onto: photo, x: spot.x, y: spot.y, besideItsStack: true, on: board, by: viewer)
            if !isThere, index > 0 { moved[index].hang(below: moved[index - 1]) }
        }
        cards = moved
    }

    private static func mayMove(_ cards: [Card], on board: Board, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard !cards.contains(where: \.isLocked) else { throw .notNow(.stackLocked) }
        for card in cards { try card.mayChange(on: board, by: viewer) }
    }

    /// The spots moved so that the first comes to `start`, or as near as it can with all of them between 0 and 1.
    private static func shifted(_ spots: [(x: Double, y: Double)], to start: (x: Double, y: Double)) -> [(x: Double, y: Double)] {
        guard let first = spots.first else { return [] }
        func way(_ wanted: Double, _ all: [Double]) -> Double { min(max(wanted, -(all.min() ?? 0)), 1 - (all.max() ?? 1)) }
        let (dx, dy) = (way(start.x - first.x, spots.map(\.x)), way(start.y - first.y, spots.map(\.y)))
        return spots.map { ($0.x + dx, $0.y + dy) }
    }
}
