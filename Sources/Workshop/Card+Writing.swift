/// What somebody writes on a card. Parts that are nil stay as they are.
package struct CardWriting: Hashable, Sendable {
    package var text: String?
    package var marker: Marker?
    package var responsibles: [ID<Attendance>]?
    /// `.some(nil)` takes the day away.
    package var due: String??
    package var saidBy: ID<Attendance>??

    package init(
        text: String? = nil, marker: Marker? = nil, responsibles: [ID<Attendance>]? = nil, due: String?? = nil,
        saidBy: ID<Attendance>?? = nil
    ) {
        self.text = text
        self.marker = marker
        self.responsibles = responsibles
        self.due = due
        self.saidBy = saidBy
    }
}

extension Card {
    /// Changes what is written on the card: only what the writer changed since `opened`, where that is known.
    /// Refuses with `.stale` when both have changed the text; and, where it is not known, when `version` is no longer the card's.
    package mutating func edit(
        _ writing: CardWriting, since opened: CardWriting? = nil, version: Int, on board: Board, by viewer: Viewer
    ) throws(Refusal) {
        try mayChange(on: board, by: viewer)
        var writing = writing
        if let opened { writing = try writing.carried(from: opened, to: self) }
        var edited = self
        if let text = writing.text { edited.text = try Card.accepted(text, over: self.text) }
        if let marker = writing.marker { edited.marker = marker }
        if let responsibles = writing.responsibles { edited.responsibles = Set(responsibles).sorted() }
        if let due = writing.due { edited.due = try due.map(TrainingDay.acceptedDate) }
        if let saidBy = writing.saidBy { edited.saidByID = saidBy }
        guard edited != self else { return }
        guard opened != nil || version == self.version else { throw .stale }
        self = edited
        self.version += 1
    }

    /// Both texts in one, line by line: first the one that hangs there, then what only the other says.
    package static func joined(_ present: String, _ other: String) -> String {
        if present.contains(other) { return present }
        if other.contains(present) { return other }
        let lines = present.split(separator: "\n", omittingEmptySubsequences: false)
        return (lines + other.split(separator: "\n").filter { !lines.contains($0) }).joined(separator: "\n")
    }

    /// The text as it is kept, which may be as long as the one that is `present`, and, with the whole of that in it, as long as two.
    static func accepted(_ text: String, over present: String = "") throws(Refusal) -> String {
        let holdsBoth = !present.isEmpty && text.replacing("\r\n", with: "\n").contains(present)
        let limit = holdsBoth ? joinedLimit : max(textLimit, present.count)
        let text = try Writing.accepted(text, as: "text", limit: limit, optional: true)
        guard !text.isEmpty else { throw .invalid("text", .emptyCard) }
        return text
    }

    /// The text as it was kept, whatever the way it took has done to its line breaks.
    fileprivate static func clean(_ text: String) -> String { (try? Writing.accepted(text, as: "text", limit: joinedLimit)) ?? "" }
}

extension CardWriting {
    /// What the writer has changed since `opened`, to be written on the card as it now is; what others have changed stays.
    /// Refuses with `.stale` when both have changed the text, to different ones.
    func carried(from opened: CardWriting, to card: Card) throws(Refusal) -> CardWriting {
        var rest = CardWriting()
        if let text = try text.map({ text throws(Refusal) in try Card.accepted(text, over: card.text) }),
            text != opened.text.map(Card.clean), text != card.text
        {
            guard opened.text.map(Card.clean) == card.text else { throw .stale }
            rest.text = text
        }
        if marker != opened.marker { rest.marker = marker }
        if due != opened.due { rest.due = due }
        if saidBy != opened.saidBy { rest.saidBy = saidBy }
        if let responsibles, let before = opened.responsibles {
            let (added, removed) = (Set(responsibles).subtracting(before), Set(before).subtracting(responsibles))
            rest.responsibles = Array(added.union(card.responsibles).subtracting(removed))
        }
        return rest
    }
}
