import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    /// A card on a page of its own: to change and move it without script, and for those who need room.
    func showCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let found = try await store.card(request.id("card"))
        guard viewer.sees(group: found.group), found.card.removedAt == nil else { throw Refusal.notFound }
        try viewer.mayWork(in: found.group)
        let scenario = try await store.address(ofBoard: found.card.boardID)
        let content = try await store.board(of: found.group, for: scenario, to: viewer)
        let say = speech(request)
        let others = content.cards.filter { $0.laneID == found.card.laneID && $0.id != found.card.id }
        let page: [String: Any] = [
            "card": [
                "id": found.card.id.description, "text": found.card.text, "version": "\(found.card.version)", "isDone": found.card.isDone,
                "lane": found.card.laneID.description,
            ] as [String: Any],
            "markers": Marker.choices(say, chosen: found.card.marker),
            "people": found.people.sorted { Norwegian.precedes($0.value, $1.value) }.map {
                ["id": $0.key.description, "name": $0.value, "chosen": $0.key == found.card.responsibleID] as [String: Any]
            },
            "lanes": content.lanes.map {
                ["id": $0.id.description, "title": $0.title[request.language], "chosen": $0.id == found.card.laneID] as [String: Any]
            },
            "others": others.map { ["id": $0.id.description, "text": $0.text] },
            "back": "/groups/\(found.group)/cases/\(scenario)#card-\(found.card.id)",
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
