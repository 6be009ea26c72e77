import Cast
import Foundation
import ScenarioXML
import Storage
import Testing
import Web
import Workshop

@Suite("Planning in the browser")
struct PlanningPagesTests {
    static let hostile = "<script>alert('x')</script>\"{{ language }}{% include 'x' %}"
    static let shown = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;{{ language }}{% include &#39;x&#39; %}"

    /// Every page a facilitator plans with.
    static func pages(_ day: Day) -> [String] {
        let community = day.people.day.communityID
        return [
            "/communities", "/communities/\(community)", "/communities/\(community)/days/new", "/communities/\(community)/members/new",
            "/communities/\(community)/members/import", "/members/\(day.attendee("Anna").attendance.memberID!)", "/days/\(day.id)/plan",
            "/days/\(day.id)/links", "/scenarios", "/scenarios/import", "/scenarios/\(day.scenarios[0].id)",
            "/scenarios/\(day.scenarios[0].id)/xml",
        ]
    }

    /// Every change a facilitator plans with, with a form that a facilitator could send.
    static func changes(_ day: Day) -> [(String, [String: String])] {
        let community = day.people.day.communityID
        let anna = day.attendee("Anna").attendance
        let day1 = "/days/\(day.id)"
        let scenario = day.scenarios[0]
        return [
            ("/communities/\(community)", ["name": "X", "language": "nb"]), ("/communities/\(community)/entry", [:]),
            ("/communities/\(community)/days", ["title": "X", "date": "2026-05-05", "language": "nb"]),
            ("/communities/\(community)/members", ["name": "X"]), ("/communities/\(community)/members/import", ["text": "navn\nX"]),
            ("/members/\(anna.memberID!)", ["name": "X", "party": "staff"]), ("/members/\(anna.memberID!)/removal", ["confirmed": "1"]),
            (day1 + "/plan", ["title": "X", "date": "2026-05-05", "startsAt": "09:00", "language": "nb"]),
            (day1 + "/state", ["state": "open"]),
            (day1 + "/join-code", [:]), (day1 + "/programme", ["title-new": "X", "minutes-new": "5", "kind-new": "free"]),
            (day1 + "/attendances", ["member": "\(anna.memberID!)", "role": "observer"]),
            ("/attendances/\(anna.id)/role", ["role": "observer"]),
            ("/attendances/\(anna.id)/seat", ["group": ""]), ("/attendances/\(anna.id)/removal", [:]),
            ("/attendances/\(anna.id)/dismissal", [:]),
            (day1 + "/groups", ["name": "X"]), ("/groups/\(day.group(1).id)/name", ["name": "X"]),
            ("/groups/\(day.group(1).id)/removal", [:]),
            (day1 + "/cases", ["scenario": "\(scenario.id)"]), (day1 + "/cases/\(scenario.id)/placement", ["step": "down"]),
            (day1 + "/cases/\(scenario.id)/removal", [:]),
            (day1 + "/castings", ["leader": "\(day.attendee("Karl").attendance.id)", "scenario": "\(scenario.id)"]),
            (day1 + "/castings/removal", ["leader": "\(day.attendee("Olivia").attendance.id)", "persona": "\(scenario.personas[0].id)"]),
        ]
    }

    @Test("every page is there for the facilitator, in three languages, with every word said")
    func pages() async throws {
        let day = try await Day.planned()
        for language in ["nb", "nn", "en"] {
            let marit = try await day.person("Marit", language: language)
            for page in Self.pages(day) {
                let answer = try await marit.get(page)
                #expect(answer.status == 200, "\(page)")
                #expect(
                    answer.body.firstMatch(of: /\[[a-z-]+\.[a-zA-Z.-]+\]/) == nil,
                    "\(page) in \(language): \(answer.body.firstMatch(of: /\[[a-z-]+\.[a-zA-Z.-]+\]/)?.output ?? "")")
            }
        }
    }

