import Foundation
import GRDB
import Workshop

extension Store {
    /// The board of `group` for `scenario`. Refuses with `.notFound` viewers who do not see the group.
    package func board(of group: ID<Workshop.Group>, for scenario: ID<Scenario>, to viewer: Viewer) async throws -> BoardContent {
        guard viewer.sees(group: group) else { throw Refusal.notFound }
        return try await read { db in
            try Board.open(for: group, scenario, day: viewer.day, in: db).content(to: viewer, in: db)
        }
    }

    /// Pins a new card in `lane`, or in the first field when that is the tray or none is named, and onto a picture when one is.
    /// One that was written for a field which the board does not show any more goes where the field’s cards went.
    package func pin(
        _ text: String, marker: Marker, in lane: ID<Lane>?, on board: ID<Board>, onto photo: ID<Photo>? = nil,
        saidBy: ID<Attendance>? = nil, at now: Date, by viewer: Viewer
    ) async throws -> Card {
        try await change { db in
            var (board, day) = try Board.workable(board, by: viewer, in: db)
            let place = try board.place(forCardIn: lane, in: db)
            let card = try board.pin(text, marker: marker, in: place, isLate: place.isTray, at: now, by: viewer, db) { card in
                if let photo { try board.pin(&card, onto: photo, by: viewer, db) }
                if let saidBy { try board.edit(&card, CardWriting(saidBy: .some(saidBy)), version: card.version, by: viewer, db) }
            }
            if let lane, lane != place.id { try board.remember(card, in: lane, db) }
            let told = board.happening(.cardPinned, card, on: day, at: now, by: viewer)
            return (card, place.isTray ? [told, try board.noted(.laneChanged, on: day, at: now, by: viewer, db)] : [told])
        }
    }

    package func mark(_ card: ID<Card>, done: Bool, at now: Date, by viewer: Viewer) async throws -> Card {
        try await changeCard(card, .done, .cardDone, at: now, by: viewer) { card, board, _ in
            try card.mark(done: done, at: now, on: board, by: viewer)
        }
    }

    package func remove(_ card: ID<Card>, version: Int? = nil, at now: Date, by viewer: Viewer) async throws -> Card {
        try await changeCard(card, .removed, .cardRemoved, at: now, by: viewer) { card, board, _ in
            try card.remove(version: version, at: now, on: board, by: viewer)
        }
    }

    /// Puts the card back. Whoever took it down last takes that back, as by undoing.
    package func restore(_ card: ID<Card>, at now: Date, by viewer: Viewer) async throws -> Card {
        try await change { db in
            if let restored = try CardStep.restored(card, at: now, by: viewer, in: db) { return restored }
            return try Card.change(card, .restored, .cardRestored, at: now, by: viewer, db) { card, board, _ in
                try card.restore(on: board, by: viewer)
            }
        }
    }

    package func lock(_ card: ID<Card>, _ isLocked: Bool, at now: Date, by viewer: Viewer) async throws -> Card {
        try await changeCard(card, .locked, .cardEdited, at: now, by: viewer) { card, board, _ in
            try card.lock(isLocked, at: now, on: board, by: viewer)
        }
    }

