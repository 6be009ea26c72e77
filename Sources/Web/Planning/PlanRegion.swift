import Storage
import Workshop

/// One part of the page where a day is planned, the same for everyone who facilitates it.
struct PlanRegion: Region {
    enum Part: String, CaseIterable { case head, checklist, when, programme, people, joined, groups, cases, castings }

    let day: ID<TrainingDay>
    let part: Part

    var id: String { "plan-" + part.rawValue }
    var audience: Audience { .facilitators(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let plan = try await site.store.plan(of: day)
        let view = PlanView(plan: plan, say: Speech(catalogue: site.views.catalogue, language: language), origin: site.settings.origin)
        var content = view.content(of: part)
        content["id"] = id
        content["version"] = "\(position)"
        content["day"] = day.description
        content["writable"] = plan.day.state < .closed
        return RenderedRegion(version: position, html: try site.views.render("planning/_\(part.rawValue).html", content, in: language))
    }
}

extension PanoramaSite {
    /// The parts of the plan that a happening touches.
    static func planRegions(touchedBy happening: Happening) -> [any Region] {
        let parts: [PlanRegion.Part] =
            switch happening.kind {
            case .dayPlanned, .dayMoved: PlanRegion.Part.allCases
            case .peopleChanged: [.checklist, .people, .joined, .groups, .castings]
            case .replied, .arrivalsChanged: [.checklist, .people, .groups, .castings]
            case .groupsChanged: [.checklist, .people, .joined, .groups]
            case .programmeChanged, .blockStarted, .blockEnded: [.checklist, .programme]
            case .casesChanged: [.checklist, .cases, .castings]
            case .castingsChanged: [.checklist, .castings]
            case .personJoined, .personRemoved: [.joined]
            default: []
            }
        return parts.map { PlanRegion(day: happening.dayID, part: $0) }
    }
}
