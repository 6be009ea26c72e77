/// A sheet of paper, and what cards cover of it as far as their texts tell.
/// Lengths are in the size of the text of a page; a card’s `y` goes from 0 at the top to 1, where there is room below for a short card.
package struct Sheet: Sendable {
    package static let usualHeight = 36
    package static let heightLimit = 600

    /// Where cards that nobody has laid stand beside each other; so far apart that they do not touch where a sheet is narrowest.
    private static let columns = [0, 1.0 / 3, 2.0 / 3, 1]
    private static let touching = 0.31
    private static let gap = 1.0
    package static let shortCard = 8.0

    package private(set) var height: Int
    private var covered: [(x: Double, top: Double, bottom: Double)]

    /// The sheet with `cards` where they were laid; those that were not cover nothing.
    package init(height: Int, with cards: [Card]) {
        self.height = height
        covered = []
        for card in cards { if let x = card.x, let y = card.y { cover(x, y, card.heightOnSheet) } }
    }

    /// Lays `cards` in their order on a sheet that has `others` on it: as far up as there is room, and then as near the start as can be.
    /// The sheet is made higher until there is room for all.
    package static func laid(
        _ cards: [Card], beside others: [Card], height: Int
    ) -> (places: [ID<Card>: (x: Double, y: Double)], height: Int) {
        for height in stride(from: height, to: heightLimit, by: 6) {
            var sheet = Sheet(height: height, with: others)
            if let places = sheet.lay(cards) { return (places, height) }
        }
        return ([:], height)
    }

    /// Where each card lies, those of a stack below each other; nil when there is no room for all of them.
    private mutating func lay(_ cards: [Card]) -> [ID<Card>: (x: Double, y: Double)]? {
        var places: [ID<Card>: (x: Double, y: Double)] = [:]
        var rest = cards[...]
        while let first = rest.first {
            let together = first.stackID == nil ? rest.prefix(1) : rest.prefix { $0.stackID == first.stackID }
            let heights = together.map(\.heightOnSheet)
            guard let start = lay(heights.reduce(0, +)) else { return nil }
            for (card, spot) in zip(together, Sheet.spots(of: Array(together), from: start, height: height)) { places[card.id] = spot }
            rest = rest.dropFirst(together.count)
        }
        return places
    }

    /// Lays one card where there is room for it; nil when there is none.
    package mutating func lay(_ card: Card) -> (x: Double, y: Double)? { lay(card.heightOnSheet) }

    private mutating func lay(_ cardHeight: Double) -> (x: Double, y: Double)? {
        let free = Sheet.columns.map { (x: $0, top: top(for: cardHeight, at: $0)) }
        guard let place = free.min(by: { ($0.top, $0.x) < ($1.top, $1.x) }),
            place.top + max(cardHeight, Sheet.shortCard) <= Double(height)
        else { return nil }
        let y = place.top / (Double(height) - Sheet.shortCard)
        cover(place.x, y, cardHeight)
        return (place.x, y)
    }

    /// Where `cards` lie right below each other, the first at `start`, or as much higher as they need to be on the sheet.
    package static func spots(of cards: [Card], from start: (x: Double, y: Double), height: Int) -> [(x: Double, y: Double)] {
        let room = Double(height) - shortCard
        let whole = cards.map(\.heightOnSheet).reduce(0, +)
        var top = max(min(start.y * room, Double(height) - whole), 0)
        return cards.map { card in
            defer { top += card.heightOnSheet }
            return (start.x, min(top / room, 1))
        }
    }

    /// Where `card` lies right below the cards of `stack`, so that all of them can be read, or above where there is no room below; nil when
    /// these have not been laid.
    package static func place(of card: Card, below stack: [Card], height: Int) -> (x: Double, y: Double)? {
        let room = Double(height) - shortCard
        let spans = stack.compactMap { mate in mate.y.map { (top: $0 * room, bottom: $0 * room + mate.heightOnSheet) } }
        guard let x = stack.first?.x, let top = spans.map(\.top).min(), let bottom = spans.map(\.bottom).max() else { return nil }
        let isRoomAbove = top >= card.heightOnSheet
        let start = bottom + card.heightOnSheet <= Double(height) || !isRoomAbove ? bottom : top - card.heightOnSheet
        return (x, min(start / room, 1))
    }

    /// What something covers from top to bottom, in lines.
    struct Span {
        let top: Double
        let bottom: Double

        init(_ top: Double, _ height: Double) { (self.top, bottom) = (top, top + height) }
    }

    /// Whether two cards lie with each other, at those places across.
    static func touch(_ x: Double, _ one: Span, _ otherX: Double, _ other: Span) -> Bool {
        abs(x - otherX) < 0.2 && one.top - other.bottom < 2 * gap && other.top - one.bottom < 2 * gap
    }

    /// The first place from the top where something so high touches nothing.
    private func top(for height: Double, at x: Double) -> Double {
        let near = covered.filter { abs($0.x - x) < Sheet.touching }
        let starts = [0] + near.map { $0.bottom + Sheet.gap }.sorted()
        return starts.first { start in near.allSatisfy { start >= $0.bottom + Sheet.gap || start + height + Sheet.gap <= $0.top } } ?? 0
    }

    private mutating func cover(_ x: Double, _ y: Double, _ cardHeight: Double) {
        let top = y * (Double(height) - Sheet.shortCard)
        covered.append((x, top, top + cardHeight))
    }
}

extension Card {
    private static let signsInRow = 17

    /// Whether at `x` and `y` on a sheet so high the card lies with `mate`, which lies there.
    package func lies(with mate: Card, atX x: Double, y: Double, height: Int) -> Bool {
        guard let mateX = mate.x, let mateY = mate.y else { return false }
        let room = Double(height) - Sheet.shortCard
        return Sheet.touch(x, Sheet.Span(y * room, heightOnSheet), mateX, Sheet.Span(mateY * room, mate.heightOnSheet))
    }

    /// How high the card may become on a sheet: its text in rows, and a line for each thing that is told below it.
    package var heightOnSheet: Double {
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
            .reduce(0) { $0 + max(1, ($1.count + Card.signsInRow - 1) / Card.signsInRow) }
        let told = [due != nil, isDone, isLocked, saidByID != nil, revelationID != nil, revelationID != nil, stackID != nil].count { $0 }
        return 3 + 1.5 * Double(rows) + 1.4 * Double(told + 1)
    }
}
