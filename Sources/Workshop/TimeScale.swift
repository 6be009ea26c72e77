import Foundation

/// What a timeline measures: the days by which its cards are to be done, or, where none has such a day, when they were written.
package enum TimeScale: Hashable, Sendable {
    /// Calendar days as `yyyy-MM-dd`, each once, the first first.
    case days([String])
    case moments([Date])

    /// Nil for a board that is no timeline or is empty, and for one where nothing has a day and somebody has laid the cards in another
    /// order than they were written in: then that order tells what comes first, and no clock does.
    package init?(of board: Board, with cards: [Card]) {
        guard board.layout == .timeline, !cards.isEmpty else { return nil }
        let days = Set(cards.compactMap(\.due))
        guard days.isEmpty else {
            self = .days(days.sorted())
            return
        }
        let tracks = Dictionary(grouping: cards, by: \.laneID).values.map {
            TimeScale.first(ofStacks: $0.sorted { $0.position < $1.position })
        }
        guard tracks.allSatisfy({ $0 == $0.sorted() }) else { return nil }
        self = .moments(Set(cards.map(\.createdAt)).sorted())
    }

    /// When each card of a track was written; those of a stack stand with the first of it.
    private static func first(ofStacks cards: [Card]) -> [Date] {
        zip(cards, [nil] + cards.map(\.stackID)).filter { $0.stackID == nil || $0.stackID != $1 }.map(\.0.createdAt)
    }

    /// Where each day or moment stands between the first and the last, from 0 to 1; all at 0 when there is only one.
    package var ticks: [Double] {
        let times =
            switch self {
            case .days(let days): days.compactMap(TimeScale.number).map(Double.init)
            case .moments(let moments): moments.map(\.timeIntervalSince1970)
            }
        guard let first = times.first, let last = times.last, last > first else { return times.isEmpty ? [] : [0] }
        return times.map { ($0 - first) / (last - first) }
    }

    /// The days from 1 March of the year 0 to a day written as `yyyy-MM-dd`, in the Gregorian calendar; nil for what is no day.
    static func number(of day: String) -> Int? {
        let parts = day.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        let (year, month) = parts[1] > 2 ? (parts[0], parts[1] - 3) : (parts[0] - 1, parts[1] + 9)
        return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + parts[2] - 1
    }
}

extension Board {
    /// Where the card stands in its field among the others, the smallest first: where it was laid by hand;
    /// on a timeline by its day and then by hand, and after those with a day, by hand, those without.
    package func order(of card: Card) -> Double {
        guard layout == .timeline else { return card.position }
        guard let day = card.due.flatMap(TimeScale.number) else { return 1e9 + card.position }
        return Double(day) + (card.position / 1e6).clamped
    }
}

extension Double {
    /// Within less than half a day of 0.
    fileprivate var clamped: Double { Swift.min(Swift.max(self, -0.49), 0.49) }
}
