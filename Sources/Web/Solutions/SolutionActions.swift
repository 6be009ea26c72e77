import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    static let solutionRoutes: [Route] = [
        .post("/groups/:group/cases/:scenario/solution") { try await $0.writeSolution($1) },
        .post("/groups/:group/cases/:scenario/contact-person") { try await $0.chooseContactPerson($1) },
    ]

    func writeSolution(_ request: Request) async throws -> HTTPResponse {
        let (group, scenario, viewer) = try await place(of: request)
        let heading: SolutionText.Heading = try request.form.choice("heading")
        let region = SolutionRegion(group: group, scenario: scenario, heading: heading)
        do {
            try await store.write(
                request.form.text("text"), under: heading, version: request.form.int("version"), of: group, for: scenario, at: request.now,
                by: viewer)
        } catch Refusal.stale {
            return refusal(.stale, to: request, regions: [try await regions.message(for: region, in: request.language, on: self)])
        }
        return try await done(
            request, back: roomPath(group, scenario, for: viewer, region.id), regions: [region], announce: speech(request)("solution.saved")
        )
    }

    func chooseContactPerson(_ request: Request) async throws -> HTTPResponse {
        let (group, scenario, viewer) = try await place(of: request)
        do {
            try await store.choose(
                request.form.id("person"), saying: request.form.text("word"), of: group, for: scenario, at: request.now, by: viewer)
        } catch let problem as Refusal where problem.isInvalid && !request.wantsRegions {
            return try await room(request, choosing: problem)
        }
        let region = ContactPersonRegion(group: group, scenario: scenario)
        return try await done(
            request, back: roomPath(group, scenario, for: viewer, region.id), regions: [region],
            announce: speech(request)("contact-person.saved"))
    }

    private func place(of request: Request) async throws -> (ID<Group>, ID<Scenario>, Viewer) {
        let group: ID<Group> = try request.id("group")
        return (group, try request.id("scenario"), try await viewer(request, on: day(ofGroup: group)))
    }
}
