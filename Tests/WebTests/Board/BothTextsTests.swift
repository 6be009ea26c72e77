import Cast
import Foundation
import Testing
import Workshop

@testable import Web

@Suite("Two who write on one card in the browser")
struct BothTextsTests {
    let opened = [
        "version": "1", "marker": "blue", "opened-marker": "blue", "opened-text": "Ring fastlegen", "opened-responsible": "",
        "opened-done": "",
    ]

    /// A card that Anna has changed after Bjarne opened it.
    func changed() async throws -> (scene: BoardConductTests.Scene, card: String) {
        let scene = try await BoardConductTests.Scene()
        let card = try await scene.pin("Ring fastlegen")
        #expect(try await scene.anna.post("/cards/\(card)", opened.merging(["text": "Ring i dag & i morgen"]) { $1 }).status == 303)
        return (scene, card)
    }

    @Test("the second is told, sees both texts and by whom, and joins them with one press, without script")
    func page() async throws {
        let (scene, card) = try await changed()
        let answer = try await scene.bjarne.post("/cards/\(card)", opened.merging(["text": "Ring legevakten", "marker": "red"]) { $1 })
        #expect(answer.status == 409)
        let page = Page(path: "/cards/\(card)", answer)
        #expect(page.contains("Ring i dag & i morgen") && page.contains("Noen i gruppa skrev imens"))
        let forms = page.forms.filter { $0.action == "/cards/\(card)" }
        #expect(forms.map { $0.fields["text"] } == ["Ring i dag & i morgen", "Ring legevakten", "Ring i dag & i morgen Ring legevakten"])
        let joined = try #require(forms.last)
        #expect(try await scene.bjarne.post(joined.action, joined.fields).status == 303)
        let board = try await scene.room(scene.anna)
        #expect(board.contains("\">Ring i dag &amp; i morgen Ring legevakten</div>") && board.contains("data-marker=\"red\""))
    }

    @Test("who wrote the other text is said where the board tells who writes")
    func writer() async throws {
        let (scene, card) = try await changed()
        _ = try await scene.marit.post("/boards/\(scene.board())/authors", ["shown": "1"])
        func answer() async throws -> Page {
            Page(path: "/cards/\(card)", try await scene.bjarne.post("/cards/\(card)", opened.merging(["text": "Ring legevakten"]) { $1 }))
        }
        #expect(try await answer().contains("Noen i gruppa skrev imens"))
        _ = try await scene.anna.post("/cards/\(card)", ["version": "3", "text": "Ring nå", "marker": "red"])
        #expect(try await answer().contains("Anna Berg skrev imens"))
    }

    @Test("with script the choice comes as a part of the card, and a third change is told again")
    func script() async throws {
        let (scene, card) = try await changed()
        let late = opened.merging(["text": "Ring legevakten"]) { $1 }
        let answer = try await scene.bjarne.post("/cards/\(card)", late, script: true)
        #expect(answer.status == 409 && answer.body.contains("\"at\":\"card-\(card)\"") && answer.body.contains("Ring legevakten"))
        let again = late.merging(["opened-text": "Noe som ikke lenger står der"]) { $1 }
        #expect(try await scene.bjarne.post("/cards/\(card)", again).status == 409)
        #expect(try await scene.bjarne.post("/cards/\(card)", late.merging(["opened-text": "Ring i dag & i morgen"]) { $1 }).status == 303)
    }

    @Test("a card that was only moved, marked or remarked on meanwhile takes the new text, and keeps what others did")
    func apart() async throws {
        let scene = try await BoardConductTests.Scene()
        let card = try await scene.pin("Ring fastlegen")
        _ = try await scene.anna.post("/cards/\(card)/remarks", ["text": "Enig"])
        _ = try await scene.anna.post("/cards/\(card)", opened.merging(["text": "Ring fastlegen", "done": "1"]) { $1 })
        #expect(try await scene.bjarne.post("/cards/\(card)", opened.merging(["text": "Ring legevakten"]) { $1 }).status == 303)
        let board = try await scene.room(scene.anna)
        #expect(board.contains("Ring legevakten") && board.contains("card--done") && board.contains("1 merknad"))
    }

    @Test("hostile text stays text in the choice as well")
    func hostile() async throws {
        let (scene, card) = try await changed()
        let text = "\"><script>x</script>{{ card }}"
        let answer = try await scene.bjarne.post("/cards/\(card)", opened.merging(["text": text, "done": text]) { $1 })
        #expect(answer.status == 409 && !answer.body.contains("<script>x"))
        #expect(answer.body.contains("&quot;&gt;&lt;script&gt;x&lt;/script&gt;{{ card }}"))
    }
}