    /// Puts the card in `lane` before the card `next`, or last, or by the clock where the tracks go by it, and at `x` and `y` where the layout has them.
    /// When no place is left between the neighbours, the lane is spread out. Refuses with `.laneGone` a lane that is not on the board any more.
    package func place(
        _ card: ID<Card>, in lane: ID<Lane>, before next: ID<Card>?, x: Double? = nil, y: Double? = nil, at now: Date, by viewer: Viewer
    ) async throws -> Card {
        try await change { db in
            var card = try Card.whole(card, in: db)
            let before = card.face
            let (board, day) = try Board.workable(card.boardID, by: viewer, in: db)
            guard let lane = try Lane.fetchOne(db, key: lane.rawValue) else { throw Refusal.notNow(.laneGone) }
            let stack = try card.isOnPicture(db) ? [] : board.mates(of: card, in: db).filter { $0.id != card.id }
            var (placed, happenings) = try board.place([card], in: lane, before: next, on: day, at: now, by: viewer, db) { cards, gap in
                let isBeside =
                    if let x, let y, board.layout.hasHeight {
                        stack.contains { cards[0].lies(with: $0, atX: x, y: y, height: board.sheetHeight) }
                    } else {
                        stack.contains { $0.id == gap.previous?.id || $0.id == gap.next?.id }
                    }
                return try cards[0].place(
                    in: lane, between: gap.previous?.position, and: gap.next?.position, x: x, y: y, besideItsStack: isBeside, on: board,
                    by: viewer)
            }
            card = placed.removeFirst()
            try card.update(db)
            try CardStep(.placed, card, of: board, before: before, at: now, by: viewer).insert(db)
            happenings += try board.stirring(around: card, since: before, on: day, at: now, by: viewer, db)
            return (card, happenings + [board.happening(.cardPlaced, card, on: day, at: now, by: viewer)])
        }
    }

    /// What the group’s board for the case measures time by, from the cards that everyone sees; nil where it does not.
    package func timeScale(of group: ID<Workshop.Group>, for scenario: ID<Scenario>) async throws -> TimeScale? {
        try await read { db in
            let board = try Board.filter(sql: "groupID = ? AND scenarioID = ?", arguments: [group, scenario]).fetchOne(db)
            guard let board, board.layout == .timeline else { return nil }
            return TimeScale(of: board, with: try board.placedCards(in: db).filter { $0.hiddenAt == nil })
        }
    }

    /// One card, on the board or taken off it, with what it shows.
    package func card(_ id: ID<Card>) throws -> (card: PinnedCard, board: Board, people: BoardPeople) {
        try readHere { db in
            let card = try Card.whole(id, in: db)
            let board = try Board.find(card.boardID, in: db)
            return (try board.pinned([card], in: db)[0], board, try board.people(in: db))
        }
    }

    /// One change of one card under its rule, kept in its history; a rule that changes nothing is no change.
    func changeCard(
        _ id: ID<Card>, _ step: CardStep.Kind, _ kind: Happening.Kind, at now: Date, by viewer: Viewer,
        _ rule: @Sendable (inout Card, Board, Database) throws -> Void
    ) async throws -> Card {
        try await change { try Card.change(id, step, kind, at: now, by: viewer, $0, rule) }
    }
}

extension Board {
    /// Every group of a day has a board for every case of the day, made with the case or the group.
    static func open(for group: ID<Workshop.Group>, _ scenario: ID<Scenario>, day: ID<TrainingDay>?, in db: Database) throws -> Board {
        let board = try Board.filter(sql: "groupID = ? AND scenarioID = ?", arguments: [group, scenario]).fetchOne(db)
        guard let board, try Workshop.Group.find(group, in: db).dayID == day else { throw Refusal.notFound }
        return board
    }

    /// Makes the boards that the day’s groups and cases lack, laid out as the day says for the case and led as the other groups’ boards for it are.
    static func fillIn(for day: ID<TrainingDay>, in db: Database) throws {
        let missing = try Row.fetchAll(
            db,
            sql: """
                SELECT g.id AS groupID, s.scenarioID, s.layout FROM "group" AS g JOIN dayScenario AS s ON s.dayID = g.dayID
                WHERE g.dayID = ? AND NOT EXISTS (SELECT 1 FROM board WHERE groupID = g.id AND scenarioID = s.scenarioID)
                """, arguments: [day])
        for row in missing {
            let scenario: ID<Scenario> = row["scenarioID"]
            let sibling = try Board.filter(
                sql: "scenarioID = ? AND groupID IN (SELECT id FROM \"group\" WHERE dayID = ?)", arguments: [scenario, day]
            ).fetchOne(db)
            let board = Board(id: .minted(), groupID: row["groupID"], scenarioID: scenario).like(
                sibling, in: Layout(rawValue: row["layout"]) ?? .lanes)
            try board.insert(db)
            try board.addFields(of: board.layout, in: db)
        }
    }

