import Cast
import Foundation
import Testing
import Workshop

@testable import Web

@Suite("The tray in the browser")
struct TrayPageTests {
    typealias Scene = BoardConductTests.Scene

    /// A board with two cards, laid out as the whole person for the first time.
    static func laidOut() async throws -> (scene: Scene, board: String, cards: [String]) {
        let scene = try await Scene()
        let cards = [try await scene.pin("Ring fastlegen"), try await scene.pin("Han sover på en sofa")]
        let board = try await scene.board()
        _ = try await scene.marit.post("/boards/\(board)/layout", ["layout": "person", "all": "1"])
        return (scene, board, cards)
    }

    static func tray(_ page: String) -> String? {
        page.firstMatch(of: /<section class="tray"(?:.|\n)*?<\/section>/).map { String($0.output) }
    }

    static func field(_ number: Int, _ page: String) throws -> String {
        let part = page.split(separator: "<section class=\"lane\"").dropFirst(number + 1).first
        return String(try #require(part?.firstMatch(of: /lane-(\d+)/)).output.1)
    }

    @Test("is seen by everyone with its cards and their count, in the reader’s language, and takes no new card")
    func seen() async throws {
        let (scene, _, cards) = try await Self.laidOut()
        for (browser, words) in [
            (scene.anna, "Ikke plassert ennå"), (try await scene.day.unni, "Ikke plassert ennå"),
            (try await scene.day.person("Bjarne", language: "nn"), "Ikkje plassert enno"),
            (try await scene.day.person("Bjarne", language: "en"), "Not placed yet"),
        ] {
            let page = try await scene.room(browser)
            let tray = try #require(Self.tray(page))
            #expect(tray.contains(words) && tray.contains("tray__count\">2<") && !tray.contains("lane__new"))
            #expect(cards.allSatisfy { tray.contains("id=\"card-\($0)\"") } && page.contains("/css/board-tray.css"))
            let name = try #require(tray.firstMatch(of: /class="lane__name" id="(lane-\d+-name)"/)).output.1
            #expect(tray.matches(of: /aria-labelledby="m-\d+ t-\d+ (lane-\d+-name)/).map(\.output.1) == [name, name])
        }
        #expect(try await !scene.day.cecilie.get(scene.day.room(2)).body.contains("tray__count\">2<"))
    }

    @Test("is left by the form on a card’s page, which offers the fields and tells where the card is, and offers no way back")
    func form() async throws {
        let (scene, _, cards) = try await Self.laidOut()
        func choices() async throws -> [String] {
            let page = try await scene.anna.get("/cards/\(cards[0])").body
            let list = try #require(page.firstMatch(of: /<select id="lane".*?<\/select>/)).output
            return list.matches(of: /<option[^>]*>([^<]*)</).map { String($0.output.1) }
        }
        let fields = Layout.person.startingTitles.map { $0[.nb] }
        #expect(try await choices() == ["Ikke plassert ennå"] + fields)
        let room = try await scene.room(scene.anna)
        let answer = try await scene.anna.post("/cards/\(cards[0])/placement", ["lane": Self.field(2, room), "before": ""])
        #expect(answer.status == 303)
        #expect(try await choices() == fields)
        let after = try await scene.room(scene.bjarne)
        #expect(Self.tray(after)?.contains("tray__count\">1<") == true)
        let tray = try #require(Self.tray(after)?.firstMatch(of: /data-value="(\d+)"/)).output.1
        #expect(try await scene.anna.post("/cards/\(cards[0])/placement", ["lane": String(tray), "before": ""]).status == 403)
        let onto = try #require(try await scene.anna.get("/cards/\(cards[1])").body.firstMatch(of: /<select id="onto".*?<\/select>/)).output
        #expect(onto.contains(cards[0]))
        #expect(try await !scene.anna.get("/cards/\(cards[0])").body.contains("<select id=\"onto\""))
        #expect(try await scene.anna.get("/cards/\(cards[0])").body.contains("flyttet lappen til «Bolig»"))
    }

    @Test("is no field among those that are renamed, taken away or added to")
    func conduct() async throws {
        let (scene, board, _) = try await Self.laidOut()
        #expect(try await !scene.anna.get("/boards/\(board)").body.contains("Ikke plassert"))
        let tray = try #require(Self.tray(try await scene.room(scene.anna))?.firstMatch(of: /data-value="(\d+)"/)).output.1
        #expect(try await scene.anna.post("/lanes/\(tray)/title", ["title": "Parkert"]).status == 403)
        #expect(try await scene.marit.post("/lanes/\(tray)/removal").status == 403)
    }

    @Test("is told of in rows, as JSON, on paper, in the plenary and in the report, as long as cards lie in it")
    func out() async throws {
        let (scene, board, cards) = try await Self.laidOut()
        func json() async throws -> (fields: [String], cards: [String?]) {
            let body = try await scene.anna.get("/boards/\(board)/board.json").body
            let file = try #require(JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
            let cards = try #require(file["cards"] as? [[String: Any]])
            return (try #require(file["fields"] as? [String]), cards.map { $0["field"] as? String })
        }
        let fields = Layout.person.startingTitles.map { $0[.nb] }
        _ = try await scene.anna.post("/cards/\(cards[0])/placement", ["lane": Self.field(1, scene.room(scene.anna)), "before": ""])
        #expect(try await json() == (fields, ["Økonomi", nil]))
        let csv = try await scene.anna.get("/boards/\(board)/cards.csv").body
        #expect(csv.contains("\"Økonomi\";\"Ring fastlegen\"") && csv.contains("\"Ikke plassert ennå\";\"Han sover på en sofa\""))
        let paper = try await scene.anna.get("/boards/\(board)/paper").body
        #expect(Self.tray(paper)?.contains("Han sover på en sofa") == true && paper.contains("/css/board-tray.css"))
        let day = scene.day
        _ = try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        _ = try await scene.marit.post("/days/\(day.id)/plenary", ["scenario": day.scenarios[0].id.description])
        func told() async throws -> [Bool] {
            try await [scene.marit.get("/days/\(day.id)/plenary"), scene.marit.get("/days/\(day.id)/report")].map {
                $0.body.contains("Ikke plassert ennå") && $0.body.contains("Han sover på en sofa")
            }
        }
        #expect(try await told() == [true, true])
    }

    @Test("tells its whole count also where a filter takes only some of its cards")
    func filter() async throws {
        let (scene, _, cards) = try await Self.laidOut()
        _ = try await scene.anna.post("/cards/\(cards[0])/completion", ["done": "1"])
        let tray = try #require(Self.tray(try await scene.anna.get(scene.day.room(1) + "?open=1").body))
        #expect(tray.contains("tray__count\">2<") && !tray.contains("Ring fastlegen") && tray.contains("Han sover på en sofa"))
    }
}
