import Foundation
import GRDB
import Workshop

extension Store {
    /// A group, the viewer's own when none is named, asks to reach `persona`. Refuses with `.notFound` a case the day does not have and a person
    /// the case does not have; what else is refused is in `Persona.request`.
    package func request(
        _ persona: ID<Persona>, of group: ID<Workshop.Group>? = nil, in scenario: ID<Scenario>, through channel: Channel, wish: String,
        at now: Date, by viewer: Viewer
    ) async throws -> ContactRequest {
        try await change { [scenarioShelf] db in
            guard let group = group ?? viewer.group else { throw Refusal.notAllowed }
            try viewer.mayWork(in: group)
            _ = try Board.open(for: group, scenario, day: viewer.day, in: db)
            let day = try TrainingDay.find(Workshop.Group.find(group, in: db).dayID, in: db)
            guard let persona = try scenarioShelf.scenario(scenario, in: db).personas.first(where: { $0.id == persona }) else {
                throw Refusal.notFound
            }
            let open = try ContactRequest.filter(sql: "groupID = ? AND personaID = ? AND outcome IS NULL", arguments: [group, persona.id])
                .fetchAll(db)
            let contact = try persona.request(
                through: channel, wish: wish, of: group, in: scenario, on: day, open: open, as: .minted(), at: now, by: viewer)
            try contact.insert(db)
            return (contact, [contact.happening(.contactAsked, at: now, by: viewer)])
        }
    }

    /// The group takes its waiting request back. Refuses with `.notFound` viewers who do not see the group.
    package func withdraw(_ contact: ID<ContactRequest>, at now: Date, by viewer: Viewer) async throws -> ContactRequest {
        try await change { db in
            var contact = try ContactRequest.find(contact, in: db)
            try viewer.mayWork(in: contact.groupID)
            guard contact.dayID == viewer.day else { throw Refusal.notFound }
            try TrainingDay.find(contact.dayID, in: db).mustBeOpen()
            try contact.withdraw(at: now, by: viewer)
            try contact.update(db)
            return (contact, [contact.happening(.contactWithdrawn, at: now, by: viewer)])
        }
    }

    /// The player takes the request: of two who try, the first gets it and the second is refused with `.contactTaken`.
    package func take(_ contact: ID<ContactRequest>, at now: Date, by player: Viewer) async throws -> ContactRequest {
        try await changeContact(contact, .contactTaken, at: now, by: player) { contact, day throws(Refusal) in
            try day.mustBeOpen()
            try contact.take(at: now, by: player)
        }
    }

    /// Puts the request back in the queue, at the place its time gives it.
    package func release(_ contact: ID<ContactRequest>, at now: Date, by player: Viewer) async throws -> ContactRequest {
        try await changeContact(contact, .contactReleased, at: now, by: player) { contact, day throws(Refusal) in
            try day.mustBeOpen()
            try contact.release(by: player)
        }
    }

    /// Says no, with the reason that the group reads.
    package func decline(_ contact: ID<ContactRequest>, reason: String, at now: Date, by player: Viewer) async throws -> ContactRequest {
        try await changeContact(contact, .contactDeclined, at: now, by: player) { contact, day throws(Refusal) in
            try day.mustBeOpen()
            try contact.decline(reason: reason, at: now, by: player)
        }
    }

    /// Ends the contact with praise or advice; still possible in the plenary, when the group's work is over.
    package func end(_ contact: ID<ContactRequest>, feedback: String, at now: Date, by player: Viewer) async throws -> ContactRequest {
        try await changeContact(contact, .contactEnded, at: now, by: player) { contact, day throws(Refusal) in
            try day.mustBeEditable()
            try contact.end(feedback: feedback, at: now, by: player)
        }
    }

    private func changeContact(
        _ id: ID<ContactRequest>, _ kind: Happening.Kind, at now: Date, by player: Viewer,
        _ rule: @Sendable (inout ContactRequest, TrainingDay) throws(Refusal) -> Void
    ) async throws -> ContactRequest {
        try await change { db in
            let before = try ContactRequest.playable(id, by: player, in: db)
            var contact = before
            try rule(&contact, TrainingDay.find(contact.dayID, in: db))
            guard contact != before else { return (contact, []) }
            try contact.update(db)
            return (contact, [contact.happening(kind, at: now, by: player)])
        }
    }

    /// The day of a contact, to know in which the asker stands.
    package func day(ofContact contact: ID<ContactRequest>) async throws -> ID<TrainingDay> {
        try await read { try ContactRequest.find(contact, in: $0).dayID }
    }

    package func day(ofRevelation revelation: ID<Revelation>) async throws -> ID<TrainingDay> {
        try await read { db in try ContactRequest.find(Revelation.find(revelation, in: db).contactID, in: db).dayID }
    }
}

extension ContactRequest {
    /// The request; refuses with `.notFound` everyone but the leaders cast as its persona.
    static func playable(_ id: ID<ContactRequest>, by player: Viewer, in db: Database) throws -> ContactRequest {
        let contact = try find(id, in: db)
        let castings = try Casting.filter(sql: "dayID = ? AND personaID = ?", arguments: [contact.dayID, contact.personaID]).fetchAll(db)
        try Casting.mustLet(player, play: contact.personaID, by: castings)
        return contact
    }

    func happening(_ kind: Happening.Kind, at now: Date, by viewer: Viewer, subject: Int64? = nil) -> Happening {
        Happening(
            kind, on: dayID, at: now, by: viewer, group: groupID, scenario: scenarioID, persona: personaID, subject: subject ?? id.rawValue)
    }
}
