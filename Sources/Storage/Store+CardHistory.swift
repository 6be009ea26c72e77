import Foundation
import GRDB
import Workshop

/// What happened to a card, and who did it.
package struct CardHistory: Sendable {
    package var card: PinnedCard
    package var board: Board
    /// The oldest first, with what other cards share with it, as `Card.share` tells; changes that were taken back are left out, and what the viewer
    /// may not read of those made alone.
    package var steps: [CardStep]
    /// What the other cards of steps have to do with it, by the steps' numbers.
    package var parts: [Int64: SharedStep.Part]
    /// What is written on the other cards that the steps tell of, of those that the viewer sees.
    package var others: [ID<Card>: String]
    package var lanes: [ID<Lane>: LocalizedText]
    package var people: BoardPeople
}

/// What a thread or the name of a stack says now.
package struct Wording: Sendable {
    package var present: String
    /// Who wrote it; nil when that is not known.
    package var by: CardStep?
    /// The card it stands on.
    package var card: ID<Card>
    package var board: Board
    package var people: BoardPeople
}

extension Store {
    /// The history of a card, for those who may see it.
    package func history(of id: ID<Card>, to viewer: Viewer) async throws -> CardHistory {
        try await read { db in
            let card = try Card.whole(id, in: db)
            let board = try Board.find(card.boardID, in: db)
            guard viewer.sees(group: board.groupID), card.isShown(to: viewer),
                try Workshop.Group.find(board.groupID, in: db).dayID == viewer.day
            else { throw Refusal.notFound }
            let lanes = try Lane.filter(sql: "boardID = ?", arguments: [board.id]).fetchAll(db)
            let all = try CardStep.filter(sql: "boardID = ? ORDER BY id", arguments: [board.id]).fetchAll(db)
            let steps = all.filter { $0.cardID == id }
            let shared = card.share(of: all.filter { $0.undoneAt == nil }).filter { !$0.step.isAlone }
            let others = try Card.filter(keys: (steps.compactMap(\.otherID) + shared.map(\.step.cardID)).map(\.rawValue)).fetchAll(db)
                .filter { $0.isShown(to: viewer) }
            let texts = Dictionary(uniqueKeysWithValues: others.map { ($0.id, $0.text) })
            let standing = card.history(of: steps, to: viewer) + shared.map(\.step).filter { texts[$0.cardID] != nil }
            return CardHistory(
                card: try board.pinned([card], in: db)[0], board: board, steps: standing.sorted { ($0.id ?? 0) < ($1.id ?? 0) },
                parts: Dictionary(uniqueKeysWithValues: shared.compactMap { one in one.step.id.map { ($0, one.part) } }), others: texts,
                lanes: Dictionary(uniqueKeysWithValues: lanes.map { ($0.id, $0.title) }), people: try board.people(in: db))
        }
    }

    /// What is written on a thread, or the name of a stack, for those who work on its board. Refuses with `.notFound` what is not there.
    package func wording(of thing: CardStep.Company.Thing, to viewer: Viewer) async throws -> Wording {
        try await read { db in
            guard let present = try thing.present(in: db), let card = try thing.home(in: db) else { throw Refusal.notFound }
            let (board, _) = try Board.workable(card.boardID, by: viewer, in: db)
            let steps = try CardStep.filter(
                sql: "boardID = ? AND kind IN ('tied', 'named') AND undoneAt IS NULL ORDER BY id DESC", arguments: [board.id]
            ).fetchAll(db)
            return Wording(
                present: present, by: steps.first { $0.company?.thing == thing && $0.company?.after == present }, card: card.id,
                board: board,
                people: try board.people(in: db))
        }
    }
}
