import Foundation

extension CardStep {
    /// A change of what hangs on cards: what it said before, and what it says after; nil where it is not there.
    package struct Company: Hashable, Sendable, Codable {
        package enum Thing: Hashable, Sendable, Codable {
            case thread(from: ID<Card>, to: ID<Card>)
            case remark(ID<Remark>)
            case name(ID<Stack>)
        }

        package let thing: Thing
        package let before: String?
        package let after: String?

        package init(_ thing: Thing, before: String?, after: String?) {
            self.thing = thing
            self.before = before
            self.after = after
        }

        /// A thread as it comes and goes.
        package init(_ thread: CardThread, before: String? = nil, after: String? = nil) {
            self.init(.thread(from: thread.fromID, to: thread.toID), before: before, after: after)
        }
    }

    /// What is to hang on `cards` when the change is taken back, of what hangs there at `present`. Refuses with `.stale` when somebody has changed it
    /// since, or taken one of the cards down, and all but the one who made the change.
    package mutating func undo(_ present: String?, on cards: [Card], of board: Board, at now: Date, by viewer: Viewer) throws(Refusal)
        -> String?
    {
        guard let company, undoneAt == nil else { throw .stale }
        try mayTurn(company, at: company.after, present, on: cards, of: board, by: viewer)
        markUndone(at: now)
        return company.before
    }

    /// What is to hang there when an undone change is made again. Refuses as undoing does.
    package mutating func redo(_ present: String?, on cards: [Card], of board: Board, by viewer: Viewer) throws(Refusal) -> String? {
        guard let company, undoneAt != nil else { throw .stale }
        try mayTurn(company, at: company.before, present, on: cards, of: board, by: viewer)
        markUndone(at: nil)
        return company.after
    }

    private func mayTurn(
        _ company: Company, at wanted: String?, _ present: String?, on cards: [Card], of board: Board, by viewer: Viewer
    ) throws(Refusal) {
        for card in cards where card.id == cardID { try mayTurn(card, board, viewer) }
        guard present == wanted, !cards.contains(where: { $0.removedAt != nil }) else { throw .stale }
        if case .remark = company.thing { return }
        guard !cards.contains(where: \.isLocked) else { throw .stale }
    }
}

/// A change of a board that undoing does not take back, and that one is told of when it is the latest.
package enum BoardAside: String, Hashable, Sendable, Codable, CaseIterable { case picture, field, dots, conduct }
