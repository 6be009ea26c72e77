/// What two people do who write on the same card at the same time.
extension CardWriting {
    /// What the writer has changed since `opened`, to be written on the card as it now is; what others have changed stays.
    /// Refuses with `.stale` when both have changed the text, to different ones.
    func carried(from opened: CardWriting, to card: Card) throws(Refusal) -> CardWriting {
        var rest = CardWriting()
        if let text = try text.map(Card.accepted), text != opened.text.map(Card.clean), text != card.text {
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

extension Card {
    /// Both texts in one, line by line: first the one that hangs there, then what only the other says.
    package static func joined(_ present: String, _ other: String) -> String {
        if present.contains(other) { return present }
        if other.contains(present) { return other }
        let lines = present.split(separator: "\n", omittingEmptySubsequences: false)
        return (lines + other.split(separator: "\n").filter { !lines.contains($0) }).joined(separator: "\n")
    }

    static func accepted(_ text: String) throws(Refusal) -> String { try Writing.accepted(text, as: "text", limit: Card.textLimit) }

    /// The text as it was kept, whatever the way it took has done to its line breaks.
    fileprivate static func clean(_ text: String) -> String { (try? accepted(text)) ?? "" }
}