    /// Makes the fields of a layout if the board has never had it.
    func addFields(of layout: Layout, in db: Database) throws {
        guard try Lane.filter(sql: "boardID = ? AND layout = ?", arguments: [id, layout.rawValue]).fetchCount(db) == 0 else { return }
        for (position, title) in layout.startingTitles.enumerated() {
            try Lane(id: .minted(), boardID: id, layout: layout, title: title, position: position).insert(db)
        }
    }

    /// The board and its day; refuses with `.notFound` viewers who may not see it and with `.notNow` when the day is not open.
    static func workable(_ id: ID<Board>, by viewer: Viewer, in db: Database) throws -> (Board, TrainingDay) {
        let board = try Board.find(id, in: db)
        try viewer.mayWork(in: board.groupID)
        let day = try TrainingDay.find(Workshop.Group.find(board.groupID, in: db).dayID, in: db)
        guard day.id == viewer.day else { throw Refusal.notFound }
        try day.mustBeOpen()
        return (board, day)
    }

    /// The cards put by `rule` in the gap of `lane` before `next`, or last, which is never within another stack. When no place is left
    /// in it, the lane is spread out, which has its other cards drawn anew.
    func place(
        _ cards: [Card], in lane: Lane, before next: ID<Card>?, on day: TrainingDay, at now: Date, by viewer: Viewer, _ db: Database,
        by rule: (inout [Card], (previous: Card?, next: Card?)) throws -> Bool
    ) throws -> ([Card], [Happening]) {
        var (cards, happenings) = (cards, [Happening]())
        for _ in 0..<2 {
            let others = try Card.filter(
                sql: "boardID = ? AND laneID = ? AND removedAt IS NULL ORDER BY position, id", arguments: [lane.boardID, lane.id]
            ).fetchAll(db).filter { one in !cards.contains { $0.id == one.id } }
            var index =
                try placeByClock(of: cards[0], in: lane, among: others, db)
                ?? next.flatMap { next in others.firstIndex { $0.id == next } } ?? others.count
            let own = lane.id == cards[0].laneID ? cards[0].stackID : nil
            while index > 0, index < others.count, let stack = others[index].stackID, stack != own, stack == others[index - 1].stackID {
                index += 1
            }
            let gap = (index > 0 ? others[index - 1] : nil, index < others.count ? others[index] : nil)
            if try rule(&cards, gap) { break }
            for (place, var other) in others.enumerated() {
                other.spread(to: Double(place + 1) * 1024)
                try other.update(db)
                happenings.append(happening(.cardPlaced, other, on: day, at: now, by: viewer))
            }
        }
        return (cards, happenings)
    }

    /// Where among `others` the card comes by when it was written, if it comes from another track of a timeline that goes by that; nil elsewhere.
    fileprivate func placeByClock(of card: Card, in lane: Lane, among others: [Card], _ db: Database) throws -> Int? {
        guard layout == .timeline, lane.id != card.laneID, case .moments = TimeScale(of: self, with: try placedCards(in: db))
        else { return nil }
        return others.firstIndex { $0.createdAt > card.createdAt } ?? others.count
    }

    /// A change of a card that only its author sees is told to its author, also when it followed from what another did.
    func happening(_ kind: Happening.Kind, _ card: Card, on day: TrainingDay, at now: Date, by viewer: Viewer) -> Happening {
        var happening = Happening(
            kind, on: day.id, at: now, by: viewer, group: groupID, scenario: scenarioID, subject: card.id.rawValue)
        guard card.hiddenAt != nil else { return happening }
        (happening.kind, happening.actorID) = (.cardWrittenAlone, card.authorID)
        return happening
    }

