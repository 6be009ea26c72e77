import Foundation
import GRDB
import Workshop

/// Everything a day is made of, as its facilitators plan it.
package struct Plan: Sendable {
    package var day: TrainingDay
    package var blocks: [Block]
    package var groups: [Workshop.Group]
    /// In Norwegian alphabetical order, the projector left out.
    package var attendees: [Attendee]
    /// Members who are not on the day.
    package var candidates: [Member]
    package var cases: [PlannedCase]
    package var castings: [Casting]
    /// The newest version of each scenario in the library that is not on the day.
    package var library: [ScenarioTitle]
    package var checklist: Checklist
    package var writtenAlone: WrittenAlone
}

extension Store {
    /// The plan of the day, for facilitators' eyes only; the caller has checked.
    package func plan(of id: ID<TrainingDay>) async throws -> Plan {
        try await read { db in
            let day = try TrainingDay.find(id, in: db)
            let attendees = try TrainingDay.attendees(of: id, in: db)
            let here = Set(attendees.compactMap(\.attendance.memberID))
            let cases = try TrainingDay.plannedCases(of: id, in: db)
            let library = try ScenarioTitle.fetchAll(
                db,
                sql: """
                    SELECT id, key, version, title FROM scenario AS s WHERE communityID = ?
                    AND version = (SELECT MAX(version) FROM scenario WHERE communityID = s.communityID AND key = s.key)
                    AND id NOT IN (SELECT scenarioID FROM dayScenario WHERE dayID = ?) ORDER BY key
                    """, arguments: [day.communityID, id])
            let groups = try Workshop.Group.filter(sql: "dayID = ? ORDER BY position, id", arguments: [id]).fetchAll(db)
            let blocks = try Block.filter(sql: "dayID = ? ORDER BY position, id", arguments: [id]).fetchAll(db)
            let castings = try Casting.filter(sql: "dayID = ?", arguments: [id]).fetchAll(db)
            return Plan(
                day: day, blocks: blocks, groups: groups, attendees: attendees,
                candidates: try Member.present(in: day.communityID, db).filter { !here.contains($0.id) }, cases: cases, castings: castings,
                library: library,
                checklist: Checklist(
                    blocks: blocks.count, groups: groups, attendances: attendees.filter(\.isComing).map(\.attendance), cases: cases,
                    castings: castings),
                writtenAlone: try WrittenAlone(on: id, in: db))
        }
    }
}

extension Checklist {
    init(of day: TrainingDay, in db: Database) throws {
        self.init(
            blocks: try Block.filter(sql: "dayID = ?", arguments: [day.id]).fetchCount(db),
            groups: try Workshop.Group.filter(sql: "dayID = ? ORDER BY position, id", arguments: [day.id]).fetchAll(db),
            attendances: try TrainingDay.attendees(of: day.id, in: db).filter(\.isComing).map(\.attendance),
            cases: try TrainingDay.plannedCases(of: day.id, in: db),
            castings: try Casting.filter(sql: "dayID = ?", arguments: [day.id]).fetchAll(db))
    }
}

extension TrainingDay {
    /// Everyone on the day but the projector, in Norwegian alphabetical order.
    static func attendees(of day: ID<TrainingDay>, in db: Database) throws -> [Attendee] {
        try Row.fetchAll(
            db,
            sql:
                "SELECT a.*, m.name AS memberName, m.discipline, \(Attendance.isComing) AS isComing FROM attendance AS a JOIN member AS m ON m.id = a.memberID WHERE a.dayID = ?",
            arguments: [day]
        ).map {
            Attendee(attendance: try Attendance(row: $0), name: $0["memberName"], discipline: $0["discipline"], isComing: $0["isComing"])
        }
        .sorted { Norwegian.precedes($0.name, $1.name) }
    }

    /// The day's cases in order, with the people in them and whether a group has worked with each.
    static func plannedCases(of day: ID<TrainingDay>, in db: Database) throws -> [PlannedCase] {
        try ScenarioTitle.fetchAll(
            db,
            sql:
                "SELECT s.id, s.key, s.version, s.title FROM dayScenario AS d JOIN scenario AS s ON s.id = d.scenarioID WHERE d.dayID = ? ORDER BY d.position",
            arguments: [day]
        ).map { title in
            let personas = try PersonaName.fetchAll(
                db, sql: "SELECT id, name FROM persona WHERE scenarioID = ? ORDER BY position", arguments: [title.id])
            return PlannedCase(
                id: title.id, title: title.title, version: title.version,
                personas: personas.map { PlannedPersona(id: $0.id, name: $0.name) },
                isUsed: try TrainingDay.hasUsed(title.id, on: day, in: db))
        }
    }

    /// Whether a group of the day has done anything with the scenario.
    static func hasUsed(_ scenario: ID<Scenario>, on day: ID<TrainingDay>, in db: Database) throws -> Bool {
        let groups = "(SELECT id FROM \"group\" WHERE dayID = :day)"
        return try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM card JOIN board ON board.id = card.boardID WHERE board.scenarioID = :scenario AND board.groupID IN \(groups))
                OR EXISTS (SELECT 1 FROM photo JOIN board ON board.id = photo.boardID WHERE board.scenarioID = :scenario AND board.groupID IN \(groups))
                OR EXISTS (SELECT 1 FROM contactRequest WHERE scenarioID = :scenario AND dayID = :day)
                OR EXISTS (SELECT 1 FROM solutionText WHERE scenarioID = :scenario AND groupID IN \(groups))
                OR EXISTS (SELECT 1 FROM contactPerson WHERE scenarioID = :scenario AND groupID IN \(groups))
                """, arguments: ["scenario": scenario, "day": day]) ?? false
    }
}

private struct PersonaName: Codable, FetchableRecord {
    var id: ID<Persona>
    var name: LocalizedText
}