    @Test("nobody but the community's facilitators learns that the pages exist, or changes anything")
    func authorisation() async throws {
        let day = try await Day.planned()
        let stranger = Browser(day: day)
        let member = try await day.store.addFirstFacilitator(named: "Fremmed", community: "Andre", language: .nb, at: day.clock.now)
        let elsewhere = Browser(day: day)
        _ = try await elsewhere.get(PersonalLink(key: Data(repeating: 7, count: 32)).path(for: member))
        #expect(try await elsewhere.get("/communities").status == 200)
        let people = [try await day.anna, try await day.olivia, try await day.unni, try await day.person("Vera")]
        let journal = try await day.store.plan(of: day.id)
        for page in Self.pages(day) {
            #expect(try await stranger.get(page).status == 401, "\(page)")
            for person in people { #expect(try await person.get(page).status == 404, "\(person.name) \(page)") }
            if page != "/communities", page != "/scenarios", page != "/scenarios/import" {
                #expect(try await elsewhere.get(page).status == 404, "\(page)")
            }
        }
        #expect(try await !elsewhere.get("/scenarios").body.contains("Prøvesak"))
        for (path, form) in Self.changes(day) {
            #expect(try await stranger.post(path, form).status == 401, "\(path)")
            for person in people + [elsewhere] { #expect(try await person.post(path, form).status == 404, "\(person.name) \(path)") }
        }
        let after = try await day.store.plan(of: day.id)
        #expect(after.day == journal.day && after.attendees == journal.attendees && after.groups == journal.groups)
        #expect(after.castings == journal.castings && after.blocks == journal.blocks && after.cases == journal.cases)
    }

    @Test("every change works for the facilitator, with and without script")
    func changes() async throws {
        for script in [false, true] {
            let day = try await Day.planned()
            let marit = try await day.marit
            for (path, form) in Self.changes(day) {
                let answer = try await marit.post(path, form, script: script)
                #expect([200, 303, 404, 409, 422].contains(answer.status), "\(path) \(answer.status)")
                #expect(answer.status != 500, "\(path)")
            }
        }
    }

    @Test("a day is made, filled from the top and opened")
    func whole() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let community = day.people.day.communityID
        let made = try await marit.post(
            "/communities/\(community)/days",
            ["title": "Ny fagdag", "date": "2026-05-04", "startsAt": "08:30", "place": "Salen", "language": "nb"])
        let plan = made.location
        #expect(made.status == 303 && plan.hasSuffix("/plan"))
        let root = String(plan.dropLast("/plan".count))
        var page = try await marit.get(plan).body
        #expect(page.contains("Ny fagdag") && page.contains(">08:50<") && page.contains("Det er ingen grupper"))
        #expect(try await marit.post(root + "/state", ["state": "open"]).status == 409)
        #expect(try await marit.post(root + "/groups", ["name": "Fjord"]).status == 303)
        #expect(try await marit.post(root + "/cases", ["scenario": "\(day.scenarios[0].id)"]).status == 303)
        let anna = try #require(day.attendee("Anna").attendance.memberID)
        #expect(try await marit.post(root + "/attendances", ["member": "\(anna)", "role": "participant"]).status == 303)
        page = try await marit.get(plan).body
        let seat = try #require(page.firstMatch(of: /data-move="(\/attendances\/\d+\/seat)"/)).output.1
        let group = try #require(page.firstMatch(of: /id="seats-([1-9]\d*)"/)).output.1
        let answer = try await marit.post(String(seat), ["group": String(group), "before": "", "version": "undefined"], script: true)
        #expect(answer.status == 200 && answer.body.contains("plan-groups") && answer.body.contains("plan-checklist"))
        #expect(try await marit.post(root + "/state", ["state": "open"]).status == 303)
        let boards = try await marit.get("/groups/\(group)/cases/\(day.scenarios[0].id)")
        #expect(boards.status == 200)
    }

    @Test("the programme is saved as a whole, moved, added to and taken from; wrong lines are named")
    func programme() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let blocks = try await day.store.programme(of: day.id)
        let path = "/days/\(day.id)/programme"
        var form: [String: String] = [:]
        for block in blocks {
            form["title-\(block.id)"] = block.title + "!"
            form["minutes-\(block.id)"] = "\(block.minutes)"
            form["kind-\(block.id)"] = block.kind.rawValue
        }
        #expect(try await marit.post(path, form.merging(["up": "\(blocks[1].id)"]) { $1 }).status == 303)
        #expect(try await day.store.programme(of: day.id).prefix(2).map(\.title) == ["Slik gjør vi det!", "Velkommen!"])
        #expect(try await marit.post(path, ["title-new": "Kaffe", "minutes-new": "10", "kind-new": "break", "add": "1"]).status == 303)
        #expect(try await marit.post(path, form.merging(["remove": "\(blocks[0].id)"]) { $1 }).status == 303)
        let after = try await day.store.programme(of: day.id)
        #expect(after.count == 7 && after.last?.title == "Kaffe")
        form["minutes-\(blocks[2].id)"] = "900"
        let wrong = try await marit.post(path, form, script: true)
        #expect(wrong.status == 422 && wrong.body.contains("minutes-\(blocks[2].id)"))
    }

