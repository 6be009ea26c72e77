import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    /// How the board is laid out and led: for the group what is its own, for facilitators the rest.
    func showBoardConduct(_ request: Request) async throws -> HTTPResponse {
        let id: ID<Board> = try request.id("board")
        let (group, scenario) = try await store.place(ofBoard: id)
        let viewer = try await viewer(request, on: day(ofGroup: group))
        try viewer.mayWork(in: group)
        let content = try await store.room(of: group, for: scenario, to: viewer).board
        let board = content.board
        let say = speech(request)
        let earlier = viewer.isFacilitator ? try await store.earlierBoards(than: id, to: viewer) : []
        let page: [String: Any] = [
            "earlier": earlier.map { board in
                let of = [
                    "day": board.day, "date": say.date(board.date), "group": board.group, "title": board.scenario[say.language],
                    "what": say.copied(cards: board.cards, photos: board.photos, done: board.done),
                ]
                return ["id": board.id.description, "words": say("board.copy-of", of)]
            },
            "copied": copied(request, say), "board": id.description, "leads": viewer.isFacilitator,
            "back": roomPath(group, scenario, for: viewer, "tavle"),
            "layouts": Layout.choices(say, chosen: board.layout), "day": viewer.day?.description ?? "",
            "hasAxes": board.layout == .fourfold, "across": board.acrossName, "up": board.upName,
            "lanes": content.lanes.map { lane in
                [
                    "id": lane.id.description, "title": lane.title[request.language],
                    "usual": lane.usualTitle?[request.language] ?? "",
                    "removable": board.hasOwnFields && !board.writesAlone && content.lanes.count > 1
                        && !content.cards.contains { $0.card.laneID == lane.id },
                    "removeAsk": say("board.lane-remove-ask", ["lane": lane.title[request.language]]),
                ] as [String: Any]
            },
            "hasUsual": content.lanes.contains { $0.usualTitle != nil },
            "mayAdd": board.hasOwnFields, "authors": board.showsAuthors, "locked": board.isLocked,
            "alone": board.writesAlone, "unshown": board.writesAlone || content.cards.contains { $0.card.hiddenAt != nil },
            "votes": "\(board.votesEach)", "voting": board.votes,
            "voted": board.votesShownAt != nil,
        ]
        return try self.page(
            "board/conduct.html", page, titled: say("board.conduct"), frame: PageFrame(viewer: viewer), for: request)
    }

    /// What has just been copied to the board, and what was left behind; empty on any other visit.
    private func copied(_ request: Request, _ say: Speech) -> String {
        guard let cards = Int(request.query.text("copied")) else { return "" }
        let (photos, left) = (Int(request.query.text("photos")) ?? 0, Int(request.query.text("left")) ?? 0)
        let came = say("board.copied", ["what": say.copied(cards: cards, photos: photos)])
        guard left > 0 else { return came }
        let stayed = say("board.copied-left", ["n": "\(left)"])
        return "\(came) \(stayed)"
    }
}

extension Speech {
    /// What a board holds, as a list: the cards, those of them that are `done`, the pictures.
    fileprivate func copied(cards: Int, photos: Int, done: Int = 0) -> String {
        let parts = [("board.copy-cards", cards), ("board.copy-of-done", done), ("board.copy-photos", photos)]
        return parts.filter { $0.1 > 0 || $0.0 == "board.copy-cards" }.map { self($0.0, ["n": "\($0.1)"]) }.joined(separator: ", ")
    }
}
