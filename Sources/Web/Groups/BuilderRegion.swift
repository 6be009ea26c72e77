import Storage
import Workshop

/// One part of the page where groups are built, the same for everyone who facilitates the day.
struct BuilderRegion: Region {
    enum Part: Hashable { case bench, rules, comparison }

    let day: ID<TrainingDay>
    var place: Proposal.Place = .first
    let part: Part

    static func all(_ day: ID<TrainingDay>) -> [BuilderRegion] {
        Proposal.Place.allCases.flatMap {
            [BuilderRegion(day: day, place: $0, part: .bench), BuilderRegion(day: day, place: $0, part: .rules)]
        }
            + [BuilderRegion(day: day, part: .comparison)]
    }

    /// The parts of the page that works on one proposal.
    static func shown(_ building: Building) -> [BuilderRegion] {
        [.bench, .rules].map { BuilderRegion(day: building.day, place: building.place, part: $0) }
    }

    var id: String {
        switch part {
        case .bench: "builder-\(place.rawValue)"
        case .rules: "builder-\(place.rawValue)-rules"
        case .comparison: "builder-comparison"
        }
    }

    var audience: Audience { .facilitators(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let content = try await site.store.builder(of: day)
        let view = BuilderView(content: content, place: place, say: Speech(catalogue: site.views.catalogue, language: language))
        var page: [String: Any]
        let name: String
        switch part {
        case .bench: (page, name) = (view.bench, "groups/_bench.html")
        case .rules: (page, name) = (view.rules, "groups/_rules.html")
        case .comparison: (page, name) = (view.comparison, "groups/_comparison.html")
        }
        page["id"] = id
        page["version"] = "\(position)"
        page["day"] = day.description
        page["place"] = place.rawValue
        page["query"] = place == .first ? "" : "?place=second"
        page["community"] = content.day.communityID.description
        page["writable"] = content.day.state < .closed
        return RenderedRegion(version: position, html: try site.views.render(name, page, in: language))
    }
}
