import FlyingFox
import Foundation
import Storage
import Workshop

/// What is done with cards together: stacks, threads, remarks; and one’s own steps back and forth.
extension PanoramaSite {
    static let cardCompanyRoutes: [Route] = [
        .post("/cards/:card/stack") { try await $0.stackCard($1) },
        .post("/stacks/:stack/name") { try await $0.nameStack($1) },
        .post("/cards/:card/threads") { try await $0.tieCard($1) },
        .post("/threads/:thread/removal") { try await $0.untieCard($1) },
        .post("/cards/:card/remarks") { try await $0.remarkOnCard($1) },
        .post("/remarks/:remark/removal") { try await $0.removeRemark($1) },
        .post("/cards/:card/lock") { try await $0.lockCard($1) },
        .post("/boards/:board/undo") { try await $0.undoOnBoard($1) },
        .post("/boards/:board/redo") { try await $0.redoOnBoard($1) },
    ]

    /// Onto another card, or, with none named, out of its stack.
    func stackCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let card: ID<Card> = try request.id("card")
        guard let other: ID<Card> = try request.form.optionalID("onto") else {
            let card = try await store.unstack(card, at: request.now, by: viewer)
            return try await answer(request, with: card, of: viewer, saying: "board.unstacked")
        }
        let cards = try await store.stack(card, on: other, at: request.now, by: viewer)
        let say = speech(request)
        let undo = RegionsAnswer.Undo(action: "/boards/\(cards[0].boardID)/undo", label: say("undo"), text: say("board.stacked"))
        return try await answered(request, cards, saying: "board.stacked", undo: undo)
    }

    func nameStack(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let (stack, form) = (try request.id("stack", of: Stack.self), request.form)
        do {
            let cards = try await store.rename(
                stack, to: form.text("name"), since: form.text("opened-name"), at: request.now, by: viewer)
            return try await answered(request, cards, saying: form.has("name") ? "board.stack-named" : "board.stack-unnamed")
        } catch Refusal.stale {
            return try await bothWords(request, viewer, on: .name(stack))
        }
    }

    func tieCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let (one, other, form) = (try request.id("card", of: Card.self), try request.form.id("to", of: Card.self), request.form)
        do {
            let cards = try await store.tie(
                one, to: other, word: form.text("word"), since: form.fields["opened-word"]?.first, at: request.now, by: viewer)
            return try await answered(request, cards, saying: "board.tied")
        } catch Refusal.stale {
            return try await bothWords(request, viewer, on: .thread(from: one, to: other))
        }
    }

    func untieCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let cards = try await store.untie(request.id("thread"), at: request.now, by: viewer)
        return try await answered(request, cards, saying: "board.untied")
    }

    func remarkOnCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let card = try await store.remark(request.form.text("text"), on: request.id("card"), at: request.now, by: viewer)
        return try await answered(request, [card], saying: "board.remarked", fragment: "remarks")
    }

    func removeRemark(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let remark: ID<Remark> = try request.id("remark")
        let card = try await store.remove(remark, at: request.now, by: viewer)
        return try await answered(request, [card], saying: "board.remark-removed", fragment: "remarks")
    }

    func lockCard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let card = try await store.lock(request.id("card"), request.form.has("locked"), at: request.now, by: viewer)
        return try await answered(request, [card], saying: card.isLocked ? "board.locked-now" : "board.unlocked-now")
    }

    func undoOnBoard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        do {
            let cards = try await store.undo(on: request.id("board"), at: request.now, by: viewer)
            return try await answer(request, with: cards, of: viewer, saying: "board.undone")
        } catch let overtaken as Overtaken {
            return try await answer(request, with: overtaken, undoing: true)
        } catch let aside as SetAside {
            let say = speech(request)
            let words = say("board.aside.\(aside.what.rawValue)", ["page": say("board.conduct")])
            return refusal(say("board.overtaken.no-undo"), because: "\(words) \(say("board.overtaken-advice"))", to: request)
        }
    }

    func redoOnBoard(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        do {
            let cards = try await store.redo(on: request.id("board"), at: request.now, by: viewer)
            return try await answer(request, with: cards, of: viewer, saying: "board.redone")
        } catch let overtaken as Overtaken {
            return try await answer(request, with: overtaken, undoing: false)
        }
    }

    /// Says who has changed the card since, where the board tells, and that the next press goes on.
    private func answer(_ request: Request, with overtaken: Overtaken, undoing: Bool) async throws -> HTTPResponse {
        let (card, board, say) = (overtaken.card.card, overtaken.board, speech(request))
        let whole = CardText(card.text).plain, text = whole.count > 60 ? whole.prefix(60) + "…" : whole
        let (way, next) = (undoing ? "undo" : "redo", say("board.overtaken-advice"))
        let words =
            if let since = overtaken.since {
                say("board.overtaken.\(way)", ["text": text, "name": board.doer(of: since, among: overtaken.people, say)])
            } else {
                say("board.overtaken.\(way)-board", ["text": text])
            }
        let region = try await regions.message(for: card.region(in: board.groupID), in: request.language, on: self)
        return refusal(
            say("board.overtaken.no-\(way)"), because: "\(words) \(next)", to: request, regions: [region])
    }

    /// Back to the page of the first card, which is where these things are done without script.
    private func answered(
        _ request: Request, _ cards: [Card], saying key: String, fragment: String = "main", undo: RegionsAnswer.Undo? = nil
    ) async throws -> HTTPResponse {
        let asked = (try? request.id("card", of: Card.self)) ?? ID<Card>(request.form.text("card"))
        guard let first = cards.first(where: { $0.id == asked }) ?? cards.first else { return Answer.see("/") }
        let (group, _) = try await store.place(ofBoard: first.boardID)
        return try await done(
            request, back: "/cards/\(first.id)#\(fragment)", regions: cards.map { $0.region(in: group) }, announce: speech(request)(key),
            undo: undo)
    }
}
