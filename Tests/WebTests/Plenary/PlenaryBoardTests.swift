import Cast
import Foundation
import Testing
import Workshop

@testable import Web

@Suite("A group’s board in the plenary")
struct PlenaryBoardTests {
    typealias Scene = BoardConductTests.Scene

    /// The plenary is turned to case 1, and group 1’s board has four cards: one tied to another, and two in a stack.
    struct Shown {
        let scene: Scene
        let board: String
        let cards: [String]

        init(authors: Bool = false) async throws {
            scene = try await Scene()
            board = try await scene.board()
            if authors { _ = try await scene.marit.post("/boards/\(board)/authors", ["shown": "1"]) }
            cards = [
                try await scene.pin("Ring fastlegen"), try await scene.pin("Gjeld"), try await scene.pin("Diabetes?"),
                try await scene.pin("Sårene"),
            ]
            let anna = scene.anna
            let responsible = scene.day.attendee("Bjarne").attendance.id.description
            _ = try await anna.post(
                "/cards/\(cards[0])",
                ["version": "1", "text": "*Ring* fastlegen <nå>", "marker": "red", "due": "2026-05-01", "responsible": responsible])
            _ = try await anna.post("/cards/\(cards[0])/completion", ["done": "1"])
            _ = try await anna.post("/cards/\(cards[0])/threads", ["to": cards[1], "word": "koster"])
            _ = try await anna.post("/cards/\(cards[3])/stack", ["onto": cards[2]])
            let stack = try #require(try await scene.room(anna).firstMatch(of: /data-stack="(\d+)"/)).output.1
            _ = try await anna.post("/stacks/\(stack)/name", ["name": "Kropp & helse"])
            let day = scene.day
            _ = try await scene.marit.post("/days/\(day.id)/plenary", ["scenario": day.scenarios[0].id.description])
        }

        func lay(_ layout: Layout) async throws { _ = try await scene.marit.post("/boards/\(board)/layout", ["layout": layout.rawValue]) }

        /// What the plenary shows of group 1.
        func group(to browser: Browser? = nil) async throws -> String {
            let page = try await (browser ?? scene.marit).get("/days/\(scene.day.id)/plenary").body
            return String(try #require(page.firstMatch(of: /<article class="outcome"(?:.|\n)*?<\/article>/)).output)
        }

        func begin() async throws {
            try await scene.day.store.move(scene.day.id, to: .plenary, at: scene.day.clock.now, by: scene.day.facilitator)
        }
    }

    static func card(_ text: String, in page: String) throws -> String {
        let cards = page.matches(of: /<li class="card[ "](?:.|\n)*?<\/li>/).map { String($0.output) }
        return try #require(cards.first { $0.contains(text) })
    }

    /// The words in the order they stand in the page; nil for one that is not there.
    static func inOrder(_ words: [String], in page: String) -> Bool {
        let places = words.map { page.range(of: $0)?.lowerBound }
        return !places.contains(nil) && places.compactMap { $0 } == places.compactMap { $0 }.sorted()
    }

    @Test("its cards say what they say on the board, with ties in words, and nothing on them can be pressed")
    func cards() async throws {
        let shown = try await Shown()
        try await shown.begin()
        let group = try await shown.group(to: shown.scene.day.cecilie)
        let card = try Self.card("fastlegen", in: group)
        #expect(card.contains("<b>Ring</b> fastlegen &lt;nå&gt;") && card.contains("data-marker=\"red\"") && card.contains("Bjarne Moen"))
        #expect(card.contains("Frist 1. mai 2026") && card.contains(", til lappen</span>: Gjeld</p>") && card.contains("gjort"))
        #expect(card.contains("card--done") && !card.contains("Skrevet av"))
        #expect(try Self.card("Gjeld</div>", in: group).contains(", fra lappen</span>: Ring fastlegen &lt;nå&gt;</p>"))
        for sign in ["<a ", "<form", "<button", "id=\"card-", "data-author", "data-move"] {
            #expect(!group.contains(sign))
        }
    }

