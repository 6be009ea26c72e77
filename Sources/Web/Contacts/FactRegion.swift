import Foundation
import Storage
import Workshop

/// One thing a group was told: when, by whom, through which channel.
struct FactRegion: Region {
    let fact: ID<Revelation>
    let group: ID<Group>
    /// Without the form that pins it.
    var watching = false

    var id: String { "fact-\(fact)" }
    var audience: Audience { watching ? .watchers(group) : .group(group) }

    /// What is told never changes; it is there, or has been taken back.
    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        guard let known = try await site.store.knownFact(fact) else { return RenderedRegion(version: 2, html: nil) }
        guard known.groupID == group else { throw Refusal.notFound }
        return try rendered(known, by: site.views, in: language)
    }

    func rendered(_ known: KnownFact, by views: Views, in language: Language) throws -> RenderedRegion {
        let say = Speech(catalogue: views.catalogue, language: language)
        let content: [String: Any] = [
            "id": fact.description, "position": "\(-Int64(known.toldAt.timeIntervalSince1970 * 1000))", "text": known.text[language],
            "question": known.question, "time": WallClock.time(known.toldAt), "moment": known.toldAt.formatted(.iso8601),
            "persona": known.persona[language], "channel": say(known.channel), "watching": watching,
        ]
        return RenderedRegion(version: 1, html: try views.render("contacts/_fact.html", content, in: language))
    }
}

extension PanoramaSite {
    /// What the group knows in the case, newest first, each fact rendered once per language.
    func knowledge(of group: ID<Group>, for scenario: ID<Scenario>, in language: Language, watching: Bool) async throws -> HTML {
        let moment = regions.moment
        let facts = try await store.knowledge(of: group, for: scenario)
        let items = try facts.map { known in
            let region = FactRegion(fact: known.id, group: group, watching: watching)
            let html = try regions.kept(region, version: 1, readSince: moment, in: language) {
                try region.rendered(known, by: views, in: language)
            }
            return html?.markup ?? ""
        }
        return try views.render("contacts/_knowledge.html", ["facts": HTML(trusted: items.joined())], in: language)
    }
}
