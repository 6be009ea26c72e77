import FlyingFox
import Storage
import Workshop

/// One person’s ballot: the cards that everyone sees, with the person’s own dots, which nobody else sees before they are shown.
struct BallotRegion: Region {
    let board: ID<Board>
    let group: ID<Group>
    let person: ID<Attendance>

    var id: String { "ballot-\(board)" }
    var audience: Audience { .ballot(person) }

    var isShelved: Bool { false }
    var isNews: Bool { true }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        do {
            let ballot = try await site.store.ballot(on: board, of: person)
            var content = ballot.shown(Speech(catalogue: site.views.catalogue, language: language))
            (content["id"], content["version"]) = (id, "\(position)")
            return RenderedRegion(version: position, html: try site.views.render("board/_ballot.html", content, in: language))
        } catch is Refusal {
            return RenderedRegion(version: position, html: nil)
        }
    }
}

extension Ballot {
    fileprivate func shown(_ say: Speech) -> [String: Any] {
        [
            "open": board.votes && !board.isLocked, "round": "\(board.voteRound)", "locked": board.isLocked,
            "left": say("board.dots-left", ["n": "\(left)"]), "leftNow": "\(left)",
            "wordsOfOne": ["left": say("board.dots-left", ["n": "1"]), "dots": say("board.dots", ["n": "1"])],
            "wordsOfMany": ["left": say("board.dots-left", ["n": "{n}"]), "dots": say("board.dots", ["n": "{n}"])],
            "empty": content.cards.isEmpty,
            "lanes": content.places.compactMap { lane -> [String: Any]? in
                let cards = content.cards.filter { $0.card.laneID == lane.id }
                guard !cards.isEmpty else { return nil }
                return ["id": lane.id.description, "title": lane.title[say.language], "cards": cards.map { shown($0, say) }]
            },
        ]
    }

    private func shown(_ pinned: PinnedCard, _ say: Speech) -> [String: Any] {
        let (card, given) = (pinned.card, dots[pinned.card.id] ?? 0)
        return [
            "id": card.id.description, "text": card.text, "html": CardText(card.text).html,
            "isDrawn": CardText(card.text).isDrawn, "marker": card.marker.rawValue, "sign": card.marker.sign,
            "markerWord": say(card.marker, pinned.markers), "stack": pinned.stack?.name ?? "", "isDone": card.isDone,
            "dots": String(repeating: "●", count: given), "dotsWord": say("board.dots", ["n": "\(given)"]),
            "given": "\(given)", "more": "\(given + 1)", "fewer": "\(given - 1)", "mayGive": left > 0, "mayTake": given > 0,
        ]
    }
}

extension PanoramaSite {
    /// The ballots that a happening touches, of those that some page has shown; dots that are moved, only of whoever moves them.
    func ballotRegions(touchedBy happening: Happening) -> [any Region] {
        guard let group = happening.groupID else { return [] }
        switch happening.kind {
        case .cardPinned, .cardEdited, .cardPlaced, .cardDone, .cardRemoved, .cardRestored, .boardLaidOut, .boardChanged, .laneChanged:
            return ballots.withLock { shown in shown.filter { $0.group == group } }.map { $0 }
        case .dotsMoved:
            return ballots.withLock { shown in shown.filter { $0.group == group && $0.person == happening.actorID } }.map { $0 }
        default: return []
        }
    }

    func showBallot(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let board: Board
        do { board = try await store.ballot(on: request.id("board"), to: viewer).board } catch Refusal.notFound {
            return try await showOwnGroup(to: viewer, request)
        }
        let region = BallotRegion(board: board.id, group: board.groupID, person: try viewer.acting())
        ballots.withLock { _ = $0.insert(region) }
        return try await page(
            "board/ballot.html",
            ["back": roomPath(board.groupID, board.scenarioID, for: viewer, "tavle"), "ballot": html(region, in: request.language)],
            titled: speech(request)("board.ballot"),
            frame: PageFrame(audiences: [region.audience, .person(region.person)], viewer: viewer), for: request)
    }
}
