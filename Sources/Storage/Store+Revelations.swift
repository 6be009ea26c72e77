import Foundation
import GRDB
import Workshop

extension Store {
    /// The player ticks a fact as told. Refuses a fact the group already has with `.alreadyTold`; it is told once.
    package func reveal(
        _ disclosure: ID<Disclosure>, in contact: ID<ContactRequest>, at now: Date, by player: Viewer
    ) async throws -> Revelation {
        try await change { [scenarioShelf] db in
            let contact = try ContactRequest.talking(contact, by: player, in: db)
            let persona = try scenarioShelf.persona(of: contact, in: db)
            guard let disclosure = persona.script.disclosures.first(where: { $0.id == disclosure }) else { throw Refusal.notFound }
            let revelation = try contact.reveal(disclosure, of: persona, as: .minted(), at: now, by: player)
            try contact.mustNotHaveBeenTold("disclosureID", disclosure.id.rawValue, in: db)
            try revelation.insert(db)
            return (revelation, [contact.happening(.factRevealed, at: now, by: player, subject: revelation.id.rawValue)])
        }
    }

    /// The player tells this group an answer that was improvised for another.
    package func retell(
        _ improvisation: ID<Improvisation>, in contact: ID<ContactRequest>, at now: Date, by player: Viewer
    ) async throws -> Revelation {
        try await change { db in
            let contact = try ContactRequest.talking(contact, by: player, in: db)
            let revelation = try contact.retell(Improvisation.find(improvisation, in: db), as: .minted(), at: now, by: player)
            try contact.mustNotHaveBeenTold("improvisationID", improvisation.rawValue, in: db)
            try revelation.insert(db)
            return (revelation, [contact.happening(.factRevealed, at: now, by: player, subject: revelation.id.rawValue)])
        }
    }

    /// The player notes an answer the script did not have: told to this group, and from now on part of the script for every player.
    package func improvise(
        question: String, answer: String, in contact: ID<ContactRequest>, at now: Date, by player: Viewer
    ) async throws -> Improvisation {
        try await change { db in
            let contact = try ContactRequest.talking(contact, by: player, in: db)
            let improvisation = try contact.improvise(question: question, answer: answer, as: .minted(), at: now, by: player)
            let revelation = try contact.retell(improvisation, as: .minted(), at: now, by: player)
            try improvisation.insert(db)
            try revelation.insert(db)
            return (
                improvisation,
                [
                    contact.happening(.answerImprovised, at: now, by: player, subject: improvisation.id.rawValue),
                    contact.happening(.factRevealed, at: now, by: player, subject: revelation.id.rawValue),
                ]
            )
        }
    }

    /// Takes back a tick; refuses when it is too old or another's. An improvised answer that no other group has got goes with it.
    package func takeBack(_ revelation: ID<Revelation>, at now: Date, by player: Viewer) async throws -> ContactRequest {
        try await change { db in
            let revelation = try Revelation.find(revelation, in: db)
            let contact = try ContactRequest.playable(revelation.contactID, by: player, in: db)
            try TrainingDay.find(contact.dayID, in: db).mustBeOpen()
            try revelation.mustBeUndoable(at: now, by: player)
            try revelation.delete(db)
            if let improvisation = revelation.improvisationID {
                try db.execute(
                    sql: """
                        DELETE FROM improvisation WHERE id = ? AND contactID = ?
                        AND NOT EXISTS (SELECT 1 FROM revelation WHERE improvisationID = improvisation.id)
                        """, arguments: [improvisation, contact.id])
            }
            return (contact, [contact.happening(.factTakenBack, at: now, by: player, subject: revelation.id.rawValue)])
        }
    }

    /// Pins what the group was told as a card in the first lane of its board for the case, in `language`; once it hangs there, that card it is.
    package func pin(_ revelation: ID<Revelation>, in language: Language, at now: Date, by viewer: Viewer) async throws -> Card {
        try await change { [scenarioShelf] db in
            let revelation = try Revelation.find(revelation, in: db)
            try viewer.mayWork(in: revelation.groupID)
            let contact = try ContactRequest.find(revelation.contactID, in: db)
            let (board, day) = try Board.workable(
                Board.open(for: revelation.groupID, contact.scenarioID, day: contact.dayID, in: db).id, by: viewer, in: db)
            let pinned = try Card.filter(
                sql: "boardID = ? AND revelationID = ? AND removedAt IS NULL", arguments: [board.id, revelation.id]
            ).fetchAll(db)
            if let card = pinned.first(where: { $0.isShown(to: viewer) }) { return (card, []) }
            guard let lane = try board.lanes(in: db).first else { throw Refusal.notFound }
            let fact = try KnownFact(revelation, contact, scenarioShelf.persona(of: contact, in: db), in: db)
            let text = String(fact.sentence(in: language).prefix(Card.textLimit))
            let card = try board.pin(text, marker: .blue, in: lane, from: revelation.id, at: now, by: viewer, db)
            return (card, [board.happening(.cardPinned, card, on: day, at: now, by: viewer)])
        }
    }
}

extension ContactRequest {
    /// The request when this player has it and the day is open, so that something can be told.
    fileprivate static func talking(_ id: ID<ContactRequest>, by player: Viewer, in db: Database) throws -> ContactRequest {
        let contact = try playable(id, by: player, in: db)
        try TrainingDay.find(contact.dayID, in: db).mustBeOpen()
        try contact.mustBePlayed(by: player)
        return contact
    }

    fileprivate func mustNotHaveBeenTold(_ what: String, _ id: Int64, in db: Database) throws {
        let told = try Bool.fetchOne(db, sql: "SELECT 1 FROM revelation WHERE groupID = ? AND \(what) = ?", arguments: [groupID, id])
        if told == true { throw Refusal.notNow(.alreadyTold) }
    }
}

extension ScenarioShelf {
    func persona(of contact: ContactRequest, in db: Database) throws -> Persona {
        guard let persona = try scenario(contact.scenarioID, in: db).personas.first(where: { $0.id == contact.personaID }) else {
            throw Refusal.notFound
        }
        return persona
    }
}
