import Cast
import Foundation
import GRDB
import Testing
import Web
import Workshop

@testable import Storage

@Suite("The report of a day")
struct ReportPageTests {
    /// A day on which group 1 wrote a solution, chose Bjarne, pinned a card and was told one fact; closed, unless `state` says otherwise.
    static func lived(_ state: TrainingDay.State = .closed, text: String = "Et rom i natt") async throws -> Day {
        let day = try await Day.running()
        let (group, scenario, now) = (day.group(1).id, day.scenarios[0], day.clock.now)
        let anna = day.viewer("Anna")
        try await day.store.write(text, under: .measures, version: 0, of: group, for: scenario.id, at: now, by: anna)
        try await day.store.choose(day.attendee("Bjarne").attendance.id, of: group, for: scenario.id, at: now, by: anna)
        let board = try await day.store.board(of: group, for: scenario.id, to: anna)
        _ = try await day.store.pin("Lapp: " + text, marker: .red, in: board.lanes[0].id, on: board.board.id, at: now, by: anna)
        let young = scenario.personas[0]
        let training = day.people.day
        try await day.store.change { db in
            let open = try TrainingDay.find(training.id, in: db)
            var contact = try young.request(
                through: .phone, wish: "", of: group, in: scenario.id, on: open, open: [], as: .minted(), at: now, by: anna)
            try contact.take(at: now, by: day.viewer("Olivia"))
            let told = try contact.reveal(young.script.disclosures[0], of: young, as: .minted(), at: now, by: day.viewer("Olivia"))
            try contact.end(feedback: "Ros: " + text, at: now, by: day.viewer("Olivia"))
            try contact.insert(db)
            try told.insert(db)
            return (
                (), [Happening(.contactAsked, on: training.id, at: now, by: anna, group: group, scenario: scenario.id, persona: young.id)]
            )
        }
        if state != .open { try await day.store.move(day.id, to: state, at: now, by: day.facilitator) }
        return day
    }

    @Test("shows programme, groups, board, solution, contact person, facts, timeline and evaluation")
    func whole() async throws {
        let day = try await Self.lived()
        let page = try await day.marit.get("/days/\(day.id)/report")
        #expect(page.status == 200)
        for text in [
            "30. mars 2026", "Slik gjør vi det", "Gruppe 3", "Et rom i natt", "Lapp: Et rom i natt", "Brukerkontakt: Bolig",
            "Han sover på en sofa (1)",
            "ba om kontakt med Ung mann", "fikk vite: Han sover på en sofa (1)", "Ros: Et rom i natt", "0 av 26 har svart",
        ] { #expect(page.body.contains(text), "\(text)") }
    }

    @Test("names people only when those who run the day choose it")
    func names() async throws {
        let day = try await Self.lived()
        let marit = try await day.marit
        #expect(try await !marit.get("/days/\(day.id)/report").body.contains("Bjarne Moen"))
        let named = try await marit.get("/days/\(day.id)/report?names=1").body
        #expect(named.contains("Brukerkontakt: Bjarne Moen") && named.contains("Anna Berg, Bjarne Moen"))
        let page = try await day.person("Dagny").get("/days/\(day.id)/report?names=1").body
        #expect(!page.contains("Bjarne Moen") && !page.contains("Anna Berg") && page.contains("Brukerkontakt: Bolig"))
    }

    @Test("tells the other groups nothing of a case that the plenary never showed")
    func neverShown() async throws {
        let day = try await Self.lived()
        for browser in [try await day.cecilie, try await day.olivia] {
            let page = try await browser.get("/days/\(day.id)/report")
            #expect(page.status == 200 && page.body.contains("Slik gjør vi det"))
            for text in ["Et rom i natt", "Han sover på en sofa (1)", "Brukerkontakt: Bolig"] {
                #expect(!page.body.contains(text), "\(text)")
            }
        }
    }

    @Test("is for participants only when the day is closed, and never for strangers and the projector")
    func readers() async throws {
        let open = try await Self.lived(.open)
        #expect(try await open.anna.get("/days/\(open.id)/report").status == 409)
        #expect(try await open.marit.get("/days/\(open.id)/report").status == 200)
        let closed = try await Self.lived()
        for browser in [try await closed.anna, try await closed.olivia, try await closed.unni] {
            #expect(try await browser.get("/days/\(closed.id)/report").status == 200)
        }
        #expect(try await Browser(day: closed).get("/days/\(closed.id)/report").status == 401)
        let projector = closed.people.attendees.first { $0.attendance.role == .projector }!
        let screen = Browser(day: closed)
        _ = try await screen.get(PersonalLink(key: Data(repeating: 7, count: 32)).path(for: projector.attendance))
        #expect(try await screen.get("/days/\(closed.id)/report").status == 404)
    }

    @Test("holds no fact that no group was told, and nothing of the scripts")
    func secrets() async throws {
        let day = try await Self.lived()
        for browser in [try await day.marit, try await day.anna] {
            let page = try await browser.get("/days/\(day.id)/report").body
            let told = day.scenarios[0].personas[0].script.disclosures[0].id
            for fact in day.scenarios.flatMap(\.disclosures) where fact.id != told { #expect(!page.contains(fact.fact[.nb])) }
            #expect(!page.contains("Hemmelig"))
        }
    }

    @Test("shows hostile text as text, also as a document of its own")
    func hostile() async throws {
        let day = try await Self.lived(text: "<script>alert(1)</script>")
        let page = try await day.marit.get("/days/\(day.id)/report?names=1").body
        #expect(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        let paper = try ReportDocument.html(
            try await day.store.report(of: day.id, names: true), css: "p{}</style>", views: try Day.views.get(), in: .en)
        #expect(paper.hasPrefix("<!doctype html>") && !paper.contains("<script") && paper.contains("30 March 2026"))
        #expect(paper.components(separatedBy: "</style>").count == 2)
    }
}
