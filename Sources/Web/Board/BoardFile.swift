import Foundation
import Storage
import Workshop

/// A board as a file to keep: what everyone who sees it sees. Cards that only their author sees are left out, and so are authors where the board hides them.
struct BoardFile: Encodable {
    struct Card: Encodable {
        var id: String
        /// Nil for a card that has no place in the layout yet.
        var field: String?
        var text: String
        var marker: String
        var meaning: String
        var responsible: [String]
        var due: String?
        var isDone: Bool
        var stack: String?
        var threads: [Thread]
        var remarks: [String]
        /// Nil until the dots are shown.
        var votes: Int?
        var saidBy: String?
        var writtenBy: String?
        var source: String?
        var x: Double?
        var y: Double?
    }

    private enum CodingKeys: CodingKey { case layout, fields, cards }

    /// Kept on the card it leads from.
    struct Thread: Encodable {
        var to: String
        var text: String
        var word: String
    }

    private let unplaced: String
    var layout: String
    var fields: [String]
    var cards: [Card]

    init(_ content: BoardContent, _ say: Speech) {
        unplaced = content.tray?.title[say.language] ?? ""
        layout = content.board.layout.rawValue
        fields = content.lanes.map { $0.title[say.language] }
        let titles = Dictionary(uniqueKeysWithValues: content.lanes.map { ($0.id, $0.title[say.language]) })
        let shown = content.cards.filter { $0.card.hiddenAt == nil }
        let known = Set(shown.map(\.card.id))
        let stacks = Dictionary(uniqueKeysWithValues: content.stacks.enumerated().map { ($0.element.id, $0.offset + 1) })
        cards = shown.map { pinned in
            let view = CardView(pinned, on: content.board, people: content.people, for: .watchers)
            let card = pinned.card
            return Card(
                id: card.id.description, field: titles[card.laneID], text: card.text, marker: card.marker.rawValue,
                meaning: say(card.marker, pinned.markers), responsible: card.responsibles.compactMap { content.people.names[$0] },
                due: card.due,
                isDone: card.isDone, stack: pinned.stack.map { $0.name.isEmpty ? "\(stacks[$0.id] ?? 0)" : $0.name },
                threads: pinned.threads.filter { $0.leads && known.contains($0.other) }
                    .map { Thread(to: $0.other.description, text: $0.otherText, word: $0.word) },
                remarks: pinned.remarks.map(\.text), votes: pinned.dots, saidBy: card.saidByID.flatMap { content.people.names[$0] },
                writtenBy: view.writer.isEmpty ? nil : view.writer, source: pinned.source.map { view.source($0, say) }, x: card.x, y: card.y
            )
        }
    }

    /// A card a row, under headings.
    func rows(_ say: Speech) -> [[String]] {
        let heads = [
            "field", "text", "meaning", "responsible", "due", "done", "stack", "threads", "remarks", "votes", "said-by", "written-by",
            "source",
        ]
        return [heads.map { say("board.csv.\($0)") }]
            + cards.map { card in
                [
                    card.field ?? unplaced, card.text, card.meaning, card.responsible.joined(separator: ", "), card.due ?? "",
                    card.isDone ? say("board.done") : "",
                    card.stack ?? "", card.threads.map { $0.word.isEmpty ? $0.text : "\($0.word): \($0.text)" }.joined(separator: "\n"),
                    card.remarks.joined(separator: "\n"), card.votes.map { "\($0)" } ?? "", card.saidBy ?? "", card.writtenBy ?? "",
                    card.source ?? "",
                ]
            }
    }
}