    @Test("hostile text in every field is shown as text")
    func hostile() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let community = day.people.day.communityID
        let text = Self.hostile
        let anna = try #require(day.attendee("Anna").attendance.memberID)
        let changes: [(String, [String: String])] = [
            ("/communities/\(community)", ["name": text, "language": "nb"]),
            ("/members/\(anna)", ["name": text, "discipline": text, "unit": text, "party": "staff"]),
            ("/days/\(day.id)/plan", ["title": text, "date": "2026-05-05", "startsAt": "09:00", "place": text, "language": "nb"]),
            ("/days/\(day.id)/programme", ["title-new": text, "minutes-new": "5", "kind-new": "free"]),
            ("/days/\(day.id)/groups", ["name": text]),
            ("/groups/\(day.group(1).id)/name", ["name": "2" + text]),
        ]
        for (path, form) in changes { #expect(try await marit.post(path, form).status == 303, "\(path)") }
        var escaped = 0
        for page in Self.pages(day) {
            let body = try await marit.get(page).body
            #expect(!body.contains("<script>alert"), "\(page)")
            if body.contains(Self.shown) { escaped += 1 }
        }
        #expect(escaped >= 6)
        let wrong = try await marit.post("/communities/\(community)/members", ["name": "", "email": text, "unit": text])
        #expect(wrong.status == 422 && wrong.body.contains(Self.shown) && !wrong.body.contains("<script>alert"))
        let list = try await marit.post("/communities/\(community)/members/import", ["text": "navn;part\n\(text);\(text)"])
        #expect(list.status == 422 && !list.body.contains("<script>alert"))
        let xml = try await marit.post("/scenarios/import", ["text": text])
        #expect(xml.status == 422 && !xml.body.contains("<script>alert"))
    }

