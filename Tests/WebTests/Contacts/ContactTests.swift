import Cast
import Foundation
import Storage
import Testing
import Workshop

@testable import Web

extension Day {
    func persona(_ index: Int = 0) -> Persona { scenarios[0].personas[index] }
    func fact(_ key: String) -> Disclosure { scenarios[0].disclosures.first { $0.key == key }! }

    /// Someone's group asks for somebody in case 1 through a channel.
    @discardableResult
    func ask(_ browser: Browser, _ channel: Channel = .frontDesk, persona index: Int = 0, wish: String = "Vi vil hjelpe.") async throws
        -> Browser.Answer
    {
        try await browser.post(
            "/contact-requests",
            ["scenario": "\(scenarios[0].id)", "persona": "\(persona(index).id)", "channel": channel.rawValue, "wish": wish])
    }

    /// The address of the oldest request that waits for a leader.
    func next(_ leader: Browser) async throws -> String {
        let page = try await leader.get("/days/\(id)").body
        return String(try #require(page.firstMatch(of: /action="(\/contact-requests\/\d+)\/taking"/)).output.1)
    }

    /// A leader takes the oldest request; the address of its page.
    func take(_ leader: Browser) async throws -> String {
        let contact = try await next(leader)
        let answer = try await leader.post(contact + "/taking")
        #expect(answer.status == 303 && answer.location == contact)
        return contact
    }
}

@Suite("A contact in the browser")
struct ContactPagesTests {
    @Test("without script the form for a person opens by its address, and closes there too when the group has asked")
    func formByAddress() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let address = day.room(1) + "?ask=\(day.persona(0).id)"
        #expect(try await anna.get(address).body.contains("id=\"wish-\(day.persona(0).id)\""))
        #expect(try await day.ask(anna).status == 303)
        let after = try await anna.get(address).body
        #expect(!after.contains("id=\"wish-\(day.persona(0).id)\"") && after.contains("I kø: nummer 1"))
    }

    @Test("a group asks, a leader takes it and tells, and the group knows", arguments: ["nb", "en"])
    func flow(language: String) async throws {
        let day = try await Day.running()
        let anna = try await day.person("Anna", language: language)
        let olivia = try await day.person("Olivia", language: language)
        #expect(try await day.ask(anna, wish: "Hvor sover du?").status == 303)
        let asked = try await anna.get(day.room(1)).body
        #expect(asked.contains(language == "nb" ? "I kø: nummer 1" : "In the queue: number 1") && asked.contains("Hvor sover du?"))
        let console = try await olivia.get("/days/\(day.id)").body
        #expect(console.contains("(1) ") && console.contains("data-waiting=\"1\"") && console.contains("Hvor sover du?"))
        let contact = try await day.take(olivia)
        let script = try await olivia.get(contact).body
        let local = Language(rawValue: language)!
        #expect(script.contains(day.persona().script.manner[local]) && script.contains(day.persona().script.goal[local]))
        #expect(day.persona().script.disclosures.allSatisfy { script.contains(HTML.escaped($0.fact[local])) })
        #expect(try await anna.get(day.room(1)).body.contains("Olivia Strand"))
        let told = try await olivia.post(contact + "/revelations", ["disclosure": "\(day.fact("money").id)"])
        #expect(told.status == 303 && told.location == contact + "#tick-\(day.fact("money").id)")
        let known = try await anna.get(day.room(1)).body
        #expect(known.contains(day.fact("money").fact[local]) && !known.contains(day.fact("thirst").fact[local]))
        #expect(try await olivia.get(contact).body.contains(language == "nb" ? "fortalt " : "told "))
        #expect(try await olivia.post(contact + "/end", ["feedback": "Dere lyttet godt."]).location == "/days/\(day.id)")
        let after = try await anna.get(day.room(1)).body
        #expect(after.contains(language == "nb" ? "Snakket med" : "Talked with") && !after.contains("Dere lyttet godt."))
        #expect(after.contains("action=\"/contact-requests\""))
        #expect(try await olivia.get(contact).body.contains("Dere lyttet godt."))
        #expect(try await olivia.get("/days/\(day.id)").body.contains(language == "nb" ? "Ferdig: 1" : "Done: 1"))
    }

