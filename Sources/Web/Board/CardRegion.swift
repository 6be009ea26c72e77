import Storage
import Workshop

/// One card, as everyone who sees the group's board sees it, or as its author alone does.
struct CardRegion: Region {
    enum Reader: Hashable {
        case group, watchers
        case author(ID<Attendance>)
    }

    let card: ID<Card>
    let group: ID<Group>
    var reader = Reader.group

    var id: String { "card-\(card)" }

    var audience: Audience {
        switch reader {
        case .group: .group(group)
        case .watchers: .watchers(group)
        case .author(let person): .person(person)
        }
    }

    var isNews: Bool { true }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let (card, board, people) = try site.store.card(card)
        guard board.groupID == group else { throw Refusal.notFound }
        return try CardView(card, on: board, people: people, for: reader).rendered(by: site.views, in: language)
    }
}

extension PanoramaSite {
    /// The regions of a board that a happening touches.
    static func boardRegions(touchedBy happening: Happening) -> [any Region] {
        guard let subject = happening.subjectID, let group = happening.groupID else { return [] }
        switch happening.kind {
        case .cardPinned, .cardEdited, .cardPlaced, .cardDone, .cardRemoved, .cardRestored:
            return [CardRegion(card: ID(subject), group: group), CardRegion(card: ID(subject), group: group, reader: .watchers)]
        case .cardWrittenAlone:
            guard let author = happening.actorID else { return [] }
            return [CardRegion(card: ID(subject), group: group, reader: .author(author))]
        default: return []
        }
    }

    /// The cards of a board that a filter takes, each rendered once per version and language, by the field or the picture they hang in.
    /// `content` was read after `moment`.
    func cards(
        of content: BoardContent, readSince moment: RegionShelf.Moment, in language: Language, watching: Bool,
        filter: CardFilter = CardFilter()
    ) throws -> [CardHolder: HTML] {
        var cards: [CardHolder: [String]] = [:]
        for pinned in content.cards where filter.takes(pinned.card) {
            let card = pinned.card
            let reader: CardRegion.Reader =
                if card.hiddenAt != nil, let author = card.authorID { .author(author) } else { watching ? .watchers : .group }
            let region = CardRegion(card: card.id, group: content.board.groupID, reader: reader)
            let html = try regions.kept(region, version: Int64(card.version), readSince: moment, in: language) {
                try CardView(pinned, on: content.board, people: content.people, for: reader).rendered(by: views, in: language)
            }
            cards[pinned.photo.map(CardHolder.photo) ?? .lane(card.laneID), default: []].append(html?.markup ?? "")
        }
        return cards.mapValues { HTML(trusted: $0.joined()) }
    }

    /// The lanes of a board as the page shows them.
    func lanes(of content: BoardContent, with cards: [CardHolder: HTML], in language: Language, writable: Bool) -> [[String: Any]] {
        content.lanes.map { lane in
            [
                "id": lane.id.description, "title": lane.title[language], "board": content.board.id.description, "writable": writable,
                "cards": cards[.lane(lane.id)] ?? HTML(trusted: ""),
                "height": content.board.layout.hasHeight ? "\(content.board.sheetHeight)" : "",
            ]
        }
    }

    /// The tray as the page shows it, also when it is empty: undoing brings cards back to it. None for a layout that never needed one.
    func tray(of content: BoardContent, with cards: [CardHolder: HTML], in language: Language) -> [[String: Any]] {
        [content.tray].compactMap { $0 }.map { tray in
            [
                "id": tray.id.description, "title": tray.title[language], "cards": cards[.lane(tray.id)] ?? HTML(trusted: ""),
                "held": "\(content.cards.count { $0.card.laneID == tray.id && $0.photo == nil })",
            ]
        }
    }
}

/// What a card hangs in.
enum CardHolder: Hashable {
    case lane(ID<Lane>)
    case photo(ID<Photo>)
}
