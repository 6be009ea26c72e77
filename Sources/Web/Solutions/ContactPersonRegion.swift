import Storage
import Workshop

/// The one person in the group who holds the case together, and the choice of one.
struct ContactPersonRegion: Region {
    let group: ID<Group>
    let scenario: ID<Scenario>
    var watching = false

    var id: String { "contact-person-\(scenario)" }
    var audience: Audience { watching ? .watchers(group) : .group(group) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        RenderedRegion(html: HTML(trusted: ""))
    }
}