    /// Where a card goes that was written for `lane`: there, if the board shows it; where that field’s cards went, if it is one of another
    /// layout or has been taken away; into the first field, if none is named or the tray.
    fileprivate func place(forCardIn lane: ID<Lane>?, in db: Database) throws -> Lane {
        guard let lane else { return try lanes(in: db)[0] }
        guard let named = try Lane.fetchOne(db, key: lane.rawValue) else {
            return try layout == .free ? lanes(in: db)[0] : neededTray(in: db)
        }
        guard named.boardID == id else { throw Refusal.notFound }
        if named.layout == layout { return try named.isTray ? lanes(in: db)[0] : named }
        return try home(of: named, among: lanes(in: db)) ?? neededTray(in: db)
    }

    /// Has the card lie in `lane` when the layout that shows it comes back.
    fileprivate func remember(_ card: Card, in lane: ID<Lane>, _ db: Database) throws {
        guard let old = try Lane.fetchOne(db, key: lane.rawValue), old.layout != layout, !old.isTray else { return }
        try db.execute(
            sql: "INSERT INTO cardPlace (cardID, layout, laneID, position) VALUES (?, ?, ?, ?)",
            arguments: [card.id, old.layout.rawValue, old.id, lastPlace(in: old.id, db) + 1024])
    }

    /// A card of this board pinned last in `lane` and kept, `completed`, with its first step.
    func pin(
        _ text: String, marker: Marker, in lane: Lane, from fact: ID<Revelation>? = nil, isLate: Bool = false, at now: Date,
        by viewer: Viewer, _ db: Database, completed: (inout Card) throws -> Void = { _ in }
    ) throws -> Card {
        let last = try Double.fetchOne(
            db.cachedStatement(
                sql: "SELECT position FROM card WHERE boardID = ? AND laneID = ? AND removedAt IS NULL ORDER BY position DESC LIMIT 1"),
            arguments: [id, lane.id])
        var card = try pin(text, marker: marker, in: lane, after: last, as: .minted(), from: fact, isLate: isLate, at: now, by: viewer)
        if layout.hasHeight {
            let others = try Card.filter(sql: "boardID = ? AND laneID = ? AND removedAt IS NULL", arguments: [id, lane.id]).fetchAll(db)
            var sheet = Sheet(height: sheetHeight, with: others)
            if let place = sheet.lay(card) { card.lie(x: place.x, y: place.y) }
        }
        try card.insert(db)
        try completed(&card)
        try CardStep(.pinned, card, of: self, before: nil, at: now, by: viewer).insert(db)
        return card
    }
}

extension Card {
    static func change(
        _ id: ID<Card>, _ step: CardStep.Kind, _ kind: Happening.Kind, at now: Date, by viewer: Viewer, _ db: Database,
        _ rule: (inout Card, Board, Database) throws -> Void
    ) throws -> (Card, [Happening]) {
        var card = try Card.whole(id, in: db)
        let (board, day) = try Board.workable(card.boardID, by: viewer, in: db)
        let before = card
        try rule(&card, board, db)
        guard card.version != before.version else { return (card, []) }
        try card.keep(db)
        try CardStep(step, card, of: board, before: before.face, at: now, by: viewer).insert(db)
        try board.takeBackDots(on: card, since: before.face, in: db)
        let mates = try board.stirring(around: card, since: before.face, on: day, at: now, by: viewer, db)
        return (card, [board.happening(kind, card, on: day, at: now, by: viewer)] + mates)
    }

    /// The card with those who have taken it on.
    static func whole(_ id: ID<Card>, in db: Database) throws -> Card {
        var card = try Card.find(id, in: db)
        card.responsibles = try ID<Attendance>.fetchAll(
            db.cachedStatement(sql: "SELECT attendanceID FROM cardResponsible WHERE cardID = ? ORDER BY attendanceID"), arguments: [id])
        return card
    }

    /// Writes the card and who has taken it on.
    func keep(_ db: Database) throws {
        try update(db)
        try db.execute(sql: "DELETE FROM cardResponsible WHERE cardID = ?", arguments: [id])
        for person in responsibles { try db.execute(sql: "INSERT INTO cardResponsible VALUES (?, ?)", arguments: [id, person]) }
    }
}
