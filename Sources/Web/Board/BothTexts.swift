import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    /// What somebody wrote on a card, and what somebody else wrote there first: nothing is saved before one of them, or both, is chosen.
    func bothTexts(_ request: Request, _ viewer: Viewer) async throws -> HTTPResponse {
        let history = try await store.history(of: request.id("card"), to: viewer)
        let texts = BothTexts(history: history, form: request.form)
        let say = speech(request)
        guard request.wantsRegions else {
            return try page(
                "board/both-texts.html", texts.content(say, whole: true), titled: say("board.both"), frame: PageFrame(viewer: viewer),
                for: request, status: .conflict)
        }
        let html = try views.render("board/_both-texts.html", texts.content(say, whole: false), in: request.language)
        return Answer.json(
            RefusedAnswer(summary: say("board.both"), choice: .init(at: "card-\(history.card.card.id)", html: html.markup)),
            status: .conflict, type: Answer.regionsType)
    }
}

/// Two texts for one card, with everything else that the form said.
private struct BothTexts {
    let history: CardHistory
    let form: Form

    private static let kept = [
        "unnamed", "marker", "responsible", "due", "said-by", "done",
        "opened-marker", "opened-responsible", "opened-due", "opened-said-by", "opened-done",
    ]

    func content(_ say: Speech, whole: Bool) -> [String: Any] {
        let card = history.card.card
        let mine = form.text("text")
        return [
            "card": card.id.description, "version": "\(card.version)", "whole": whole, "theirs": card.text, "mine": mine,
            "joined": Card.joined(card.text, mine.replacing("\r\n", with: "\n")), "by": writer(say),
            "rest": Self.kept.flatMap { name in form.texts(name).map { ["name": name, "value": $0] } },
        ]
    }

    /// Who wrote the text that hangs there.
    private func writer(_ say: Speech) -> String {
        history.doer(of: history.steps.last { $0.before?.text != $0.after.text }, say)
    }
}
