import Cast
import Foundation
import Storage
import Testing
import Workshop

@testable import Web

@Suite("What a group never gets")
struct SecretsTests {
    /// Every text of the day's scripts that no group may read before it is told, as it would stand in markup.
    static func secrets(of day: Day, except told: Set<ID<Disclosure>> = []) -> [String] {
        day.scenarios.flatMap(\.personas).flatMap { persona in
            let script = persona.script
            let facts = script.disclosures.filter { !told.contains($0.id) }
            let hints = script.disclosures.compactMap { fact -> LocalizedText? in
                switch fact.release {
                case .withheld(let hint), .mustComeAcross(let hint): hint
                default: nil
                }
            }
            return ([script.manner, script.goal, script.background] + hints + facts.map(\.fact)).flatMap { text in
                [text[.nb], text[.en]].filter { !$0.isEmpty }.map(HTML.escaped)
            }
        }
    }

    /// What the live feed carries to groups, watchers and everyone, in every language.
    static func listen(to day: Day) -> Locked<[any Region]> {
        let heard = Locked<[any Region]>([])
        let site = day.site
        day.store.announcements.listen { happenings in
            let touched = happenings.flatMap { site.regions(touchedBy: $0) }.filter {
                switch $0.audience {
                case .group, .watchers, .everyone, .person, .ballot, .board: true
                case .players, .facilitators, .plenary: false
                }
            }
            heard.withLock { $0 += touched }
        }
        return heard
    }

    @Test("in no page, answer, error or live message stands a fact it was not told, or any part of a script")
    func nothing() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let english = try await day.person("Bjarne", language: "en")
        let unni = try await day.unni
        let cecilie = try await day.cecilie
        let olivia = try await day.olivia
        let heard = Self.listen(to: day)
        var bodies: [String] = []
        for browser in [anna, english, unni] { bodies.append(try await browser.get(day.room(1)).body) }
        bodies.append(try await cecilie.get(day.room(2)).body)
        for (name, script) in [("Anna", true), ("Cecilie", false)] {
            let browser = try await day.person(name)
            bodies.append(
                try await browser.post(
                    "/contact-requests",
                    ["scenario": "\(day.scenarios[0].id)", "persona": "\(day.persona().id)", "channel": "front-desk", "wish": ""],
                    script: script
                ).body)
            day.clock.advance(minutes: 1)
        }
        let contact = try await day.take(olivia)
        for path in [contact, "/days/\(day.id)/players", "/days/\(day.id)/personas/\(day.persona().id)"] {
            for browser in [anna, english, unni, cecilie] {
                let answer = try await browser.get(path)
                #expect(answer.status == 404)
                bodies.append(answer.body)
            }
        }
        for path in ["/taking", "/revelations", "/improvisations", "/end", "/release", "/decline"] {
            for browser in [anna, unni] {
                let answer = try await browser.post(contact + path, ["disclosure": "\(day.fact("sofa").id)", "reason": "x", "answer": "x"])
                #expect(answer.status == 404)
                bodies.append(answer.body)
            }
        }
        _ = try await olivia.post(contact + "/revelations", ["disclosure": "\(day.fact("money").id)"])
        _ = try await olivia.post(contact + "/improvisations", ["question": "Søsken?", "answer": "Ingen."])
        let early = bodies
        bodies = []
        for browser in [anna, english, unni] { bodies.append(try await browser.get(day.room(1)).body) }
        bodies.append(try await anna.get("/days/\(day.id)").body)
        let others = try await cecilie.get(day.room(2)).body
        let regions = heard.withLock { $0 }
        #expect(regions.contains { $0 is FactRegion } && regions.contains { $0 is ContactsRegion })
        for region in regions {
            for language in Language.allCases {
                let html = try await region.rendered(by: day.site, in: language).html?.markup ?? ""
                if region.audience == .group(day.group(1).id) || region.audience == .watchers(day.group(1).id) {
                    bodies.append(html)
                } else {
                    #expect(!html.contains(day.fact("money").fact[language]) && !html.contains("Ingen."))
                }
            }
        }
        let untold = Self.secrets(of: day, except: [day.fact("money").id])
        let all = Self.secrets(of: day)
        for body in bodies { for secret in untold { #expect(!body.contains(secret)) } }
        for body in early + [others] { for secret in all { #expect(!body.contains(secret)) } }
        #expect(bodies[0].contains(day.fact("money").fact[.nb]) && !others.contains("Ingen."))
    }

    @Test("a leader who does not play the person does not learn that there is a contact or a script")
    func notCast() async throws {
        let day = try await Day.running()
        try await day.ask(try await day.anna)
        let contact = try await day.next(day.olivia)
        let karl = try await day.person("Karl")
        for path in [contact, "/days/\(day.id)/personas/\(day.persona().id)"] { #expect(try await karl.get(path).status == 404) }
        for path in ["/taking", "/decline", "/revelations"] { #expect(try await karl.post(contact + path, ["reason": "x"]).status == 404) }
        let console = try await karl.get("/days/\(day.id)")
        #expect(console.status == 200 && !console.body.contains(contact))
        #expect(try await karl.get("/groups/\(day.group(1).id)/cases/\(day.scenarios[0].id)").status == 404)
    }

    @Test("a facilitator may look at every contact and change none")
    func facilitator() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let olivia = try await day.olivia
        try await day.ask(try await day.anna)
        let overview = try await marit.get("/days/\(day.id)/players")
        #expect(overview.status == 200 && overview.body.contains("Gruppe 1") && !overview.body.contains("/taking"))
        let contact = try await day.take(olivia)
        let page = try await marit.get(contact)
        #expect(
            page.status == 200 && page.body.contains(day.fact("thirst").fact[.nb])
                && !page.body.contains("<form method=\"post\" action=\"/contact"))
        #expect(try await marit.post(contact + "/revelations", ["disclosure": "\(day.fact("sofa").id)"]).status == 404)
    }

    @Test("before the day opens, a leader reads the script and nobody can be asked for")
    func early() async throws {
        let day = try await Day.planned()
        let olivia = try await day.olivia
        #expect(try await day.ask(day.anna).status == 409)
        #expect(try await olivia.get("/days/\(day.id)").body.contains("Dagen er ikke åpnet ennå"))
        #expect(try await olivia.get("/days/\(day.id)/personas/\(day.persona().id)").body.contains(day.fact("thirst").fact[.nb]))
    }

    @Test("a group that reads another's contact address in a withdrawal or a card learns nothing")
    func strangers() async throws {
        let day = try await Day.running()
        try await day.ask(try await day.anna)
        let contact = try await day.next(day.olivia)
        let stranger = Browser(day: day)
        #expect(try await stranger.get(contact).status == 401)
        #expect(try await stranger.post(contact + "/taking").status == 401)
        #expect(try await day.cecilie.get("/contact-requests/1").status == 404)
    }
}
