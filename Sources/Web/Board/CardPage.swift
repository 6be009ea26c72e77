import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    /// A card on a page of its own: to change and move it without script, and for those who need room.
    func showCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let found = try await store.card(request.id("card"))
        let card = found.card.card
        let group = found.board.groupID
        guard viewer.sees(group: group), card.removedAt == nil, card.isShown(to: viewer) else { throw Refusal.notFound }
        try viewer.mayWork(in: group)
        let scenario = try await store.address(ofBoard: card.boardID)
        let content = try await store.board(of: group, for: scenario, to: viewer)
        let say = speech(request)
        let others = content.cards.map(\.card).filter { $0.laneID == card.laneID && $0.id != card.id }
        let page: [String: Any] = [
            "card": [
                "id": card.id.description, "text": card.text, "version": "\(card.version)", "isDone": card.isDone,
                "lane": card.laneID.description,
            ] as [String: Any],
            "markers": Marker.choices(say, chosen: card.marker),
            "people": found.people.group.sorted { Norwegian.precedes($0.value, $1.value) }.map {
                ["id": $0.key.description, "name": $0.value, "chosen": card.responsibles.contains($0.key)] as [String: Any]
            },
            "lanes": content.lanes.map {
                ["id": $0.id.description, "title": $0.title[request.language], "chosen": $0.id == card.laneID] as [String: Any]
            },
            "others": others.map { ["id": $0.id.description, "text": $0.text] },
            "back": "/groups/\(group)/cases/\(scenario)#card-\(card.id)",
        ]
        return try self.page(
            "board/card.html", page, titled: say("board.card.title"), frame: PageFrame(viewer: viewer), for: request)
    }
}

extension Marker {
    /// The four pens as a form offers them.
    static func choices(_ say: Speech, chosen: Marker) -> [[String: Any]] {
        allCases.map { ["value": $0.rawValue, "sign": $0.sign, "word": say("marker.\($0.rawValue)"), "chosen": $0 == chosen] }
    }
}