    @Test("every group sees its place in the queue to the same person, and moves up")
    func queue() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let cecilie = try await day.cecilie
        let olivia = try await day.olivia
        _ = try await cecilie.get(day.room(2))
        try await day.ask(anna)
        day.clock.advance(minutes: 1)
        try await day.ask(cecilie)
        #expect(try await cecilie.get(day.room(2)).body.contains("I kø: nummer 2"))
        #expect(try await day.ask(anna, .phone).status == 409)
        _ = try await day.take(olivia)
        #expect(try await cecilie.get(day.room(2)).body.contains("I kø: nummer 1"))
    }

    @Test("the second leader who takes a request is told that another has it")
    func second() async throws {
        let day = try await Day.running()
        let olivia = try await day.olivia
        let johanne = try await day.johanne
        try await day.ask(try await day.anna)
        let contact = try await day.next(johanne)
        _ = try await day.take(olivia)
        let late = try await johanne.post(contact + "/taking")
        #expect(late.status == 409 && late.body.contains("En annen har tatt denne kontakten"))
        #expect(try await johanne.post(contact + "/taking", script: true).status == 409)
        let page = try await johanne.get(contact)
        #expect(page.status == 200 && page.body.contains("Olivia Strand") && !page.body.contains("/revelations"))
        #expect(try await johanne.post(contact + "/revelations", ["disclosure": "\(day.fact("sofa").id)"]).status == 409)
    }

    @Test("facts that belong to another channel are folded away with the reason")
    func channel() async throws {
        let day = try await Day.running()
        let olivia = try await day.olivia
        try await day.ask(try await day.anna, .phone)
        let page = try await olivia.get(day.take(olivia)).body
        #expect(page.contains("1 opplysning kommer bare frem slik: i publikumsmottaket"))
        #expect(!page.contains("part-shown") && page.contains("Be dem lese høyt"))
        #expect(page.contains("<h3 class=\"script__topic\">økonomi</h3>"))
    }

    @Test("an improvised answer reaches the group and every player at once, and can be told to the next group")
    func improvise() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let cecilie = try await day.cecilie
        let olivia = try await day.olivia
        let johanne = try await day.johanne
        try await day.ask(anna)
        let first = try await day.take(olivia)
        try await day.ask(cecilie)
        let second = try await day.take(johanne)
        day.clock.advance(minutes: 1)
        #expect(try await olivia.post(first + "/improvisations", ["question": "Har du søsken?", "answer": "En halvbror."]).status == 303)
        #expect(try await anna.get(day.room(1)).body.contains("En halvbror."))
        #expect(try await !cecilie.get(day.room(2)).body.contains("En halvbror."))
        let script = try await johanne.get(second).body
        #expect(script.contains("Har du søsken?") && script.contains("sagt til Gruppe 1"))
        day.clock.advance(minutes: 1)
        let improvisation = String(try #require(script.firstMatch(of: /name="improvisation" value="(\d+)"/)).output.1)
        let answer = try await johanne.post(second + "/revelations", ["improvisation": improvisation], script: true)
        #expect(answer.status == 200 && answer.body.contains("Gruppe 1, Gruppe 2"))
        #expect(try await cecilie.get(day.room(2)).body.contains("En halvbror."))
    }

    @Test("what is improvised or told is carried live to every player of the person, and the fact to the group and those who watch it")
    func live() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let cecilie = try await day.cecilie
        let olivia = try await day.olivia
        for (browser, room) in [(anna, day.room(1)), (cecilie, day.room(2))] { _ = try await browser.get(room) }
        let heard = Locked<[any Region]>([])
        let site = day.site
        day.store.announcements.listen { happenings in heard.withLock { $0 += happenings.flatMap { site.regions(touchedBy: $0) } } }
        try await day.ask(anna)
        let rooms = heard.withLock { $0.filter { $0 is ContactsRegion }.map(\.audience) }
        #expect(Set(rooms) == Set([1, 2].flatMap { [.group(day.group($0).id), .watchers(day.group($0).id)] }))
        let contact = try await day.take(olivia)
        heard.withLock { $0 = [] }
        _ = try await olivia.post(contact + "/improvisations", ["question": "", "answer": "En halvbror."])
        let regions = heard.withLock { $0 }
        let players = Audience.players(day.id, day.persona().id)
        let other = AnswersRegion(day: day.id, persona: day.persona().id, group: day.group(2).id)
        #expect(regions.contains { ($0 as? AnswersRegion) == other } && other.audience == players)
        #expect(try await other.rendered(by: site, in: .nb).html?.markup.contains("En halvbror.") == true)
        let facts = regions.compactMap { $0 as? FactRegion }
        #expect(Set(facts.map(\.audience)) == [.group(day.group(1).id), .watchers(day.group(1).id)])
        #expect(try await facts.first { !$0.watching }?.rendered(by: site, in: .nb).html?.markup.contains("En halvbror.") == true)
        for name in ["Anna", "Karl", "Unni"] {
            #expect(try await day.person(name).get("/live?for=\(players.topic)").status == 404)
        }
    }

    @Test("a tick can be taken back for five minutes, and then stands")
    func undo() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let olivia = try await day.olivia
        try await day.ask(anna)
        let contact = try await day.take(olivia)
        func tick(_ key: String) async throws -> String {
            _ = try await olivia.post(contact + "/revelations", ["disclosure": "\(day.fact(key).id)"])
            let page = try await olivia.get(contact).body
            return String(try #require(page.matches(of: /action="(\/revelations\/\d+\/undo)"/).last).output.1)
        }
        day.clock.advance(minutes: 1)
        #expect(try await olivia.post(tick("sofa")).status == 303)
        #expect(try await !anna.get(day.room(1)).body.contains(day.fact("sofa").fact[.nb]))
        let late = try await tick("money")
        day.clock.advance(minutes: 5.1)
        let refused = try await olivia.post(late)
        #expect(refused.status == 409 && refused.body.contains("for sent"))
        #expect(try await anna.get(day.room(1)).body.contains(day.fact("money").fact[.nb]))
    }

    @Test("a fact told twice stays told once, and the answer shows it")
    func twice() async throws {
        let day = try await Day.running()
        let olivia = try await day.olivia
        try await day.ask(try await day.anna)
        let contact = try await day.take(olivia)
        _ = try await olivia.post(contact + "/revelations", ["disclosure": "\(day.fact("sofa").id)"])
        let again = try await olivia.post(contact + "/revelations", ["disclosure": "\(day.fact("sofa").id)"], script: true)
        #expect(again.status == 409 && again.body.contains("fortalt"))
    }

    @Test("what a group was told can be pinned on its board in the reader's language, by that group only")
    func pin() async throws {
        let day = try await Day.running()
        let anna = try await day.person("Anna", language: "en")
        let olivia = try await day.olivia
        try await day.ask(anna)
        let contact = try await day.take(olivia)
        _ = try await olivia.post(contact + "/revelations", ["disclosure": "\(day.fact("sofa").id)"])
        let page = try await anna.get(day.room(1)).body
        let path = String(try #require(page.firstMatch(of: /action="(\/revelations\/\d+\/card)"/)).output.1)
        #expect(try await day.cecilie.post(path).status == 404)
        #expect(try await day.unni.post(path).status == 403)
        let answer = try await anna.post(path, script: true)
        #expect(answer.status == 200 && answer.body.contains("He sleeps on a sofa (1)") && answer.body.contains(#"data-marker=\"blue\""#))
        #expect(answer.body.contains("card__source") && answer.body.contains("From "))
        _ = try await anna.post(path)
        #expect(try await anna.get(day.room(1)).body.components(separatedBy: "\">He sleeps on a sofa (1)</div>").count == 2)
    }

    @Test("a fact pinned while everybody writes alone is answered with its card, for the one who pinned it")
    func pinAlone() async throws {
        let day = try await Day.running()
        let (anna, olivia) = (try await day.anna, try await day.olivia)
        try await day.ask(anna)
        let contact = try await day.take(olivia)
        _ = try await olivia.post(contact + "/revelations", ["disclosure": "\(day.fact("sofa").id)"])
        let page = try await anna.get(day.room(1)).body
        let path = String(try #require(page.firstMatch(of: /action="(\/revelations\/\d+\/card)"/)).output.1)
        _ = try await anna.post("/boards/\(BoardTests.board(in: page))/alone", ["alone": "1"])
        for _ in 0..<2 {
            let answer = try await anna.post(path, script: true)
            #expect(answer.status == 200 && answer.body.contains("Han sover på en sofa (1)") && answer.body.contains("data-fact="))
        }
        #expect(try await !day.bjarne.get(day.room(1)).body.contains("data-fact=\"\(path.split(separator: "/")[1])\" data-marker"))
    }

    @Test("a request can be withdrawn while it waits, and declined with a reason the group reads")
    func ends() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let olivia = try await day.olivia
        try await day.ask(anna)
        let first = try await day.next(olivia)
        #expect(try await day.cecilie.post(first + "/withdrawal").status == 404)
        #expect(try await day.unni.post(first + "/withdrawal").status == 403)
        #expect(try await anna.post(first + "/withdrawal").status == 303)
        #expect(try await !anna.get(day.room(1)).body.contains("I kø"))
        try await day.ask(anna)
        let second = try await day.next(olivia)
        #expect(try await olivia.post(second + "/decline").status == 422)
        #expect(try await olivia.post(second + "/decline", ["reason": "Han sover nå."], script: true).status == 200)
        let page = try await anna.get(day.room(1)).body
        #expect(page.contains("Han sover nå.") && page.contains("action=\"/contact-requests\""))
    }

    @Test("a contact that is put back waits again at its place")
    func release() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let olivia = try await day.olivia
        try await day.ask(anna)
        let contact = try await day.take(olivia)
        #expect(try await olivia.get("/days/\(day.id)").body.contains("Du er i samtale"))
        #expect(try await olivia.post(contact + "/release").location == "/days/\(day.id)")
        #expect(try await anna.get(day.room(1)).body.contains("I kø: nummer 1"))
        #expect(try await day.take(day.johanne) == contact)
    }

    @Test("a day that is over can be read and not changed; a contact may still be ended in the plenary")
    func closed() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let olivia = try await day.olivia
        try await day.ask(anna)
        let contact = try await day.take(olivia)
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        #expect(try await olivia.post(contact + "/revelations", ["disclosure": "\(day.fact("sofa").id)"]).status == 409)
        #expect(try await !anna.get(day.room(1)).body.contains("action=\"/contact-requests\""))
        #expect(try await day.ask(anna, persona: 1).status == 409)
        #expect(try await olivia.get(contact).body.contains("/end\""))
        #expect(try await olivia.post(contact + "/end", ["feedback": "Takk."]).status == 303)
    }

    @Test("hostile text is shown as text wherever it comes out")
    func hostile() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let olivia = try await day.olivia
        let evil = "<script>alert('x')</script>\"{{ language }}"
        try await day.ask(anna, wish: evil)
        var pages = [try await anna.get(day.room(1)).body, try await olivia.get("/days/\(day.id)").body]
        let contact = try await day.take(olivia)
        pages.append(try await olivia.post(contact + "/improvisations", ["question": evil, "answer": evil], script: true).body)
        pages.append(try await olivia.get(contact).body)
        pages.append(try await anna.get(day.room(1)).body)
        _ = try await olivia.post(contact + "/end", ["feedback": evil])
        pages.append(try await olivia.get(contact).body)
        try await day.ask(anna, wish: evil)
        _ = try await olivia.post(day.next(olivia) + "/decline", ["reason": evil])
        pages.append(try await anna.get(day.room(1)).body)
        pages.append(try await olivia.get("/days/\(day.id)/personas/\(day.persona().id)").body)
        for page in pages {
            #expect(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
        }
    }
}