    @Test("its cards tell who wrote them when the board does")
    func authors() async throws {
        let shown = try await Shown(authors: true)
        #expect(try await Self.card("Gjeld</div>", in: shown.group()).contains("Skrevet av Anna Berg"))
        _ = try await shown.scene.marit.post("/boards/\(shown.board)/authors")
        #expect(try await !shown.group().contains("Skrevet av"))
    }

    @Test("cards of a stack stand together below its name")
    func stacks() async throws {
        let group = try await Shown().group()
        let pile = try #require(group.firstMatch(of: /<li class="pile">(?:.|\n)*?<\/ol><\/li>/)).output
        #expect(pile.contains("<p class=\"pile__name\">Kropp &amp; helse</p>") && pile.matches(of: /<li class="card[ "]/).count == 2)
        #expect(pile.contains("Diabetes?") && pile.contains("Sårene") && group.matches(of: /Kropp &amp; helse/).count == 1)
    }

    @Test(
        "its fields are those of the layout in their order, and what has no place in it stands last by that name",
        arguments: Layout.allCases)
    func layouts(layout: Layout) async throws {
        let shown = try await Shown()
        try await shown.lay(layout)
        let group = try await shown.group()
        #expect(group.contains("board board--\(layout.rawValue)\""))
        let isAtHome = layout == .lanes || layout == .free
        let fields = layout.startingTitles.map { "<h4 class=\"lane__name\">\($0[.nb])</h4>" }
        #expect(Self.inOrder(fields + (isAtHome ? [] : ["Ikke plassert ennå</span> <span class=\"tray__count\">4<", "Sårene"]), in: group))
        #expect(group.contains("Ikke plassert") != isAtHome && group.matches(of: /<li class="card[ "]/).count == 4)
        #expect(group.contains("class=\"axis axis--up\"") == (layout == .fourfold))
        #expect(group.contains("class=\"board__person\"") == (layout == .person))
    }

    @Test("two by two has its axes’ own words, and the whole person the name of the case")
    func words() async throws {
        let shown = try await Shown()
        try await shown.lay(.fourfold)
        _ = try await shown.scene.marit.post("/boards/\(shown.board)/axes", ["across": "Dyrt", "up": "Nyttig"])
        let group = try await shown.group()
        #expect(group.contains("Øker mot høyre: </span>Dyrt") && group.contains("Øker oppover: </span>Nyttig"))
        try await shown.lay(.person)
        let person = try #require(try await shown.group().firstMatch(of: /<p class="board__person">.*?<\/p>/)).output
        #expect(person.hasSuffix("\(shown.scene.day.scenarios[0].title[.nb])</p>"))
    }

    @Test("a timeline says what it goes by, and its cards follow each other by day")
    func timeline() async throws {
        let shown = try await Shown()
        try await shown.lay(.timeline)
        #expect(try await !shown.group().contains("Tidslinje etter"))
        let field = try TrayPageTests.field(0, try await shown.scene.room(shown.scene.anna))
        for card in [shown.cards[1], shown.cards[0]] {
            _ = try await shown.scene.anna.post("/cards/\(card)/placement", ["lane": field, "before": ""])
        }
        let group = try await shown.group()
        #expect(group.contains("Tidslinje etter frist, med én dag: 1. mai 2026"))
        #expect(Self.inOrder(["</b> fastlegen", "Gjeld</div>"], in: group))
    }

    @Test("a card that only its author sees is in nobody’s plenary, the author’s neither, nor counted in its tray")
    func hidden() async throws {
        let shown = try await Shown()
        _ = try await shown.scene.anna.post("/boards/\(shown.board)/alone", ["alone": "1"])
        try await shown.scene.pin("Bare Bjarne vet dette", by: shown.scene.bjarne)
        try await shown.lay(.rings)
        try await shown.begin()
        let day = shown.scene.day
        for browser in [shown.scene.bjarne, shown.scene.anna, shown.scene.marit, try await day.unni] {
            let page = try await browser.get("/days/\(day.id)/plenary").body
            #expect(!page.contains("Bare Bjarne vet dette") && page.contains("tray__count\">4<"))
        }
        #expect(try await !shown.scene.marit.get("/days/\(day.id)/projector").body.contains("Bare Bjarne vet dette"))
    }
}
