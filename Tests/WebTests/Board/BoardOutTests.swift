import Cast
import Foundation
import Testing
import Workshop

@testable import Web

@Suite("A board taken along")
struct BoardOutTests {
    typealias Scene = BoardConductTests.Scene

    @Test("as rows for a spreadsheet: everything on the cards, without the stars, and nothing that would be taken for a formula")
    func csv() async throws {
        let scene = try await Scene()
        let one = try await scene.pin("=1+1")
        let other = try await scene.pin("Ring")
        let person = scene.day.attendee("Bjarne")
        _ = try await scene.anna.post("/cards/\(one)/threads", ["to": other, "word": "fører til"])
        _ = try await scene.anna.post("/cards/\(one)/remarks", ["text": "@merknad"])
        _ = try await scene.anna.post(
            "/cards/\(other)",
            ["version": "2", "text": "*Ring*; \"nå\"", "marker": "red", "responsible": "\(person.attendance.id)", "due": "2026-05-01"])
        let file = try await scene.anna.get("/boards/\(scene.board())/cards.csv")
        #expect(
            file.headers["Content-Type"]?.hasPrefix("text/csv") == true && file.headers["Content-Disposition"]?.contains(".csv") == true)
        #expect(file.body.contains("\"'=1+1\"") && file.body.contains("\"'@merknad\"") && file.body.contains("\"Ring; \"\"nå\"\"\""))
        #expect(
            file.body.contains("fører til: Ring") && file.body.contains(person.name) && file.body.contains("2026-05-01")
                && file.body.contains("\"haster\""))
        #expect(!file.body.contains("Anna"))
    }

    @Test("as JSON: the same, with who wrote it only where the board tells, and dots only once they are shown")
    func json() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("Ring fastlegen")
        let board = try await scene.board()
        func cards() async throws -> [[String: Any]] {
            let body = try await scene.anna.get("/boards/\(board)/board.json").body
            let file = try #require(JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
            return try #require(file["cards"] as? [[String: Any]])
        }
        _ = try await scene.anna.post("/boards/\(board)/vote", ["votes": "3"])
        _ = try await scene.anna.post("/cards/\(card)/dots", ["dots": "2"])
        var hidden = try #require(try await cards().first)
        #expect(hidden["writtenBy"] == nil && hidden["votes"] == nil && hidden["text"] as? String == "Ring fastlegen")
        _ = try await scene.marit.post("/boards/\(board)/authors", ["shown": "1"])
        _ = try await scene.anna.post("/boards/\(board)/vote", ["show": "1"])
        try await scene.pin("Ring legevakten")
        hidden = try #require(try await cards().first)
        #expect(hidden["writtenBy"] == nil && hidden["votes"] as? Int == 2)
        let named = try await cards().last?["writtenBy"] as? String
        #expect(named?.hasPrefix("Anna") == true)
    }

    @Test("with its pictures and what hangs on them, its stacks, its ties, its tray and the contact person, and nothing of hidden cards")
    func everything() async throws {
        let wall = try await PhotoPagesTests.Wall()
        let (day, anna) = (wall.day, wall.anna)
        _ = try await wall.hangs(PictureFiles.jpeg(), caption: "Arket fra formiddagen")
        let photo = String(try await wall.photo().dropFirst("/photos/".count))
        func file() async throws -> File {
            try await JSONDecoder().decode(File.self, from: Data(anna.get("\(wall.board)/board.json").body.utf8))
        }
        for text in ["Første", "Andre", "Tredje"] {
            _ = try await anna.post(
                "\(wall.board)/cards", ["lane": BoardTests.lane(in: anna.get(wall.room).body), "text": text])
        }
        for text in ["På arket", "Også der"] { _ = try await anna.post("\(wall.board)/cards", ["photo": photo, "text": text]) }
        let cards = Dictionary(uniqueKeysWithValues: try await file().cards.map { ($0.text, $0.id) })
        let (one, other, third) = try (#require(cards["Første"]), #require(cards["Andre"]), #require(cards["Tredje"]))
        _ = try await anna.post("/cards/\(other)/stack", ["onto": one])
        let stack = try #require(try await anna.get(wall.room).body.firstMatch(of: /data-stack="(\d+)"/)).output.1
        _ = try await anna.post("/stacks/\(stack)/name", ["name": "Helse"])
        _ = try await anna.post("/cards/\(one)/threads", ["to": third, "word": "fører til"])
        let person = day.attendee("Anna")
        let place = try #require(try await anna.get(wall.room).body.firstMatch(of: /action="(\/groups\/[^"]+\/contact-person)"/)).output.1
        _ = try await anna.post(String(place), ["person": "\(person.attendance.id)", "word": ""])
        _ = try await anna.post("\(wall.board)/alone", ["alone": "1"])
        _ = try await anna.post("\(wall.board)/cards", ["photo": photo, "text": "Bare min"])

        var kept = try await file()
        #expect(kept.pictures.map(\.id) == [photo] && kept.pictures.map(\.words) == ["Arket fra formiddagen"] && kept.pictures[0].width > 0)
        #expect(kept.stacks.map(\.name) == ["Helse"] && Set(kept.stacks[0].cards) == [one, other])
        #expect(kept.contactPerson?.name == person.name && kept.tray == nil && kept.cards.count == 5)
        #expect(kept.cards.first { $0.id == one }?.threads.map(\.word) == ["fører til"])
        let hung = kept.cards.filter { $0.picture == photo }
        #expect(Set(hung.map(\.text)) == ["På arket", "Også der"] && hung.allSatisfy { $0.field == nil && !$0.isInTray })
        #expect(Set(hung.map { [$0.pictureX, $0.pictureY] }).count == 2 && hung.first { $0.text == "På arket" }?.pictureX == 0.5)
        let rows = try await anna.get("\(wall.board)/cards.csv").body.split(separator: "\r\n").map(String.init)
        #expect(rows[0].hasSuffix(";\"bilde\""))
        let onPicture = rows.filter { $0.hasSuffix(";\"Arket fra formiddagen\"") }
        #expect(onPicture.count == 2 && onPicture.allSatisfy { $0.hasPrefix("\"\";") })

        _ = try await day.marit.post("\(wall.board)/layout", ["layout": "person"])
        kept = try await file()
        #expect(kept.tray == "Ikke plassert ennå" && Set(kept.cards.filter(\.isInTray).map(\.id)) == [one, other, third])
        for browser in [anna, try await day.marit] {
            for path in ["cards.csv", "board.json"] { #expect(try await !browser.get("\(wall.board)/\(path)").body.contains("Bare min")) }
        }
    }

    private struct File: Decodable {
        struct Picture: Decodable {
            var id: String
            var words: String
            var width: Int
        }
        struct Stack: Decodable {
            var name: String
            var cards: [String]
        }
        struct Thread: Decodable { var word: String }
        struct Person: Decodable { var name: String }
        struct Card: Decodable {
            var id: String
            var text: String
            var field: String?
            var isInTray: Bool
            var picture: String?
            var pictureX: Double?
            var pictureY: Double?
            var threads: [Thread]
        }

        var tray: String?
        var contactPerson: Person?
        var pictures: [Picture]
        var stacks: [Stack]
        var cards: [Card]
    }

    @Test("with its cards in the order of the fields and of their places there")
    func order() async throws {
        let scene = try await Scene()
        let page = try await scene.room(scene.anna)
        let board = try BoardTests.board(in: page)
        for lane in [3, 1, 2, 0] {
            for text in ["første \(lane)", "andre \(lane)"] {
                _ = try await scene.anna.post("/boards/\(board)/cards", ["lane": BoardTests.lane(in: page, lane), "text": text])
            }
        }
        let wanted = (0..<4).flatMap { ["første \($0)", "andre \($0)"] }
        for file in ["cards.csv", "board.json"] {
            let body = try await scene.anna.get("/boards/\(board)/\(file)").body
            #expect(body.matches(of: /(?:første|andre) \d/).map { String($0.output) } == wanted, "\(file)")
        }
    }

    @Test("only by those who may see it, and without what somebody has written alone")
    func limits() async throws {
        let scene = try await Scene()
        let board = try await scene.board()
        _ = try await scene.anna.post("/boards/\(board)/alone", ["alone": "1"])
        try await scene.pin("Bare min")
        for path in ["cards.csv", "board.json", "paper"].map({ "/boards/\(board)/\($0)" }) {
            for browser in [try await scene.day.cecilie, try await scene.day.olivia] { #expect(try await browser.get(path).status == 404) }
            for browser in [scene.anna, scene.bjarne, scene.marit, try await scene.day.unni] {
                let page = try await browser.get(path)
                #expect(page.status == 200 && !page.body.contains("Bare min"))
            }
        }
    }

    @Test("on paper: the layout, the fields, the cards and what the pens mean, in a size that is chosen")
    func paper() async throws {
        let scene = try await Scene()
        try await scene.pin("Ring fastlegen")
        let board = try await scene.board()
        _ = try await scene.marit.post("/days/\(scene.day.id)/markers", ["green": "Løfter"])
        _ = try await scene.marit.post("/boards/\(board)/layout", ["layout": "fourfold"])
        let page = try await scene.anna.get("/boards/\(board)/paper?size=a4").body
        #expect(page.contains("boardpaper__sheet--a4") && page.contains("board--fourfold") && page.contains("Ring fastlegen"))
        #expect(page.contains("Løfter") && page.contains("axis--up") && !page.contains("/placement") && !page.contains("lane__new"))
    }
    @Test("on paper: the contact person and the word why, or that nobody is chosen")
    func contactPerson() async throws {
        let scene = try await Scene()
        let page = try await scene.room(scene.anna)
        let paper = "/boards/\(try BoardTests.board(in: page))/paper"
        #expect(try await scene.anna.get(paper).body.contains("Ingen brukerkontakt er valgt ennå."))
        let place = try #require(page.firstMatch(of: /action="(\/groups\/[^"]+\/contact-person)"/)?.output.1)
        for (name, word) in [("Anna", ""), ("Bjarne", "Han <spurte> etter ham")] {
            _ = try await scene.anna.post(String(place), ["person": "\(scene.day.attendee(name).attendance.id)", "word": word])
        }
        let body = try await scene.bjarne.get(paper).body
        #expect(body.contains("Brukerkontakt: \(scene.day.attendee("Bjarne").name)") && body.contains("Han &lt;spurte&gt; etter ham"))
    }
}
