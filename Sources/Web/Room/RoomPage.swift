import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let roomRoutes: [Route] = [.get("/groups/:group/cases/:scenario") { try await $0.showRoom($1) }]

    func showRoom(_ request: Request) async throws -> HTTPResponse { try await room(request) }

    /// The page of one group and one case: the brief, the people, what the group knows, the board, the solution;
    /// with `problem`, what was wrong with the choice of a contact person.
    func room(_ request: Request, choosing problem: Refusal? = nil) async throws -> HTTPResponse {
        let groupID: ID<Group> = try request.id("group")
        let scenarioID: ID<Scenario> = try request.id("scenario")
        let viewer = try await viewer(request, on: day(ofGroup: groupID))
        guard viewer.sees(group: groupID) else { return try await showOwnGroup(to: viewer, request) }
        let removed = Removed(request.query)
        let filter = try CardFilter(request.query)
        let mayWrite = viewer.writesForGroups
        let asking: ID<Persona>? = try request.query.optionalID("ask")
        let wishes = mayWrite && (request.query.has("write") || asking != nil || problem != nil)
        let key = viewer.attendance.flatMap { attendance in
            removed == nil && !wishes && !filter.isOn && asking == nil && problem == nil
                ? PageShelf.Key(
                    path: request.path, viewer: attendance, language: request.language, position: request.heard.position,
                    second: Int(request.now.timeIntervalSince1970)) : nil
        }
        if let key, let page = pages.page(key) { return Answer.html(page) }
        let room = try await store.room(of: groupID, for: scenarioID, to: viewer)
        noteGroup(groupID, of: room.day.id)
        let markup = try await roomMarkup(
            room, viewer: viewer, writing: mayWrite ? wishes : nil, asking: asking, removed: removed, filter: filter, problem: problem,
            for: request)
        guard problem == nil else { return Answer.html(markup, status: .unprocessable) }
        let page = Data(markup.markup.utf8)
        if let key { pages.keep(page, as: key) }
        return Answer.html(page)
    }

    /// Whoever looks for the room of a group that is not theirs, as one does who has just been moved, is told which is;
    /// it is as if there were no such room.
    func showOwnGroup(to viewer: Viewer, _ request: Request) async throws -> HTTPResponse {
        guard let day = viewer.day, viewer.group != nil, let group = try await store.home(of: day, to: viewer).group else {
            throw Refusal.notFound
        }
        return calmPage(
            request, status: .notFound, heading: speech(request)("room.yours", ["group": group.name]),
            advice: speech(request)("room.yours.advice"), back: "/days/\(day)")
    }

    /// `writing` says whether a facilitator writes for the group now; nil for those who may not.
    private func roomMarkup(
        _ room: Room, viewer: Viewer, writing: Bool?, asking: ID<Persona>?, removed: Removed?, filter: CardFilter, problem: Refusal?,
        for request: Request
    ) async throws -> HTML {
        let say = speech(request)
        let language = request.language
        let group = room.group.id
        let scenario = room.brief.id
        let isOpen = room.day.state == .open
        let writes = isOpen && writing == true
        let writable = isOpen && viewer.worksIn(group) || writes
        let watching = !writable
        let isLocked = room.board.board.isLocked
        let cards = try cards(of: room.board, readSince: request.heard, in: language, watching: watching, filter: filter)
        let own = writable ? viewer.attendance.map { [Audience.person($0)] } ?? [] : []
        let number = (room.cases.firstIndex { $0.id == scenario } ?? 0) + 1
        let content: [String: Any] = [
            "group": ["id": group.description, "name": room.group.name],
            "case": [
                "id": scenario.description, "title": room.brief.title[language], "number": number, "of": room.cases.count,
                "paragraphs": room.brief.brief[language].split(separator: "\n\n").map(String.init),
            ] as [String: Any],
            "cases": room.cases.enumerated().map { index, item in
                [
                    "address": roomPath(group, item.id, for: writes ? viewer : nil), "number": index + 1, "title": item.title[language],
                    "current": item.id == scenario,
                ] as [String: Any]
            },
            "writable": writable, "locked": !writable && viewer.worksIn(group),
            "board": room.board.board.id.description, "layout": room.board.board.layout.rawValue, "flow": room.board.board.layout.flow,
            "boardLocked": isLocked, "boardVersion": "\(room.board.board.version)", "pinnable": writable && !isLocked,
            "alone": room.board.board.writesAlone, "named": room.board.board.showsAuthors,
            "presence": try await html(PresenceRegion(board: room.board.board.id), in: language),
            "votes": room.board.board.votesEach > 0 && room.board.board.votesShownAt == nil && !isLocked,
            "leads": viewer.isFacilitator && room.day.state < .closed, "isScreen": viewer.role == .screen,
            "tray": tray(of: room.board, with: cards, in: language),
            "lanes": lanes(of: room.board, with: cards, in: language, writable: writable && !isLocked),
            "photos": try photos(of: room.board, with: cards, in: language, watching: watching || isLocked),
            "keys": BoardKeys.usual(say), "markers": Marker.choices(say, room.board.markers, chosen: .blue),
            "axes": room.board.board.axes(say), "scale": try await timeScale(of: room.board.board, watching: watching, in: language),
            "filter": filterView(filter, of: room.board, say),
            "people": room.board.people.group.sorted { Norwegian.precedes($0.value, $1.value) }.map {
                ["id": $0.key.description, "name": $0.value]
            },
            "watching": !viewer.worksIn(group) && !writes, "asksWhoSaidIt": viewer.role == .screen || writes,
            "write": isOpen && writing == false ? roomPath(group, scenario, for: viewer) : "",
            "read": writes ? roomPath(group, scenario) : "",
            "tabs": [
                ("sak", "case", "room.case"), ("kontakt", "contact", "room.contact"), ("tavle", "board", "room.board"),
                ("losning", "solution", "room.solution-tab"),
            ]
            .map { ["id": $0.0, "icon": $0.1, "word": say($0.2)] },
            "removed": removed.map { ["key": $0.key, "address": $0.address] } ?? [String: String](), "wasRemoved": removed != nil,
            "message": try await html(MessageRegion(audience: watching ? .watchers(group) : .group(group)), in: language),
            "messageToAll": try await html(MessageRegion(audience: .everyone(room.day.id)), in: language),
            "contacts": try await html(
                ContactsRegion(day: room.day.id, group: group, scenario: scenario, watching: watching, asking: asking), in: language),
            "askTemplate": writable ? try askTemplate(group, scenario, in: language) : HTML(trusted: ""),
            "knowledge": try await knowledge(of: group, for: scenario, in: language, watching: watching),
            "contactPerson": try await contactPerson(of: group, for: scenario, watching: watching, problem: problem, for: request),
            "solution": try await solution(of: group, for: scenario, watching: watching, in: language),
        ]
        return try pageMarkup(
            "room/page.html", content, titled: say("room.title", ["number": "\(number)", "group": room.group.name]),
            frame: PageFrame(
                audiences: [watching ? .watchers(group) : .group(group), .everyone(room.day.id), .board(room.board.board.id)] + own,
                viewer: viewer,
                kind: "tabbed",
                styles: styles(of: room.board, asksWhoSaidIt: viewer.role == .screen || writes) + (problem == nil ? [] : ["hands"]),
                day: room.day,
                home: room.group.name, barEnd: try await fresh(ClockRegion(day: room.day.id), in: language)),
            for: request)
    }
}

