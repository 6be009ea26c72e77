import GRDB
import Workshop

/// A scenario as every group may read it: no script, no fact.
package struct CaseBrief: Hashable, Sendable {
    package var id: ID<Scenario>
    package var title: LocalizedText
    package var brief: LocalizedText
    package var personas: [PersonaBrief]

    package struct PersonaBrief: Hashable, Sendable {
        package var id: ID<Persona>
        package var name: LocalizedText
        package var presentation: LocalizedText
        package var channels: [Channel]
    }

    init(_ scenario: Scenario) {
        id = scenario.id
        title = scenario.title
        brief = scenario.brief
        personas = scenario.personas.map { PersonaBrief(id: $0.id, name: $0.name, presentation: $0.presentation, channels: $0.channels) }
    }
}

/// What the page of one group and one case stands on.
package struct Room: Sendable {
    package var day: TrainingDay
    package var group: Workshop.Group
    /// The day's cases in order, as titles.
    package var cases: [(id: ID<Scenario>, title: LocalizedText)]
    package var brief: CaseBrief
    package var board: BoardContent
}

extension Store {
    /// The room of `group` with `scenario`. Refuses with `.notFound` viewers who do not see the group, and members of it before the day opens.
    package func room(of group: ID<Workshop.Group>, for scenario: ID<Scenario>, to viewer: Viewer) async throws -> Room {
        guard viewer.sees(group: group) else { throw Refusal.notFound }
        return try await read { [scenarioShelf] db in
            let group = try Workshop.Group.find(group, in: db)
            guard group.dayID == viewer.day else { throw Refusal.notFound }
            let day = try TrainingDay.find(group.dayID, in: db)
            if !viewer.isFacilitator, day.state < .open { throw Refusal.notNow(.dayNotOpen) }
            let board = try Board.open(for: group.id, scenario, day: day.id, in: db)
            return Room(
                day: day, group: group, cases: try TrainingDay.cases(of: day.id, in: db),
                brief: CaseBrief(try scenarioShelf.scenario(scenario, in: db)), board: try board.content(to: viewer, in: db))
        }
    }

    /// The day of a group.
    package func day(ofGroup group: ID<Workshop.Group>) async throws -> ID<TrainingDay> {
        try await read { try Workshop.Group.find(group, in: $0).dayID }
    }
}

extension TrainingDay {
    /// The day's cases in order, as titles.
    static func cases(of day: ID<TrainingDay>, in db: Database) throws -> [(id: ID<Scenario>, title: LocalizedText)] {
        try ScenarioTitle.fetchAll(
            db,
            sql:
                "SELECT s.id, s.key, s.version, s.title FROM dayScenario AS d JOIN scenario AS s ON s.id = d.scenarioID WHERE d.dayID = ? ORDER BY d.position",
            arguments: [day]
        ).map { ($0.id, $0.title) }
    }
}

extension Store {
    /// The case a board belongs to, for the address of its page.
    package func address(ofBoard board: ID<Board>) async throws -> ID<Scenario> {
        try await place(ofBoard: board).scenario
    }

    /// The group and the case of a board, for the address of its page.
    package func place(ofBoard board: ID<Board>) async throws -> (group: ID<Workshop.Group>, scenario: ID<Scenario>) {
        try await read { db in
            let board = try Board.find(board, in: db)
            return (board.groupID, board.scenarioID)
        }
    }
}
