import FlyingFox
import Foundation
import ScenarioXML
import Storage
import Workshop

extension PanoramaSite {
    static let scenarioRoutes: [Route] = [
        .get("/scenarios") { try await $0.showScenarios($1) },
        .get("/scenarios/import") { try await $0.showScenarioImport($1) },
        .post("/scenarios/import") { try await $0.importScenario($1) },
        .get("/scenarios/:scenario") { try await $0.showScenario($1) },
        .get("/scenarios/:scenario/xml") { try await $0.exportScenario($1) },
    ]

    func showScenarios(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let say = speech(request)
        let entries = try await store.libraryEntries(to: viewer)
        let content: [String: Any] = [
            "scenarios": entries.map { entry in
                [
                    "id": entry.title.id.description, "title": entry.title.title[request.language],
                    "brief": entry.brief[request.language].split(separator: "\n").first.map(String.init) ?? "",
                    "about": [
                        say("scenario.personas", ["n": "\(entry.personas)"]), say("scenario.disclosures", ["n": "\(entry.disclosures)"]),
                        say("scenario.version", ["version": "\(entry.title.version)"]), say("scenario.days", ["n": "\(entry.days)"]),
                    ].joined(separator: " · "),
                ]
            }
        ]
        return try page(
            "scenarios/list.html", content, titled: say("scenarios.title"), frame: PageFrame(viewer: viewer, styles: ["planning"]),
            for: request)
    }

    /// The whole scenario with its scripts: for facilitators of its community only.
    func showScenario(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let say = speech(request)
        let scenario = try await store.scenario(request.id("scenario"), of: viewer.communityID)
        let versions = try await store.versions(of: scenario.key, to: viewer)
        let view = ScenarioView(scenario: scenario, say: say)
        var content = view.content
        content["versions"] =
            versions.count < 2
            ? []
            : versions.map {
                ["id": $0.id.description, "word": say("scenario.version", ["version": "\($0.version)"]), "current": $0.id == scenario.id]
                    as [String: Any]
            }
        content["flash"] = flash(request, ["added", "renewed-scenario", "same"], say)
        return try page(
            "scenarios/page.html", content, titled: scenario.title[request.language],
            frame: PageFrame(viewer: viewer, styles: ["planning", "console"]), for: request)
    }

    func exportScenario(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let scenario = try await store.scenario(request.id("scenario"), of: viewer.communityID)
        return Answer.file(ScenarioWriter.write(scenario), named: "\(scenario.key).xml", type: "application/xml; charset=utf-8")
    }

    func showScenarioImport(_ request: Request) async throws -> HTTPResponse {
        try scenarioImport(request, try await facilitator(request), problems: [])
    }

    /// Stores a scenario as a new one, or as a new version of one that has changed. Nothing is stored unless all of it is right.
    func importScenario(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let data = request.form.writtenOrUploaded("text", "file")
        let name = request.form.has("text") ? "" : request.form.files["file"]?.name ?? ""
        do {
            let draft = try ScenarioReader.read(data, named: name)
            var generator = SystemRandomNumberGenerator()
            let scenario = draft.scenario(version: 1, using: &generator)
            let id = try await store.add(scenario, to: viewer.communityID)
            let version = try await store.scenario(id, of: viewer.communityID).version
            return go(request, to: "/scenarios/\(id)?done=" + (id != scenario.id ? "same" : version > 1 ? "renewed-scenario" : "added"))
        } catch let wrong as UnreadableScenario {
            return try scenarioImport(request, viewer, problems: wrong.problems)
        }
    }

    private func scenarioImport(_ request: Request, _ viewer: Viewer, problems: [ScenarioProblem]) throws -> HTTPResponse {
        let say = speech(request)
        let content: [String: Any] = [
            "text": request.form.text("text"), "count": say("import.problems", ["n": "\(problems.count)"]),
            "file": request.form.has("text") ? "" : request.form.files["file"]?.name ?? "",
            "problems": problems.map { ["line": "\($0.line)", "column": "\($0.column)", "what": say($0)] },
        ]
        return try page(
            "scenarios/import.html", content, titled: say("scenarios.import"), frame: PageFrame(viewer: viewer, styles: ["planning"]),
            for: request,
            status: problems.isEmpty ? .ok : .unprocessable)
    }
}

extension Speech {
    func callAsFunction(_ problem: ScenarioProblem) -> String {
        var arguments = problem.arguments
        if problem.code == "file-too-large", let limit = arguments["limit"].flatMap({ Int($0) }) {
            arguments["limit"] = "\(limit / 1_000_000)"
        }
        return self("scenario.problem.\(problem.code)", arguments)
    }
}
