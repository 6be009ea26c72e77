import Foundation
import GRDB
import Workshop

/// Which boards a facilitator means.
package enum BoardChoice: Hashable, Sendable {
    case one(ID<Board>)
    /// Those of all groups for a case.
    case all(ID<Scenario>)
}

extension Store {
    /// Draws the boards in another layout, and, when a case is meant, those that are made for it later on the day. Each card keeps the place it had there
    /// before; those that had none lie in a field of the same name, on free paper where there is room, or else in the tray.
    package func layOut(_ choice: BoardChoice, as layout: Layout, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardLaidOut, at: now, by: viewer, keeping: layout) { board, db in
            let before = board
            try board.lay(out: layout, by: viewer)
            guard board.layout != before.layout else { return }
            try board.addFields(of: layout, in: db)
            try board.carryCards(from: before, in: db)
        }
    }

    package func nameAxes(across: String, up: String, on choice: BoardChoice, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, _ in
            try board.nameAxes(across: across, up: up, by: viewer)
        }
    }

    package func show(authors: Bool, on choice: BoardChoice, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, db in
            try board.show(authors: authors, by: viewer)
            try board.touchCards(in: db)
        }
    }

    package func lock(_ choice: BoardChoice, _ isLocked: Bool, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, db in
            try board.lock(isLocked, at: now, by: viewer)
            try board.touchCards(in: db)
            try board.touchPhotos(in: db)
        }
    }

    /// Lets everybody write alone from now on.
    package func writeAlone(on choice: BoardChoice, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, _ in try board.writeAlone(at: now, by: viewer) }
    }

    /// Shows all cards that were written alone, at once, and of those that hold the same fact and nothing else one.
    /// Those that were taken down stay their authors’, who show them if they put them back.
    package func showAll(on choice: BoardChoice, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, db in
            let before = board
            try board.showAll(by: viewer)
            let cards = try board.cards(in: db).map { try Card.whole($0.id, in: db) }
            var shown = cards.filter { $0.hiddenAt == nil }
            for var card in cards where card.hiddenAt != nil && (before.writesAlone || card.isShown(to: viewer)) {
                if try shown.contains(where: card.repeats) && !card.hasRemarks(in: db) { card.leaveOut(at: now) } else { card.show() }
                try card.update(db)
                shown.append(card)
                if !before.writesAlone { board.touch() }
            }
        }
    }

    /// Starts a vote with `each` dots for everyone, with no dot placed; 0 ends it.
    package func vote(each: Int, on choice: BoardChoice, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, db in
            try board.vote(each: each, by: viewer)
            try db.execute(sql: "DELETE FROM dot WHERE cardID IN (SELECT id FROM card WHERE boardID = ?)", arguments: [board.id])
            try board.touchCards(in: db)
        }
    }

    /// Shows how the dots fell.
    package func showVotes(on choice: BoardChoice, at now: Date, by viewer: Viewer) async throws {
        try await changeBoards(choice, .boardChanged, at: now, by: viewer) { board, db in
            try board.showVotes(at: now, by: viewer)
            try board.touchCards(in: db)
        }
    }

    /// Gives a field another name.
    package func rename(_ lane: ID<Lane>, to title: String, at now: Date, by viewer: Viewer) async throws -> Lane {
        try await changeLanes(ofBoardOf: lane, at: now, by: viewer) { board, db in
            var lane = try Lane.find(lane, in: db)
            try lane.rename(title, on: board, by: viewer)
            try lane.update(db)
            return lane
        }
    }

    /// Adds a field at the end of the present layout.
    package func addLane(_ title: String, to board: ID<Board>, at now: Date, by viewer: Viewer) async throws -> Lane {
        try await change { db in
            var (board, day) = try Board.workable(board, by: viewer, in: db)
            let lane = try Lane.added(title, to: board, after: board.lanes(in: db), as: .minted(), by: viewer)
            try lane.insert(db)
            try board.note(.field, by: viewer, in: db)
            return (lane, [try board.noted(.laneChanged, on: day, at: now, by: viewer, db)])
        }
    }

    /// Takes an empty field away. Refuses as the rule does.
    package func removeLane(_ lane: ID<Lane>, at now: Date, by viewer: Viewer) async throws {
        _ = try await changeLanes(ofBoardOf: lane, at: now, by: viewer) { board, db in
            let (lane, others) = try board.laneToTakeAway(lane, by: viewer, in: db)
            try db.execute(sql: "UPDATE card SET laneID = ? WHERE laneID = ?", arguments: [others[0].id, lane.id])
            try lane.delete(db)
            return lane
        }
    }

    package func board(ofLane lane: ID<Lane>) async throws -> ID<Board> {
        try await read { try Lane.find(lane, in: $0).boardID }
    }

    /// A field that the viewer can take away now. Refuses as taking it away does.
    package func lane(_ id: ID<Lane>, toTakeAwayBy viewer: Viewer) async throws -> Lane {
        try await read { db in
            let (board, _) = try Board.workable(Lane.find(id, in: db).boardID, by: viewer, in: db)
            return try board.laneToTakeAway(id, by: viewer, in: db).lane
        }
    }

    /// The board, for viewers who may lead it now. Refuses all others, as every change of the board as a whole does.
    @discardableResult
    package func board(_ id: ID<Board>, toConductBy viewer: Viewer) async throws -> Board {
        try await read { db in
            let board = try Board.find(id, in: db)
            try viewer.mayWork(in: board.groupID)
            _ = try board.editableDay(of: viewer, in: db)
            return board
        }
    }

    private func changeLanes(
        ofBoardOf lane: ID<Lane>, at now: Date, by viewer: Viewer, _ body: @Sendable (Board, Database) throws -> Lane
    ) async throws -> Lane {
        try await change { db in
            var (board, day) = try Board.workable(Lane.find(lane, in: db).boardID, by: viewer, in: db)
            let lane = try body(board, db)
            try board.note(.field, by: viewer, in: db)
            return (lane, [try board.noted(.laneChanged, on: day, at: now, by: viewer, db)])
        }
    }

    /// One change of one board, or of every group’s board for a case, in one transaction; boards that it does not change are left alone.
    private func changeBoards(
        _ choice: BoardChoice, _ kind: Happening.Kind, at now: Date, by viewer: Viewer, keeping layout: Layout? = nil,
        _ body: @Sendable (inout Board, Database) throws -> Void
    ) async throws {
        try await change { db in
            var happenings: [Happening] = []
            if case .all(let scenario) = choice, let layout { try layout.keep(for: scenario, by: viewer, in: db) }
            for var board in try Board.chosen(choice, by: viewer, in: db) {
                let day = try board.editableDay(of: viewer, in: db)
                let before = board.version
                try body(&board, db)
                guard board.version != before else { continue }
                try board.update(db)
                try board.note(.conduct, by: viewer, in: db)
                happenings.append(
                    Happening(
                        kind, on: day.id, at: now, by: viewer, group: board.groupID, scenario: board.scenarioID, subject: board.id.rawValue)
                )
            }
            return ((), happenings)
        }
    }
}

