import Foundation
import GRDB
import Workshop

/// What a group has written under one heading, and who wrote it last.
package struct WrittenSolution: Sendable {
    package var text: SolutionText
    package var writer: String?
}

/// Who holds a case together in a group, and who could.
package struct ContactPersonChoice: Sendable {
    package var chosen: ID<Attendance>?
    package var name: String?
    /// The participants of the group in alphabetical order.
    package var people: [Attendee]
    /// Who has held the case, the newest first.
    package var holders: [Holder]

    package struct Holder: Sendable {
        package var name: String
        package var since: Date
        /// Who chose; nil when it was the group’s screen.
        package var chosenBy: String?
        package var word: String
    }
}

extension Store {
    /// The text under `heading`; an empty one of version 0 before anybody has written. The caller has checked who sees the group.
    package func solution(
        of group: ID<Workshop.Group>, for scenario: ID<Scenario>, under heading: SolutionText.Heading
    ) async throws -> WrittenSolution {
        try await read { db in
            let text = try SolutionText.stored(of: group, for: scenario, under: heading, in: db)
            let writer = try text?.writtenByID.flatMap { try Attendance.name($0, in: db) }
            return WrittenSolution(
                text: text ?? SolutionText(id: ID(0), groupID: group, scenarioID: scenario, heading: heading), writer: writer)
        }
    }

    /// Writes under one heading. Refuses with `.notFound` those who do not see the group, with `.notAllowed` those who only watch,
    /// with `.notNow` unless the day is open, and with `.stale` when another text was written since `version`.
    package func write(
        _ text: String, under heading: SolutionText.Heading, version: Int, of group: ID<Workshop.Group>, for scenario: ID<Scenario>,
        at now: Date, by viewer: Viewer
    ) async throws {
        try await change { db in
            let day = try Workshop.Group.workable(group, scenario, by: viewer, in: db)
            let stored = try SolutionText.stored(of: group, for: scenario, under: heading, in: db)
            var solution = stored ?? SolutionText(id: .minted(), groupID: group, scenarioID: scenario, heading: heading)
            let before = solution.version
            try solution.write(text, version: version, at: now, by: viewer)
            guard solution.version != before else { return ((), []) }
            try solution.save(db)
            return (
                (),
                [
                    Happening(
                        .solutionWritten, on: day.id, at: now, by: viewer, group: group, scenario: scenario, subject: solution.id.rawValue)
                ]
            )
        }
    }

    /// The group's contact person for the case, and who can be chosen. The caller has checked who sees the group.
    package func contactPerson(of group: ID<Workshop.Group>, for scenario: ID<Scenario>) async throws -> ContactPersonChoice {
        try await read { db in
            let holders = try ContactPerson.filter(
                sql: "groupID = ? AND scenarioID = ? ORDER BY chosenAt DESC", arguments: [group, scenario]
            ).fetchAll(db)
            return ContactPersonChoice(
                chosen: holders.first?.attendanceID, name: try holders.first.flatMap { try Attendance.name($0.attendanceID, in: db) },
                people: try Attendee.participants(of: group, in: db),
                holders: try holders.map { holder in
                    ContactPersonChoice.Holder(
                        name: try Attendance.name(holder.attendanceID, in: db) ?? "", since: holder.chosenAt,
                        chosenBy: try Attendance.name(holder.chosenByID, in: db), word: holder.word)
                })
        }
    }

    /// Names the contact person, with a word why where another held the case; earlier ones are kept.
    /// Refuses as `write` does, and with `.invalid` people outside the group, and handing over without a word.
    package func choose(
        _ person: ID<Attendance>, saying word: String = "", of group: ID<Workshop.Group>, for scenario: ID<Scenario>, at now: Date,
        by viewer: Viewer
    ) async throws {
        try await change { db in
            let day = try Workshop.Group.workable(group, scenario, by: viewer, in: db)
            guard let attendance = try Attendance.fetchOne(db, key: person.rawValue) else {
                throw Refusal.invalid("person", .unknownChoice)
            }
            let present = try ContactPerson.newest(of: group, for: scenario, in: db)
            // The newest counts, so each is later than the one before it, also within the same millisecond.
            let later = max(now, (present?.chosenAt ?? .distantPast) + 0.002)
            let choice = try ContactPerson.choose(
                attendance, after: present, of: group, in: scenario, saying: word, as: .minted(), at: later, by: viewer)
            guard present?.attendanceID != person else { return ((), []) }
            try choice.insert(db)
            return (
                (),
                [
                    Happening(
                        .contactPersonChosen, on: day.id, at: now, by: viewer, group: group, scenario: scenario, subject: choice.id.rawValue
                    )
                ]
            )
        }
    }
}

extension SolutionText {
    static func stored(
        of group: ID<Workshop.Group>, for scenario: ID<Scenario>, under heading: Heading, in db: Database
    ) throws -> SolutionText? {
        try filter(sql: "groupID = ? AND scenarioID = ? AND heading = ?", arguments: [group, scenario, heading.rawValue]).fetchOne(db)
    }
}

extension ContactPerson {
    static func newest(of group: ID<Workshop.Group>, for scenario: ID<Scenario>, in db: Database) throws -> ContactPerson? {
        try filter(sql: "groupID = ? AND scenarioID = ? ORDER BY chosenAt DESC", arguments: [group, scenario]).fetchOne(db)
    }
}

extension Workshop.Group {
    /// The open day on which the viewer works in the group with one of its cases; refuses everyone and everything else.
    static func workable(_ group: ID<Workshop.Group>, _ scenario: ID<Scenario>, by viewer: Viewer, in db: Database) throws -> TrainingDay {
        guard viewer.sees(group: group) else { throw Refusal.notFound }
        return try Board.workable(Board.open(for: group, scenario, day: viewer.day, in: db).id, by: viewer, in: db).1
    }
}

extension Attendance {
    static func name(_ id: ID<Attendance>, in db: Database) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT m.name FROM attendance AS a JOIN member AS m ON m.id = a.memberID WHERE a.id = ?", arguments: [id])
    }
}

extension Attendee {
    /// The participants of a group in alphabetical order.
    static func participants(of group: ID<Workshop.Group>, in db: Database) throws -> [Attendee] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT a.*, m.name AS memberName, m.discipline FROM attendance AS a JOIN member AS m ON m.id = a.memberID
                WHERE a.groupID = ? AND a.role = 'participant'
                """, arguments: [group]
        ).map { Attendee(attendance: try Attendance(row: $0), name: $0["memberName"], discipline: $0["discipline"]) }
            .sorted { Norwegian.precedes($0.name, $1.name) }
    }
}
