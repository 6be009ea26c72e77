import GRDB
import Workshop

/// The day as a participant meets it.
package struct DayHome: Sendable {
    package var day: TrainingDay
    package var blocks: [Block]
    package var group: Workshop.Group?
    /// The people in the viewer's group, in alphabetical order.
    package var people: [(name: String, discipline: String)]
    /// Empty until the day opens.
    package var cases: [HomeCase]
    /// Whether the plenary has something to look at.
    package var hasPlenary: Bool

    package struct HomeCase: Sendable {
        package var id: ID<Scenario>
        package var title: LocalizedText
        package var brief: LocalizedText
        /// Whether the viewer's group has done anything with it.
        package var begun: Bool
        /// Whether it is the one the group worked on last.
        package var isLatest: Bool
    }
}

extension Store {
    package func home(of day: ID<TrainingDay>, to viewer: Viewer) async throws -> DayHome {
        guard viewer.day == day else { throw Refusal.notFound }
        return try await read { [scenarioShelf] db in
            let day = try TrainingDay.find(day, in: db)
            let group = day.state == .draft ? nil : try viewer.group.map { try Workshop.Group.find($0, in: db) }
            let people = try group.map { group in
                try Row.fetchAll(
                    db,
                    sql:
                        "SELECT m.name, m.discipline FROM attendance AS a JOIN member AS m ON m.id = a.memberID WHERE a.groupID = ? AND a.role = 'participant' AND \(Attendance.isComing)",
                    arguments: [group.id]
                ).map { (name: $0["name"] as String, discipline: $0["discipline"] as String) }
            }
            let worked = try group.map { group in
                try ID<Scenario>.fetchAll(
                    db,
                    sql:
                        "SELECT scenarioID FROM happening WHERE groupID = ? AND scenarioID IS NOT NULL GROUP BY scenarioID ORDER BY MAX(position) DESC",
                    arguments: [group.id])
            }
            let cases =
                day.state < .open
                ? []
                : try TrainingDay.cases(of: day.id, in: db).map { item in
                    DayHome.HomeCase(
                        id: item.id, title: item.title, brief: try scenarioShelf.scenario(item.id, in: db).brief,
                        begun: worked?.contains(item.id) == true,
                        isLatest: worked?.first == item.id)
                }
            return DayHome(
                day: day, blocks: try Block.filter(sql: "dayID = ? ORDER BY position, id", arguments: [day.id]).fetchAll(db), group: group,
                people: (people ?? []).sorted { Norwegian.precedes($0.name, $1.name) },
                cases: cases, hasPlenary: try !day.shownScenarios(in: db).isEmpty)
        }
    }
}
