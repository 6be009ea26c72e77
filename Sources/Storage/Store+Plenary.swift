import Foundation
import GRDB
import Workshop

/// How many cards of a day only their authors see yet, and on how many boards these are.
package struct WrittenAlone: Hashable, Sendable {
    package var cards: Int
    package var boards: Int
}

extension Store {
    /// What the plenary of the day would be without, as long as it is not shown.
    package func writtenAlone(on day: ID<TrainingDay>) async throws -> WrittenAlone {
        try await read { try WrittenAlone(on: day, in: $0) }
    }

    /// Turns the plenary: what is shown from now on, and stays readable for everyone afterwards.
    /// Refuses a scenario or a group of another day.
    package func turnPlenary(
        of day: ID<TrainingDay>, to scenario: ID<Scenario>?, group: ID<Workshop.Group>?, part: TrainingDay.PlenaryPart, at now: Date,
        by viewer: Viewer
    ) async throws {
        try await change { db in
            try viewer.mustFacilitate()
            var day = try TrainingDay.ofCommunity(viewer.communityID, day, in: db)
            guard let scenario = scenario ?? day.plenaryScenarioID,
                try TrainingDay.cases(of: day.id, in: db).contains(where: { $0.id == scenario })
            else { throw Refusal.invalid("scenario", .unknownChoice) }
            if let group, try Workshop.Group.fetchOne(db, key: group.rawValue)?.dayID != day.id {
                throw Refusal.invalid("group", .unknownChoice)
            }
            try day.turn(to: scenario, group: group, part: part)
            day.uncovered = try day.uncoveredFacts(of: scenario, in: db).count
            try day.update(db)
            try day.noteShowing(at: now, in: db)
            return ((), [Happening(.plenaryTurned, on: day.id, at: now, by: viewer, scenario: scenario)])
        }
    }

    /// Uncovers the next fact that no group found, or all of them; nothing when every one is uncovered. Refuses outside the plenary.
    package func uncover(all: Bool, on day: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await change { [scenarioShelf] db in
            try viewer.mustFacilitate()
            var day = try TrainingDay.ofCommunity(viewer.communityID, day, in: db)
            let scenario = try scenarioShelf.scenario(day.mustUncover(), in: db)
            let found = try day.foundFacts(in: db)
            let uncovered = try day.uncoveredFacts(of: scenario.id, in: db)
            let hidden = scenario.disclosures.map(\.id).filter { !found.contains($0) && !uncovered.contains($0) }
            let next = all ? hidden : Array(hidden.prefix(1))
            for fact in next {
                try db.execute(
                    sql: "INSERT INTO uncovering (dayID, disclosureID, uncoveredAt, byID) VALUES (?, ?, ?, ?)",
                    arguments: [day.id, fact, now, viewer.attendance])
            }
            day.uncovered = uncovered.count + next.count
            try day.update(db)
            return ((), next.isEmpty ? [] : [Happening(.factUncovered, on: day.id, at: now, by: viewer, scenario: scenario.id)])
        }
    }

    /// What the plenary of `day` shows to everyone in its audience: the scenario it is turned to, or `scenario` if that was shown before.
    /// Refuses with `.notFound` a scenario that has not been shown. The caller belongs to `Audience.plenary`.
    package func plenary(of day: ID<TrainingDay>, lookingBackAt scenario: ID<Scenario>? = nil) async throws -> PlenaryContent {
        try await read { [scenarioShelf] db in
            let day = try TrainingDay.find(day, in: db)
            let cases = try TrainingDay.cases(of: day.id, in: db)
            let shown = try day.shownScenarios(in: db)
            if let scenario, !shown.contains(scenario) { throw Refusal.notFound }
            var content = PlenaryContent(
                day: day, cases: cases.enumerated().map { ($0.element.id, $0.offset + 1, $0.element.title, shown.contains($0.element.id)) },
                allGroups: try Workshop.Group.stored(on: day.id, in: db))
            let current = day.state > .plenary ? day.plenaryScenarioID.flatMap { shown.contains($0) ? $0 : nil } : day.plenaryScenarioID
            if let id = scenario ?? current, let number = cases.firstIndex(where: { $0.id == id }) {
                let one = scenario == nil ? day.plenaryGroupID : nil
                content.shown = try PlenaryContent.Shown(
                    scenarioShelf.scenario(id, in: db), number: number + 1, on: day,
                    groups: content.allGroups.filter { one == nil || $0.id == one }, in: db)
            }
            return content
        }
    }
}

extension WrittenAlone {
    init(on day: ID<TrainingDay>, in db: Database) throws {
        let boards = "SELECT b.id FROM board AS b JOIN \"group\" AS g ON g.id = b.groupID WHERE g.dayID = ?"
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT COUNT(*) AS cards, COUNT(DISTINCT boardID) AS boards FROM card
                WHERE hiddenAt IS NOT NULL AND removedAt IS NULL AND boardID IN (\(boards))
                """, arguments: [day])
        self.init(cards: row?["cards"] ?? 0, boards: row?["boards"] ?? 0)
    }
}

extension TrainingDay {
    /// Facts of any scenario that some group of the day has been told.
    func foundFacts(in db: Database) throws -> Set<ID<Disclosure>> {
        try Set(
            ID<Disclosure>.fetchAll(
                db,
                sql: """
                    SELECT r.disclosureID FROM revelation AS r JOIN "group" AS g ON g.id = r.groupID
                    WHERE g.dayID = ? AND r.disclosureID IS NOT NULL
                    """, arguments: [id]))
    }

    func uncoveredFacts(of scenario: ID<Scenario>, in db: Database) throws -> Set<ID<Disclosure>> {
        try Set(
            ID<Disclosure>.fetchAll(
                db,
                sql: """
                    SELECT u.disclosureID FROM uncovering AS u JOIN disclosure AS d ON d.id = u.disclosureID JOIN persona AS p ON p.id = d.personaID
                    WHERE u.dayID = ? AND p.scenarioID = ?
                    """, arguments: [id, scenario]))
    }

    /// The scenarios that everyone may look back at.
    func shownScenarios(in db: Database) throws -> Set<ID<Scenario>> {
        guard plenaryIsPublic else { return [] }
        return try Set(ID<Scenario>.fetchAll(db, sql: "SELECT scenarioID FROM showing WHERE dayID = ?", arguments: [id]))
    }

    /// Keeps that everyone has been shown the scenario the plenary is turned to, if the day is in plenary.
    func noteShowing(at now: Date, in db: Database) throws {
        guard state == .plenary, let plenaryScenarioID else { return }
        try db.execute(
            sql: "INSERT OR IGNORE INTO showing (dayID, scenarioID, shownAt) VALUES (?, ?, ?)", arguments: [id, plenaryScenarioID, now])
    }
}
