import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    static let plenaryRoutes: [Route] = [
        .get("/days/:day/plenary") { try await $0.showPlenary($1) },
        .post("/days/:day/plenary") { try await $0.turnPlenary($1) },
        .post("/days/:day/plenary/uncovering") { try await $0.uncoverFact($1) },
        .get("/days/:day/projector") { try await $0.showProjector($1) },
    ]

    /// The plenary: what everyone sees, with the facilitator's control, and what has been shown before.
    func showPlenary(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: day)
        try await store.mayHear(.plenary(day), viewer)
        if viewer.role == .projector { return Answer.see("/days/\(day)/projector") }
        let language = request.language
        let earlier: ID<Scenario>? = ID(request.query.text("case"))
        let content = try await store.plenary(of: day, lookingBackAt: earlier)
        let view = PlenaryView(content, say: speech(request))
        var page: [String: Any] = [
            "title": content.day.title, "day": day.description, "lookingBack": earlier != nil, "isOpen": content.day.state < .plenary,
            "shown": content.cases.filter(\.wasShown).map {
                [
                    "id": $0.id.description, "number": "\($0.number)", "title": $0.title[language],
                    "current": $0.id == (earlier ?? content.day.plenaryScenarioID), "now": $0.id == content.day.plenaryScenarioID,
                ] as [String: Any]
            },
        ]
        if earlier != nil {
            page["content"] = try views.render(
                "plenary/_plenary.html", view.page("looking-back", 0, parts: TrainingDay.PlenaryPart.allCases), in: language)
        } else if content.day.plenaryIsPublic {
            page["content"] = try await html(PlenaryRegion(day: day), in: language)
        } else {
            page["content"] = try await fresh(PlenaryRegion(day: day), in: language)
        }
        if viewer.isFacilitator { page["control"] = try await fresh(PlenaryControlRegion(day: day), in: language) }
        let audiences: [Audience] = [.everyone(day), .plenary(day)] + (viewer.isFacilitator ? [.facilitators(day)] : [])
        return try self.page(
            "plenary/page.html", page, titled: speech(request)("plenary.title"),
            frame: PageFrame(
                audiences: audiences, viewer: viewer, styles: ["photos", "board-layouts", "board-tray", "plenary", "report"],
                day: content.day,
                barEnd: try await fresh(ClockRegion(day: day), in: language)),
            for: request)
    }

    func turnPlenary(_ request: Request) async throws -> HTTPResponse {
        let (day, viewer) = try await conducting(request)
        let part: TrainingDay.PlenaryPart = request.form.has("part") ? try request.form.choice("part") : .groups
        try await store.turnPlenary(
            of: day, to: request.form.optionalID("scenario"), group: request.form.optionalID("group"), part: part, at: request.now,
            by: viewer)
        return try await turned(request, day, saying: "plenary.turned")
    }

    /// Uncovers the next fact that nobody found; with `all`, every one.
    func uncoverFact(_ request: Request) async throws -> HTTPResponse {
        let (day, viewer) = try await conducting(request)
        try await store.uncover(all: request.form.has("all"), on: day, at: request.now, by: viewer)
        return try await turned(request, day, saying: "plenary.uncovered")
    }

    private func conducting(_ request: Request) async throws -> (ID<TrainingDay>, Viewer) {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: day)
        try viewer.mustFacilitate()
        return (day, viewer)
    }

    private func turned(_ request: Request, _ day: ID<TrainingDay>, saying key: String) async throws -> HTTPResponse {
        try await done(
            request, back: "/days/\(day)/plenary", regions: [PlenaryControlRegion(day: day), PlenaryRegion(day: day)],
            announce: speech(request)(key))
    }

    /// The screen in the room: programme, clock and join code while the day goes on; in plenary what the facilitator has turned to.
    func showProjector(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: id)
        guard viewer.role == .projector || viewer.isFacilitator else { throw Refusal.notFound }
        let language = request.language
        let day = try await store.standing(of: id)
        let inPlenary = day.state == .plenary
        var page: [String: Any] = [
            "title": day.title, "place": day.place, "day": id.description, "inPlenary": inPlenary, "mayLeave": viewer.isFacilitator,
        ]
        page["message"] = try await html(MessageRegion(audience: .everyone(id)), in: language)
        if inPlenary {
            page["content"] = try await html(PlenaryRegion(day: id, onProjector: true), in: language)
        } else {
            page["now"] = try await fresh(NowRegion(day: id, large: true), in: language)
            page["programme"] = try await fresh(ProgrammeRegion(day: id), in: language)
            page["joinable"] = day.state == .open || day.state == .invited
            page["code"] = JoinCode.spoken(day.joinCode)
            page["square"] = QRCode("\(settings.origin)/join/\(day.joinCode)")?.drawing
            page["address"] = settings.origin.replacing(/^https?:\/\//, with: "")
        }
        return try self.page(
            "plenary/projector.html", page, titled: day.title,
            frame: PageFrame(
                audiences: [.everyone(id)] + (inPlenary ? [.plenary(id)] : []), viewer: viewer, kind: "projector",
                styles: ["photos", "board-layouts", "board-tray", "plenary", "report"], day: day),
            for: request)
    }
}
