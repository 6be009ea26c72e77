import Foundation
import GRDB
import Workshop

/// Everything on one board that the viewer may see, drawn in its present layout.
package struct BoardContent: Sendable {
    package var board: Board
    /// The fields, in order.
    package var lanes: [Lane]
    /// Where cards lie that have no place in the layout yet; nil for a layout that never needed one.
    package var tray: Lane?
    /// In the order of their lanes and places, those in the tray last.
    package var cards: [PinnedCard]
    package var stacks: [Stack]
    /// In the order they were hung up.
    package var photos: [Photo]
    package var people: BoardPeople
    package var markers: MarkerWords

    /// All that holds cards: the fields, and the tray as long as there are cards in it.
    package var places: [Lane] { lanes + [tray].compactMap { $0 }.filter { tray in cards.contains { $0.card.laneID == tray.id } } }
}

/// A card with what hangs on it.
package struct PinnedCard: Sendable {
    package var card: Card
    /// Where it stands among the others of its field, the smallest first.
    package var order: Double
    /// Whether it lies in a field; else it lies in the tray.
    package var isPlaced: Bool
    /// Nil for a card that lies alone.
    package var stack: Stack?
    package var threads: [Thread]
    package var remarks: [Remark]
    /// Nil until the dots are shown.
    package var dots: Int?
    /// The picture it is seen on; nil when that has been taken down.
    package var photo: ID<Photo>?
    package var source: Source?
    package var markers: MarkerWords

    /// A line to another card, as seen from this one.
    package struct Thread: Sendable {
        package var id: ID<CardThread>
        package var other: ID<Card>
        package var otherText: String
        package var word: String
        package var leads: Bool
    }
}

/// Who can be named on a board.
package struct BoardPeople: Sendable {
    /// The group’s participants.
    package var group: [ID<Attendance>: String]
    /// Everyone on the day.
    package var names: [ID<Attendance>: String]
    package var facilitators: Set<ID<Attendance>>
}

extension Card {
    /// The order of the cards of a board: by the order of its fields, the tray last, and in each by their places.
    static let inOrder = "(SELECT iif(isTray, 1e9, position) FROM lane WHERE lane.id = card.laneID), card.position, card.id"
}

extension Board {
    /// What the viewer sees of the board; without a viewer, what everyone does.
    func content(to viewer: Viewer?, in db: Database) throws -> BoardContent {
        let cards = try cards(in: db).filter { card in viewer.map(card.isShown) ?? (card.hiddenAt == nil) }
        return BoardContent(
            board: self, lanes: try lanes(in: db), tray: try tray(in: db), cards: try pinned(cards, in: db),
            stacks: try stacks(in: db).values.sorted { $0.id < $1.id }, photos: try photos(in: db), people: try people(in: db),
            markers: try MarkerWords.of(groupID, in: db)
        )
    }

    /// The cards that hang on the board, in the order of their fields and, in each, as the layout and its stacks order them; those in the tray last.
    func cards(alsoRemoved: Bool = false, in db: Database) throws -> [Card] {
        let wanted = alsoRemoved ? "boardID = ?" : "boardID = ? AND removedAt IS NULL"
        let cards = try Card.filter(sql: "\(wanted) ORDER BY \(Card.inOrder)", arguments: [id]).fetchAll(db)
        guard layout == .timeline || cards.contains(where: { $0.stackID != nil }) else { return cards }
        let orders = try orders(of: cards, in: db)
        let lanes = Dictionary(cards.enumerated().map { ($1.laneID, $0) }, uniquingKeysWith: min)
        func turn(_ card: Card) -> (Int, Double, ID<Card>) { (lanes[card.laneID] ?? 0, orders[card.id] ?? 0, card.id) }
        return cards.sorted { turn($0) < turn($1) }
    }

    /// Where each of the cards stands in its field: in the tray as it came there, elsewhere as the layout says, and the cards of a stack together.
    private func orders(of cards: [Card], in db: Database) throws -> [ID<Card>: Double] {
        let tray = try layout == .timeline ? tray(in: db)?.id : nil
        let own = cards.map { ($0.id, $0.laneID == tray ? $0.position : order(of: $0)) }
        let hung = try hungPhotos(in: db)
        let stacks = cards.compactMap { card in card.stackPlace(hung: hung).map { (card.id, $0) } }
        return Stack.together(Dictionary(uniqueKeysWithValues: own), in: Dictionary(uniqueKeysWithValues: stacks))
    }

    /// The cards that hang in its fields.
    func placedCards(in db: Database) throws -> [Card] {
        let tray = try tray(in: db)?.id
        return try cards(in: db).filter { $0.laneID != tray }
    }

    /// The fields of the present layout, in order.
    func lanes(in db: Database) throws -> [Lane] {
        try Lane.filter(sql: "boardID = ? AND layout = ? AND NOT isTray ORDER BY position", arguments: [id, layout.rawValue]).fetchAll(db)
    }

    /// The tray of the present layout; nil when it never needed one.
    func tray(in db: Database) throws -> Lane? {
        try Lane.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM lane WHERE boardID = ? AND layout = ? AND isTray"), arguments: [id, layout.rawValue])
    }

