import Storage
import Workshop

/// One card, as everyone who sees the group's board sees it, or as its author alone does.
struct CardRegion: Region {
    enum Reader: Hashable { case group, watchers, author(ID<Attendance>) }

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

    var tellsWho: Bool { true }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let (card, board, people) = try await site.store.card(card)
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

    /// The lanes of a board with their cards, each card rendered once per version and language.
    func lanes(of content: BoardContent, in language: Language, watching: Bool, writable: Bool) async throws -> [[String: Any]] {
        var cards: [ID<Lane>: [String]] = [:]
        for pinned in content.cards {
            let card = pinned.card
            let reader: CardRegion.Reader =
                if card.hiddenAt != nil, let author = card.authorID { .author(author) } else { watching ? .watchers : .group }
            let region = CardRegion(card: card.id, group: content.board.groupID, reader: reader)
            let html = try regions.kept(region, version: Int64(card.version), in: language) {
                try CardView(pinned, on: content.board, people: content.people, for: reader).rendered(by: views, in: language)
            }
            cards[card.laneID, default: []].append(html?.markup ?? "")
        }
        return content.lanes.map { lane in
            [
                "id": lane.id.description, "title": lane.title[language], "board": content.board.id.description, "writable": writable,
                "cards": HTML(trusted: (cards[lane.id] ?? []).joined()),
            ]
        }
    }
}
