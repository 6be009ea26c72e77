import Storage
import Workshop

/// What a group writes as its solution of a case.
struct SolutionRegion: Region {
    let group: ID<Group>
    let scenario: ID<Scenario>
    var watching = false

    var id: String { "solution-\(scenario)" }
    var audience: Audience { watching ? .watchers(group) : .group(group) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        RenderedRegion(html: HTML(trusted: ""))
    }
}
