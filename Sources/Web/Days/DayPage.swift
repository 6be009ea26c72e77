import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let dayRoutes: [Route] = [.get("/days/:day") { try await $0.showDay($1) }]

    func clockRegions(touchedBy happening: Happening) -> [any Region] {
        switch happening.kind {
        case .blockStarted, .blockPaused, .blockResumed, .blockExtended, .blockEnded, .programmeChanged:
            [ClockRegion(day: happening.dayID)]
        default: []
        }
    }

    /// The day as its people meet it: the facilitator's control, the leader's console, the participant's home.
    func showDay(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request, on: request.id("day"))
        switch viewer.role {
        case .leader: return try await showConsole(request, viewer)
        case .facilitator, .projector: return try await showDayHome(request, viewer)
        case .participant, .observer, .rapporteur: return try await showDayHome(request, viewer)
        }
    }

    private func showDayHome(_ request: Request, _ viewer: Viewer) async throws -> HTTPResponse {
        let home = try await store.home(of: request.id("day"), to: viewer)
        let content: [String: Any] = [
            "name": viewer.name, "place": home.day.place, "isOpen": home.day.state >= .open,
            "clock": try await html(ClockRegion(day: home.day.id), in: request.language),
            "group": home.group.map { ["id": $0.id.description, "name": $0.name] } ?? [:],
            "hasGroup": home.group != nil,
            "people": home.people.map { ["name": $0.name, "discipline": $0.discipline] },
            "cases": home.cases.enumerated().map { index, item in
                ["id": item.id.description, "number": index + 1, "title": item.title[request.language]] as [String: Any]
            },
            "blocks": home.blocks.map {
                ["title": $0.title, "minutes": $0.minutes, "state": $0.isRunning ? "now" : $0.endedAt != nil ? "done" : "", "kind": $0.kind.rawValue]
                    as [String: Any]
            },
        ]
        return try page(
            "days/home.html", content, titled: home.day.title,
            frame: PageFrame(
                audiences: (viewer.group.map { [viewer.role == .participant ? .group($0) : .watchers($0)] } ?? []) + [.everyone(home.day.id)],
                viewer: viewer, day: home.day),
            for: request)
    }
}
