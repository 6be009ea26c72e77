import Storage
import Workshop

/// One card, as everyone who sees the group's board sees it.
struct CardRegion: Region {
    let card: ID<Card>
    let group: ID<Group>
    var watching = false

    var id: String { "card-\(card)" }
    var audience: Audience { watching ? .watchers(group) : .group(group) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let found = try await site.store.card(card)
        guard found.group == group else { throw Refusal.notFound }
        return try CardView(found.card, people: found.people, watching: watching).rendered(by: site.views, in: language)
    }
}

/// What the partial of a card shows.
struct CardView {
    let card: Card
    let responsible: String?
    let watching: Bool

    init(_ card: Card, people: [ID<Attendance>: String], watching: Bool) {
        self.card = card
        self.watching = watching
        responsible = card.responsibleID.flatMap { people[$0] }
    }

    func rendered(by views: Views, in language: Language) throws -> RenderedRegion {
        guard card.removedAt == nil else { return RenderedRegion(version: Int64(card.version), html: nil) }
        return RenderedRegion(version: Int64(card.version), html: try views.render("board/_card.html", content, in: language))
    }

    private var content: [String: Any] {
        [
            "id": card.id.description, "lane": card.laneID.description, "position": "\(card.position)", "version": "\(card.version)",
            "text": card.text, "marker": card.marker.rawValue, "sign": card.marker.sign, "markerKey": "marker.\(card.marker.rawValue)",
            "author": card.authorID?.description ?? "", "responsible": responsible ?? "",
            "responsibleID": card.responsibleID?.description ?? "", "isDone": card.isDone, "watching": watching,
        ]
    }
}

extension PanoramaSite {
    /// The regions of a board that a happening touches.
    static func boardRegions(touchedBy happening: Happening) -> [any Region] {
        switch happening.kind {
        case .cardPinned, .cardEdited, .cardPlaced, .cardDone, .cardRemoved, .cardRestored:
            guard let card = happening.subjectID, let group = happening.groupID else { return [] }
            return [CardRegion(card: ID(card), group: group), CardRegion(card: ID(card), group: group, watching: true)]
        default: return []
        }
    }

    /// The lanes of a board with their cards, each card rendered once per version and language.
    func lanes(of content: BoardContent, in language: Language, watching: Bool, writable: Bool) async throws -> [[String: Any]] {
        var cards: [ID<Lane>: [String]] = [:]
        for card in content.cards {
            let region = CardRegion(card: card.id, group: content.board.groupID, watching: watching)
            let html = try regions.kept(region, version: Int64(card.version), in: language) {
                try CardView(card, people: content.people, watching: watching).rendered(by: views, in: language)
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
