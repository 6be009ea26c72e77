import Cast
import Foundation
import Testing
import Workshop

@Suite("The facilitator’s day in the browser")
struct ControlTests {
    @Test("she starts, pauses, resumes, extends and goes on")
    func conduct() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        #expect(try await marit.post("/days/\(day.id)/next-block").location == "/days/\(day.id)")
        let block = try #require(try await day.store.runningBlock(on: day.id))
        #expect(block.title == "Velkommen")
        let page = try await marit.get("/days/\(day.id)")
        #expect(page.status == 200 && page.body.contains("action=\"/blocks/\(block.id)/pause\"") && page.body.contains("20:00"))
        #expect(try await marit.post("/blocks/\(block.id)/pause").status == 303)
        #expect(try await marit.post("/blocks/\(block.id)/pause").status == 409)
        day.clock.advance(minutes: 30)
        #expect(try await marit.post("/blocks/\(block.id)/resumption").status == 303)
        let answer = try await marit.post("/blocks/\(block.id)/extension", ["minutes": "5"], script: true)
        #expect(answer.status == 200 && answer.body.contains("\"region\":\"conduct\"") && answer.body.contains("25:00"))
        #expect(try await marit.post("/blocks/\(block.id)/extension", ["minutes": "900"]).status == 422)
        _ = try await marit.post("/days/\(day.id)/next-block")
        #expect(try await day.store.runningBlock(on: day.id)?.title == "Slik gjør vi det")
    }

    @Test("nobody else moves the clock, sends messages or frees names")
    func others() async throws {
        let day = try await Day.running()
        let block = try await day.store.programme(of: day.id)[0].id
        let anna = day.attendee("Anna").attendance.id
        for browser in [try await day.bjarne, try await day.olivia, try await day.unni] {
            #expect(try await browser.post("/blocks/\(block)/start").status == 404)
            #expect(try await browser.post("/days/\(day.id)/next-block").status == 404)
            #expect(try await browser.post("/days/\(day.id)/messages", ["to": "everyone", "text": "Nei"]).status == 404)
            #expect(try await browser.post("/attendances/\(anna)/dismissal").status == 404)
            #expect(try await !browser.get("/days/\(day.id)").body.contains("/next-block"))
        }
        #expect(try await Browser(day: day).post("/blocks/\(block)/start").status == 401)
        #expect(try await day.store.runningBlock(on: day.id) == nil)
    }

    @Test("the clock does not run before the day opens")
    func tooEarly() async throws {
        let day = try await Day.planned()
        try await day.store.move(day.id, to: .invited, at: day.clock.now, by: day.facilitator)
        #expect(try await day.marit.post("/days/\(day.id)/next-block").status == 409)
        let home = try await day.anna.get("/days/\(day.id)").body
        #expect(home.contains("Dagen er ikke åpnet ennå") && home.contains("Velkommen") && !home.contains("Prøvesak"))
    }

    @Test("a tile says who waits too long, and counts facts without telling them")
    func tile() async throws {
        let day = try await Day.running()
        let scenario = day.scenarios[0]
        let contact = try await day.plantContact(by: "Anna", with: scenario.personas[0], in: scenario, player: "Olivia")
        try await day.plantRevelation(of: scenario.disclosures[1], in: contact, by: "Olivia")
        try await day.plantContact(by: "Anna", with: scenario.personas[1], in: scenario)
        day.clock.advance(minutes: 6)
        let page = try await day.marit.get("/days/\(day.id)").body
        let tile = try #require(page.firstRange(of: "id=\"tile-\(day.group(1).id)\"").map { String(page[$0.lowerBound...].prefix(4000)) })
        #expect(page.contains("tile--needs"))
        #expect(
            tile.contains("Venter på Faren i") && tile.contains(">6 min<") && tile.contains(">1/6<")
                && tile.contains("i samtale med Ung mann"))
        #expect(!page.contains("ingen inntekt"))
    }

    @Test("she sees who joined by code, and can undo it")
    func joined() async throws {
        let day = try await Day.running()
        let anna = day.attendee("Anna").attendance.id
        let guest = Browser(day: day, name: "guest")
        _ = try await guest.post("/join/\(day.people.day.joinCode)", ["person": anna.description])
        #expect(try await guest.get("/days/\(day.id)").status == 200)
        let marit = try await day.marit
        #expect(try await marit.get("/days/\(day.id)").body.contains("/attendances/\(anna)/dismissal"))
        #expect(try await marit.post("/attendances/\(anna)/dismissal").status == 303)
        #expect(try await guest.get("/days/\(day.id)").status == 401)
        #expect(try await !marit.get("/days/\(day.id)").body.contains("/attendances/\(anna)/dismissal"))
    }

    @Test("the home leads a participant to the room, and an observer to look in")
    func home() async throws {
        let day = try await Day.running()
        let anna = try await day.anna.get("/days/\(day.id)").body
        #expect(anna.contains("Hei, Anna") && anna.contains("href=\"\(day.room(1))\"") && anna.contains("En ung mann står ved skranken."))
        #expect(try await day.unni.get("/days/\(day.id)").body.contains("Se inn i grupperommet"))
        try await day.store.move(day.id, to: .closed, at: day.clock.now, by: day.facilitator)
        let after = try await day.anna.get("/days/\(day.id)").body
        #expect(
            after.contains("/days/\(day.id)/evaluation") && after.contains("/days/\(day.id)/report")
                && !after.contains("/days/\(day.id)/plenary"))
    }
}
