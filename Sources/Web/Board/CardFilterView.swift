import Storage
import Workshop

extension CardFilter {
    /// As the address of a page tells it; refuses what is no choice.
    init(_ query: Form) throws(Refusal) {
        self.init(
            person: try query.optionalID("person"), marker: query.has("marker") ? try query.choice("marker") : nil,
            isOpen: query.has("open"))
    }
}

extension PanoramaSite {
    /// The form that chooses which cards are shown, and how many are not.
    func filterView(_ filter: CardFilter, of content: BoardContent, _ say: Speech) -> [String: Any] {
        let hidden = content.cards.count { !filter.takes($0.card) }
        return [
            "isOn": filter.isOn, "isOpen": filter.isOpen, "hidden": filter.isOn ? say("board.hidden", ["n": "\(hidden)"]) : "",
            "one": say("board.hidden", ["n": "1"]), "more": say("board.hidden", ["n": "{n}"]),
            "people": content.people.group.sorted { Norwegian.precedes($0.value, $1.value) }.map {
                ["id": $0.key.description, "name": $0.value, "chosen": $0.key == filter.person] as [String: Any]
            },
            "markers": Marker.choices(say, content.markers, chosen: filter.marker),
        ]
    }
}
