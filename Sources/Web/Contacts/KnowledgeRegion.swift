import Storage
import Workshop

/// What a group knows of a case so far: when, from whom, through which channel.
struct KnowledgeRegion: Region {
    let group: ID<Group>
    let scenario: ID<Scenario>
    var watching = false

    var id: String { "knowledge-\(scenario)" }
    var audience: Audience { watching ? .watchers(group) : .group(group) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        RenderedRegion(html: HTML(trusted: ""))
    }
}
