import Foundation
import Storage
import Workshop

/// A board as a file to keep: what everyone who sees it sees. Cards that only their author sees are left out, and so are authors where the board hides them.
struct BoardFile: Encodable {
    struct Card: Encodable {
        var id: String
        /// Nil for a card on a picture, and for one in the tray.
        var field: String?
        var isInTray: Bool
        /// The id of the picture it hangs on, and where on that, from 0 to 1 across and down; nil for a card that hangs on none.
        var picture: String?
        var pictureX: Double?
        var pictureY: Double?
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
        /// Where it lies on free paper, from 0 to 1; nil in other layouts, and for a card that nobody has laid.
        var x: Double?
        var y: Double?
    }

    /// Without its bytes, which are to be had where the board is.
    struct Picture: Encodable {
        var id: String
        /// What it is called: what somebody said it shows, or else when it was hung up.
        var words: String
        var width: Int
        var height: Int
    }

    struct Stack: Encodable {
        /// Empty for one that nobody has named.
        var name: String
        var cards: [String]
    }

    struct ContactPerson: Encodable {
        var name: String
        /// Why it was handed over to them.
        var word: String
    }

    /// Kept on the card it leads from.
    struct Thread: Encodable {
        var to: String
        var text: String
        var word: String

        /// As it stands in a cell.
        fileprivate var line: String { [word, CardText(text).plain].filter { !$0.isEmpty }.joined(separator: ": ") }
    }

    var layout: String
    var fields: [String]
    /// What the place is called where cards wait that have none in the layout; nil for a layout that never needed one.
    var tray: String?
    var contactPerson: ContactPerson?
    var pictures: [Picture]
    var stacks: [Stack]
    var cards: [Card]

    init(_ content: BoardContent, heldBy holder: ContactPersonChoice, _ say: Speech) {
        tray = content.tray?.title[say.language]
        contactPerson = holder.name.map { ContactPerson(name: $0, word: holder.holders.first?.word ?? "") }
        pictures = content.photos.map {
            Picture(
                id: $0.id.description, words: say.name(of: $0, hung: WallClock.time($0.at)), width: $0.width, height: $0.height)
        }
        layout = content.board.layout.rawValue
        fields = content.lanes.map { $0.title[say.language] }
        let titles = Dictionary(uniqueKeysWithValues: content.lanes.map { ($0.id, $0.title[say.language]) })
        let shown = content.cards.filter { $0.card.hiddenAt == nil }
        let known = Set(shown.map(\.card.id))
        let numbers = Dictionary(uniqueKeysWithValues: content.stacks.enumerated().map { ($0.element.id, $0.offset + 1) })
        stacks = content.stacks.compactMap { stack in
            let cards = shown.filter { $0.stack?.id == stack.id }.map(\.card.id.description)
            return cards.isEmpty ? nil : Stack(name: stack.name, cards: cards)
        }
        cards = shown.map { pinned in
            let view = CardView(pinned, on: content.board, people: content.people, for: .watchers)
            let card = pinned.card
            return Card(
                id: card.id.description, field: pinned.photo == nil ? titles[card.laneID] : nil,
                isInTray: pinned.photo == nil && !pinned.isPlaced, picture: pinned.photo?.description,
                pictureX: pinned.photo == nil ? nil : card.photoX, pictureY: pinned.photo == nil ? nil : card.photoY,
                text: card.text, marker: card.marker.rawValue,
                meaning: say(card.marker, pinned.markers), responsible: card.responsibles.compactMap { content.people.names[$0] },
                due: card.due,
                isDone: card.isDone, stack: pinned.stack.map { $0.name.isEmpty ? "\(numbers[$0.id] ?? 0)" : $0.name },
                threads: pinned.threads.filter { $0.leads && known.contains($0.other) }
                    .map { Thread(to: $0.other.description, text: $0.otherText, word: $0.word) },
                remarks: pinned.remarks.map(\.text), votes: pinned.dots, saidBy: card.saidByID.flatMap { content.people.names[$0] },
                writtenBy: view.writer.isEmpty ? nil : view.writer, source: pinned.source.map { view.source($0, say) }, x: card.x, y: card.y
            )
        }
    }

    /// A card a row, under headings, its text without the stars.
    func rows(_ say: Speech) -> [[String]] {
        let heads = [
            "field", "text", "meaning", "responsible", "due", "done", "stack", "threads", "remarks", "votes", "said-by", "written-by",
            "source", "picture",
        ]
        let names = Dictionary(uniqueKeysWithValues: pictures.map { ($0.id, $0.words) })
        return [heads.map { say("board.csv.\($0)") }]
            + cards.map { card in
                [
                    card.isInTray ? tray ?? "" : card.field ?? "", CardText(card.text).plain, card.meaning,
                    card.responsible.joined(separator: ", "), card.due ?? "",
                    card.isDone ? say("board.done") : "",
                    card.stack ?? "", card.threads.map(\.line).joined(separator: "\n"),
                    card.remarks.joined(separator: "\n"), card.votes.map { "\($0)" } ?? "", card.saidBy ?? "", card.writtenBy ?? "",
                    card.source ?? "", card.picture.flatMap { names[$0] } ?? "",
                ]
            }
    }
}
