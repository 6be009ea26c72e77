import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    static let boardRoutes: [Route] = [
        .post("/boards/:board/cards") { try await $0.pinCard($1) },
        .get("/cards/:card") { try await $0.showCard($1) },
        .post("/cards/:card") { try await $0.editCard($1) },
        .post("/cards/:card/completion") { try await $0.markCard($1) },
        .post("/cards/:card/placement") { try await $0.placeCard($1) },
        .post("/cards/:card/removal") { try await $0.removeCard($1) },
        .post("/cards/:card/restoration") { try await $0.restoreCard($1) },
    ]

    func pinCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let marker: Marker = request.form.has("marker") ? try request.form.choice("marker") : .blue
        let card = try await store.pin(
            request.form.text("text"), marker: marker, in: request.form.has("photo") ? nil : request.form.id("lane"),
            on: request.id("board"),
            onto: request.form.optionalID("photo"), saidBy: request.form.optionalID("said-by"), at: request.now, by: viewer)
        return try await answer(request, with: card, of: viewer, saying: "board.pinned")
    }

    func editCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let form = request.form
        do {
            let card = try await store.edit(
                request.id("card"), CardWriting(form), since: CardWriting(opened: form), done: form.done, version: form.int("version"),
                at: request.now, by: viewer)
            return try await answer(request, with: card, of: viewer, saying: "board.saved")
        } catch Refusal.stale {
            return try await bothTexts(request, viewer)
        }
    }

    /// The refusal of a change to a card that somebody else changed first, with the card as it is now.
    private func stale(_ request: Request, _ viewer: Viewer) async throws -> HTTPResponse {
        let region = CardRegion(card: try request.id("card"), group: try store.card(request.id("card")).board.groupID)
        return refusal(.stale, to: request, regions: [try await regions.message(for: region, in: request.language, on: self)])
    }

    func markCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let card = try await store.mark(request.id("card"), done: request.form.has("done"), at: request.now, by: viewer)
        return try await answer(request, with: card, of: viewer, saying: card.isDone ? "board.marked-done" : "board.marked-open")
    }

    /// Into a field, or onto a picture; where `whole` names a stack, all of that, whether the card still lies in it or not.
    func placeCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let (form, now) = (request.form, request.now)
        let (card, x, y) = (try request.id("card", of: Card.self), Double(form.text("x")), Double(form.text("y")))
        let stack: ID<Stack>? = try form.optionalID("whole")
        let cards: [Card] =
            switch (stack, try form.optionalID("photo", of: Photo.self)) {
            case (nil, let photo?): [try await store.pin(card, onto: photo, x: x, y: y, at: now, by: viewer)]
            case (let stack?, let photo?): try await store.pin(stack, onto: photo, x: x, y: y, at: now, by: viewer)
            case (nil, nil):
                [try await store.place(card, in: form.id("lane"), before: form.optionalID("before"), x: x, y: y, at: now, by: viewer)]
            case (let stack?, nil):
                try await store.place(stack, in: form.id("lane"), before: form.optionalID("before"), x: x, y: y, at: now, by: viewer)
            }
        return try await answer(request, with: cards, of: viewer, saying: cards.count > 1 ? "board.stack-moved" : "board.moved")
    }

    func removeCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let version: Int? = request.form.has("version") ? try request.form.int("version") : nil
        let card: Card
        do { card = try await store.remove(request.id("card"), version: version, at: request.now, by: viewer) } catch Refusal.stale {
            return try await stale(request, viewer)
        }
        let say = speech(request)
        return try await answer(
            request, with: card, of: viewer, saying: "board.removed",
            undo: RegionsAnswer.Undo(action: "/cards/\(card.id)/restoration", label: say("undo"), text: say("board.removed")))
    }

    func restoreCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let card = try await store.restore(request.id("card"), at: request.now, by: viewer)
        return try await answer(request, with: card, of: viewer, saying: "board.restored")
    }

    func answer(
        _ request: Request, with card: Card, of viewer: Viewer, saying key: String, undo: RegionsAnswer.Undo? = nil
    ) async throws -> HTTPResponse {
        try await answer(request, with: [card], of: viewer, saying: key, undo: undo)
    }

    /// Back to the first of the cards on the board.
    func answer(
        _ request: Request, with cards: [Card], of viewer: Viewer, saying key: String, undo: RegionsAnswer.Undo? = nil
    ) async throws -> HTTPResponse {
        let card = cards[0]
        let (group, scenario) = try await store.place(ofBoard: card.boardID)
        let back =
            card.removedAt == nil
            ? roomPath(group, scenario, for: viewer, "card-\(card.id)")
            : roomPath(group, scenario, for: viewer, "tavle", removed: ("removed", card.id.description))
        return try await done(
            request, back: back, regions: cards.map { $0.region(in: group) },
            announce: speech(request)(key), undo: undo)
    }
}

extension Card {
    /// The card as whoever changed it sees it.
    func region(in group: ID<Group>) -> CardRegion {
        CardRegion(card: id, group: group, reader: hiddenAt != nil ? authorID.map { .author($0) } ?? .group : .group)
    }
}
