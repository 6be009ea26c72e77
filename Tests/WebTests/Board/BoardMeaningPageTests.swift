import Cast
import Foundation
import Testing
import Workshop

@testable import Web

@Suite("What a board means, in the browser")
struct BoardMeaningPageTests {
    typealias Scene = BoardConductTests.Scene

    @Test("the facilitator’s word for a pen stands on the cards, in the choices and in the filter, escaped, and goes when it is taken away")
    func markers() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("Ring fastlegen")
        let address = "/days/\(scene.day.id)/markers"
        #expect(try await scene.anna.post(address, ["blue": "Mitt"]).status == 404)
        #expect(try await scene.marit.post(address, ["blue": "<b>Uro</b>", "green": "", "red": "", "black": ""]).status == 303)
        for page in [try await scene.room(scene.anna), try await scene.anna.get("/cards/\(card)").body] {
            #expect(page.contains("&lt;b&gt;Uro&lt;/b&gt;") && !page.contains("<b>Uro"))
        }
        #expect(try await scene.room(scene.anna).components(separatedBy: "&lt;b&gt;Uro").count >= 7)
        #expect(try await scene.marit.get("/days/\(scene.day.id)/boards").body.contains("value=\"&lt;b&gt;Uro"))
        _ = try await scene.marit.post(address, ["blue": ""])
        #expect(try await !scene.room(scene.anna).contains("Uro"))
        #expect(try await scene.marit.post(address, ["blue": String(repeating: "x", count: 31)]).status == 422)
        #expect(try await scene.anna.get("/days/\(scene.day.id)/boards").status == 404)
    }

    @Test("the layout of a case is chosen for the day, for groups there are and groups to come")
    func layoutOfCase() async throws {
        let scene = try await Scene()
        let address = "/days/\(scene.day.id)/cases/\(scene.day.scenarios[0].id)/layout"
        #expect(try await scene.anna.post(address, ["layout": "rings"]).status == 404)
        #expect(try await scene.marit.post(address, ["layout": "rings"]).status == 303)
        #expect(try await scene.room(scene.anna).contains("board--rings"))
        #expect(try await scene.marit.get("/days/\(scene.day.id)/boards").body.contains("value=\"rings\" selected"))
    }

    @Test("two by two has axes with the names the facilitator gives them, and the whole person has the case in the middle")
    func axes() async throws {
        let scene = try await Scene()
        let board = try await scene.board()
        _ = try await scene.marit.post("/boards/\(board)/layout", ["layout": "fourfold"])
        #expect(try await scene.room(scene.anna).contains("Krevende"))
        #expect(try await scene.anna.post("/boards/\(board)/axes", ["across": "Dyrt", "up": "Haster"]).status == 404)
        #expect(try await scene.marit.post("/boards/\(board)/axes", ["across": "Dyrt", "up": "Haster"]).status == 303)
        let page = try await scene.room(scene.anna)
        #expect(page.contains("axis--across") && page.contains("Dyrt") && page.contains("Haster") && !page.contains("</span>Viktig <span"))
        _ = try await scene.marit.post("/boards/\(board)/layout", ["layout": "person"])
        let person = try await scene.room(scene.anna)
        #expect(person.contains("board__person") && !person.contains("axis--across"))
    }

    @Test("the filter is an address: it shows the cards that are asked for, says how many are hidden, and leads back to all")
    func filter() async throws {
        let scene = try await Scene()
        try await scene.pin("Ring fastlegen")
        let done = try await scene.pin("Bestill time")
        _ = try await scene.anna.post("/cards/\(done)/completion", ["done": "1"])
        let open = try await scene.anna.get(scene.day.room(1) + "?open=1&person=&marker=").body
        #expect(open.contains("Ring fastlegen") && !open.contains("\">Bestill time</div>") && open.contains("1 lapp er skjult."))
        #expect(open.contains("<details class=\"cardfilter\" id=\"cardfilter\" open") && open.contains("Vis alle"))
        let red = try await scene.anna.get(scene.day.room(1) + "?marker=red").body
        #expect(!red.contains("class=\"card__text\"") && red.contains("2 lapper er skjult."))
        let person = scene.day.attendee("Bjarne").attendance.id
        #expect(try await scene.anna.get(scene.day.room(1) + "?person=\(person)").body.contains("2 lapper er skjult."))
        let all = try await scene.room(scene.anna)
        #expect(all.contains("Bestill time") && !all.contains("er skjult.</span>"))
        #expect(try await scene.anna.get(scene.day.room(1) + "?marker=pink").status == 422)
    }

    @Test("a stack is laid with one post, named, and taken back with one")
    func stack() async throws {
        let scene = try await Scene()
        let one = try await scene.pin("a")
        let other = try await scene.pin("b")
        let answer = try await scene.anna.post("/cards/\(other)/stack", ["onto": one], script: true)
        #expect(
            answer.status == 200 && answer.body.contains("card-\(one)") && answer.body.contains("card-\(other)")
                && answer.body.contains("/undo"))
        #expect(try await scene.room(scene.anna).contains("data-name-stack=\"\""))
        _ = try await scene.anna.post("/boards/\(scene.board())/undo")
        #expect(try await !scene.room(scene.anna).contains("card--stacked"))
    }
}