    /// The tray of the present layout, made if it is not there.
    func neededTray(in db: Database) throws -> Lane {
        if let tray = try tray(in: db) { return tray }
        let tray = Lane.tray(of: self, as: .minted())
        try tray.insert(db)
        return tray
    }

    /// Those that hold more than one card, where most of their cards hang.
    func stacks(in db: Database) throws -> [Stack.Place: Stack] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT card.stackID, card.laneID, photo.id AS photoID
                    FROM card LEFT JOIN photo ON photo.id = card.photoID AND photo.removedAt IS NULL
                    WHERE card.boardID = ? AND card.stackID IS NOT NULL AND card.removedAt IS NULL
                    GROUP BY card.stackID, card.laneID, photo.id HAVING COUNT(*) > 1 ORDER BY COUNT(*) DESC, card.laneID
                    """), arguments: [id])
        guard !rows.isEmpty else { return [:] }
        let stacks = try Stack.filter(sql: "boardID = ?", arguments: [id]).fetchAll(db)
        let places = Dictionary(rows.map { (Stack.Place($0).stack, Stack.Place($0)) }, uniquingKeysWith: { most, _ in most })
        return Dictionary(uniqueKeysWithValues: stacks.compactMap { stack in places[stack.id].map { ($0, stack) } })
    }

    /// The cards with what hangs on them, in the same order.
    func pinned(_ cards: [Card], in db: Database) throws -> [PinnedCard] {
        let one = cards.count == 1 ? cards[0].id : nil
        func rows(_ sql: String) throws -> [Row] {
            try Row.fetchAll(
                db.cachedStatement(sql: sql.replacing("$cards", with: one == nil ? "SELECT id FROM card WHERE boardID = ?" : "?")),
                arguments: [one?.rawValue ?? id.rawValue])
        }
        var responsibles: [ID<Card>: [ID<Attendance>]] = [:]
        for row in try rows("SELECT cardID, attendanceID FROM cardResponsible WHERE cardID IN ($cards) ORDER BY attendanceID") {
            responsibles[row["cardID"], default: []].append(row["attendanceID"])
        }
        var remarks: [ID<Card>: [Remark]] = [:]
        for row in try rows("SELECT * FROM remark WHERE cardID IN ($cards) AND removedAt IS NULL ORDER BY at, id") {
            let remark = try Remark(row: row)
            remarks[remark.cardID, default: []].append(remark)
        }
        var threads: [ID<Card>: [PinnedCard.Thread]] = [:]
        for (mine, theirs) in [("fromID", "toID"), ("toID", "fromID")] {
            let found = try rows(
                """
                SELECT t.id, t.\(mine) AS mine, t.\(theirs) AS other, t.word, c.text FROM thread AS t JOIN card AS c ON c.id = t.\(theirs)
                WHERE t.\(mine) IN ($cards) AND c.removedAt IS NULL ORDER BY t.id
                """)
            for row in found {
                threads[row["mine"], default: []].append(
                    PinnedCard.Thread(
                        id: row["id"], other: row["other"], otherText: row["text"], word: row["word"], leads: mine == "fromID"))
            }
        }
        var dots: [ID<Card>: Int] = [:]
        if votesShownAt != nil {
            for row in try rows("SELECT cardID, SUM(count) AS dots FROM dot WHERE cardID IN ($cards) GROUP BY cardID") {
                dots[row["cardID"]] = row["dots"]
            }
        }
        let isAnyStacked = cards.contains { $0.stackID != nil }
        let stacks = isAnyStacked ? try stacks(in: db) : [:]
        let hung = isAnyStacked || cards.contains { $0.photoID != nil } ? try hungPhotos(in: db) : []
        let mates = one != nil && isAnyStacked ? try mates(of: cards[0], in: db) : cards
        let orders = try orders(of: mates, in: db)
        let sources = try sources(of: cards, in: db)
        let markers = try MarkerWords.of(groupID, in: db)
        let tray = try tray(in: db)?.id
        return cards.map { card in
            var card = card
            card.responsibles = responsibles[card.id] ?? []
            return PinnedCard(
                card: card, order: orders[card.id] ?? card.position, isPlaced: card.laneID != tray,
                stack: card.stackPlace(hung: hung).flatMap { stacks[$0] },
                threads: threads[card.id] ?? [], remarks: remarks[card.id] ?? [],
                dots: votesShownAt == nil ? nil : dots[card.id] ?? 0, photo: card.photoID.flatMap { hung.contains($0) ? $0 : nil },
                source: card.revelationID.flatMap { sources[$0] }, markers: markers)
        }
    }

    func people(in db: Database) throws -> BoardPeople {
        var people = BoardPeople(group: [:], names: [:], facilitators: [])
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT a.id, a.groupID, a.role, m.name FROM attendance AS a JOIN member AS m ON m.id = a.memberID
                    WHERE a.dayID = (SELECT dayID FROM "group" WHERE id = ?)
                    """), arguments: [groupID])
        for row in rows {
            people.names[row["id"]] = row["name"]
            if row["role"] == "facilitator" { people.facilitators.insert(row["id"]) }
            if row["groupID"] as ID<Workshop.Group>? == groupID, row["role"] == "participant" { people.group[row["id"]] = row["name"] }
        }
        return people
    }
}
