import Foundation
import GRDB
import Workshop

/// A scenario as the library lists it.
package struct LibraryEntry: Sendable {
    package var title: ScenarioTitle
    package var brief: LocalizedText
    package var personas: Int
    package var disclosures: Int
    /// On how many days any version of it stands.
    package var days: Int
}

extension Store {
    /// The newest version of every scenario in the viewer's library, by key; refuses with `.notFound` all but facilitators.
    package func libraryEntries(to viewer: Viewer) async throws -> [LibraryEntry] {
        try viewer.mustFacilitate()
        let titles = try await library(of: viewer.communityID)
        return try await read { [scenarioShelf] db in
            try titles.map { title in
                let scenario = try scenarioShelf.scenario(title.id, in: db)
                let days = try Int.fetchOne(
                    db,
                    sql: """
                        SELECT COUNT(DISTINCT dayID) FROM dayScenario AS d JOIN scenario AS s ON s.id = d.scenarioID
                        WHERE s.communityID = ? AND s.key = ?
                        """, arguments: [viewer.communityID, title.key])
                return LibraryEntry(
                    title: title, brief: scenario.brief, personas: scenario.personas.count, disclosures: scenario.disclosures.count,
                    days: days ?? 0)
            }
        }
    }

    /// Every version of a scenario of the viewer's library, newest first.
    package func versions(of key: String, to viewer: Viewer) async throws -> [ScenarioTitle] {
        try viewer.mustFacilitate()
        return try await read { db in
            try ScenarioTitle.fetchAll(
                db, sql: "SELECT id, key, version, title FROM scenario WHERE communityID = ? AND key = ? ORDER BY version DESC",
                arguments: [viewer.communityID, key])
        }
    }
}
