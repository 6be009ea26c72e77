import Foundation
import GRDB
import Workshop

/// A persona's script as it stands for one group: what it has been told, and what was improvised. Secret to every group.
package struct ScriptReading: Sendable {
    package var persona: Persona
    /// The group's newest request to the persona; nil before the first.
    package var contact: ContactRequest?
    /// What the group has been told by this persona, by disclosure.
    package var told: [ID<Disclosure>: Telling]
    /// Answers improvised for this persona on the day, oldest first.
    package var answers: [Answered]

    package struct Telling: Sendable {
        package var revelation: Revelation
        /// The channel of the contact in which it was told.
        package var channel: Channel
    }

    package struct Answered: Sendable {
        package var improvisation: Improvisation
        /// The names of the groups that got this answer, in the order they got it, and when the first did.
        package var groups: [String]
        /// How the group in question got it; nil when it has not.
        package var told: Telling?
    }
}

/// One contact as those who may play it, and facilitators who look in, open it.
package struct ContactSheet: Sendable {
    package var day: TrainingDay
    package var contact: ContactRequest
    package var persona: Persona
    package var scenarioTitle: LocalizedText
    package var group: String
    /// Who has or had it.
    package var player: String
    /// The viewer plays this persona.
    package var mayPlay: Bool
    /// The viewer has it, and it goes on.
    package var isMine: Bool
    /// It is the group's newest contact with the persona, the one that is live.
    package var isNewest: Bool
    /// What was told in this contact, in order.
    package var told: [KnownFact]
}

extension Store {
    /// The script as `group` has come to know it. For the audience that plays the persona; the caller has checked.
    package func script(of persona: ID<Persona>, for group: ID<Workshop.Group>, on day: ID<TrainingDay>) async throws -> ScriptReading {
        try await read { [scenarioShelf] db in
            let contacts = try ContactRequest.filter(
                sql: "dayID = ? AND personaID = ? AND groupID = ? ORDER BY askedAt, id", arguments: [day, persona, group]
            ).fetchAll(db)
            let channels = Dictionary(uniqueKeysWithValues: contacts.map { ($0.id, $0.channel) })
            let tellings = try Revelation.filter(
                sql: "groupID = ? AND contactID IN (SELECT id FROM contactRequest WHERE dayID = ? AND personaID = ?)",
                arguments: [group, day, persona]
            ).fetchAll(db).map { ScriptReading.Telling(revelation: $0, channel: channels[$0.contactID] ?? .phone) }
            let played = try scenarioShelf.persona(persona, on: day, in: db)
            let answers = try Improvisation.filter(sql: "dayID = ? AND personaID = ? ORDER BY at, id", arguments: [day, persona]).fetchAll(
                db)
            return ScriptReading(
                persona: played, contact: contacts.last,
                told: Dictionary(tellings.compactMap { telling in telling.revelation.disclosureID.map { ($0, telling) } }) { first, _ in
                    first
                },
                answers: try answers.map { answer in
                    ScriptReading.Answered(
                        improvisation: answer,
                        groups: try String.fetchAll(
                            db,
                            sql: """
                                SELECT g.name FROM revelation AS r JOIN "group" AS g ON g.id = r.groupID
                                WHERE r.improvisationID = ? ORDER BY r.toldAt, r.id
                                """,
                            arguments: [answer.id]),
                        told: tellings.first { $0.revelation.improvisationID == answer.id })
                })
        }
    }

    /// The script to read before anyone has asked. Refuses with `.notFound` all but leaders cast as the persona and facilitators.
    package func script(
        of persona: ID<Persona>, on day: ID<TrainingDay>, to viewer: Viewer
    ) async throws -> (script: ScriptReading, day: TrainingDay) {
        try await mayHear(.players(day, persona), viewer)
        return try await read { [scenarioShelf] db in
            let answers = try Improvisation.filter(sql: "dayID = ? AND personaID = ? ORDER BY at, id", arguments: [day, persona]).fetchAll(
                db)
            let script = ScriptReading(
                persona: try scenarioShelf.persona(persona, on: day, in: db), contact: nil, told: [:],
                answers: answers.map { ScriptReading.Answered(improvisation: $0, groups: [], told: nil) })
            return (script, try TrainingDay.find(day, in: db))
        }
    }

    /// The contact with all that belongs to it. Refuses with `.notFound` all but leaders cast as the persona and facilitators of the day.
    package func contact(_ id: ID<ContactRequest>, to viewer: Viewer) async throws -> ContactSheet {
        let found = try await read { try ContactRequest.find(id, in: $0) }
        guard viewer.day == found.dayID else { throw Refusal.notFound }
        try await mayHear(.players(found.dayID, found.personaID), viewer)
        return try await read { [scenarioShelf] db in
            let contact = try ContactRequest.find(id, in: db)
            let persona = try scenarioShelf.persona(of: contact, in: db)
            let newest = try ID<ContactRequest>.fetchOne(
                db, sql: "SELECT id FROM contactRequest WHERE groupID = ? AND personaID = ? ORDER BY askedAt DESC, id DESC LIMIT 1",
                arguments: [contact.groupID, contact.personaID])
            let told = try Revelation.filter(sql: "contactID = ? ORDER BY toldAt, id", arguments: [id]).fetchAll(db)
            return ContactSheet(
                day: try TrainingDay.find(contact.dayID, in: db), contact: contact, persona: persona,
                scenarioTitle: try scenarioShelf.scenario(contact.scenarioID, in: db).title,
                group: try Workshop.Group.find(contact.groupID, in: db).name,
                player: try contact.takenByID.map { try Attendance.name($0, in: db) } ?? "",
                mayPlay: viewer.role == .leader, isMine: contact.state == .inProgress && contact.takenByID == viewer.attendance,
                isNewest: newest == id, told: try told.map { try KnownFact($0, contact, persona, in: db) })
        }
    }
}

extension ScenarioShelf {
    /// A persona in one of the day's cases; refuses with `.notFound` others.
    func persona(_ id: ID<Persona>, on day: ID<TrainingDay>, in db: Database) throws -> Persona {
        for item in try TrainingDay.cases(of: day, in: db) {
            if let persona = try scenario(item.id, in: db).personas.first(where: { $0.id == id }) { return persona }
        }
        throw Refusal.notFound
    }
}
