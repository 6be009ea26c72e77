import Foundation
import GRDB
import Workshop

/// A step that cannot be undone or made again, because somebody has changed the card since. It is left behind: the next time it is the turn of another.
package struct Overtaken: Error {
    package var card: PinnedCard
    package var board: Board
    /// What was done to the card since; nil when it was done to the board, or by whoever made the step.
    package var since: CardStep?
    package var people: BoardPeople
}

extension Store {
    /// Takes back the viewer’s latest change on the board. Refuses with `.nothingToUndo` when there is none left;
    /// throws `Overtaken` when somebody has changed the same since or locked the card, and leaves that change behind;
    /// and `SetAside` when the latest change is none of those that are taken back like this.
    package func undo(on board: ID<Board>, at now: Date, by viewer: Viewer) async throws -> [Card] {
        try await turn(board, .undo, at: now, by: viewer)
    }

    /// Makes the change again that the viewer took back last, unless the viewer has changed something else since. Refuses with `.nothingToRedo` when there is none, and leaves behind as `undo` does.
    package func redo(on board: ID<Board>, at now: Date, by viewer: Viewer) async throws -> [Card] {
        try await turn(board, .redo, at: now, by: viewer)
    }

    private func turn(_ board: ID<Board>, _ way: Way, at now: Date, by viewer: Viewer) async throws -> [Card] {
        let turned: Result<[Card], any Error> = try await change { db in
            let (board, day) = try Board.workable(board, by: viewer, in: db)
            let person = try viewer.acting()
            let kept = try way.step(on: board, by: person, in: db)
            if way == .undo, let aside = try board.aside(by: person, after: kept, in: db) { return (.failure(aside), []) }
            guard let kept else { throw Refusal.notNow(way == .undo ? .nothingToUndo : .nothingToRedo) }
            let steps = try kept.batch.map { try CardStep.filter(sql: "batch = ? ORDER BY id", arguments: [$0]).fetchAll(db) } ?? [kept]
            do {
                let (cards, happenings) = try way.turned(steps, on: board, day, at: now, by: viewer, db)
                return (.success(cards), happenings)
            } catch Refusal.stale {
                let left = try steps.map { try $0.left(of: board, at: now, in: db) }
                return (.failure(left.first { $0.since != nil } ?? left[0]), [])
            }
        }
        return try turned.get()
    }
}

private enum Way {
    case undo, redo

    /// The step whose turn it is.
    func step(on board: Board, by person: ID<Attendance>, in db: Database) throws -> CardStep? {
        let wanted = self == .undo ? "undoneAt IS NULL ORDER BY id DESC" : "undoneAt IS NOT NULL ORDER BY id"
        return try CardStep.filter(
            sql: "boardID = ? AND byID = ? AND leftAt IS NULL AND \(wanted)", arguments: [board.id, person]
        ).fetchOne(db)
    }

    /// The cards with the steps undone or made again on them: all of them, or none where somebody has taken one out of their stack since, or laid one in it.
    func turned(
        _ steps: [CardStep], on board: Board, _ day: TrainingDay, at now: Date, by viewer: Viewer, _ db: Database
    ) throws -> ([Card], [Happening]) {
        if steps.count > 1 { try CardStep.mustBeWhole(steps, in: db) }
        var (cards, happenings) = ([Card](), [Happening]())
        try db.inSavepoint {
            for step in steps {
                let (card, told) = try step.turned(self, on: board, day, at: now, by: viewer, db)
                cards.append(card)
                happenings += told
            }
            return .commit
        }
        return (cards, happenings)
    }
}

extension CardStep {
    /// The card with its taking down taken back, if that is the latest that stands of what was done to it, by the viewer; nil where it is not,
    /// or cannot be.
    static func restored(_ card: ID<Card>, at now: Date, by viewer: Viewer, in db: Database) throws -> (Card, [Happening])? {
        let latest = try CardStep.filter(sql: "cardID = ? AND undoneAt IS NULL ORDER BY id DESC", arguments: [card]).fetchOne(db)
        guard let latest, latest.kind == .removed, latest.byID != nil, latest.byID == viewer.attendance else { return nil }
        let (board, day) = try Board.workable(latest.boardID, by: viewer, in: db)
        do { return try latest.turned(.undo, on: board, day, at: now, by: viewer, db) } catch Refusal.stale { return nil }
    }

    /// The card with the step undone or made again on it, and what that is for others. Refuses as the rule does.
    fileprivate func turned(
        _ way: Way, on board: Board, _ day: TrainingDay, at now: Date, by viewer: Viewer, _ db: Database
    ) throws -> (Card, [Happening]) {
        if let company { return try turned(way, company, on: board, day, at: now, by: viewer, db) }
        var (step, card) = (self, try Card.whole(cardID, in: db))
        let before = card.face
        guard !card.isLocked || kind == .locked else { throw Refusal.stale }
        switch way {
        case .undo: try step.undo(on: &card, of: board, isUsed: isUsedByOthers(in: db), at: now, by: viewer)
        case .redo: try step.redo(on: &card, of: board, isUsed: isUsedByOthers(in: db), by: viewer)
        }
        try board.mustHave(card.laneID, in: db)
        try card.keep(db)
        try step.update(db)
        if kind == .stacked, way == .undo, let stack = after.stackID { try board.unstackElsewhere(card.id, from: stack, in: db) }
        try board.takeBackDots(on: card, since: before, in: db)
        let mates = batch == nil ? try board.stirring(around: card, since: before, on: day, at: now, by: viewer, db) : []
        return (card, [board.happening(.cardEdited, card, on: day, at: now, by: viewer)] + mates)
    }

