import Foundation
import Storage
import Workshop

/// How one group is doing, and what needs the facilitator.
struct TileRegion: Region {
    static let longWait = 5
    static let longSilence = 10
    static let nearTheEnd = 15

    let day: ID<TrainingDay>
    let group: ID<Group>

    var id: String { "tile-\(group)" }
    var audience: Audience { .facilitators(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let tile = try await site.store.tile(of: group)
        let content = content(
            tile, version: position, now: site.settings.clock(), in: Speech(catalogue: site.views.catalogue, language: language))
        return RenderedRegion(version: position, html: try site.views.render("overview/_tile.html", content, in: language))
    }

    private func content(_ tile: GroupTile, version: Int64, now: Date, in say: Speech) -> [String: Any] {
        let language = say.language
        func ago(_ then: Date) -> String {
            let minutes = Spoken.minutes(from: then, to: now)
            return minutes == 0 ? say("words.ago-now") : say("words.ago-minutes").replacing("{n}", with: "\(minutes)")
        }
        let needs = needs(of: tile, in: language).map { need in
            [
                "key": need.key, "name": need.name, "since": Spoken.machine(need.since), "after": "\(need.after)", "counts": need.counts,
                "ago": ago(need.since), "due": Spoken.minutes(from: need.since, to: now) >= need.after,
            ] as [String: Any]
        }
        return [
            "id": id, "version": "\(version)", "group": group.description, "name": tile.group.name, "needs": needs,
            "needy": needs.contains { $0["due"] as? Bool == true },
            "scenario": tile.scenario?.id.description ?? "", "number": "\(tile.scenario?.number ?? 0)",
            "title": tile.scenario?.title[language] ?? "", "found": "\(tile.found)", "total": "\(tile.total)",
            "domains": tile.domains.map {
                [
                    "word": say("tile.domain.\($0.domain.rawValue)"), "found": "\($0.found)", "total": "\($0.total)",
                    "percent": "\($0.found * 100 / max(1, $0.total))",
                ]
            },
            "waiting": tile.waiting.map { ["name": $0.persona[language], "since": Spoken.machine($0.since), "ago": ago($0.since)] },
            "talking": tile.talkingWith.map { $0[language] },
            "person": tile.contactPerson ?? "", "cards": "\(tile.cards)",
            "quiet": tile.quietSince.map { ["since": Spoken.machine($0), "ago": ago($0)] } ?? [:],
        ]
    }

    private typealias Need = (key: String, name: String, since: Date, after: Int, counts: Bool)

    private func needs(of tile: GroupTile, in language: Language) -> [Need] {
        var needs: [Need] = tile.waiting.prefix(1).map { ("tile.need.waits", $0.persona[language], $0.since, TileRegion.longWait, true) }
        if tile.talkingWith.isEmpty, let quietSince = tile.quietSince {
            needs.append(("tile.need.quiet", "", quietSince, TileRegion.longSilence, true))
        }
        if tile.contactPerson == nil, tile.scenario != nil, let end = tile.workEndsAt {
            needs.append(("tile.need.person", "", end - Double(TileRegion.nearTheEnd + 1) * 60, 1, false))
        }
        return needs
    }
}
