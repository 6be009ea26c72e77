import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    private static let dayFields = ["title", "date", "startsAt", "place", "language", "like"]

    func showNewDay(_ request: Request) async throws -> HTTPResponse {
        try await newDay(request, problem: nil)
    }

    private func newDay(_ request: Request, problem: Refusal?) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let overview = try await store.overview(of: request.id("community"), to: viewer)
        let say = speech(request)
        let language = problem == nil ? overview.community.language : Language(rawValue: request.form.text("language"))
        let content: [String: Any] = [
            "community": ["id": overview.community.id.description, "name": overview.community.name],
            "form": FormView(
                Self.dayFields, request: request, problem: problem, say: say,
                known: ["startsAt": "09:00", "title": "", "date": "", "place": ""]
            )
            .content,
            "languages": choices(Language.allCases, "language", chosen: language, request),
            "patterns": overview.days.map {
                [
                    "id": $0.day.id.description, "word": $0.day.title + ", " + say.date($0.day.date),
                    "chosen": request.form.text("like") == $0.day.id.description,
                ] as [String: Any]
            },
        ]
        return try page(
            "communities/new-day.html", content, titled: say("day.new"), frame: PageFrame(viewer: viewer, styles: ["planning"]),
            for: request,
            status: problem == nil ? .ok : .unprocessable)
    }

    func planDay(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let form = request.form
        do {
            let language: Language = try form.choice("language")
            let day = try await store.planDay(
                title: form.text("title"), date: form.text("date"), startsAt: form.has("startsAt") ? form.text("startsAt") : "09:00",
                place: form.text("place"), language: language, programme: usualProgramme(in: language), like: form.optionalID("like"),
                in: request.id("community"), at: request.now, by: viewer)
            return go(request, to: "/days/\(day.id)/plan")
        } catch let problem as Refusal where problem.isInvalid && !request.wantsRegions {
            return try await newDay(request, problem: problem)
        }
    }

    /// The programme a new day begins with, to be changed.
    private func usualProgramme(in language: Language) -> [BlockLine] {
        let say = Speech(catalogue: views.catalogue, language: language)
        let usual: [(String, Int, Block.Kind)] = [
            ("welcome", 20, .welcome), ("case-work", 120, .caseWork), ("break", 45, .pause), ("case-work", 105, .caseWork),
            ("plenary", 45, .plenary),
            ("evaluation", 15, .evaluation),
        ]
        return usual.map { BlockLine(title: say("usual.\($0.0)"), minutes: $0.1, kind: $0.2) }
    }
}
