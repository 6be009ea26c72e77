import Storage
import Workshop

/// One part of the page where groups are built, the same for everyone who facilitates the day.
struct BuilderRegion: Region {
    enum Part: Hashable, Sendable {
        /// Everything about a proposal, or where to start when there is none.
        case bench
        /// How the proposal fares, and what can be done with the whole of it.
        case head
        /// By number from 1.
        case group(Int)
        case foot
        case rules
        /// By index from 0.
        case rule(Int)
        case comparison
    }

    /// Stands for the proposal’s version in what is kept, since parts are kept longer than it lasts.
    static let versionSign = "\u{E000}"

    let day: ID<TrainingDay>
    var place: Proposal.Place = .first
    let part: Part

    var id: String {
        switch part {
        case .bench: "builder-\(place.rawValue)"
        case .head: "builder-\(place.rawValue)-head"
        case .group(let number): "builder-\(place.rawValue)-group-\(number)"
        case .foot: "builder-\(place.rawValue)-foot"
        case .rules: "builder-\(place.rawValue)-rules"
        case .rule(let index): "rule-\(place.rawValue)-\(index)"
        case .comparison: "builder-comparison"
        }
    }

    var audience: Audience { .facilitators(day) }
    var isShelved: Bool { false }

    func steadyVersion(by site: PanoramaSite) async throws -> Int64? { version(in: try await site.builders.sight(day, on: site)) }

    /// Since when the part looks as it does.
    func version(in sight: BuilderSight) -> Int64 {
        let place = sight.place(place)
        switch part {
        case .bench: return place.frameSince
        case .group(let number): return place.groupSince.indices.contains(number - 1) ? place.groupSince[number - 1] : sight.since
        case .rules: return place.rulesSince
        case .rule(let index): return place.ruleSince.indices.contains(index) ? place.ruleSince[index] : sight.since
        case .head, .foot, .comparison: return sight.since
        }
    }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        try rendered(try await site.builders.sight(day, on: site), by: site, in: language)
    }

    func rendered(_ sight: BuilderSight, by site: PanoramaSite, in language: Language) throws -> RenderedRegion {
        let bench = sight.bench(place)
        let version = version(in: sight)
        switch part {
        case .group(let number) where bench?.groups.indices.contains(number - 1) != true: return RenderedRegion(version: version, html: nil)
        case .rule(let index) where bench?.setup.rules.indices.contains(index) != true: return RenderedRegion(version: version, html: nil)
        case .head where bench?.proposal.isDivided != true: return RenderedRegion(version: version, html: nil)
        case .foot where bench?.proposal.isDivided != true: return RenderedRegion(version: version, html: nil)
        default: break
        }
        let view = BuilderView(sight: sight, place: place, say: Speech(catalogue: site.views.catalogue, language: language))
        let text: String
        if case .group = part {
            text = try kept(sight, version, view, by: site, in: language)
        } else if case .rule = part {
            text = try kept(sight, version, view, by: site, in: language)
        } else {
            text = try drawn(sight, version, view, by: site, in: language)
        }
        let now = "\(bench?.proposal.version ?? 0)"
        return RenderedRegion(version: version, html: HTML(trusted: text.replacing(BuilderRegion.versionSign, with: now)))
    }

    private func kept(
        _ sight: BuilderSight, _ version: Int64, _ view: BuilderView, by site: PanoramaSite, in language: Language
    ) throws -> String {
        try sight.markup(BuilderSight.MarkupKey(place: place, part: part, language: language), since: version) {
            try drawn(sight, version, view, by: site, in: language)
        }
    }

    private func drawn(
        _ sight: BuilderSight, _ version: Int64, _ view: BuilderView, by site: PanoramaSite, in language: Language
    ) throws -> String {
        func inner(_ part: Part) throws -> HTML {
            HTML(trusted: try BuilderRegion(day: day, place: place, part: part).rendered(sight, by: site, in: language).html?.markup ?? "")
        }
        var page: [String: Any]
        let name: String
        switch part {
        case .bench:
            (page, name) = (view.start, "groups/_bench.html")
            if let bench = sight.bench(place), bench.proposal.isDivided {
                page["divided"] = true
                page["head"] = try inner(.head)
                page["groups"] = try bench.groups.indices.map { try inner(.group($0 + 1)) }
                page["foot"] = try inner(.foot)
            } else {
                page.merge(view.problems) { $1 }
            }
        case .head: (page, name) = (view.head, "groups/_head.html")
        case .group(let number): (page, name) = (view.group(number), "groups/_group.html")
        case .foot: (page, name) = (view.foot, "groups/_foot.html")
        case .rules:
            (page, name) = (view.rules, "groups/_rules.html")
            page["rules"] = try (sight.bench(place)?.setup.rules.indices).map { try $0.map { try inner(.rule($0)) } } ?? []
        case .rule(let index): (page, name) = (view.rule(index), "groups/_rule.html")
        case .comparison: (page, name) = (view.comparison, "groups/_comparison.html")
        }
        page["id"] = id
        page["version"] = "\(version)"
        page["day"] = day.description
        page["place"] = place.rawValue
        page["query"] = place == .first ? "" : "?place=second"
        page["community"] = sight.content.day.communityID.description
        page["writable"] = sight.content.day.state < .closed
        page["proposalVersion"] = BuilderRegion.versionSign
        return try site.views.render(name, page, in: language).markup
    }
}

extension BuilderSight {
    /// The parts of the page that works on one proposal, each after the one it stands in.
    func parts(_ building: Building) -> [BuilderRegion] { parts(of: building.place, on: building.day) }

    private func parts(of name: Proposal.Place, on day: ID<TrainingDay>) -> [BuilderRegion] {
        let place = place(name)
        var parts: [BuilderRegion.Part] = [.bench]
        if place.bench?.proposal.isDivided == true { parts += [.head] + place.groupSince.indices.map { .group($0 + 1) } + [.foot] }
        parts += [.rules] + place.ruleSince.indices.map { .rule($0) }
        return parts.map { BuilderRegion(day: day, place: name, part: $0) }
    }

    /// Every part of a proposal that a page may show, also of the comparison.
    func known(_ place: Proposal.Place, on day: ID<TrainingDay>) -> [BuilderRegion] {
        let comparison = place == .first ? [BuilderRegion(day: day, part: .comparison)] : []
        return parts(of: place, on: day) + comparison
    }

    /// The parts that have changed since `position`, without those that stand in another one of them.
    func parts(_ building: Building, changedSince position: Int64) -> [BuilderRegion] {
        let place = place(building.place)
        return parts(building).filter { region in
            guard region.version(in: self) > position else { return false }
            switch region.part {
            case .head, .group, .foot: return place.frameSince <= position
            case .rule: return place.rulesSince <= position
            case .bench, .rules, .comparison: return true
            }
        }
    }
}