extension Layout {
    /// Boards made for the case on the viewer’s day are from now on laid out like this.
    fileprivate func keep(for scenario: ID<Scenario>, by viewer: Viewer, in db: Database) throws {
        guard let day = viewer.day else { throw Refusal.notFound }
        _ = try TrainingDay.editable(day, by: viewer, in: db)
        try db.execute(sql: "UPDATE dayScenario SET layout = ? WHERE dayID = ? AND scenarioID = ?", arguments: [rawValue, day, scenario])
    }
}

extension Board {
    fileprivate static func chosen(_ choice: BoardChoice, by viewer: Viewer, in db: Database) throws -> [Board] {
        switch choice {
        case .one(let id):
            let board = try Board.find(id, in: db)
            try viewer.mayWork(in: board.groupID)
            return [board]
        case .all(let scenario):
            try viewer.mustFacilitate()
            return try Board.filter(
                sql: "scenarioID = ? AND groupID IN (SELECT id FROM \"group\" WHERE dayID = ?) ORDER BY id",
                arguments: [scenario, viewer.day]
            ).fetchAll(db)
        }
    }

    /// The viewer’s day, which is the board’s; facilitators lead a board from when the day is planned, a group its own while the day is open.
    fileprivate func editableDay(of viewer: Viewer, in db: Database) throws -> TrainingDay {
        let day = try TrainingDay.find(Workshop.Group.find(groupID, in: db).dayID, in: db)
        guard day.id == viewer.day else { throw Refusal.notFound }
        if viewer.isFacilitator { try day.mustBeEditable() } else { try day.mustBeOpen() }
        return day
    }

