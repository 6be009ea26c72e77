import Cast
import Foundation
import Testing
import Workshop

@testable import Web

@Suite("The ballot")
struct BallotTests {
    private struct Scene {
        let day: Day
        let anna: Browser
        let bjarne: Browser
        let board: String

        init() async throws {
            day = try await Day.running()
            (anna, bjarne) = (try await day.anna, try await day.bjarne)
            board = try BoardTests.board(in: try await anna.get(day.room(1)).body)
        }

        var ballot: String { "/boards/\(board)/ballot" }

        func pin(_ text: String, in lane: Int = 0, as marker: String = "blue") async throws -> String {
            let lane = try BoardTests.lane(in: try await anna.get(day.room(1)).body, lane)
            let answer = try await anna.post("/boards/\(board)/cards", ["lane": lane, "text": text, "marker": marker], script: true)
            return String(try #require(answer.body.firstMatch(of: /"region":"card-(\d+)"/)).output.1)
        }

        func votes() async throws { _ = try await anna.post("/boards/\(board)/vote", ["votes": "3"]) }
    }

    @Test("shows each card as it is drawn on the board, with its pen, under its field, and the name of its stack")
    func cards() async throws {
        let scene = try await Scene()
        let last = try await scene.pin("Ring *legen*", in: 2, as: "red")
        let first = try await scene.pin("Bor hos mor", in: 0)
        let second = try await scene.pin("Har gjeld", in: 0)
        _ = try await scene.anna.post("/cards/\(second)/stack", ["onto": first])
        let room = try await scene.anna.get(scene.day.room(1)).body
        let stack = String(try #require(room.firstMatch(of: /data-stack="(\d+)"/)).output.1)
        _ = try await scene.anna.post("/stacks/\(stack)/name", ["name": "Hjemme"])
        try await scene.votes()
        let page = try await scene.bjarne.get(scene.ballot).body
        let parts = [
            "<h2", "Vi vet", "Bunke: Hjemme", "fakta", "Bor hos mor", "Bunke: Hjemme", "Har gjeld",
            "<h2", "△", "haster", "Ring <b>legen</b>",
        ]
        var rest = Substring(page)
        for part in parts {
            let found = try #require(rest.range(of: part), "\(part) in its place")
            rest = rest[found.upperBound...]
        }
        #expect(!page.contains("Vi lurer på") && page.contains("/cards/\(last)/dots"), "a field without cards is left out")
    }

    @Test("follows the board while it is open, keeps one’s own dots, and never shows what others write alone")
    func live() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("Bor hos mor")
        try await scene.votes()
        try await scene.bjarne.opens(scene.ballot)
        _ = try await scene.bjarne.post("/cards/\(card)/dots", ["dots": "2"], script: true)
        try await scene.bjarne.sees("Du har 1 prikk igjen.")
        _ = try await scene.pin("Har gjeld", in: 1)
        try await scene.bjarne.sees("Har gjeld")
        _ = try await scene.anna.post("/boards/\(scene.board)/alone", ["alone": "1"])
        _ = try await scene.pin("Kan ikke lese")
        _ = try await scene.anna.post("/cards/\(card)", ["version": "2", "text": "Bor hos mor nå", "marker": "blue"])
        try await scene.bjarne.sees("Bor hos mor nå")
        let drawn = try #require(scene.bjarne.listening).events.compactMap(\.html)
        #expect(drawn.count >= 3 && drawn.allSatisfy { $0.contains("●●") && !$0.contains("Kan ikke lese") })
        #expect(try await !scene.anna.get(scene.ballot).body.contains("Kan ikke lese"), "nor its author, who cannot give it dots yet")
        _ = try await scene.anna.post("/boards/\(scene.board)/alone", ["confirmed": "1"])
        try await scene.bjarne.sees("Kan ikke lese")
        _ = try await scene.anna.post("/boards/\(scene.board)/vote", ["show": "1"])
        try await scene.bjarne.sees("Det er ingen avstemning nå")
    }

    @Test("is drawn with nobody else’s dots, and not at all for whoever does not work on the board")
    func own() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("Bor hos mor")
        try await scene.votes()
        let answer = try await scene.anna.post("/cards/\(card)/dots", ["dots": "2"], script: true)
        #expect(answer.status == 200 && answer.body.contains("●●"))
        func drawn(for name: String) async throws -> String? {
            let person = scene.day.attendee(name).attendance.id
            let region = BallotRegion(board: try #require(ID(scene.board)), group: scene.day.group(1).id, person: person)
            return try await region.rendered(by: scene.day.site, in: .nb).html?.markup
        }
        #expect(try await drawn(for: "Anna")?.contains("●") == true)
        #expect(try await drawn(for: "Bjarne")?.contains("●") == false)
        for name in ["Cecilie", "Unni", "Olivia"] { #expect(try await drawn(for: name) == nil) }
    }
}
