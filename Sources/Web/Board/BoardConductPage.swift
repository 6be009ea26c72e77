import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    /// How the board is laid out and led: for the group what is its own, for facilitators the rest.
    func showBoardConduct(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let id: ID<Board> = try request.id("board")
        let (group, scenario) = try await store.place(ofBoard: id)
        try viewer.mayWork(in: group)
        let content = try await store.board(of: group, for: scenario, to: viewer)
        let board = content.board
        let say = speech(request)
        let earlier = viewer.isFacilitator ? try await store.earlierBoards(than: id, to: viewer) : []
        let page: [String: Any] = [
            "earlier": earlier.map { board in
                let of = [
                    "day": board.day, "date": say.date(board.date), "group": board.group, "title": board.scenario[say.language],
                    "n": "\(board.cards)",
                ]
                return ["id": board.id.description, "words": say("board.copy-of", of)]
            },
            "board": id.description, "leads": viewer.isFacilitator, "back": roomPath(group, scenario, for: viewer, "tavle"),
            "layouts": Layout.choices(say, chosen: board.layout), "day": viewer.day?.description ?? "",
            "hasAxes": board.layout == .fourfold, "across": board.acrossName, "up": board.upName,
            "lanes": content.lanes.map { lane in
                [
                    "id": lane.id.description, "title": lane.title[request.language],
                    "usual": lane.usualTitle?[request.language] ?? "",
                    "empty": content.lanes.count > 1 && !content.cards.contains { $0.card.laneID == lane.id },
                ] as [String: Any]
            },
            "hasUsual": content.lanes.contains { $0.usualTitle != nil },
            "mayAdd": board.layout == .lanes || board.layout == .timeline, "authors": board.showsAuthors, "locked": board.isLocked,
            "alone": board.writesAlone, "votes": "\(board.votesEach)", "voting": board.votesEach > 0 && board.votesShownAt == nil,
            "voted": board.votesShownAt != nil,
        ]
        return try self.page(
            "board/conduct.html", page, titled: say("board.conduct"), frame: PageFrame(viewer: viewer), for: request)
    }

    /// One’s own dots, which nobody else sees before they are shown.
    func showBallot(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let ballot = try await store.ballot(on: request.id("board"), to: viewer)
        let say = speech(request)
        let page: [String: Any] = [
            "board": ballot.board.id.description, "left": say("board.dots-left", ["n": "\(ballot.left)"]),
            "open": ballot.board.votesEach > 0 && ballot.board.votesShownAt == nil,
            "back": roomPath(ballot.board.groupID, ballot.board.scenarioID, for: viewer, "tavle"),
            "cards": ballot.cards.map { card in
                [
                    "id": card.id.description, "text": card.text, "dots": card.dots > 0 ? String(repeating: "●", count: card.dots) : "",
                    "dotsWord": say("board.dots", ["n": "\(card.dots)"]), "more": ballot.left > 0 ? "\(card.dots + 1)" : "",
                    "fewer": card.dots > 0 ? "\(card.dots - 1)" : "",
                ]
            },
        ]
        return try self.page("board/ballot.html", page, titled: say("board.ballot"), frame: PageFrame(viewer: viewer), for: request)
    }
}