    /// The field, and those that stay; refuses as the rule does.
    fileprivate func laneToTakeAway(_ id: ID<Lane>, by viewer: Viewer, in db: Database) throws -> (lane: Lane, others: [Lane]) {
        let lane = try Lane.find(id, in: db)
        let cards = try Card.filter(sql: "laneID = ? AND removedAt IS NULL", arguments: [lane.id]).fetchCount(db)
        let others = try lanes(in: db).filter { $0.id != lane.id }
        try lane.mayGo(from: self, holding: cards, beside: others.count, by: viewer)
        return (lane, others)
    }

    /// Keeps every card’s place and stack on the board `before`, and puts the card where it was in the present layout;
    /// one that never was there lies last where it is at home, on free paper where there is room for it, or last in the tray.
    fileprivate mutating func carryCards(from before: Board, in db: Database) throws {
        let homes = try homes(of: before.lanes(in: db) + [before.tray(in: db)].compactMap { $0 }, in: db)
        var (kept, new): ([Card], [Card]) = ([], [])
        var lasts: [ID<Lane>: Double] = [:]
        for var card in try before.cards(alsoRemoved: true, in: db) {
            try keep(card.place, of: card, in: before.layout, db)
            if let place = try place(of: card, in: layout, db) {
                card.move(to: place)
            } else {
                let lane = try homes[card.laneID] ?? neededTray(in: db).id
                let last = try lasts[lane] ?? lastPlace(in: lane, db)
                lasts[lane] = last + 1024
                card.move(to: Card.Place(laneID: lane, position: last + 1024, stackID: card.stackID))
            }
            if layout.hasHeight, card.x == nil, card.removedAt == nil { new.append(card) } else { kept.append(card) }
        }
        for card in kept + lay(new, beside: kept.filter { $0.removedAt == nil }) { try card.update(db) }
    }

    /// The fields of the present layout in which cards that lay in `before` are at home.
    private func homes(of before: [Lane], in db: Database) throws -> [ID<Lane>: ID<Lane>] {
        let fields = try lanes(in: db)
        return Dictionary(uniqueKeysWithValues: before.compactMap { old in home(of: old, among: fields).map { (old.id, $0.id) } })
    }

    func lastPlace(in lane: ID<Lane>, _ db: Database) throws -> Double {
        try Double.fetchOne(db, sql: "SELECT MAX(position) FROM cardPlace WHERE laneID = ?", arguments: [lane]) ?? 0
    }

    /// Where the card was in the layout when that was shown last; nil when it never was there.
    func place(of card: Card, in layout: Layout, _ db: Database) throws -> Card.Place? {
        let row = try Row.fetchOne(
            db, sql: "SELECT * FROM cardPlace WHERE cardID = ? AND layout = ?", arguments: [card.id, layout.rawValue])
        return row.map(Card.Place.init)
    }

    func keep(_ place: Card.Place, of card: Card, in layout: Layout, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO cardPlace (cardID, layout, laneID, position, x, y, stackID) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [card.id, layout.rawValue, place.laneID, place.position, place.x, place.y, place.stackID])
    }

    /// The cards with places on the sheet, which is made as high as they need.
    private mutating func lay(_ cards: [Card], beside others: [Card]) -> [Card] {
        guard !cards.isEmpty else { return [] }
        let (places, height) = Sheet.laid(cards, beside: others, height: sheetHeight)
        heighten(to: height)
        return cards.map { card in
            var card = card
            if let place = places[card.id] { card.lie(x: place.x, y: place.y) }
            return card
        }
    }

    /// Every card is drawn anew, though nothing on it was written.
    func touchCards(in db: Database) throws {
        try db.execute(sql: "UPDATE card SET version = version + 1 WHERE boardID = ?", arguments: [id])
    }

    /// Every picture is drawn anew, though nothing on it was changed.
    fileprivate func touchPhotos(in db: Database) throws {
        try db.execute(sql: "UPDATE photo SET version = version + 1 WHERE boardID = ?", arguments: [id])
    }

    /// The board counted up for a change of what belongs to it.
    mutating func noted(_ kind: Happening.Kind, on day: TrainingDay, at now: Date, by viewer: Viewer, _ db: Database) throws -> Happening {
        touch()
        try update(db)
        return Happening(kind, on: day.id, at: now, by: viewer, group: groupID, scenario: scenarioID, subject: id.rawValue)
    }
}

extension Card.Place {
    init(_ row: Row) {
        self.init(laneID: row["laneID"], position: row["position"], x: row["x"], y: row["y"], stackID: row["stackID"])
    }
}

extension Card {
    fileprivate func hasRemarks(in db: Database) throws -> Bool {
        try Remark.filter(sql: "cardID = ? AND removedAt IS NULL", arguments: [id]).fetchCount(db) > 0
    }
}
