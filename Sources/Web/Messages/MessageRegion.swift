import Storage
import Workshop

/// The facilitator's newest message to an audience: a group, its watchers, the players of a persona or everyone.
struct MessageRegion: Region {
    let audience: Audience

    var id: String { "message" }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        RenderedRegion(html: HTML(trusted: ""))
    }
}
