import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    /// What somebody wrote on a thread or a stack, and what is there that they have not seen: nothing is saved before one of them is chosen.
    func bothWords(_ request: Request, _ viewer: Viewer, on thing: CardStep.Company.Thing) async throws -> HTTPResponse {
        let words = BothWords(wording: try await store.wording(of: thing, to: viewer), thing: thing, form: request.form)
        let say = speech(request)
        guard request.wantsRegions else {
            return try page(
                "board/both-words.html", words.content(say, viewer, whole: true), titled: say(words.title),
                frame: PageFrame(viewer: viewer),
                for: request, status: .conflict)
        }
        let html = try views.render("board/_both-words.html", words.content(say, viewer, whole: false), in: request.language)
        return Answer.json(
            RefusedAnswer(summary: say(words.title), choice: .init(at: "card-\(words.wording.card)", html: html.markup)),
            status: .conflict, type: Answer.regionsType)
    }
}

/// Two words for one thread, or two names for one stack.
private struct BothWords {
    let wording: Wording
    let thing: CardStep.Company.Thing
    let form: Form

    var title: String { isName ? "board.words.name" : "board.words.thread" }

    private var isName: Bool { if case .name = thing { true } else { false } }
    private var field: String { isName ? "name" : "word" }
    private var action: String {
        switch thing {
        case .name(let stack): "/stacks/\(stack)/name"
        default: "/cards/\(wording.card)/threads"
        }
    }

    func content(_ say: Speech, _ viewer: Viewer, whole: Bool) -> [String: Any] {
        let isOwn = wording.by?.byID != nil && wording.by?.byID == viewer.attendance
        let by =
            isOwn
            ? say("board.words.yours") : say("board.words.theirs", ["name": wording.board.doer(of: wording.by, among: wording.people, say)])
        return [
            "card": wording.card.description, "title": say(title), "whole": whole, "action": action, "field": field,
            "opened": wording.present,
            "rest": ["to", "card", "unnamed"].filter(form.has).map { ["name": $0, "value": form.text($0)] },
            "sides": [
                side("theirs", wording.present, by: by, say), side("mine", form.text(field), by: say("board.both.mine"), say),
            ],
        ]
    }

    private func side(_ name: String, _ text: String, by: String, _ say: Speech) -> [String: Any] {
        [
            "name": name, "text": text, "shown": text.isEmpty ? say("board.words.none") : text, "by": by,
            "does": say("board.both.keep-\(name)"),
        ]
    }
}
