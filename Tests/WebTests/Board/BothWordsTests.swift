import Cast
import Foundation
import Testing
import Workshop

@testable import Web

@Suite("Two who tie the same cards, or name the same stack, in the browser")
struct BothWordsTests {
    typealias Scene = BoardConductTests.Scene

    func words(_ scene: Scene, on card: String) async throws -> Set<String> {
        let page = try await scene.anna.get("/cards/\(card)").body
        return Set(page.matches(of: /aria-hidden="true">([→←])<\/span> (?:<em>(.*?)<\/em>)?/).map { "\($0.output.1) \($0.output.2 ?? "")" })
    }

    @Test("a thread the other way is a thread of its own")
    func bothWays() async throws {
        let scene = try await Scene()
        let (one, other) = (try await scene.pin("a1"), try await scene.pin("b2"))
        #expect(try await scene.anna.post("/cards/\(one)/threads", ["to": other, "word": "fører til"]).status == 303)
        #expect(try await scene.bjarne.post("/cards/\(other)/threads", ["to": one, "word": "kommer av"]).status == 303)
        #expect(try await words(scene, on: one) == ["→ fører til", "← kommer av"])
        #expect(try await words(scene, on: other) == ["← fører til", "→ kommer av"])
    }

    @Test("whoever ties the same way is told of the word that is there and by whom, and chooses", arguments: ["fører til", ""])
    func sameWay(first: String) async throws {
        let scene = try await Scene()
        let (one, other) = (try await scene.pin("a1"), try await scene.pin("b2"))
        _ = try await scene.marit.post("/boards/\(scene.board())/authors", ["shown": "1"])
        _ = try await scene.anna.post("/cards/\(one)/threads", ["to": other, "word": first])
        let answer = try await scene.bjarne.post("/cards/\(one)/threads", ["to": other, "word": "hindrer"])
        #expect(answer.status == 409 && answer.body.contains("Anna Berg skrev"))
        #expect(try await words(scene, on: one) == ["→ \(first)"])
        let sides = Page(path: "/cards/\(one)", answer).forms.filter { $0.action == "/cards/\(one)/threads" }
        #expect(sides.map { $0.fields["word"] } == [first, "hindrer"])
        for (side, word) in zip(sides, [first, "hindrer"]) {
            #expect(try await scene.bjarne.post(side.action, side.fields).status == 303)
            #expect(try await words(scene, on: one) == ["→ \(word)"])
        }
        #expect(try await scene.bjarne.post(sides[1].action, sides[1].fields.merging(["word": "noe annet"]) { $1 }).status == 409)
        #expect(try await scene.anna.post("/cards/\(one)/threads", ["to": other, "word": "hindrer"]).status == 303)
    }

    @Test("whoever names a stack that somebody has named meanwhile sees both names and chooses")
    func names() async throws {
        let scene = try await Scene()
        let (one, other) = (try await scene.pin("a1"), try await scene.pin("b2"))
        _ = try await scene.anna.post("/cards/\(other)/stack", ["onto": one])
        let page = try await scene.bjarne.get("/cards/\(one)")
        let form = try #require(Page(path: "/cards/\(one)", page).forms.first { $0.action.hasPrefix("/stacks/") })
        #expect(try await scene.anna.post(form.action, ["name": "Helse", "opened-name": ""]).status == 303)
        let answer = try await scene.bjarne.post(form.action, form.fields.merging(["name": "Kropp"]) { $1 }, script: true)
        #expect(answer.status == 409 && answer.body.contains("Helse") && answer.body.contains("Kropp"))
        #expect(answer.body.contains("Noen i gruppa skrev"))
        #expect(try await scene.room(scene.anna).contains("data-name-stack=\"Helse\""))
        #expect(try await scene.bjarne.post(form.action, ["name": "Kropp", "opened-name": "Helse", "card": one]).status == 303)
        #expect(try await scene.room(scene.anna).contains("data-name-stack=\"Kropp\""))
    }
}
