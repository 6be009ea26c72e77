import Foundation
import GRDB
import Workshop

/// How one group is doing, for the facilitators. Counts facts and tells none.
package struct GroupTile: Sendable {
    package var group: Workshop.Group
    /// The case the group worked on last, with its number on the day; nil on a day without cases.
    package var scenario: (id: ID<Scenario>, number: Int, title: LocalizedText)?
    package var found: Int
    package var total: Int
    /// Only the life domains that the case has facts in.
    package var domains: [(domain: LifeDomain, found: Int, total: Int)]
    /// Whom the group waits for, the longest wait first.
    package var waiting: [(persona: LocalizedText, since: Date)]
    package var talkingWith: [LocalizedText]
    package var contactPerson: String?
    package var cards: Int
    /// When the group last did something, and not before the running case work began; nil outside case work.
    package var quietSince: Date?
    /// When the running case work ends; nil outside it and while it is paused.
    package var workEndsAt: Date?
}

extension Store {
    /// The group as the facilitators' overview shows it.
    package func tile(of group: ID<Workshop.Group>) async throws -> GroupTile {
        try await read { [scenarioShelf] db in
            let group = try Workshop.Group.find(group, in: db)
            let cases = try TrainingDay.cases(of: group.dayID, in: db)
            let worked = try ID<Scenario>.fetchOne(
                db, sql: "SELECT scenarioID FROM happening WHERE groupID = ? AND scenarioID IS NOT NULL ORDER BY position DESC LIMIT 1",
                arguments: [group.id])
            let index = cases.firstIndex { $0.id == worked } ?? (cases.isEmpty ? nil : 0)
            let isOver = try TrainingDay.find(group.dayID, in: db).state >= .closed
            var tile = GroupTile(
                group: group, found: 0, total: 0, domains: [], waiting: isOver ? [] : try group.queue(waiting: true, in: db),
                talkingWith: isOver ? [] : try group.queue(waiting: false, in: db).map(\.persona), cards: 0)
            if let index { try tile.count(scenarioShelf.scenario(cases[index].id, in: db), number: index + 1, in: db) }
            let running = try Programme.stored(group.dayID, in: db).running
            if let running, running.kind == .caseWork, let endsAt = running.endsAt, let startedAt = running.startedAt {
                tile.workEndsAt = endsAt
                tile.quietSince = max(startedAt, try group.lastDeed(in: db) ?? startedAt)
            }
            return tile
        }
    }
}

extension GroupTile {
    mutating func count(_ scenario: Scenario, number: Int, in db: Database) throws {
        self.scenario = (scenario.id, number, scenario.title)
        let told = try Set(
            ID<Disclosure>.fetchAll(
                db, sql: "SELECT disclosureID FROM revelation WHERE groupID = ? AND disclosureID IS NOT NULL", arguments: [group.id]))
        let disclosures = scenario.disclosures
        total = disclosures.count
        found = disclosures.count { told.contains($0.id) }
        domains = LifeDomain.allCases.compactMap { domain in
            let all = disclosures.filter { $0.domain == domain }
            return all.isEmpty ? nil : (domain, all.count { told.contains($0.id) }, all.count)
        }
        contactPerson = try group.contactPerson(for: scenario.id, in: db)
        cards =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT COUNT(*) FROM card JOIN board ON board.id = card.boardID
                    WHERE board.groupID = ? AND board.scenarioID = ? AND card.removedAt IS NULL AND card.hiddenAt IS NULL
                    """, arguments: [group.id, scenario.id]) ?? 0
    }
}

extension Workshop.Group {
    /// The people this group waits for or talks with, by name, the longest first.
    fileprivate func queue(waiting: Bool, in db: Database) throws -> [(persona: LocalizedText, since: Date)] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT p.name, c.askedAt, c.takenAt FROM contactRequest AS c JOIN persona AS p ON p.id = c.personaID
                WHERE c.groupID = ? AND c.outcome IS NULL AND (c.takenAt IS NULL) = ? ORDER BY c.askedAt
                """, arguments: [id, waiting]
        ).map { (try LocalizedText(json: $0["name"]), $0[waiting ? "askedAt" : "takenAt"]) }
    }

    /// When the group last did, or was told, anything; what others do to it does not count.
    fileprivate func lastDeed(in db: Database) throws -> Date? {
        try Date.fetchOne(
            db, sql: "SELECT MAX(at) FROM happening WHERE groupID = ? AND kind NOT IN ('messageSent', 'groupsChanged', 'plenaryTurned')",
            arguments: [id])
    }

    /// The name of the one who holds the case together; nil when nobody is chosen.
    func contactPerson(for scenario: ID<Scenario>, in db: Database) throws -> String? {
        try String.fetchOne(
            db,
            sql: """
                SELECT m.name FROM contactPerson AS c JOIN attendance AS a ON a.id = c.attendanceID JOIN member AS m ON m.id = a.memberID
                WHERE c.groupID = ? AND c.scenarioID = ? ORDER BY c.chosenAt DESC, c.rowid DESC LIMIT 1
                """, arguments: [id, scenario])
    }
}