extension PanoramaSite {
    /// A board that is lanes, which most are, is spared the sheet that draws the others, and one that never needed a tray that of the tray,
    /// and one without ties that of these; one without pictures gets theirs with what hands need.
    private func styles(of board: BoardContent, asksWhoSaidIt: Bool) -> [String] {
        (board.photos.isEmpty ? [] : ["photos"]) + (board.board.layout == .lanes ? [] : ["board-layouts"])
            + (board.tray == nil ? [] : ["board-tray"]) + (board.cards.allSatisfy(\.threads.isEmpty) ? [] : ["board-ties"])
            + (asksWhoSaidIt ? ["screens"] : [])
    }

    /// The page of a group and a case, at `part` of it; for a facilitator, the one where she writes for the group.
    func roomPath(
        _ group: ID<Group>, _ scenario: ID<Scenario>, for viewer: Viewer? = nil, _ part: String = "",
        removed: (name: String, id: String)? = nil
    ) -> String {
        let query = (viewer?.isFacilitator == true ? ["write=1"] : []) + (removed.map { ["\($0.name)=\($0.id)"] } ?? [])
        return "/groups/\(group)/cases/\(scenario)" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
            + (part.isEmpty ? "" : "#" + part)
    }
}

/// What a form without script has just taken off the board, and where it is put back.
private struct Removed {
    let key: String
    let address: String

    init?(_ query: Form) {
        if let card = ID<Card>(query.text("removed")) {
            (key, address) = ("board.removed", "/cards/\(card)/restoration")
        } else if let photo = ID<Photo>(query.text("taken")) {
            (key, address) = ("photo.taken", "/photos/\(photo)/restoration")
        } else {
            return nil
        }
    }
}
