import Foundation
import GRDB
import Storage
import Workshop

/// What groups and players have done, written straight into the database and the journal.
extension Day {
    /// A contact of the asker's group, waiting; with a player, taken; with feedback, ended.
    @discardableResult
    package func plantContact(
        by asker: String, with persona: Persona, in scenario: Scenario, player: String? = nil, feedback: String? = nil
    ) async throws -> ID<ContactRequest> {
        let viewer = viewer(asker)
        let group = try viewer.acting(in: self)
        let playerID = player.map { attendee($0).attendance.id }
        let now = clock.now
        let day = id
        return try await store.change { db in
            let contact = ID<ContactRequest>(Int64.random(in: 1..<(1 << 50)))
            try db.execute(
                sql: """
                    INSERT INTO contactRequest
                        (id, dayID, groupID, scenarioID, personaID, channel, wish, askedByID, askedAt, takenByID, takenAt, endedAt, outcome, declineReason, feedback)
                    VALUES (?, ?, ?, ?, ?, 'phone', '', ?, ?, ?, ?, ?, ?, '', ?)
                    """,
                arguments: [
                    contact, day, group, scenario.id, persona.id, viewer.attendance, now, playerID, playerID == nil ? nil : now,
                    feedback == nil ? nil : now, feedback == nil ? nil : "done", feedback ?? "",
                ])
            return (
                contact,
                [
                    Happening(
                        .contactAsked, on: day, at: now, by: viewer, group: group, scenario: scenario.id, persona: persona.id,
                        subject: contact.rawValue)
                ]
            )
        }
    }

    /// The player tells the contact's group a fact.
    package func plantRevelation(of fact: Disclosure, in contact: ID<ContactRequest>, by player: String) async throws {
        let viewer = viewer(player)
        let now = clock.now
        let day = id
        try await store.change { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT groupID, scenarioID, personaID FROM contactRequest WHERE id = ?", arguments: [contact])!
            let group: ID<Workshop.Group> = row["groupID"]
            try db.execute(
                sql: "INSERT INTO revelation (id, groupID, contactID, disclosureID, toldByID, toldAt) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [Int64.random(in: 1..<(1 << 50)), group, contact, fact.id, viewer.attendance, now])
            return (
                (),
                [
                    Happening(
                        .factRevealed, on: day, at: now, by: viewer, group: group, scenario: row["scenarioID"], persona: row["personaID"])
                ]
            )
        }
    }

    /// A line of a group's solution, and the one who holds the case together.
    package func plantSolution(_ text: String, by writer: String, contactPerson: String, in scenario: Scenario) async throws {
        let viewer = viewer(writer)
        let group = try viewer.acting(in: self)
        let person = attendee(contactPerson).attendance.id
        let now = clock.now
        let day = id
        try await store.change { db in
            try db.execute(
                sql: "INSERT INTO solutionText (id, groupID, scenarioID, heading, text, version) VALUES (?, ?, ?, 'measures', ?, 1)",
                arguments: [Int64.random(in: 1..<(1 << 50)), group, scenario.id, text])
            try db.execute(
                sql: "INSERT INTO contactPerson (id, groupID, scenarioID, attendanceID, chosenByID, chosenAt) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [Int64.random(in: 1..<(1 << 50)), group, scenario.id, person, viewer.attendance, now])
            return ((), [Happening(.contactPersonChosen, on: day, at: now, by: viewer, group: group, scenario: scenario.id)])
        }
    }
}

extension Viewer {
    fileprivate func acting(in day: Day) throws -> ID<Workshop.Group> {
        guard let group else { throw Refusal.notAllowed }
        return group
    }
}
