import Foundation
import Storage
import Workshop

/// A group's board as the plenary shows it: what lies in its fields as the layout draws them, on its pictures and in its tray, with what the cards say,
/// and nothing that can be pressed.
struct PlenaryBoard {
    let board: BoardContent
    let say: Speech
    private let scale: TimeScale?

    init(_ board: BoardContent, say: Speech) {
        self.board = board
        self.say = say
        scale = TimeScale(of: board.board, with: board.cards.filter(\.isPlaced).map(\.card))
    }

    var content: [String: Any] {
        let layout = board.board.layout
        return [
            "layout": layout.rawValue, "isPerson": layout == .person, "axes": board.board.axes(say),
            "scale": scale?.sentence(say) ?? "", "lanes": board.lanes.map { place($0, cards(in: $0)) },
            "tray": board.tray.map { tray in cards(in: tray).isEmpty ? [] : [place(tray, cards(in: tray))] } ?? [],
            "photos": board.photos.map(photo),
        ]
    }

    /// In their order; what was laid on a sheet is read from the top in rows as high as a short card, so that nothing covers anything.
    private func cards(in lane: Lane) -> [PinnedCard] {
        let cards = board.cards.filter { $0.photo == nil && $0.card.laneID == lane.id }
        guard board.board.layout.hasHeight else { return cards }
        func row(_ card: Card) -> Int { Int((card.y ?? 1) * Double(board.board.sheetHeight) / Sheet.shortCard) }
        return cards.enumerated()
            .sorted {
                (row($0.element.card), $0.element.card.x ?? 1, $0.offset) < (row($1.element.card), $1.element.card.x ?? 1, $1.offset)
            }
            .map(\.element)
    }

    private func place(_ lane: Lane, _ cards: [PinnedCard]) -> [String: Any] {
        ["title": lane.title[say.language], "held": "\(cards.count)", "parts": parts(cards)]
    }

    /// A picture of the paper on the wall, with the cards that hang on it.
    private func photo(_ photo: Photo) -> [String: Any] {
        [
            "id": photo.id.description, "name": say.name(of: photo, hung: WallClock.time(photo.at)), "width": "\(photo.width)",
            "height": "\(photo.height)", "cards": cardsOn(photo),
        ]
    }

    /// The cards on a picture; the name of a stack stands on the topmost.
    private func cardsOn(_ photo: Photo) -> [[String: Any]] {
        var named: Set<ID<Stack>> = []
        return board.cards.filter { $0.photo == photo.id }.sorted { $0.card.photoY ?? 0 < $1.card.photoY ?? 0 }.map { card in
            var shown = shown(card)
            if let stack = card.stack, !named.insert(stack.id).inserted { shown["stackName"] = "" }
            return shown
        }
    }

    /// The cards in their order, those of a stack together below its name, where the first of them lies.
    private func parts(_ cards: [PinnedCard]) -> [[String: Any]] {
        let stacks = Dictionary(grouping: cards.filter { $0.stack != nil }, by: \.stack?.id)
        return cards.compactMap { card in
            guard let stack = card.stack, let mates = stacks[stack.id] else { return ["isStack": false, "cards": [shown(card)]] }
            guard mates.first?.card.id == card.card.id else { return nil }
            return ["isStack": true, "name": stack.name, "cards": mates.map { shown($0, inStack: true) }]
        }
    }

    private func shown(_ pinned: PinnedCard, inStack: Bool = false) -> [String: Any] {
        var card = CardView(pinned, on: board.board, people: board.people, for: .watchers).content(say)
        if inStack { (card["stack"], card["stackName"]) = ("", "") }
        if scale?.isWritten != true { card["writtenAt"] = "" }
        return card
    }
}
