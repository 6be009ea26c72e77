import FlyingFox
import Foundation
import Storage
import Workshop

/// What is done to a board as a whole.
extension PanoramaSite {
    static let boardConductRoutes: [Route] = [
        .get("/boards/:board") { try await $0.showBoardConduct($1) },
        .post("/boards/:board/layout") { try await $0.layOutBoard($1) },
        .post("/boards/:board/copy") { try await $0.startBoard($1) },
        .post("/boards/:board/axes") { try await $0.nameAxes($1) },
        .post("/boards/:board/authors") { try await $0.showAuthors($1) },
        .post("/boards/:board/lock") { try await $0.lockBoard($1) },
        .post("/boards/:board/alone") { try await $0.writeAlone($1) },
        .post("/boards/:board/vote") { try await $0.voteOnBoard($1) },
        .post("/boards/:board/lanes") { try await $0.addLane($1) },
        .post("/lanes/:lane/title") { try await $0.renameLane($1) },
        .post("/lanes/:lane/removal") { try await $0.removeLane($1) },
        .get("/boards/:board/ballot") { try await $0.showBallot($1) },
        .post("/cards/:card/dots") { try await $0.giveDots($1) },
    ]

    func layOutBoard(_ request: Request) async throws -> HTTPResponse {
        let layout: Layout = try request.form.choice("layout")
        return try await conduct(request) { try await $0.layOut($1, as: layout, at: $2, by: $3) }
    }

    /// Starts the board from a copy of one of an earlier day.
    func startBoard(_ request: Request) async throws -> HTTPResponse {
        let board: ID<Board> = try request.id("board")
        let viewer = try await viewer(request)
        let copy = try await store.start(board, from: request.form.id("from"), done: request.form.has("done"), at: request.now, by: viewer)
        return go(request, to: "/boards/\(board)?copied=\(copy.cards)&photos=\(copy.photos)&left=\(copy.left)")
    }

    func nameAxes(_ request: Request) async throws -> HTTPResponse {
        let (across, up) = (request.form.text("across"), request.form.text("up"))
        return try await conduct(request) { try await $0.nameAxes(across: across, up: up, on: $1, at: $2, by: $3) }
    }

    func showAuthors(_ request: Request) async throws -> HTTPResponse {
        let shows = request.form.has("shown")
        return try await conduct(request) { try await $0.show(authors: shows, on: $1, at: $2, by: $3) }
    }

    func lockBoard(_ request: Request) async throws -> HTTPResponse {
        let locks = request.form.has("locked")
        return try await conduct(request) { try await $0.lock($1, locks, at: $2, by: $3) }
    }

    func writeAlone(_ request: Request) async throws -> HTTPResponse {
        let begins = request.form.has("alone")
        guard begins || request.isConfirmed else {
            let board: ID<Board> = try request.id("board")
            let viewer = try await viewer(request)
            try await store.board(board, toConductBy: viewer)
            return try confirmation(
                request, viewer, question: speech(request)("board.show-all-ask"), yes: "board.show-all", back: "/boards/\(board)")
        }
        return try await conduct(request) { store, boards, now, viewer in
            if begins {
                try await store.writeAlone(on: boards, at: now, by: viewer)
            } else {
                try await store.showAll(on: boards, at: now, by: viewer)
            }
        }
    }

    /// Starts a vote, or shows how it went. Asks before the dots of the last one go.
    func voteOnBoard(_ request: Request) async throws -> HTTPResponse {
        let each = request.form.has("show") ? nil : try request.form.int("votes")
        if each != nil, !request.isConfirmed {
            let board: ID<Board> = try request.id("board")
            let viewer = try await viewer(request)
            if try await store.board(board, toConductBy: viewer).votesShownAt != nil {
                return try confirmation(
                    request, viewer, question: speech(request)("board.vote-again-ask"), yes: "board.vote-start",
                    back: "/boards/\(board)#vote-title")
            }
        }
        return try await conduct(request) { store, boards, now, viewer in
            if let each {
                try await store.vote(each: each, on: boards, at: now, by: viewer)
            } else {
                try await store.showVotes(on: boards, at: now, by: viewer)
            }
        }
    }

    func addLane(_ request: Request) async throws -> HTTPResponse {
        let board: ID<Board> = try request.id("board")
        let viewer = try await viewer(request)
        _ = try await store.addLane(request.form.text("title"), to: board, at: request.now, by: viewer)
        return go(request, to: "/boards/\(board)#lanes-title")
    }

    func renameLane(_ request: Request) async throws -> HTTPResponse {
        let id: ID<Lane> = try request.id("lane")
        let viewer = try await viewer(request)
        let lane = try await store.rename(id, to: request.form.text("title"), at: request.now, by: viewer)
        return go(request, to: "/boards/\(lane.boardID)#lanes-title")
    }

    func removeLane(_ request: Request) async throws -> HTTPResponse {
        let id: ID<Lane> = try request.id("lane")
        let viewer = try await viewer(request)
        let lane = try await store.lane(id, toTakeAwayBy: viewer)
        guard request.isConfirmed else {
            return try confirmation(
                request, viewer, question: speech(request)("board.lane-remove-ask", ["lane": lane.title[request.language]]),
                yes: "board.lane-remove", back: "/boards/\(lane.boardID)#lanes-title")
        }
        try await store.removeLane(lane.id, at: request.now, by: viewer)
        return go(request, to: "/boards/\(lane.boardID)#lanes-title")
    }

    func giveDots(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let card: ID<Card> = try request.id("card")
        let form = request.form
        let round: Int? = form.has("round") ? try form.int("round") : nil
        let board = try await store.give(form.int("dots"), to: card, in: round, at: request.now, by: viewer).board
        let region = BallotRegion(board: board.id, group: board.groupID, person: try viewer.acting())
        return try await done(request, back: "/boards/\(board.id)/ballot#ballot-\(card)", regions: [region])
    }

    /// One change of this board, or, when a facilitator says so, of all groups’ boards for the case.
    private func conduct(
        _ request: Request, _ change: (Store, BoardChoice, Date, Viewer) async throws -> Void
    ) async throws -> HTTPResponse {
        let board: ID<Board> = try request.id("board")
        let viewer = try await viewer(request)
        let scenario = try await store.place(ofBoard: board).scenario
        try await change(store, request.form.has("all") ? .all(scenario) : .one(board), request.now, viewer)
        return go(request, to: "/boards/\(board)")
    }
}
