import Foundation

/// A fact told to a group: what, who told it, when, in which contact. Either a disclosure of the script or an improvisation.
package struct Revelation: Hashable, Sendable, Codable {
    package let id: ID<Revelation>
    package let groupID: ID<Group>
    package let contactID: ID<ContactRequest>
    package let disclosureID: ID<Disclosure>?
    package let improvisationID: ID<Improvisation>?
    package let toldByID: ID<Attendance>
    package let toldAt: Date

    /// How long a tick can be taken back, in seconds.
    package static let undoSeconds: Double = 300

    /// Refuses to take back what was told too long ago or by another.
    package func mustBeUndoable(at now: Date, by player: Viewer) throws(Refusal) {
        guard toldByID == player.attendance else { throw .notAllowed }
        guard now.timeIntervalSince(toldAt) <= Revelation.undoSeconds else { throw .notNow(.tooLateToUndo) }
    }
}

extension ContactRequest {
    /// The player ticks `disclosure` as told in this contact. Refuses a fact of another persona, and a contact the player does not have.
    package func reveal(_ disclosure: Disclosure, of persona: Persona, as id: ID<Revelation>, at now: Date, by player: Viewer)
        throws(Refusal) -> Revelation
    {
        try mustBePlayed(by: player)
        guard persona.id == personaID, persona.script.disclosures.contains(where: { $0.id == disclosure.id }) else { throw .notFound }
        return Revelation(
            id: id, groupID: groupID, contactID: self.id, disclosureID: disclosure.id, improvisationID: nil, toldByID: try player.acting(),
            toldAt: now)
    }

    /// The player tells this group an answer that was improvised before.
    package func retell(_ improvisation: Improvisation, as id: ID<Revelation>, at now: Date, by player: Viewer) throws(Refusal)
        -> Revelation
    {
        try mustBePlayed(by: player)
        guard improvisation.personaID == personaID, improvisation.dayID == dayID else { throw .notFound }
        return Revelation(
            id: id, groupID: groupID, contactID: self.id, disclosureID: nil, improvisationID: improvisation.id,
            toldByID: try player.acting(), toldAt: now)
    }

    /// The player notes an answer the script did not have; from now on it is part of the story for everyone who plays the persona.
    package func improvise(question: String, answer: String, as id: ID<Improvisation>, at now: Date, by player: Viewer) throws(Refusal)
        -> Improvisation
    {
        try mustBePlayed(by: player)
        return Improvisation(
            id: id, dayID: dayID, personaID: personaID, contactID: self.id,
            question: try Writing.accepted(question, as: "question", limit: 200, optional: true),
            answer: try Writing.accepted(answer, as: "answer", limit: 500), byID: try player.acting(), at: now)
    }
}

/// An answer the script did not have, kept so that every group gets the same.
package struct Improvisation: Hashable, Sendable, Codable {
    package let id: ID<Improvisation>
    package let dayID: ID<TrainingDay>
    package let personaID: ID<Persona>
    package let contactID: ID<ContactRequest>
    package let question: String
    package let answer: String
    package let byID: ID<Attendance>
    package let at: Date
}
