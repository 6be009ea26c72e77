import Foundation
import GRDB
import Workshop

/// Something a group has been told: nothing but what it may read.
package struct KnownFact: Sendable {
    package var id: ID<Revelation>
    package var groupID: ID<Workshop.Group>
    package var scenarioID: ID<Scenario>
    package var contactID: ID<ContactRequest>
    package var persona: LocalizedText
    package var channel: Channel
    package var text: LocalizedText
    /// What the group had asked, when the answer was improvised; else empty.
    package var question: String
    package var toldAt: Date

    /// The fact as one text that stands alone.
    package func sentence(in language: Language) -> String { question.isEmpty ? text[language] : "\(question) – \(text[language])" }
}

/// How it stands with the people in a case, for one group.
package struct GroupContacts: Sendable {
    package var day: TrainingDay
    package var personas: [CaseBrief.PersonaBrief]
    /// The group's requests, newest first.
    package var requests: [GroupContact]
}

/// A request as the group that made it may see it: without what the player wrote for the plenary.
package struct GroupContact: Sendable {
    package var id: ID<ContactRequest>
    package var personaID: ID<Persona>
    package var channel: Channel
    package var wish: String
    package var state: ContactRequest.State
    package var askedAt: Date
    package var takenAt: Date?
    package var endedAt: Date?
    /// Number in the queue while it waits.
    package var place: Int?
    /// Who plays the person in this contact, once it is taken.
    package var player: String?
    package var declineReason: String
}

extension Store {
    /// What the group may know about the people in the case and its requests to them: nothing that only some in it may see.
    package func contacts(of group: ID<Workshop.Group>, for scenario: ID<Scenario>) async throws -> GroupContacts {
        try await read { [scenarioShelf] db in
            let day = try TrainingDay.find(Workshop.Group.find(group, in: db).dayID, in: db)
            _ = try Board.open(for: group, scenario, day: day.id, in: db)
            let brief = CaseBrief(try scenarioShelf.scenario(scenario, in: db))
            let waiting = try ContactRequest.filter(
                sql: "dayID = ? AND scenarioID = ? AND outcome IS NULL AND takenAt IS NULL", arguments: [day.id, scenario]
            ).fetchAll(db)
            let own = try ContactRequest.filter(
                sql: "groupID = ? AND scenarioID = ? ORDER BY askedAt DESC, id DESC", arguments: [group, scenario]
            ).fetchAll(db)
            return GroupContacts(
                day: day, personas: brief.personas,
                requests: try own.map { contact in
                    GroupContact(
                        id: contact.id, personaID: contact.personaID, channel: contact.channel, wish: contact.wish, state: contact.state,
                        askedAt: contact.askedAt, takenAt: contact.takenAt, endedAt: contact.endedAt, place: contact.place(among: waiting),
                        player: try contact.takenByID.map { try Attendance.name($0, in: db) }, declineReason: contact.declineReason)
                })
        }
    }

    /// What the group knows in the case, newest first.
    package func knowledge(of group: ID<Workshop.Group>, for scenario: ID<Scenario>) async throws -> [KnownFact] {
        try await read { [scenarioShelf] db in
            let contacts = try ContactRequest.filter(sql: "groupID = ? AND scenarioID = ?", arguments: [group, scenario]).fetchAll(db)
            let byID = Dictionary(uniqueKeysWithValues: contacts.map { ($0.id, $0) })
            let told = try Revelation.filter(
                sql: """
                    groupID = ? AND contactID IN (SELECT id FROM contactRequest WHERE groupID = ? AND scenarioID = ?)
                    ORDER BY toldAt DESC, id DESC
                    """,
                arguments: [group, group, scenario]
            ).fetchAll(db)
            return try told.compactMap { revelation in
                guard let contact = byID[revelation.contactID] else { return nil }
                return try KnownFact(revelation, contact, scenarioShelf.persona(of: contact, in: db), in: db)
            }
        }
    }

    /// One thing the group was told; nil when it has been taken back.
    package func knownFact(_ id: ID<Revelation>) async throws -> KnownFact? {
        try await read { [scenarioShelf] db in
            guard let revelation = try Revelation.fetchOne(db, key: id.rawValue) else { return nil }
            let contact = try ContactRequest.find(revelation.contactID, in: db)
            return try KnownFact(revelation, contact, scenarioShelf.persona(of: contact, in: db), in: db)
        }
    }
}

extension KnownFact {
    init(_ revelation: Revelation, _ contact: ContactRequest, _ persona: Persona, in db: Database) throws {
        id = revelation.id
        groupID = revelation.groupID
        scenarioID = contact.scenarioID
        contactID = contact.id
        self.persona = persona.name
        channel = contact.channel
        toldAt = revelation.toldAt
        if let improvisation = try revelation.improvisationID.map({ try Improvisation.find($0, in: db) }) {
            text = LocalizedText(improvisation.answer)
            question = improvisation.question
        } else {
            guard let disclosure = persona.script.disclosures.first(where: { $0.id == revelation.disclosureID }) else {
                throw Refusal.notFound
            }
            text = disclosure.fact
            question = ""
        }
    }
}

extension Attendance {
    /// The name of the member; empty for the projector.
    static func name(_ id: ID<Attendance>, in db: Database) throws -> String {
        try String.fetchOne(
            db, sql: "SELECT m.name FROM attendance AS a JOIN member AS m ON m.id = a.memberID WHERE a.id = ?", arguments: [id]) ?? ""
    }
}