    /// The same for a change of what hangs on cards.
    private func turned(
        _ way: Way, _ company: Company, on board: Board, _ day: TrainingDay, at now: Date, by viewer: Viewer, _ db: Database
    ) throws -> (Card, [Happening]) {
        var step = self
        let cards = try [cardID, otherID].compactMap { $0 }.map { try Card.whole($0, in: db) }
        let present = try company.thing.present(in: db)
        let all = try cards + company.thing.cards(beside: cards, in: db).filter { one in !cards.contains { $0.id == one.id } }
        let wanted =
            switch way {
            case .undo: try step.undo(present, on: all, of: board, at: now, by: viewer)
            case .redo: try step.redo(present, on: all, of: board, by: viewer)
            }
        try company.thing.turn(to: wanted, on: board, at: now, db)
        try step.update(db)
        let shown = try company.thing.cards(beside: cards, in: db)
        let (touched, happenings) = try board.touching(
            Card.filter(keys: shown.map(\.id.rawValue)), on: day, at: now, by: viewer, db)
        return (touched.first { $0.id == cardID } ?? cards[0], happenings)
    }

    /// Refuses with `.stale` a stack that holds other cards now than those that were moved.
    fileprivate static func mustBeWhole(_ steps: [CardStep], in db: Database) throws {
        guard let stack = steps[0].after.stackID, try Set(Stack.find(stack, in: db).cards(in: db).map(\.id)) == Set(steps.map(\.cardID))
        else { throw Refusal.stale }
    }

    /// Whether others have tied, stacked or remarked anything on the card since.
    private func isUsedByOthers(in db: Database) throws -> Bool {
        try CardStep.filter(
            sql: """
                (cardID = :card OR otherID = :card) AND id > :step AND byID IS NOT :person AND undoneAt IS NULL
                AND kind IN ('tied', 'stacked', 'remarked')
                """, arguments: ["card": cardID, "step": id, "person": byID]
        ).fetchCount(db) > 0
    }
}

extension CardStep.Company.Thing {
    /// What hangs there now: a word, a name, nothing to read; nil when it is not there.
    func present(in db: Database) throws -> String? {
        switch self {
        case .thread(let from, let to): try CardThread.leading(from: from, to: to, in: db)?.word
        case .remark(let id): try Remark.find(id, in: db).removedAt == nil ? "" : nil
        case .name(let id): try Stack.find(id, in: db).named(in: db)
        }
    }

    fileprivate func turn(to wanted: String?, on board: Board, at now: Date, _ db: Database) throws {
        switch self {
        case .thread(let from, let to):
            try db.execute(sql: "DELETE FROM thread WHERE fromID = ? AND toID = ?", arguments: [from, to])
            guard let wanted else { return }
            try db.execute(
                sql: "INSERT INTO thread (id, boardID, fromID, toID, word) VALUES (?, ?, ?, ?, ?)",
                arguments: [ID<CardThread>.minted(), board.id, from, to, wanted])
        case .remark(let id):
            var remark = try Remark.find(id, in: db)
            remark.turn(isThere: wanted != nil, at: now)
            try remark.update(db)
        case .name(let id):
            try db.execute(sql: "UPDATE stack SET name = ?, version = version + 1 WHERE id = ?", arguments: [wanted ?? "", id])
        }
    }

    /// The card it stands on, or the first of the stack.
    func home(in db: Database) throws -> Card? {
        switch self {
        case .thread(let from, _): try Card.whole(from, in: db)
        case .remark(let id): try Card.whole(Remark.find(id, in: db).cardID, in: db)
        case .name(let id): try Stack.find(id, in: db).cards(in: db).first
        }
    }

    /// All that show it: `cards`, or those of the stack.
    fileprivate func cards(beside cards: [Card], in db: Database) throws -> [Card] {
        guard case .name(let id) = self else { return cards }
        return try Stack.find(id, in: db).cards(in: db)
    }
}

extension Stack {
    /// The name as long as it is seen: nil for one that holds less than two cards.
    fileprivate func named(in db: Database) throws -> String? { try cards(in: db).count > 1 ? name : nil }
}

extension Board {
    /// Refuses with `.stale` a field that is there no more.
    fileprivate func mustHave(_ lane: ID<Lane>, in db: Database) throws {
        guard try Lane.filter(sql: "id = ? AND boardID = ?", arguments: [lane, id]).fetchCount(db) == 1 else { throw Refusal.stale }
    }
}

extension CardStep {
    /// The step left behind, with the card as it is now and the latest that another has done to it since.
    fileprivate func left(of board: Board, at now: Date, in db: Database) throws -> Overtaken {
        var step = self
        step.leave(at: now)
        try step.update(db)
        let since = try CardStep.filter(
            sql: """
                (cardID IN (:card, :other) OR otherID IN (:card, :other)) AND id > :step AND byID IS NOT :person
                ORDER BY COALESCE(undoneAt, at) DESC, id DESC
                """, arguments: ["card": cardID, "other": company == nil ? nil : otherID, "step": id, "person": byID]
        ).fetchAll(db)
        return Overtaken(
            card: try board.pinned([Card.whole(cardID, in: db)], in: db)[0], board: board,
            since: since.first { $0.company?.thing == company?.thing } ?? since.first, people: try board.people(in: db))
    }
}

extension CardStep: FetchableRecord, PersistableRecord {
    /// What somebody has undone is left behind by what they do next.
    package func willInsert(_ db: Database) throws {
        try db.execute(
            sql: "UPDATE cardStep SET leftAt = ? WHERE boardID = ? AND byID = ? AND undoneAt IS NOT NULL AND leftAt IS NULL",
            arguments: [at, boardID, byID])
    }
}