extension LocalizedText {
    init(json: String) throws { self = try JSONDecoder().decode(LocalizedText.self, from: Data(json.utf8)) }
}

/// One person in the day's cases: who plays, how many groups wait, who talks now.
package struct RoleLine: Sendable {
    package var persona: LocalizedText
    package var caseNumber: Int
    package var players: [(name: String, isTalking: Bool)]
    package var waiting: Int
    package var waitingSince: Date?
    /// The groups that are in contact now.
    package var talking: [String]
}

extension Store {
    /// Every person in the day's cases with their players.
    package func roles(on day: ID<TrainingDay>) async throws -> [RoleLine] {
        try await read { [scenarioShelf] db in
            let players = try Row.fetchAll(
                db,
                sql: """
                    SELECT c.personaID, c.attendanceID, m.name FROM casting AS c JOIN attendance AS a ON a.id = c.attendanceID
                    JOIN member AS m ON m.id = a.memberID WHERE c.dayID = ?
                    """, arguments: [day])
            let isOver = try TrainingDay.find(day, in: db).state >= .closed
            let contacts =
                try isOver
                ? []
                : Row.fetchAll(
                    db,
                    sql: """
                        SELECT c.personaID, c.askedAt, c.takenByID, g.name FROM contactRequest AS c JOIN "group" AS g ON g.id = c.groupID
                        WHERE c.dayID = ? AND c.outcome IS NULL ORDER BY c.askedAt
                        """, arguments: [day])
            return try TrainingDay.cases(of: day, in: db).enumerated().flatMap { index, item in
                try scenarioShelf.scenario(item.id, in: db).personas.map { persona in
                    let open = contacts.filter { $0["personaID"] == persona.id }
                    let waiting = open.filter { ($0["takenByID"] as ID<Attendance>?) == nil }
                    let busy = Set(contacts.compactMap { $0["takenByID"] as ID<Attendance>? })
                    let cast = players.filter { $0["personaID"] == persona.id }.map {
                        (name: $0["name"] as String, isTalking: busy.contains($0["attendanceID"]))
                    }
                    return RoleLine(
                        persona: persona.name, caseNumber: index + 1, players: cast.sorted { Norwegian.precedes($0.name, $1.name) },
                        waiting: waiting.count, waitingSince: waiting.first?["askedAt"],
                        talking: open.filter { ($0["takenByID"] as ID<Attendance>?) != nil }.map { $0["name"] })
                }
            }
        }
    }
}

/// Somebody who took a name with the join code.
package struct JoinedPerson: Sendable {
    package var id: ID<Attendance>
    package var name: String
    package var group: String
    package var at: Date
}

extension Store {
    /// Those who joined by the day's code, the latest first.
    package func joined(on day: ID<TrainingDay>) async throws -> (code: String, people: [JoinedPerson]) {
        try await read { db in
            let people = try Row.fetchAll(
                db,
                sql: """
                    SELECT a.id, m.name, g.name AS groupName, a.joinedByCodeAt FROM attendance AS a JOIN member AS m ON m.id = a.memberID
                    LEFT JOIN "group" AS g ON g.id = a.groupID WHERE a.dayID = ? AND a.joinedByCodeAt IS NOT NULL ORDER BY a.joinedByCodeAt DESC, m.name
                    """, arguments: [day]
            ).map { JoinedPerson(id: $0["id"], name: $0["name"], group: $0["groupName"] ?? "", at: $0["joinedByCodeAt"]) }
            return (try TrainingDay.find(day, in: db).joinCode, people)
        }
    }
}
