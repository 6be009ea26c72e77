import Storage
import Workshop

/// The people in a case, how each can be reached, and what has come of the group's requests.
struct ContactsRegion: Region {
    let day: ID<TrainingDay>
    let group: ID<Group>
    let scenario: ID<Scenario>
    var watching = false

    var id: String { "contacts-\(scenario)" }
    var audience: Audience { watching ? .watchers(group) : .group(group) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        RenderedRegion(html: HTML(trusted: ""))
    }
}
