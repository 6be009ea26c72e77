import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    /// The group builder of a day.
    func showBuilder(_ request: Request) async throws -> HTTPResponse {
        let building = try await building(request)
        let sight = try await builders.sight(building.day, anew: true, on: self)
        let content = sight.content
        if building.place == .second, content.proposals[.second] == nil { return Answer.see("/days/\(building.day)/builder") }
        let parts: [String: Any] = [
            "bench": try html(BuilderRegion(day: building.day, place: building.place, part: .bench), of: sight, request),
            "rules": try html(BuilderRegion(day: building.day, place: building.place, part: .rules), of: sight, request),
            "day": building.day.description, "title": content.day.title, "place": building.place.rawValue,
        ]
        return try builderPage("groups/page.html", parts, "builder.title", content, building, request)
    }

    /// The two proposals side by side.
    func showComparison(_ request: Request) async throws -> HTTPResponse {
        let building = try await building(request)
        let sight = try await builders.sight(building.day, anew: true, on: self)
        let content = sight.content
        if content.proposals[.second] == nil { return Answer.see("/days/\(building.day)/builder") }
        let parts: [String: Any] = [
            "comparison": try html(BuilderRegion(day: building.day, part: .comparison), of: sight, request),
            "day": building.day.description, "title": content.day.title,
        ]
        return try builderPage("groups/comparison.html", parts, "builder.comparison.title", content, building, request)
    }

    /// Everyone a person could change places with, and what that would do.
    func showSwaps(_ request: Request) async throws -> HTTPResponse {
        let building = try await building(request)
        let person: ID<Attendance> = try request.id("attendance")
        let sight = try await builders.sight(building.day, anew: true, on: self)
        let content = sight.content
        guard var parts = BuilderView(sight: sight, place: building.place, say: speech(request)).swaps(person) else {
            throw Refusal.notFound
        }
        parts["day"] = building.day.description
        parts["person"] = person.description
        parts["query"] = building.place == .first ? "" : "?place=second"
        parts["writable"] = content.day.state < .closed
        return try builderPage("groups/swaps.html", parts, "builder.swap.title", content, building, request)
    }

    private func html(_ region: BuilderRegion, of sight: BuilderSight, _ request: Request) throws -> HTML {
        try region.rendered(sight, by: self, in: request.language).html ?? HTML(trusted: "")
    }

    private func builderPage(
        _ view: String, _ parts: [String: Any], _ title: String, _ content: BuilderContent, _ building: Building, _ request: Request
    ) throws -> HTTPResponse {
        try page(
            view, parts, titled: speech(request)(title, ["title": content.day.title]),
            frame: PageFrame(
                audiences: [.facilitators(building.day), .everyone(building.day)], viewer: building.viewer, styles: ["planning", "groups"],
                day: content.day),
            for: request)
    }
}