    @Test("closing asks first in a browser without script, and does it when the answer is yes")
    func closing() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let path = "/days/\(day.id)/state"
        let asked = try await marit.post(path, ["state": "closed"])
        #expect(asked.status == 200 && asked.body.contains("name=\"confirmed\"") && asked.body.contains("value=\"closed\""))
        #expect(try await day.store.plan(of: day.id).day.state == .open)
        #expect(try await marit.post(path, ["state": "closed", "confirmed": "1"]).status == 303)
        #expect(try await day.store.plan(of: day.id).day.state == .closed)
        let plan = try await marit.get("/days/\(day.id)/plan").body
        #expect(!plan.contains("/programme\"") && !plan.contains("data-move="))
        #expect(try await marit.post("/days/\(day.id)/groups", ["name": "Sent"]).status == 409)
    }

    @Test("links open the day for their people, and a new link makes the old void")
    func links() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let page = try await marit.get("/days/\(day.id)/links").body
        let anna = day.attendee("Anna").attendance
        let link = PersonalLink(key: Data(repeating: 7, count: 32)).path(for: anna)
        #expect(page.contains("http://panorama.test" + link) && page.contains("projektor"))
        let browser = try await day.anna
        #expect(try await marit.post("/attendances/\(anna.id)/dismissal", ["links": "1"]).status == 303)
        #expect(try await browser.get("/days/\(day.id)").status == 401)
        #expect(try await Browser(day: day).get(link).status == 404)
    }

    @Test("the facilitator sees who joined by the code and can undo it")
    func joined() async throws {
        let day = try await Day.running()
        let guest = Browser(day: day)
        let code = day.people.day.joinCode
        _ = try await guest.post("/join/\(code)", ["person": "\(day.attendee("Anna").attendance.id)"])
        let marit = try await day.marit
        let path = "/attendances/\(day.attendee("Anna").attendance.id)/dismissal"
        #expect(try await marit.get("/days/\(day.id)/plan").body.contains(path))
        #expect(try await marit.post(path, script: true).status == 200)
        #expect(try await !marit.get("/days/\(day.id)/plan").body.contains(path))
        #expect(try await guest.get("/days/\(day.id)").status == 401)
    }

    @Test("a list of members is looked at before it is saved, and nothing is saved when a line is wrong")
    func memberImport() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let path = "/communities/\(day.people.day.communityID)/members/import"
        let wrong = try await marit.post(path, ["text": "navn;part;e-post\nNy Person;ansatt;ny@eksempel.no\nAnna;konsulent;x\n"])
        #expect(wrong.status == 422 && wrong.body.contains("konsulent") && wrong.body.contains("Linje 3"))
        let right = "navn;enhet;part;fagområde\nNy Person;NAV;leder;\nAnna Berg;Hjemmetjenesten;;Sykepleie\n"
        let seen = try await marit.post(path, ["text": right])
        #expect(seen.status == 200 && seen.body.contains("Ny Person") && seen.body.contains("Helse → Sykepleie"))
        #expect(try await day.store.overview(of: day.people.day.communityID, to: day.facilitator).members.count == 26)
        #expect(try await marit.post(path, ["text": right, "confirmed": "1"]).status == 303)
        #expect(try await day.store.overview(of: day.people.day.communityID, to: day.facilitator).members.count == 27)
    }

    @Test("those who become members, one by one or from a list, can be put on a day whose plan has been looked at")
    func newCandidates() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let members = "/communities/\(day.people.day.communityID)/members"
        let plan = { try await marit.get("/days/\(day.id)/plan").body }
        #expect(try await !plan().contains("Ny Person"))
        #expect(try await marit.post(members, ["name": "Ny Person"]).status == 303)
        #expect(try await plan().contains("Ny Person"))
        #expect(try await marit.post(members + "/import", ["text": "navn\nEnda Flere", "confirmed": "1"]).status == 303)
        #expect(try await plan().contains("Enda Flere"))
    }

    @Test("a file from a spreadsheet is read as it was saved", arguments: [String.Encoding.utf8, .windowsCP1252, .utf16])
    func upload(_ encoding: String.Encoding) async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        var body = Data("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"l.csv\"\r\n\r\n".utf8)
        body += try #require("navn;fagområde\r\nÅse Bø;Økonomi\r\n".data(using: encoding))
        body += Data("\r\n--x--\r\n".utf8)
        let answer = await marit.response(
            .POST, "/communities/\(day.people.day.communityID)/members/import", body: body,
            headers: ["Content-Type": "multipart/form-data; boundary=x"])
        let page = String(decoding: try await answer.bodyData, as: UTF8.self)
        #expect(answer.statusCode.code == 200 && page.contains("Åse Bø") && page.contains("Økonomi"))
    }

    @Test("a scenario is imported, becomes a new version when it has changed, and comes out again as it went in")
    func scenarios() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        var scenario = TrialScenario.made(7)
        func write() -> String { String(decoding: ScenarioWriter.write(scenario), as: UTF8.self) }
        let first = try await marit.post("/scenarios/import", ["text": write()])
        #expect(first.status == 303 && first.location.hasSuffix("done=added"))
        #expect(try await marit.post("/scenarios/import", ["text": write()]).location.hasSuffix("done=same"))
        let id = String(first.location.split(separator: "?")[0])
        #expect(try await marit.get(id + "/xml").body == write())
        scenario.title = LocalizedText([.nb: "Ny tittel"])
        let second = try await marit.post("/scenarios/import", ["text": write()])
        #expect(second.location.hasSuffix("done=renewed-scenario"))
        #expect(try await marit.get(String(second.location)).body.contains("utgave 2"))
        let wrong = try await marit.post("/scenarios/import", ["text": "<scenario id=\"x\">\n<title></titel>\n</scenario>"])
        #expect(wrong.status == 422 && wrong.body.contains("Ingenting er lagret"))
    }

    @Test("every problem of a scenario file has its sentence in three languages")
    func sentences() throws {
        let catalogue = try Day.views.get().catalogue
        for code in ScenarioProblem.codes {
            for language in Language.allCases { #expect(catalogue.texts[language]?["scenario.problem.\(code)"] != nil, "\(code)") }
        }
    }

    @Test("a facilitator makes another community, works there, and comes back")
    func communities() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let made = try await marit.post("/communities", ["name": "Nytt fellesskap", "language": "nn"])
        #expect(made.status == 303)
        let page = try await marit.get(made.location)
        #expect(page.status == 200 && page.body.contains("Marit Fasting") && !page.body.contains("Anna Berg"))
        let home = day.people.day.communityID
        #expect(try await marit.get("/communities/\(home)").status == 404)
        #expect(try await marit.get("/communities").body.contains("/communities/\(home)/entry"))
        #expect(try await marit.post("/communities/\(home)/entry").status == 303)
        #expect(try await marit.get("/communities/\(home)").status == 200)
        #expect(try await day.anna.post("/communities", ["name": "Mitt", "language": "nb"]).status == 404)
    }
}
