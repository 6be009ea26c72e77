import Storage
import Workshop

/// The tables of a day with those who sit there, and what is not as it should be; for those who set them.
struct TablesRegion: Region {
    let day: ID<TrainingDay>
    /// Whom the page is about to move.
    var lifted: ID<Attendance>?

    var id: String { "tables" }
    var audience: Audience { .facilitators(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let tables = try await site.store.tables(of: day)
        var content = TablesView(tables: tables, say: Speech(catalogue: site.views.catalogue, language: language), lifted: lifted).content
        content["id"] = id
        content["version"] = "\(position)"
        content["day"] = day.description
        return RenderedRegion(version: position, html: try site.views.render("tables/_tables.html", content, in: language))
    }
}
