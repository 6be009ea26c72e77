import GRDB
import Workshop

/// Where each card lies in each layout.
extension Board {
    /// Keeps every card’s place and stack on the board `before`, and puts the card where it was in the present layout;
    /// one that never was there lies last where it is at home, on free paper where there is room for it, or last in the tray.
    mutating func carryCards(from before: Board, in db: Database) throws {
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
}

extension Card.Place {
    init(_ row: Row) {
        self.init(laneID: row["laneID"], position: row["position"], x: row["x"], y: row["y"], stackID: row["stackID"])
    }
}
