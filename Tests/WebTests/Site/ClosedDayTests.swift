import Cast
import Foundation
import GRDB
import Testing
import Workshop

@testable import Storage
@testable import Web

@Suite("A closed day")
struct ClosedDayTests {
    /// Everything in the database but who is signed in.
    static func contents(_ day: Day) async throws -> [String: [String]] {
        try await day.store.read { db in
            let tables = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('session', 'delivery')")
            return Dictionary(
                uniqueKeysWithValues: try tables.map { ($0, try Row.fetchAll(db, sql: "SELECT * FROM \"\($0)\"").map { "\($0)" }.sorted()) }
            )
        }
    }

    /// What a form could say at any address, with real ids of the day.
    static func fields(_ day: Day, lane: String) -> [String: String] {
        [
            "lane": lane, "text": "Etterpå", "marker": "red", "version": "1", "done": "1", "heading": "measures", "channel": "phone",
            "wish": "x",
            "person": day.attendee("Dagny").attendance.id.description, "persona": day.scenarios[0].personas[1].id.description,
            "kind": "text",
            "text-nb": "Etterpå?", "step": "up", "title": "Etterpå", "minutes": "5", "name": "Etterpå", "feedback": "x", "reason": "x",
            "answer": "x", "held": "1",
        ]
    }

    @Test(
        "changes through no address that a participant, observer or leader can post to", arguments: [TrainingDay.State.closed, .archived])
    func readOnly(_ state: TrainingDay.State) async throws {
        let day = try await ReportPageTests.lived()
        if state == .archived { try await day.store.move(day.id, to: .archived, at: day.clock.now, by: day.facilitator) }
        let known = try await day.store.read { db in
            [
                "board": try Int64.fetchOne(db, sql: "SELECT boardID FROM card"),
                "card": try Int64.fetchOne(db, sql: "SELECT id FROM card"),
                "contact": try Int64.fetchOne(db, sql: "SELECT id FROM contactRequest"),
                "block": try Int64.fetchOne(db, sql: "SELECT id FROM block"),
                "question": try Int64.fetchOne(db, sql: "SELECT id FROM evaluationQuestion"),
                "lane": try Int64.fetchOne(db, sql: "SELECT laneID FROM card"),
            ].compactMapValues { $0?.description }
        }
        let ids = known.merging([
            "day": day.id.description, "group": day.group(1).id.description, "scenario": day.scenarios[0].id.description,
            "persona": day.scenarios[0].personas[0].id.description,
        ]) { $1 }
        let browsers = [try await day.anna, try await day.unni, try await day.olivia]
        let before = try await Self.contents(day)
        let outside: Set<Substring> = ["join", "sign-out", "language", "enter"]
        var tried = 0
        for route in PanoramaSite.allRoutes where route.method == "POST" && !outside.contains(route.parts.first ?? "") {
            let path = "/" + route.parts.map { $0.hasPrefix(":") ? ids[String($0.dropFirst())] ?? "1" : String($0) }.joined(separator: "/")
            for browser in browsers {
                let answer = try await browser.post(path, Self.fields(day, lane: ids["lane"] ?? "1"))
                #expect([403, 404, 409, 422].contains(answer.status), "\(path) answered \(answer.status) to \(browser.name)")
                tried += 1
            }
        }
        #expect(tried > 20)
        #expect(try await Self.contents(day) == before)
    }

    @Test("can be read by those who were there, without a form to change it")
    func readable() async throws {
        let day = try await ReportPageTests.lived()
        let page = try await day.anna.get(day.room(1))
        #expect(page.status == 200 && page.body.contains("Et rom i natt") && page.body.contains("Brukerkontakt: Bjarne Moen"))
        for address in ["/solution\"", "/contact-person\"", "/boards/"] {
            #expect(!page.body.contains("action=\"\(day.room(1))\(address)"))
        }
        #expect(!page.body.contains("data-draft"))
    }

    @Test("its questions and its programme stand, also for those who run it")
    func facilitator() async throws {
        let day = try await ReportPageTests.lived()
        let before = try await Self.contents(day)
        let marit = try await day.marit
        #expect(try await marit.post("/days/\(day.id)/evaluation/questions", ["text-nb": "x", "kind": "text"]).status == 409)
        #expect(try await marit.post("/days/\(day.id)/evaluation/defaults").status == 409)
        #expect(try await Self.contents(day) == before)
    }
}
