import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    /// The leader takes the request and gets its script; the second who tries is told that another has it.
    func takeContact(_ request: Request) async throws -> HTTPResponse {
        let player = try await player(request)
        let contact = try await store.take(request.id("contact"), at: request.now, by: player)
        return go(request, to: "/contact-requests/\(contact.id)")
    }

    func releaseContact(_ request: Request) async throws -> HTTPResponse {
        let contact = try await store.release(request.id("contact"), at: request.now, by: player(request))
        return go(request, to: "/days/\(contact.dayID)")
    }

    func endContact(_ request: Request) async throws -> HTTPResponse {
        let contact = try await store.end(
            request.id("contact"), feedback: request.form.text("feedback"), at: request.now, by: player(request))
        return go(request, to: "/days/\(contact.dayID)")
    }

    func declineContact(_ request: Request) async throws -> HTTPResponse {
        let contact = try await store.decline(
            request.id("contact"), reason: request.form.text("reason"), at: request.now, by: player(request))
        return try await done(
            request, back: "/days/\(contact.dayID)",
            regions: [
                RequestRegion(day: contact.dayID, persona: contact.personaID, contact: contact.id),
                QueueRegion(day: contact.dayID, persona: contact.personaID),
            ],
            announce: speech(request)("console.declined"))
    }

    /// The leader ticks a fact of the script, or an answer given to others before, as told to this group.
    func tick(_ request: Request) async throws -> HTTPResponse {
        let player = try await player(request)
        let form = request.form
        _ = try await store.contact(request.id("contact"), to: player)
        do {
            if form.has("improvisation") {
                _ = try await store.retell(form.id("improvisation"), in: request.id("contact"), at: request.now, by: player)
            } else {
                _ = try await store.reveal(form.id("disclosure"), in: request.id("contact"), at: request.now, by: player)
            }
        } catch Refusal.notNow(.alreadyTold) {
            let fresh = try await store.contact(request.id("contact"), to: player)
            var messages: [RegionMessage] = []
            for region in talkRegions(fresh.contact) {
                messages.append(try await regions.message(for: region, in: request.language, on: self))
            }
            return refusal(.notNow(.alreadyTold), to: request, regions: messages)
        }
        let place = form.has("improvisation") ? "#answer-\(form.text("improvisation"))" : "#tick-\(form.text("disclosure"))"
        return try await talk(request, request.id("contact"), player, at: place, saying: "console.ticked")
    }

    func improvise(_ request: Request) async throws -> HTTPResponse {
        let player = try await player(request)
        let noted = try await store.improvise(
            question: request.form.text("question"), answer: request.form.text("answer"), in: request.id("contact"), at: request.now,
            by: player)
        return try await talk(request, request.id("contact"), player, at: "#answer-\(noted.id)", saying: "console.noted")
    }

    func takeBack(_ request: Request) async throws -> HTTPResponse {
        let revelation: ID<Revelation> = try request.id("revelation")
        let player = try await viewer(request, on: store.day(ofRevelation: revelation))
        let contact = try await store.takeBack(revelation, at: request.now, by: player)
        return try await talk(request, contact.id, player, at: "", saying: "console.unticked")
    }

    /// The answer after something was told or taken back: the two parts of the contact's page that show it.
    private func talk(
        _ request: Request, _ id: ID<ContactRequest>, _ player: Viewer, at fragment: String, saying key: String
    ) async throws -> HTTPResponse {
        let contact = try await store.contact(id, to: player).contact
        return try await done(
            request, back: "/contact-requests/\(id)\(Request.isLocal("/\(fragment)") ? fragment : "")", regions: talkRegions(contact),
            announce: speech(request)(key))
    }

    private func talkRegions(_ contact: ContactRequest) -> [any Region] {
        [
            ScriptRegion(day: contact.dayID, persona: contact.personaID, group: contact.groupID),
            AnswersRegion(day: contact.dayID, persona: contact.personaID, group: contact.groupID),
        ]
    }

    /// Who asks, in the day of the contact that the address names.
    private func player(_ request: Request) async throws -> Viewer {
        try await viewer(request, on: store.day(ofContact: request.id("contact")))
    }
}
