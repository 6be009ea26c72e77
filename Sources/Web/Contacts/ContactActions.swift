import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    static let contactRoutes: [Route] = [
        .post("/contact-requests") { try await $0.requestContact($1) },
        .post("/contact-requests/:contact/withdrawal") { try await $0.withdrawContact($1) },
        .post("/revelations/:revelation/card") { try await $0.pinFact($1) },
    ]

    /// Every part of a page that a contact, or what is told in it, touches. A queue concerns every group, because each sees its place.
    func contactRegions(touchedBy happening: Happening) -> [any Region] {
        guard let group = happening.groupID, let scenario = happening.scenarioID, let persona = happening.personaID,
            let subject = happening.subjectID
        else { return [] }
        let day = happening.dayID
        let all = groups(of: day).union([group])
        func answers(_ groups: Set<ID<Group>>) -> [any Region] {
            groups.flatMap { group in
                [false, true].map { AnswersRegion(day: day, persona: persona, group: group, reading: $0) as any Region }
            }
        }
        let script = [false, true].map { ScriptRegion(day: day, persona: persona, group: group, reading: $0) as any Region }
        switch happening.kind {
        case .contactAsked, .contactWithdrawn, .contactTaken, .contactReleased, .contactDeclined, .contactEnded:
            let rooms = all.flatMap { group in
                [false, true].map { ContactsRegion(day: day, group: group, scenario: scenario, watching: $0) as any Region }
            }
            let requests = [false, true].map { RequestRegion(day: day, persona: persona, contact: ID(subject), reading: $0) as any Region }
            let state = ContactStateRegion(day: day, persona: persona, contact: ID(subject))
            return requests + [QueueRegion(day: day, persona: persona), state] + rooms + script + answers([group])
        case .factRevealed, .factTakenBack:
            return [false, true].map { FactRegion(fact: ID(subject), group: group, watching: $0) as any Region } + script + answers(all)
        case .answerImprovised: return answers(all)
        default: return []
        }
    }

    /// The group asks to reach somebody in the case.
    func requestContact(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let form = request.form
        let contact = try await store.request(
            form.id("persona"), of: form.optionalID("group"), in: form.id("scenario"), through: form.choice("channel"),
            wish: form.text("wish"), at: request.now,
            by: viewer)
        return try await answer(request, with: contact, of: viewer, saying: "contacts.asked", focus: "request-\(contact.id)")
    }

    func withdrawContact(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let contact = try await store.withdraw(request.id("contact"), at: request.now, by: viewer)
        return try await answer(request, with: contact, of: viewer, saying: "contacts.withdrawn", focus: "person-\(contact.personaID)")
    }

    /// The group pins what it was told on its board.
    func pinFact(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let card = try await store.pin(request.id("revelation"), in: request.language, at: request.now, by: viewer)
        let (group, scenario) = try await store.place(ofBoard: card.boardID)
        return try await done(
            request, back: roomPath(group, scenario, for: viewer, "card-\(card.id)"), regions: [card.region(in: group)],
            announce: speech(request)("board.pinned"))
    }

    private func answer(
        _ request: Request, with contact: ContactRequest, of viewer: Viewer, saying key: String, focus: String
    ) async throws -> HTTPResponse {
        try await done(
            request, back: roomPath(contact.groupID, contact.scenarioID, for: viewer, "person-\(contact.personaID)"),
            regions: [ContactsRegion(day: contact.dayID, group: contact.groupID, scenario: contact.scenarioID)],
            announce: speech(request)(key), focus: focus)
    }
}
