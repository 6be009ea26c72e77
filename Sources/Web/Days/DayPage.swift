import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let dayRoutes: [Route] = [.get("/days/:day") { try await $0.showDay($1) }]

    /// The day as its people meet it: the facilitator's control, the leader's console, the participant's home.
    func showDay(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request, on: request.id("day"))
        switch viewer.role {
        case .facilitator: return try await showControl(request, viewer)
        case .leader: return try await showConsole(request, viewer)
        case .projector: return Answer.see("/days/\(try request.id("day", of: TrainingDay.self))/projector")
        case .screen: return try await showScreen(request, viewer)
        case .participant, .observer, .rapporteur: return try await showDayHome(request, viewer)
        }
    }

    /// A group's screen goes straight to the board of the case the group works with; before and after, it shows the day.
    private func showScreen(_ request: Request, _ viewer: Viewer) async throws -> HTTPResponse {
        let home = try await store.home(of: request.id("day"), to: viewer)
        let present = home.cases.first(where: \.isLatest) ?? home.cases.first
        guard home.day.state == .open, let group = home.group, let present else { return try await showDayHome(request, viewer) }
        return Answer.see(roomPath(group.id, present.id, "tavle"))
    }

    private func showDayHome(_ request: Request, _ viewer: Viewer) async throws -> HTTPResponse {
        let language = request.language
        let home = try await store.home(of: request.id("day"), to: viewer)
        let day = home.day
        let audience = viewer.group.map { viewer.worksIn($0) ? Audience.group($0) : .watchers($0) }
        let everyone = Audience.everyone(day.id)
        var messages = [try await html(MessageRegion(audience: everyone), in: language)]
        if let audience { messages.append(try await html(MessageRegion(audience: audience), in: language)) }
        let content: [String: Any] = [
            "name": viewer.name.split(separator: " ").first.map(String.init) ?? viewer.name, "title": day.title, "place": day.place,
            "day": day.id.description, "messages": messages, "phaseKey": "home.phase.\(Phase(day.state).rawValue)",
            "waits": day.state < .open, "works": day.state == .open, "inPlenary": day.state == .plenary, "isOver": day.state > .plenary,
            "isPerson": viewer.role.isPersonal,
            "hasPlenary": home.hasPlenary, "watching": viewer.role != .participant && viewer.role != .screen,
            "now": try await fresh(NowRegion(day: day.id), in: language),
            "programme": try await fresh(ProgrammeRegion(day: day.id), in: language),
            "group": home.group.map { ["id": $0.id.description, "name": $0.name] } ?? [:], "hasGroup": home.group != nil,
            "people": home.people.map { ["name": $0.name, "discipline": $0.discipline] },
            "cases": home.cases.enumerated().map { index, item in
                [
                    "id": item.id.description, "number": "\(index + 1)", "title": item.title[language], "begun": item.begun,
                    "latest": item.isLatest, "brief": Self.opening(of: item.brief[language]),
                ] as [String: Any]
            },
            "invitation": try await invitationNotice(home.day, viewer, request) ?? HTML(trusted: ""),
            "room": home.cases.first(where: \.isLatest)?.id.description ?? home.cases.first?.id.description ?? "",
        ]
        return try page(
            "days/home.html", content, titled: day.title,
            frame: PageFrame(audiences: (audience.map { [$0] } ?? []) + [everyone], viewer: viewer, day: day), for: request)
    }

    /// What a day's page is about, as its people see it.
    private enum Phase: String {
        case waits, works, plenary, over

        init(_ state: TrainingDay.State) {
            switch state {
            case .draft, .invited: self = .waits
            case .open: self = .works
            case .plenary: self = .plenary
            case .closed, .archived: self = .over
            }
        }
    }

    /// The first sentence of a brief, at most 160 characters.
    static func opening(of brief: String) -> String {
        let paragraph = brief.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
        let sentence = paragraph.firstRange(of: ". ").map { String(paragraph[..<$0.lowerBound]) + "." } ?? paragraph
        return sentence.count <= 160 ? sentence : String(sentence.prefix(159)) + "…"
    }
}
