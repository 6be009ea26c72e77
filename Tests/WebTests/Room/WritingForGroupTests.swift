import Cast
import Foundation
import Storage
import Testing
import Workshop

@Suite("A screen in the room, and a facilitator who writes for a group")
struct WritingForGroupTests {
    func screen(of number: Int, on day: Day) async throws -> Browser {
        try await day.store.addScreens(to: day.id, at: day.clock.now, by: day.facilitator)
        let screens = try await day.store.screens(on: day.id, to: day.facilitator)
        return try await day.signedIn(screens[number - 1].attendance, as: "the screen")
    }

    @Test("a screen signs in as its group, goes straight to the board, and asks who said what it writes")
    func screen() async throws {
        let day = try await Day.running()
        let screen = try await screen(of: 1, on: day)
        #expect(try await screen.get("/days/\(day.id)").location.hasPrefix(day.room(1)))
        let page = try await screen.get(day.room(1)).body
        #expect(page.contains("data-role=\"screen\"") && page.contains("name=\"said-by\"") && page.contains("<span>Gruppe 1</span>"))
        let bjarne = day.attendee("Bjarne").attendance.id.description
        let fields = ["lane": try BoardTests.lane(in: page), "text": "Han sover ute", "said-by": bjarne]
        #expect(try await screen.post("/boards/\(BoardTests.board(in: page))/cards", fields).status == 303)
        #expect(try await day.anna.get(day.room(1)).body.contains("Sagt av Bjarne Moen"))
        #expect(try await !day.anna.get(day.room(1)).body.contains("name=\"said-by\""))
    }

    @Test("a screen sees no other group, leads nothing and evaluates nothing")
    func others() async throws {
        let day = try await Day.running()
        let screen = try await screen(of: 1, on: day)
        for path in [
            day.room(2), "/days/\(day.id)/evaluation", "/days/\(day.id)/plan", "/days/\(day.id)/links", "/days/\(day.id)/reply",
            "/days/\(day.id)/report",
        ] {
            #expect(try await screen.get(path).status >= 400, "\(path)")
        }
        #expect(try await screen.get("/live?for=watchers-\(day.group(2).id)").status == 404)
    }

    @Test("making screens again makes no second one, and none of them counts among the people")
    func once() async throws {
        let day = try await Day.running()
        let before = try await day.store.people(on: day.id).attendees.count
        for _ in 0..<2 { _ = try await screen(of: 1, on: day) }
        #expect(try await day.store.screens(on: day.id, to: day.facilitator).count == 3)
        #expect(try await day.store.people(on: day.id).attendees.count == before)
        await #expect(throws: Refusal.notFound) { try await day.store.addScreens(to: day.id, at: day.clock.now, by: day.viewer("Anna")) }
        await #expect(throws: Refusal.notFound) { try await day.store.screens(on: day.id, to: day.viewer("Anna")) }
        let links = try await day.marit.get("/days/\(day.id)/links").body
        #expect(links.matches(of: /class="screens__square"/).count == 3)
    }

    @Test("an empty group can still be taken away with its screen, and the screen is out")
    func removed() async throws {
        let day = try await Day.planned()
        try await day.store.addGroup(named: "Gruppe 9", to: day.id, at: day.clock.now, by: day.facilitator)
        let screen = try await screen(of: 4, on: day)
        #expect(try await screen.get("/days/\(day.id)").status == 200)
        let group = try await day.store.people(on: day.id).groups[3].id
        try await day.store.removeGroup(group, at: day.clock.now, by: day.facilitator)
        #expect(try await screen.get("/days/\(day.id)").status == 401)
    }

    @Test("a facilitator looks without touching, and writes for the group when she asks to; her cards say so")
    func facilitator() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let watched = try await marit.get(day.room(1)).body
        #expect(!watched.contains("action=\"/boards/") && watched.contains("\(day.room(1))?write=1"))
        let page = try await marit.get(day.room(1) + "?write=1").body
        let fields = ["lane": try BoardTests.lane(in: page), "text": "Husk fastlegen"]
        let answer = try await marit.post("/boards/\(BoardTests.board(in: page))/cards", fields)
        #expect(answer.status == 303 && answer.location.hasPrefix(day.room(1) + "?write=1#card-"))
        #expect(try await day.anna.get(day.room(1)).body.contains("Skrevet av fasilitator Marit"))
        #expect(try await marit.post(day.room(1) + "/solution", ["heading": "wishes", "text": "Et hjem", "version": "0"]).status == 303)
        #expect(try await day.anna.get(day.room(1)).body.contains("av Marit"))
        let contact = [
            "group": day.group(1).id.description, "scenario": day.scenarios[0].id.description,
            "persona": day.scenarios[0].personas[0].id.description, "channel": day.scenarios[0].personas[0].channels[0].rawValue,
        ]
        #expect(try await marit.post("/contact-requests", contact).status == 303)
        #expect(try await day.anna.get(day.room(1)).body.contains("/withdrawal"))
    }

    @Test("a facilitator who came by another day’s link writes for a group of the day she goes to; a participant does not")
    func onAnotherDay() async throws {
        let day = try await Day.running()
        let next = try await day.store.planDay(
            title: "Neste", date: "2026-04-30", startsAt: "09:00", place: "", language: .nb, like: day.id, in: day.people.day.communityID,
            at: day.clock.now, by: day.facilitator)
        try await day.store.move(next.id, to: .open, at: day.clock.now, by: day.facilitator)
        let (marit, anna) = (try await day.marit, try await day.anna)
        let people = try await day.store.people(on: next.id)
        let room = "/groups/\(people.groups[0].id)/cases/\(day.scenarios[0].id)"
        let page = try await marit.get(room + "?write=1").body
        let fields = ["lane": try BoardTests.lane(in: page), "text": "Husk fastlegen"]
        let board = try BoardTests.board(in: page)
        #expect(try await anna.post("/boards/\(board)/cards", fields).status == 404)
        #expect(try await marit.post("/boards/\(board)/cards", fields).status == 303)
        #expect(try await marit.get("/boards/\(board)").status == 200)
        let card = try #require(try await marit.get(room).body.firstMatch(of: /id="card-(\d+)"/)).output.1
        #expect(try await marit.post("/cards/\(card)/completion", ["done": "1"]).status == 303)
        #expect(try await anna.get("/cards/\(card)").status == 404)
        let persona = day.scenarios[0].personas[0]
        let contact = [
            "group": people.groups[0].id.description, "scenario": day.scenarios[0].id.description, "persona": persona.id.description,
            "channel": persona.channels[0].rawValue,
        ]
        #expect(try await marit.post("/contact-requests", contact).status == 303)
        #expect(try await marit.post("/contact-requests", contact.merging(["group": "77"]) { $1 }).status == 404)
        #expect(try await marit.get("/cards/77").status == 404)
    }

    @Test("nobody asks for a contact in another group’s name")
    func inAnothersName() async throws {
        let day = try await Day.running()
        let persona = day.scenarios[0].personas[0]
        let contact = [
            "group": day.group(2).id.description, "scenario": day.scenarios[0].id.description, "persona": persona.id.description,
            "channel": persona.channels[0].rawValue,
        ]
        #expect(try await day.anna.post("/contact-requests", contact).status == 404)
        #expect(try await day.unni.post("/contact-requests", contact).status == 404)
    }
}
