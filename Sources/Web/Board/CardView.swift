import Storage
import Workshop

extension Layout {
    /// How cards follow each other in a field: below each other, along a line, or wherever they are put.
    var flow: String {
        switch self {
        case .free: "free"
        case .timeline: "row"
        default: "column"
        }
    }
}

/// What the partial of a card shows.
struct CardView {
    let pinned: PinnedCard
    let board: Board
    let people: BoardPeople
    let reader: CardRegion.Reader

    private var card: Card { pinned.card }

    init(_ pinned: PinnedCard, on board: Board, people: BoardPeople, for reader: CardRegion.Reader) {
        self.pinned = pinned
        self.board = board
        self.people = people
        self.reader = reader
    }

    func rendered(by views: Views, in language: Language) throws -> RenderedRegion {
        guard isThere else { return RenderedRegion(version: Int64(card.version), html: nil) }
        let say = Speech(catalogue: views.catalogue, language: language)
        return RenderedRegion(version: Int64(card.version), html: try views.render("board/_card.html", content(say), in: language))
    }

    /// A hidden card is drawn for its author only.
    private var isThere: Bool {
        guard card.removedAt == nil else { return false }
        guard card.hiddenAt != nil else { return true }
        if case .author(let person) = reader { return card.authorID == person }
        return false
    }

    func content(_ say: Speech) -> [String: Any] {
        [
            "id": card.id.description, "list": list, "holder": holder,
            "position": pinned.order.rounded() == pinned.order ? "\(Int(pinned.order))" : "\(pinned.order)", "x": place.x, "y": place.y,
            "version": "\(card.version)",
            "text": card.text, "plain": CardText(card.text).plain, "html": CardText(card.text).html, "isDrawn": CardText(card.text).isDrawn,
            "marker": card.marker.rawValue, "sign": card.marker.sign,
            "markerWord": say(card.marker, pinned.markers), "author": board.tellsAuthor(of: card) ? card.authorID?.description ?? "" : "",
            "responsible": names(card.responsibles), "responsibleIDs": card.responsibles.map(\.description).joined(separator: " "),
            "isDone": card.isDone, "watching": reader == .watchers || board.isLocked, "due": card.due ?? "",
            "dueWord": card.due.map { say.date($0) } ?? "",
            "writtenAt": board.layout == .timeline ? WallClock.time(card.createdAt) : "",
            "writtenMoment": Spoken.machine(card.createdAt),
            "saidByID": card.saidByID?.description ?? "", "saidBy": names([card.saidByID].compactMap { $0 }), "writtenBy": writer,
            "writtenForGroup": card.authorID.map(people.facilitators.contains) == true ? names([card.authorID].compactMap { $0 }) : "",
            "fact": card.revelationID?.description ?? "", "source": pinned.source.map { source($0, say) } ?? "", "isLocked": card.isLocked,
            "isHidden": card.hiddenAt != nil,
            "stack": pinned.stack?.id.description ?? "", "stackName": pinned.stack?.name ?? "",
            "dots": pinned.dots.map { $0 > 0 ? "\($0)" : "" } ?? "",
            "dotsWord": pinned.dots.map { say("board.dots", ["n": "\($0)"]) } ?? "",
            "remarks": pinned.remarks.isEmpty ? "" : say("board.remarks", ["n": "\(pinned.remarks.count)"]),
            "threads": pinned.threads.map { thread in
                [
                    "card": thread.other.description, "text": CardText(thread.otherText).plain,
                    "word": thread.word.isEmpty ? say("board.thread.with") : thread.word,
                    "plain": thread.word, "leads": thread.leads,
                ] as [String: Any]
            },
        ]
    }

    /// The element the card hangs in: its field, or the picture it is pinned onto.
    private var list: String { pinned.photo.map { "photo-cards-\($0)" } ?? "lane-\(card.laneID)" }

    /// The element that says what the card hangs in.
    private var holder: String { pinned.photo.map { "photo-\($0)-name" } ?? "lane-\(card.laneID)-name" }

    private var place: (x: String, y: String) {
        let (x, y) = pinned.photo == nil ? (card.x, card.y) : (card.photoX, card.photoY)
        return (x.map { "\($0)" } ?? "", y.map { "\($0)" } ?? "")
    }

    /// Whoever wrote it, where the board tells.
    var writer: String {
        guard board.tellsAuthor(of: card) else { return "" }
        return card.writerName.isEmpty ? names([card.authorID].compactMap { $0 }) : card.writerName
    }

    func source(_ source: PinnedCard.Source, _ say: Speech) -> String {
        say(
            "board.from-contact",
            ["name": source.persona[say.language], "how": say(source.channel), "time": WallClock.time(source.toldAt)])
    }

    private func names(_ ids: [ID<Attendance>]) -> String { ids.compactMap { people.names[$0] }.joined(separator: ", ") }
}
