import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    /// A card on a page of its own: everything that can be done with it, and what has happened to it; one that has been taken down can be hung up again.
    func showCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let history: CardHistory
        do { history = try await store.history(of: request.id("card"), to: viewer) } catch Refusal.notFound {
            return try await showOwnGroup(to: viewer, request)
        }
        let (card, board, isGone) = (history.card.card, history.board, history.card.card.removedAt != nil)
        try viewer.mayWork(in: board.groupID)
        let content = try await store.board(of: board.groupID, for: board.scenarioID, to: viewer)
        let say = speech(request)
        let others = content.cards.map(\.card).filter { $0.id != card.id }
        let page: [String: Any] = [
            "card": [
                "id": card.id.description, "text": card.text, "version": "\(card.version)", "isDone": card.isDone,
                "html": CardText(card.text).html, "sign": card.marker.sign, "word": say(card.marker, history.card.markers),
                "lane": card.laneID.description, "due": card.due ?? "", "isLocked": card.isLocked, "isHidden": card.hiddenAt != nil,
                "marker": card.marker.rawValue,
                "responsibles": card.responsibles.map(\.description).joined(separator: " "), "saidBy": card.saidByID?.description ?? "",
                "responsible": history.names(card.responsibles), "saidByName": history.names([card.saidByID].compactMap { $0 }),
                "dueWord": card.due.map { say.date($0) } ?? "",
            ] as [String: Any],
            "markers": Marker.choices(say, history.card.markers, chosen: card.marker),
            "people": people(history.people, chosen: Set(card.responsibles)),
            "speakers": people(history.people, chosen: Set([card.saidByID].compactMap { $0 })),
            "lanes": ([content.tray].compactMap { $0 }.filter { $0.id == card.laneID } + content.lanes).map {
                ["id": $0.id.description, "title": $0.title[request.language], "chosen": $0.id == card.laneID] as [String: Any]
            },
            "photos": content.photos.map {
                [
                    "id": $0.id.description, "name": say.name(of: $0, hung: WallClock.time($0.at)),
                    "chosen": $0.id == history.card.photo,
                ] as [String: Any]
            },
            "neighbours": others.filter { $0.laneID == card.laneID }.map { ["id": $0.id.description, "text": CardText($0.text).plain] },
            "others": others.filter { $0.hiddenAt == nil }.map { ["id": $0.id.description, "text": CardText($0.text).plain] },
            "mates": content.cards.filter { $0.isPlaced || $0.photo != nil || !history.card.isPlaced }.map(\.card).filter {
                $0.id != card.id && $0.hiddenAt == nil
            }
            .map { ["id": $0.id.description, "text": CardText($0.text).plain] },
            "stack": history.card.stack.map { ["id": $0.id.description, "name": $0.name] } ?? [:], "stacked": history.card.stack != nil,
            "threads": history.card.threads.map {
                ["id": $0.id.description, "text": CardText($0.otherText).plain, "word": $0.word, "leads": $0.leads] as [String: Any]
            },
            "remarks": history.card.remarks.map { remark in
                [
                    "id": remark.id.description, "text": remark.text, "time": WallClock.time(remark.at),
                    "by": history.writer(of: remark, say),
                    "mine": viewer.isFacilitator || (remark.byID != nil && remark.byID == viewer.attendance),
                ] as [String: Any]
            },
            "steps": history.told(say), "boardLocked": board.isLocked, "isGone": isGone,
            "named": board.showsAuthors,
            "back": roomPath(board.groupID, board.scenarioID, for: viewer, isGone ? "tavle" : "card-\(card.id)"),
        ]
        let view = board.isLocked || card.isLocked || isGone ? "board/card-read.html" : "board/card.html"
        return try self.page(view, page, titled: say("board.card.title"), frame: PageFrame(viewer: viewer), for: request)
    }

    private func people(_ people: BoardPeople, chosen: Set<ID<Attendance>>) -> [[String: Any]] {
        people.group.sorted { Norwegian.precedes($0.value, $1.value) }.map {
            ["id": $0.key.description, "name": $0.value, "chosen": chosen.contains($0.key)]
        }
    }
}

extension CardHistory {
    func doer(of step: CardStep?, _ say: Speech) -> String { board.doer(of: step, among: people, say) }

    func names(_ ids: [ID<Attendance>]) -> String { ids.compactMap { people.names[$0] }.joined(separator: ", ") }

    /// Who wrote a remark, where the board tells; a facilitator, who is none of the group, always.
    func writer(of remark: Remark, _ say: Speech) -> String {
        let name = remark.byID.flatMap { people.names[$0] }
        if let name, remark.byID.map(people.facilitators.contains) == true { return say("board.written-for-group", ["name": name]) }
        guard board.tellsWriter(of: remark) else { return say("board.someone") }
        return name ?? say("role.screen")
    }
}

extension Board {
    /// Who made a change, where the board tells, and told when it was made.
    func doer(of step: CardStep?, among people: BoardPeople, _ say: Speech) -> String {
        guard let step, tellsDoer(of: step) else { return say("board.someone") }
        return step.byID.flatMap { people.names[$0] } ?? say("role.screen")
    }
}

extension Speech {
    /// What a pen means: the facilitator’s word, or the usual one.
    func callAsFunction(_ marker: Marker, _ words: MarkerWords) -> String { words[marker] ?? self("marker.\(marker.rawValue)") }
}

extension Marker {
    /// The four pens as a form offers them.
    static func choices(_ say: Speech, _ words: MarkerWords, chosen: Marker?) -> [[String: Any]] {
        allCases.map { ["value": $0.rawValue, "sign": $0.sign, "word": say($0, words), "chosen": $0 == chosen] }
    }
}
