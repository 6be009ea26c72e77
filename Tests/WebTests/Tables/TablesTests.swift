import Cast
import GRDB
import Storage
import Testing
import Web
import Workshop

@Suite("Tables in the browser")
struct TablesTests {
    static func plan(_ day: Day) async throws -> TablePlan { try await day.store.papers(of: day.id, to: day.facilitator).plan }

    /// Anna is the caseworker of Bjarne, who is a service user; they come alone with two others.
    static func know(_ day: Day, _ one: String, _ kind: Tie.Kind, _ other: String) async throws {
        let (one, other) = (day.attendee(one).attendance.memberID!, day.attendee(other).attendance.memberID!)
        try await day.store.know(Profile(traits: [.quiet], ties: [Tie(one, kind, other)]), of: one, by: day.facilitator)
    }

    @Test("one button lays a table for each group and seats them there; undo takes both back")
    func groups() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        #expect(try await marit.get("/days/\(day.id)/tables").body.contains("Det er ingen bord ennå"))
        #expect(try await marit.post("/days/\(day.id)/tables/layout", ["layout": "groups"]).status == 303)
        let plan = try await Self.plan(day)
        #expect(plan.tables.count == 3 && plan.chairs.count == 18)
        for table in plan.tables {
            let group = day.people.attendees.filter { $0.attendance.groupID == table.groupID && $0.attendance.role == .participant }
            #expect(Set(plan.chairs.filter { $0.tableID == table.id }.map(\.attendanceID)) == Set(group.map(\.attendance.id)))
        }
        _ = try await marit.post("/days/\(day.id)/tables/undo")
        #expect(try await Self.plan(day) == TablePlan())
    }

    @Test("when the groups have changed, those who sit at another group’s table are named with a button; names are in the day’s language")
    func strays() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        _ = try await marit.post("/days/\(day.id)/tables/layout", ["layout": "groups"])
        #expect(try await !marit.get("/days/\(day.id)/tables").body.contains("strays-title"))
        let anna = day.attendee("Anna").attendance
        let other = try #require(
            day.people.attendees.first { $0.attendance.groupID != nil && $0.attendance.groupID != anna.groupID }?.attendance.groupID)
        _ = try await marit.post("/attendances/\(anna.id)/seat", ["group": "\(other)"])
        for path in ["tables", "papers"] {
            let page = try await marit.get("/days/\(day.id)/\(path)").body
            #expect(page.contains("en annen gruppe: Anna Berg.") && page.contains("action=\"/days/\(day.id)/tables/layout\""), "\(path)")
        }
        _ = try await marit.post("/days/\(day.id)/tables/layout", ["layout": "groups"])
        #expect(try await !marit.get("/days/\(day.id)/papers").body.contains("strays-title"))
        let english = try await day.person("Marit", language: "en")
        _ = try await english.post("/days/\(day.id)/tables/layout", ["layout": "long"])
        #expect(try await Self.plan(day).tables.first?.name == "Langbord 1")
    }

    @Test("long tables seat everyone who comes")
    func dinner() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        _ = try await marit.post("/days/\(day.id)/tables/layout", ["layout": "long"], script: true)
        let plan = try await Self.plan(day)
        #expect(plan.tables.map(\.name) == ["Langbord 1", "Langbord 2"])
        #expect(plan.chairs.count == day.people.attendees.count { $0.attendance.memberID != nil })
    }

    @Test("a person is moved from a list or by hand, and swaps with whoever sits there; a pin holds when everyone is seated anew")
    func moves() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        _ = try await marit.post("/days/\(day.id)/tables/layout", ["layout": "groups"])
        let plan = try await Self.plan(day)
        let (anna, cecilie) = (day.attendee("Anna").attendance.id, day.attendee("Cecilie").attendance.id)
        let (mine, hers) = (try #require(plan.chair(of: anna)), try #require(plan.chair(of: cecilie)))
        let moved = try await marit.post("/days/\(day.id)/chairs", ["person": "\(anna)", "chair": "\(hers.tableID)-\(hers.number)"])
        #expect(moved.status == 303)
        #expect(try await Self.plan(day).chair(of: cecilie)?.tableID == mine.tableID)
        _ = try await marit.post("/attendances/\(anna)/chair/pin", ["pin": "1"])
        _ = try await marit.post("/days/\(day.id)/tables/seating", ["groups": "1"])
        let after = try #require(try await Self.plan(day).chair(of: anna))
        #expect(after.tableID == hers.tableID && after.number == hers.number && after.isPinned)
        let answer = try await marit.post("/attendances/\(anna)/chair", ["chair": ""], script: true)
        #expect(answer.status == 200 && answer.body.contains("/days/\(day.id)/tables/undo"))
        #expect(try await Self.plan(day).chair(of: anna) == nil)
        let page = try await marit.get("/days/\(day.id)/tables?person=\(anna)").body
        #expect(page.contains("value=\"\(anna)\" selected"))
    }

    @Test("what does not work out is said with its reason, on the chair and above the tables")
    func breaches() async throws {
        let day = try await Day.planned()
        try await Self.know(day, "Anna", .caseworker, "Bjarne")
        let marit = try await day.marit
        _ = try await marit.post("/days/\(day.id)/tables", ["name": "Lite bord", "shape": "round", "chairs": "2"])
        let table = try #require(try await Self.plan(day).tables.first)
        for (number, name) in ["Anna", "Bjarne"].enumerated() {
            let person = day.attendee(name).attendance.id
            _ = try await marit.post("/attendances/\(person)/chair", ["chair": "\(table.id)-\(number + 1)"])
        }
        let page = try await marit.get("/days/\(day.id)/tables").body
        #expect(
            page.contains("Bjarne Moen sitter ved siden av sin saksbehandler Anna Berg. Anna Berg har ingen andre å sitte ved siden av."))
        #expect(page.contains("sitter__mark--grave\">ved siden av saksbehandler"))
    }

    @Test("nobody but facilitators sees or sets tables, and what is known of people is in no paper")
    func secrets() async throws {
        let day = try await Day.running()
        try await Self.know(day, "Anna", .caseworker, "Bjarne")
        let marit = try await day.marit
        _ = try await marit.post("/days/\(day.id)/tables/layout", ["layout": "long"])
        for browser in [try await day.anna, try await day.olivia, try await day.unni, try await day.projector] {
            #expect(try await browser.get("/days/\(day.id)/tables").status == 404)
            #expect(try await browser.post("/days/\(day.id)/tables/seating", [:]).status == 404)
            #expect(try await browser.post("/attendances/\(day.attendee("Anna").attendance.id)/chair", ["chair": ""]).status == 404)
        }
        #expect(try await Browser(day: day).get("/days/\(day.id)/tables").status == 401)
        for paper in ["groups", "name-tags", "place-cards", "tables"] {
            let page = try await marit.get("/days/\(day.id)/papers/\(paper)").body
            #expect(page.contains("Anna") && !page.contains("saksbehandler") && !page.contains("quiet"))
        }
    }

    @Test("what does not fit is refused, and hostile names are shown as text")
    func refusals() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let tables = "/days/\(day.id)/tables"
        for form in [
            ["name": "", "shape": "round", "chairs": "4"], ["name": "A", "shape": "square", "chairs": "4"],
            ["name": "A", "shape": "round", "chairs": "99"],
        ] {
            #expect(try await marit.post(tables, form).status == 422)
        }
        #expect(try await marit.post(tables + "/undo").status == 404)
        #expect(
            try await marit.post("/days/\(day.id)/chairs", ["person": "\(day.attendee("Anna").attendance.id)", "chair": "1-1"]).status
                == 404)
        _ = try await marit.post(tables, ["name": "<script>alert(1)</script>", "shape": "long", "chairs": "3"])
        for page in [tables, "/days/\(day.id)/papers/tables"] {
            let body = try await marit.get(page).body
            #expect(body.contains("&lt;script&gt;alert(1)") && !body.contains("<script>alert"))
        }
    }

    @Test("every word is said in three languages", arguments: ["nb", "nn", "en"])
    func languages(language: String) async throws {
        let day = try await Day.planned()
        try await Self.know(day, "Anna", .colleague, "Bjarne")
        let marit = try await day.person("Marit", language: language)
        _ = try await marit.post("/days/\(day.id)/tables/layout", ["layout": "groups"])
        let page = try await marit.get("/days/\(day.id)/tables").body
        #expect(page.firstMatch(of: /\[[a-z-]+\.[a-zA-Z.-]+\]|%\{/) == nil)
    }
}
