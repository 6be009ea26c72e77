import Foundation
import GRDB
import Workshop

/// The persons a leader plays on a day, or all of them for a facilitator who looks in.
package struct Console: Sendable {
    package var day: TrainingDay
    package var roles: [PlayedPersona]
}

/// A person of a case on the day, without the script.
package struct PlayedPersona: Sendable {
    package var id: ID<Persona>
    package var name: LocalizedText
    package var scenarioTitle: LocalizedText
    /// The case's number on the day, from 1.
    package var caseNumber: Int
}

/// How it stands with the requests to one persona.
package struct PersonaQueue: Sendable {
    package var persona: PlayedPersona
    /// Oldest first.
    package var waiting: [QueuedContact]
    package var inProgress: [QueuedContact]
    package var done: Int
}

/// A request as those who play the persona see it in a queue.
package struct QueuedContact: Sendable {
    package var contact: ContactRequest
    package var group: String
    package var persona: LocalizedText
    /// Who has it, when it is taken.
    package var player: String
}

extension Store {
    /// Refuses with `.notFound` everyone but leaders and facilitators of the day.
    package func console(of day: ID<TrainingDay>, to viewer: Viewer) async throws -> Console {
        guard viewer.day == day, viewer.role == .leader || viewer.isFacilitator else { throw Refusal.notFound }
        return try await read { [scenarioShelf] db in
            let cast = Set(
                try ID<Persona>.fetchAll(
                    db, sql: "SELECT personaID FROM casting WHERE dayID = ? AND attendanceID = ?", arguments: [day, viewer.attendance]))
            let all = try PlayedPersona.all(on: day, scenarioShelf, in: db)
            return Console(day: try TrainingDay.find(day, in: db), roles: viewer.isFacilitator ? all : all.filter { cast.contains($0.id) })
        }
    }

    /// The queue to `persona`, for the audience that plays it.
    package func queue(to persona: ID<Persona>, on day: ID<TrainingDay>) async throws -> PersonaQueue {
        try await read { [scenarioShelf] db in
            let all = try PlayedPersona.all(on: day, scenarioShelf, in: db)
            guard let played = all.first(where: { $0.id == persona }) else { throw Refusal.notFound }
            let contacts = try ContactRequest.filter(
                sql: "dayID = ? AND personaID = ? ORDER BY askedAt, id", arguments: [day, persona]
            ).fetchAll(db)
            func queued(_ state: ContactRequest.State) throws -> [QueuedContact] {
                try contacts.filter { $0.state == state }.map { try QueuedContact($0, persona: played.name, in: db) }
            }
            return PersonaQueue(
                persona: played, waiting: try queued(.waiting), inProgress: try queued(.inProgress),
                done: contacts.count { $0.state == .done })
        }
    }

    /// One request as it stands, for the audience that plays its persona.
    package func queued(_ id: ID<ContactRequest>) async throws -> QueuedContact {
        try await read { [scenarioShelf] db in
            let contact = try ContactRequest.find(id, in: db)
            return try QueuedContact(contact, persona: scenarioShelf.persona(of: contact, in: db).name, in: db)
        }
    }
}

extension QueuedContact {
    init(_ contact: ContactRequest, persona: LocalizedText, in db: Database) throws {
        self.contact = contact
        self.persona = persona
        group = try Workshop.Group.find(contact.groupID, in: db).name
        player = try contact.takenByID.map { try Attendance.name($0, in: db) } ?? ""
    }
}

extension PlayedPersona {
    static func all(on day: ID<TrainingDay>, _ shelf: ScenarioShelf, in db: Database) throws -> [PlayedPersona] {
        try TrainingDay.cases(of: day, in: db).enumerated().flatMap { index, item in
            try shelf.scenario(item.id, in: db).personas.map {
                PlayedPersona(id: $0.id, name: $0.name, scenarioTitle: item.title, caseNumber: index + 1)
            }
        }
    }
}
