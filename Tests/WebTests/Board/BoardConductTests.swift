import Cast
import Foundation
import Testing
import Workshop

@testable import Web

@Suite("Leading a board in the browser")
struct BoardConductTests {
    struct Scene {
        let day: Day
        let anna: Browser
        let bjarne: Browser
        let marit: Browser

        init() async throws {
            day = try await Day.running()
            (anna, bjarne, marit) = (try await day.anna, try await day.bjarne, try await day.marit)
        }

        func room(_ browser: Browser) async throws -> String { try await browser.get(day.room(1)).body }

        func board() async throws -> String { try BoardTests.board(in: try await room(anna)) }

        @discardableResult
        func pin(_ text: String, by browser: Browser? = nil) async throws -> String {
            let page = try await room(anna)
            let answer = try await (browser ?? anna).post(
                "/boards/\(BoardTests.board(in: page))/cards", ["lane": BoardTests.lane(in: page), "text": text])
            #expect(answer.status == 303)
            let after = try await room(browser ?? anna)
            let mark = try #require(after.range(of: "\">\(text)</div>") ?? after.range(of: "data-text=\"\(text)\""))
            let ids = after[..<mark.lowerBound].matches(of: /id="card-(\d+)"/)
            return String(try #require(ids.last).output.1)
        }
    }

    @Test("a facilitator draws all groups’ boards in another way, and a participant cannot")
    func layout() async throws {
        let scene = try await Scene()
        try await scene.pin("Ring fastlegen")
        let board = try await scene.board()
        #expect(try await scene.anna.post("/boards/\(board)/layout", ["layout": "person"]).status == 404)
        #expect(try await scene.marit.post("/boards/\(board)/layout", ["layout": "person", "all": "1"]).status == 303)
        let page = try await scene.room(scene.anna)
        #expect(page.contains("board--person") && page.contains("Mestring") && page.contains("Ring fastlegen"))
        #expect(try await scene.day.cecilie.get(scene.day.room(2)).body.contains("board--person"))
        #expect(try await scene.marit.post("/boards/\(board)/layout", ["layout": "nothing"]).status == 422)
    }

    @Test("whoever comes to a card that has been taken down is told so, reads what was on it, and hangs it up again")
    func takenDown() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("Ring fastlegen", by: scene.anna)
        _ = try await scene.anna.post("/cards/\(card)/remarks", ["text": "Enig"])
        _ = try await scene.anna.post("/cards/\(card)/removal", [:])
        let page = try await scene.bjarne.get("/cards/\(card)").body
        #expect(page.contains("Lappen er tatt ned fra tavla.") && page.contains("Ring fastlegen") && page.contains("Enig"))
        #expect(!page.contains("/remarks\"") && !page.contains("/removal\""))
        #expect(try await scene.bjarne.post("/cards/\(card)/restoration", [:]).status == 303)
        #expect(try await scene.room(scene.anna).contains("Ring fastlegen"))
    }

    @Test("a card written alone is in no page, region or answer of anyone else until all are shown")
    func alone() async throws {
        let scene = try await Scene()
        let board = try await scene.board()
        _ = try await scene.anna.post("/boards/\(board)/alone", ["alone": "1"])
        let card = try await scene.pin("Han kan kanskje ikke lese", by: scene.bjarne)
        #expect(try await scene.room(scene.bjarne).contains("Bare du ser denne"))
        for browser in [scene.anna, scene.marit, try await scene.day.unni] {
            #expect(try await !browser.get(scene.day.room(1)).body.contains("kanskje ikke lese"))
            #expect(try await browser.get("/cards/\(card)").status == 404)
        }
        let group = scene.day.group(1).id
        for reader in [CardRegion.Reader.group, .watchers, .author(scene.day.attendee("Anna").attendance.id)] {
            let region = CardRegion(card: try #require(ID(card)), group: group, reader: reader)
            #expect(try await region.rendered(by: scene.day.site, in: .nb).html == nil)
        }
        _ = try await scene.anna.post("/boards/\(board)/alone", ["confirmed": "1"])
        #expect(try await scene.room(scene.anna).contains("kanskje ikke lese"))
    }

    @Test("a board that does not tell who wrote gives no trace of it, and one that does tells on card and history")
    func authors() async throws {
        let scene = try await Scene()
        _ = try await scene.marit.post("/boards/\(scene.board())/authors", ["shown": "1"])
        let card = try await scene.pin("Ring fastlegen")
        let anna = scene.day.attendee("Anna").attendance.id.description
        func traces() async throws -> [Bool] {
            let room = try await scene.room(scene.bjarne)
            let page = try await scene.bjarne.get("/cards/\(card)").body
            let history = try #require(page.split(separator: "class=\"steps\"").last)
            return [room.contains("data-author=\"\(anna)\""), room.contains("Skrevet av Anna"), history.contains("Anna")]
        }
        #expect(try await traces() == [true, true, true])
        _ = try await scene.marit.post("/boards/\(scene.board())/authors")
        #expect(try await traces() == [false, false, false])
    }

    @Test("what was written while names were hidden, alone or not, is nowhere named after they are shown")
    func unnamed() async throws {
        let scene = try await Scene()
        let board = try await scene.board()
        let before = try await scene.pin("Skrevet før")
        _ = try await scene.anna.post("/boards/\(board)/alone", ["alone": "1"])
        let alone = try await scene.pin("Skrevet alene")
        try await scene.bjarne.opens(scene.day.room(1))
        let unni = try await scene.day.unni
        try await unni.opens(scene.day.room(1))
        _ = try await scene.marit.post("/boards/\(board)/authors", ["shown": "1", "all": "1"])
        _ = try await scene.anna.post("/cards/\(alone)", ["version": "2", "text": "Skrevet alene og endret", "marker": "blue"])
        _ = try await scene.anna.post("/boards/\(board)/alone", ["confirmed": "1"])
        try await scene.bjarne.sees("Skrevet alene og endret")
        let named = try await scene.pin("Skrevet etter")
        for person in [scene.bjarne, unni] {
            try await person.sees("Skrevet etter")
            let cards = try #require(person.listening).events.compactMap(\.html).filter { $0.contains("<li class=\"card") }
            #expect(cards.filter { $0.contains("Skrevet av Anna") }.allSatisfy { $0.contains("Skrevet etter") })
        }
        for person in [scene.anna, scene.bjarne, scene.marit, unni] {
            for path in [scene.day.room(1), "/boards/\(board)/paper"] {
                let page = try await person.get(path).body
                #expect(page.contains("Skrevet alene og endret") && page.contains("Skrevet før"))
                #expect(page.matches(of: /Skrevet av Anna/).count == 1 && page.matches(of: /data-author=/).count == 1)
            }
            for file in ["cards.csv", "board.json"] {
                let file = try await person.get("/boards/\(board)/\(file)").body
                #expect(file.contains("Skrevet før") && file.matches(of: /Anna Berg/).count == 1)
            }
        }
        for (card, tells) in [(before, false), (alone, false), (named, true)] {
            let history = try #require(try await scene.bjarne.get("/cards/\(card)").body.split(separator: "class=\"steps\"").last)
            #expect(history.contains("Anna") == tells && history.contains("Noen i gruppa") == !tells)
        }
    }

    @Test("what was written on a card while names were hidden, and is sent when they are shown, is not named in its history or below it")
    func late() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("Ring fastlegen")
        _ = try await scene.marit.post("/boards/\(scene.board())/authors", ["shown": "1"])
        func isNamed() async throws -> Bool {
            try await scene.bjarne.get("/cards/\(card)").body.matches(of: /Anna Berg(,|<\/span>)/).count > 0
        }
        let writing = [
            "text": "Ring legevakten", "marker": "blue", "version": "1", "opened-text": "Ring fastlegen", "opened-marker": "blue",
        ]
        for (path, fields) in [("", writing), ("/remarks", ["text": "Hun er på ferie"]), ("/lock", ["locked": "1"])] {
            let answer = try await scene.anna.post("/cards/\(card)\(path)", fields.merging(["unnamed": "1"]) { $1 })
            #expect(answer.status == 303)
            #expect(try await !isNamed())
        }
        _ = try await scene.anna.post("/cards/\(card)/lock")
        #expect(try await isNamed())
    }

    @Test("a remark tells who wrote it only where names were shown then and are now; a facilitator’s tells that always")
    func remarkNames() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("Ring fastlegen")
        func remark(_ text: String, _ browser: Browser) async throws {
            _ = try await browser.post("/cards/\(card)/remarks", ["text": text])
        }
        func names() async throws -> [String] {
            let page = try await scene.bjarne.get("/cards/\(card)").body
            return page.matches(of: /class="remark"><p class="small soft">([^,]+),/).map { String($0.output.1) }
        }
        try await remark("Før", scene.anna)
        #expect(try await names() == ["Noen i gruppa"])
        #expect(try await !scene.bjarne.get("/cards/\(card)").body.contains("Anna Berg,"))
        _ = try await scene.marit.post("/boards/\(scene.board())/authors", ["shown": "1"])
        scene.day.clock.advance(minutes: 1)
        try await remark("Etter", scene.anna)
        #expect(try await names() == ["Noen i gruppa", "Anna Berg"])
        _ = try await scene.marit.post("/boards/\(scene.board())/authors")
        scene.day.clock.advance(minutes: 1)
        try await remark("Fra den som leder", scene.marit)
        let facilitator = scene.day.attendee("Marit").name
        #expect(try await names() == ["Noen i gruppa", "Noen i gruppa", "Skrevet av fasilitator \(facilitator)"])
    }

    @Test("whoever chooses whether names are shown, and whoever writes, is told what the choice does and never will do")
    func namesPromise() async throws {
        let scene = try await Scene()
        let board = try await scene.board()
        for (person, leads) in [(scene.anna, false), (scene.marit, true)] {
            let page = try await person.get("/boards/\(board)").body
            #expect(page.contains("Ingen lapper viser hvem som skrev dem.") && page.contains("får aldri navn"))
            #expect(page.contains("/authors\"") == leads)
        }
        #expect(try await !scene.room(scene.anna).contains("Nye lapper viser hvem som skriver dem."))
        _ = try await scene.marit.post("/boards/\(board)/authors", ["shown": "1"])
        #expect(try await scene.room(scene.anna).contains("Nye lapper viser hvem som skriver dem."))
        for (language, words) in [(Language.nn, "får aldri namn"), (.en, "never gets a name")] {
            #expect(try await scene.day.person("Bjarne", language: language.rawValue).get("/boards/\(board)").body.contains(words))
        }
    }

    @Test("all cards are shown, and a field taken away, only after a question that says what it means")
    func questions() async throws {
        let scene = try await Scene()
        let page = try await scene.room(scene.anna)
        let (board, lane) = (try BoardTests.board(in: page), try BoardTests.lane(in: page, 3))
        _ = try await scene.anna.post("/boards/\(board)/alone", ["alone": "1"])
        try await scene.pin("Jeg tror", by: scene.bjarne)
        let asked = try await scene.anna.post("/boards/\(board)/alone").body
        #expect(asked.contains("det kan ikke gjøres om") && !asked.contains("Jeg tror"))
        #expect(try await !scene.room(scene.anna).contains("Jeg tror"))
        #expect(try await scene.anna.post("/boards/\(board)/alone", ["confirmed": "1"]).status == 303)
        #expect(try await scene.room(scene.anna).contains("Jeg tror"))
        #expect(try await scene.anna.post("/lanes/\(lane)/removal").body.contains("Fjerne feltet «Gjort»?"))
        #expect(try await scene.room(scene.anna).contains("Gjort"))
        #expect(try await scene.anna.post("/lanes/\(lane)/removal", ["confirmed": "1"]).status == 303)
        #expect(try await !scene.room(scene.anna).contains("value=\"\(lane)\""))
    }

    @Test("while everybody writes alone no field can be removed, and nothing in the answer tells the empty ones from the others")
    func fieldsAlone() async throws {
        let scene = try await Scene()
        let page = try await scene.room(scene.anna)
        let board = try BoardTests.board(in: page)
        let lanes = try (2...3).map { try BoardTests.lane(in: page, $0) }
        func offers() async throws -> Int { try await scene.anna.get("/boards/\(board)").body.matches(of: /lanes\/\d+\/removal/).count }
        #expect(try await offers() == 4)
        _ = try await scene.anna.post("/boards/\(board)/alone", ["alone": "1"])
        _ = try await scene.bjarne.post("/boards/\(board)/cards", ["lane": lanes[0], "text": "Skjult"])
        #expect(try await offers() == 0)
        #expect(try await scene.anna.get("/boards/\(board)").body.contains("Mens dere skriver hver for dere, kan ingen felt fjernes."))
        var answers: [String] = []
        for lane in lanes {
            let answer = try await scene.anna.post("/lanes/\(lane)/removal", ["confirmed": "1"])
            #expect(answer.status == 409 && answer.body.contains("Ingen felt kan fjernes nå"))
            answers.append(answer.body)
        }
        #expect(answers[0] == answers[1])
        _ = try await scene.anna.post("/boards/\(board)/alone", ["confirmed": "1"])
        #expect(try await offers() == 3)
        let full = try await scene.anna.post("/lanes/\(lanes[0])/removal", ["confirmed": "1"])
        #expect(full.status == 409 && full.body.contains("Flytt lappene til et annet felt"))
    }

    @Test("one who leads, signed in to another day, leads the boards of the day she plans, starts them from copies and sees the pictures")
    func otherDay() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        let now = scene.day.clock.now
        let card = try #require(ID<Card>(try await scene.pin("Ring fastlegen")))
        let old = try #require(ID<Board>(try await scene.board()))
        let done = try #require(ID<Card>(try await scene.pin("Gjort før")))
        _ = try await scene.anna.post("/cards/\(done)/completion", ["done": "1"])
        let anna = scene.day.viewer("Anna")
        let photo = try await store.hang(Picture(PictureFiles.png()), saying: "Arket", on: old, at: now, by: anna)
        _ = try await store.pin(card, onto: photo.id, at: now, by: anna)
        let next = try await store.planDay(
            title: "Neste", date: "2026-04-30", startsAt: "09:00", place: "", language: .nb, like: scene.day.id,
            in: scene.day.people.day.communityID, at: now, by: scene.day.facilitator)
        let group = try await store.people(on: next.id).groups[0].id
        let room = "/groups/\(group)/cases/\(scene.day.scenarios[0].id)"
        let board = try BoardTests.board(in: try await scene.marit.get(room).body)
        let page = try await scene.marit.get("/boards/\(board)").body
        #expect(page.contains("(2 lapper, 1 av dem gjort, 1 bilde)") && page.contains("name=\"done\" value=\"1\" checked"))
        let answer = try await scene.marit.post("/boards/\(board)/copy", ["from": "\(old)"])
        let said = try await scene.marit.get(answer.location).body
        #expect(said.contains("Kopiert hit: 1 lapp, 1 bilde. 1 lapp som er gjort, ble igjen på den gamle tavla."))
        let copy = try await scene.marit.get(room).body
        let picture = try #require(copy.firstMatch(of: /src="(\/photos\/\d+)"/)).output.1
        #expect(picture != "/photos/\(photo.id)" && copy.contains("Ring fastlegen") && !copy.contains("Gjort før"))
        #expect(try await scene.marit.get(String(picture)).status == 200)
        for person in [scene.anna, try await scene.day.unni, try await scene.day.olivia, try await scene.day.cecilie] {
            #expect(try await person.get("/boards/\(board)").status >= 400)
            #expect(try await person.get(String(picture)).status == 404)
            for change in ["alone", "lock", "authors", "copy"] {
                #expect(try await person.post("/boards/\(board)/\(change)", ["alone": "1", "locked": "1", "shown": "1"]).status >= 400)
            }
        }
    }

    @Test("with nothing to make again one is told so, and not of undoing")
    func nothingToRedo() async throws {
        let scene = try await Scene()
        let board = try await scene.board()
        try await scene.pin("Ring fastlegen")
        for (language, words) in [
            ("nb", "Det er ingenting å gjøre om igjen"), ("nn", "Det er ingenting å gjere om att"), ("en", "There is nothing to redo"),
        ] {
            let anna = try await scene.day.person("Anna", language: language)
            for script in [false, true] {
                let answer = try await anna.post("/boards/\(board)/redo", script: script)
                #expect(answer.status == 409 && answer.body.contains(words))
            }
        }
        #expect(try await scene.bjarne.post("/boards/\(board)/undo").body.contains("Det er ingenting å angre"))
    }

    @Test("an empty new card is refused in words of its own")
    func emptyCard() async throws {
        let scene = try await Scene()
        let page = try await scene.room(scene.anna)
        let (board, lane) = (try BoardTests.board(in: page), try BoardTests.lane(in: page))
        for text in ["", " \n "] {
            let answer = try await scene.anna.post("/boards/\(board)/cards", ["lane": lane, "text": text])
            #expect(answer.status == 422 && answer.body.contains("<li>Skriv noe på lappen først.</li>"))
        }
        let words = try #require(page.firstMatch(of: #/data-more="(/words/[^"]+)"/#)).output.1
        #expect(try await scene.anna.get(String(words)).body.contains("data-empty-card=\"Skriv noe på lappen først.\""))
    }

    @Test("one’s own latest change is taken back and made again by a press each")
    func undo() async throws {
        let scene = try await Scene()
        try await scene.pin("Ring fastlegen")
        let board = try await scene.board()
        #expect(try await scene.bjarne.post("/boards/\(board)/undo", [:]).status == 409)
        #expect(try await scene.anna.post("/boards/\(board)/undo", [:]).status == 303)
        #expect(try await !scene.room(scene.bjarne).contains("Ring fastlegen"))
        #expect(try await scene.anna.post("/boards/\(board)/redo", [:]).status == 303)
        #expect(try await scene.room(scene.bjarne).contains("Ring fastlegen"))
    }

    @Test("who has changed a card after one is told of where the board tells, and the next press of undo goes on")
    func overtaken() async throws {
        let scene = try await Scene()
        let board = try await scene.board()
        try await scene.pin("Den første")
        for shows in [false, true] {
            _ = try await scene.marit.post("/boards/\(board)/authors", shows ? ["shown": "1"] : [:])
            let card = try await scene.pin("Ring fastlegen")
            _ = try await scene.bjarne.post("/cards/\(card)/completion", ["done": "1"])
            _ = try await scene.bjarne.post("/cards/\(card)/removal")
            let script = try await scene.anna.post("/boards/\(board)/undo", script: shows)
            #expect(script.status == 409 && script.body.contains("\(shows ? "Bjarne Moen" : "Noen i gruppa") har endret lappen"))
            #expect(script.body.contains("Ring fastlegen") && script.body.contains("Trykk en gang til"))
            #expect(script.body.contains("Bjarne") == shows)
        }
        #expect(try await scene.anna.post("/boards/\(board)/undo").status == 303)
        #expect(try await !scene.room(scene.bjarne).contains("Den første"))
    }

    @Test(
        "undo says in one sentence what it does not take back and where that is done, and goes on with the next press",
        arguments: Language.allCases)
    func setAside(in language: Language) async throws {
        let scene = try await Scene()
        let board = try await scene.board()
        try await scene.pin("Ring fastlegen")
        _ = try await scene.anna.post("/language", ["language": language.rawValue])
        _ = try await scene.anna.post("/boards/\(board)/lanes", ["title": "Parkert"])
        let answer = try await scene.anna.post("/boards/\(board)/undo", script: true)
        #expect(
            answer.status == 409
                && answer.body.contains(["nb": "under «Oppsett av tavla»", "nn": "under «Oppsett", "en": "under “"][language.rawValue]!))
        #expect(try await scene.room(scene.bjarne).contains("Ring fastlegen"))
        #expect(try await scene.anna.post("/boards/\(board)/undo").status == 303)
        #expect(try await !scene.room(scene.bjarne).contains("Ring fastlegen"))
    }

    @Test("a thread to a card that is taken down is on no card, and back with the card")
    func threadToNothing() async throws {
        let scene = try await Scene()
        let one = try await scene.pin("a1")
        let other = try await scene.pin("b2")
        let board = try await scene.board()
        #expect(try await scene.anna.post("/cards/\(one)/threads", ["to": other, "word": "peker"]).status == 303)
        let places = [scene.day.room(1), "/boards/\(board)/paper", "/boards/\(board)/cards.csv", "/boards/\(board)/board.json"]
        func told() async throws -> [Bool] {
            var told: [Bool] = []
            for place in places { told.append(try await scene.bjarne.get(place).body.contains("peker")) }
            return told
        }
        #expect(try await told() == places.map { _ in true })
        for (away, back) in [
            ("/cards/\(other)/removal", "/cards/\(other)/restoration"), ("/boards/\(board)/undo", "/boards/\(board)/redo"),
        ] {
            _ = try await scene.anna.post(away)
            #expect(try await told() == places.map { _ in false })
            _ = try await scene.anna.post(back)
            #expect(try await told() == places.map { _ in true })
        }
    }

    @Test("a thread tells what the other card says now")
    func threadToChanged() async throws {
        let scene = try await Scene()
        let one = try await scene.pin("a1")
        let other = try await scene.pin("b2")
        _ = try await scene.anna.post("/cards/\(one)/threads", ["to": other, "word": "peker"])
        _ = try await scene.room(scene.bjarne)
        _ = try await scene.anna.post("/cards/\(other)", ["version": "2", "text": "c3", "marker": "blue"])
        #expect(try await scene.room(scene.bjarne).contains("href=\"#card-\(other)\">c3</a>"))
    }

    @Test("a locked card is not changed by taking back an earlier change of it")
    func undoOfLocked() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("Ring fastlegen")
        let board = try await scene.board()
        #expect(try await scene.bjarne.post("/cards/\(card)/lock", ["locked": "1"]).status == 303)
        #expect(try await scene.anna.post("/boards/\(board)/undo", [:]).status == 409)
        #expect(try await scene.room(scene.bjarne).contains("Ring fastlegen"))
    }

    @Test("remarks, threads and stacks show on the cards, in whatever words they were written")
    func company() async throws {
        let scene = try await Scene()
        let one = try await scene.pin("a1")
        let other = try await scene.pin("b2")
        #expect(try await scene.bjarne.post("/cards/\(one)/remarks", ["text": "<i>Enig</i>"]).status == 303)
        #expect(try await scene.anna.post("/cards/\(one)/threads", ["to": other, "word": "<b>fører</b> til"]).status == 303)
        #expect(try await scene.anna.post("/cards/\(other)/stack", ["onto": one]).status == 303)
        let page = try await scene.room(scene.bjarne)
        #expect(page.contains("1 merknad") && page.contains("&lt;b&gt;fører&lt;/b&gt; til") && page.contains("card--stacked"))
        let card = try await scene.anna.get("/cards/\(one)").body
        #expect(card.contains("&lt;i&gt;Enig&lt;/i&gt;") && card.contains("festet lappen"))
        #expect(try await scene.day.cecilie.post("/cards/\(one)/remarks", ["text": "x"]).status == 404)
        #expect(try await scene.day.unni.post("/cards/\(one)/remarks", ["text": "x"]).status == 403)
    }

    @Test("a locked board looks locked: nothing to write in, move or take back, on the room’s page, the card’s and the board’s own")
    func locked() async throws {
        let scene = try await Scene()
        let board = try await scene.board()
        let card = try await scene.pin("Ring fastlegen")
        let offers = ["lane__new", "data-move data-stack-at", "card__open", "/undo\"", "/redo\"", "/photos\""]
        func offered() async throws -> [String] {
            let page = try await scene.room(scene.anna)
            #expect(page.contains("Ring fastlegen"))
            return offers.filter { page.contains($0) }
        }
        func forms(_ path: String) async throws -> Int {
            try await scene.anna.get(path).body.matches(of: /method="post" action="\/(?:cards|lanes|boards|stacks|threads)\//).count
        }
        #expect(try await offered() == offers)
        for path in ["/cards/\(card)", "/boards/\(board)"] { #expect(try await forms(path) > 4) }
        _ = try await scene.marit.post("/boards/\(board)/lock", ["locked": "1"])
        #expect(try await offered() == [])
        for path in ["/cards/\(card)", "/boards/\(board)"] { #expect(try await forms(path) == 0) }
        for path in [scene.day.room(1), "/cards/\(card)", "/boards/\(board)"] {
            #expect(try await scene.anna.get(path).body.contains("Tavla er låst. Lappene kan leses"))
        }
        for person in [scene.marit, try await scene.day.unni] {
            #expect(try await scene.room(person).contains("Tavla er låst. Lappene kan leses"))
        }
        _ = try await scene.marit.post("/boards/\(board)/lock")
        #expect(try await offered() == offers)
        #expect(try await !scene.room(scene.anna).contains("Tavla er låst"))
    }

    @Test("a locked card’s page says so, and offers remarks and a way to unlock it, but nothing to write in that would be refused")
    func lockedCard() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("Ring fastlegen")
        let fields = [
            "version": "1", "text": "Ring fastlegen", "marker": "red", "due": "2026-05-01",
            "responsible": "\(scene.day.attendee("Bjarne").attendance.id)",
        ]
        _ = try await scene.anna.post("/cards/\(card)", fields)
        _ = try await scene.anna.post("/cards/\(card)/lock", ["locked": "1"])
        func forms() async throws -> [String] {
            try await scene.bjarne.get("/cards/\(card)").body.matches(of: /action="\/cards\/\d+\/?([a-z]*)"/).map { String($0.output.1) }
        }
        let page = try await scene.bjarne.get("/cards/\(card)").body
        #expect(page.contains("Lappen er låst. Den kan leses") && page.contains("Ring fastlegen") && page.contains("Bjarne Moen"))
        #expect(page.contains("Frist") && !page.contains("name=\"opened-text\""))
        #expect(try await forms() == ["lock", "remarks"])
        #expect(try await scene.bjarne.post("/cards/\(card)/remarks", ["text": "Enig"]).status == 303)
        #expect(try await scene.bjarne.post("/cards/\(card)/lock").status == 303)
        #expect(try await forms().contains("removal"))
    }

    @Test("the history says which way a card was locked, ticked and stacked", arguments: Language.allCases)
    func historyWays(in language: Language) async throws {
        let scene = try await Scene()
        let (card, other) = (try await scene.pin("a1"), try await scene.pin("b2"))
        let anna = try await scene.day.person("Anna", language: language.rawValue)
        let words: [Language: [String]] = [
            .nb: ["låste lappen", "låste opp lappen", "som gjort", "ikke er gjort likevel", "i en bunke", "ut av bunken"],
            .nn: ["låste lappen", "låste opp lappen", "som gjord", "ikkje er gjord likevel", "i ein bunke", "ut av bunken"],
            .en: ["locked the card", "unlocked the card", "as done", "as not done after all", "in a stack", "out of the stack"],
        ]
        let acts = [
            ("lock", ["locked": "1"]), ("lock", [:]), ("completion", ["done": "1"]), ("completion", [:]), ("stack", ["onto": other]),
            ("stack", ["onto": ""]),
        ]
        for ((act, fields), words) in zip(acts, words[language] ?? []) {
            #expect(try await anna.post("/cards/\(card)/\(act)", fields).status == 303)
            let page = try await anna.get("/cards/\(card)").body
            let last = try #require(page.split(separator: "<li><span class=\"small soft\">").last)
            #expect(last.contains(words))
        }
    }

    @Test("the history says what of a card was changed, and which card it was tied to or laid on, on both of the cards")
    func historyOfParts() async throws {
        let scene = try await Scene()
        let (card, other) = (try await scene.pin("Ring legen"), try await scene.pin("*Søk* bostøtte"))
        func last(of card: String) async throws -> String {
            String(try #require(try await scene.anna.get("/cards/\(card)").body.split(separator: "<li><span class=\"small soft\">").last))
        }
        let bjarne = "\(scene.day.attendee("Bjarne").attendance.id)"
        let edits: [([String: String], String)] = [
            (["due": "2026-12-02", "responsible": bjarne], "satte Bjarne Moen som ansvarlig, satte fristen til 2. desember"),
            (["said-by": bjarne, "responsible": bjarne], "tok bort fristen, skrev at Bjarne Moen har sagt det"),
            (["marker": "red"], "ga lappen tusjfargen «haster», tok bort den ansvarlige, tok bort hvem som har sagt det"),
            (["marker": "red", "text": "Ring legen nå"], "endret lappen: «Ring legen nå»"),
        ]
        for (fields, words) in edits {
            let version = try #require(try await scene.anna.get("/cards/\(card)").body.firstMatch(of: /name="version" value="(\d+)"/)).1
            let kept = ["text": "Ring legen", "marker": "blue", "due": "", "responsible": "", "said-by": "", "version": String(version)]
            #expect(try await scene.anna.post("/cards/\(card)", kept.merging(fields) { $1 }).status == 303)
            let told = try await last(of: card)
            #expect(told.contains(words), "\(told)")
        }
        _ = try await scene.anna.post("/cards/\(card)/threads", ["to": other, "word": "fordi"])
        #expect(try await last(of: card).contains("knyttet lappen til «Søk bostøtte»: «fordi»"))
        #expect(try await last(of: other).contains("knyttet «Ring legen nå» til lappen: «fordi»"))
        _ = try await scene.anna.post("/cards/\(card)/stack", ["onto": other])
        #expect(try await last(of: card).contains("la lappen i en bunke med «Søk bostøtte»"))
        #expect(try await last(of: other).contains("la «Ring legen nå» i bunke med lappen"))
    }

    @Test("the history quotes in the way of its language")
    func historyQuotes() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("Hvor er faren?")
        for (language, quoted) in [("nb", ": «Hvor er faren?»"), ("nn", ": «Hvor er faren?»"), ("en", ": “Hvor er faren?”")] {
            #expect(try await scene.day.person("Anna", language: language).get("/cards/\(card)").body.contains(quoted))
        }
    }

    @Test("the history says of a field that has been removed since that it has been")
    func historyOfGoneField() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("a1")
        let page = try await scene.room(scene.anna)
        for lane in [3, 0] { _ = try await scene.anna.post("/cards/\(card)/placement", ["lane": BoardTests.lane(in: page, lane)]) }
        _ = try await scene.anna.post("/lanes/\(BoardTests.lane(in: page, 3))/removal", ["confirmed": "1"])
        let history = try await scene.anna.get("/cards/\(card)").body
        #expect(history.contains("flyttet lappen til et felt som er fjernet") && !history.contains("«»"))
    }

    @Test("a card that only its author sees is not offered for stacks and threads, and told to wait until it is shown")
    func hiddenCompany() async throws {
        let scene = try await Scene()
        try await scene.pin("c3")
        let shown = try await scene.pin("a1")
        _ = try await scene.anna.post("/boards/\(scene.board())/alone", ["alone": "1"])
        let hidden = try await scene.pin("b2")
        let page = try await scene.anna.get("/cards/\(hidden)").body
        #expect(!page.contains("/threads\"") && !page.contains("/stack\"") && page.contains("når den er vist for alle"))
        #expect(try await scene.anna.get("/cards/\(shown)").body.contains("/threads\""))
        for (one, other) in [(hidden, shown), (shown, hidden), (hidden, hidden)] {
            let stacked = try await scene.anna.post("/cards/\(one)/stack", ["onto": other], script: true)
            let tied = try await scene.anna.post("/cards/\(one)/threads", ["to": other, "word": ""], script: true)
            for answer in [stacked, tied] { #expect(answer.status == 409 && answer.body.contains("når den er vist for alle")) }
        }
        #expect(try await scene.bjarne.post("/cards/\(shown)/stack", ["onto": hidden]).status == 404)
        #expect(try await scene.bjarne.post("/cards/\(shown)/threads", ["to": hidden, "word": ""]).status == 404)
    }

    @Test("a vote that runs is not begun anew from an old page, and one that is shown only after a question")
    func votesAgain() async throws {
        let scene = try await Scene()
        let (card, board) = (try await scene.pin("a1"), try await scene.board())
        func start(_ more: [String: String] = [:], script: Bool = false) async throws -> Browser.Answer {
            try await scene.anna.post("/boards/\(board)/vote", ["votes": "3"].merging(more) { $1 }, script: script)
        }
        func given() async throws -> Bool {
            try await scene.bjarne.get("/boards/\(board)/ballot").body.contains("aria-hidden=\"true\">●●<")
        }
        _ = try await scene.bjarne.post("/boards/\(board)/vote", ["votes": "2"])
        _ = try await scene.bjarne.post("/cards/\(card)/dots", ["dots": "2"])
        for script in [false, true] {
            let answer = try await start(["confirmed": "1"], script: script)
            #expect(answer.status == 409 && answer.body.contains("En avstemning er i gang"))
        }
        #expect(try await given())
        _ = try await scene.bjarne.post("/boards/\(board)/vote", ["show": "1"])
        let asked = try await start()
        #expect(asked.body.contains("Prikkene fra forrige runde blir borte.") && asked.body.contains("name=\"votes\" value=\"3\""))
        #expect(try await scene.anna.get("/boards/\(board)").body.contains("data-confirm=\"Starte en ny avstemning?"))
        #expect(try await given())
        _ = try await start(["confirmed": "1"])
        #expect(try await !given())
    }

    @Test("dots are one’s own until they are shown")
    func dots() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("a1")
        let board = try await scene.board()
        _ = try await scene.anna.post("/boards/\(board)/vote", ["votes": "3"])
        #expect(try await scene.anna.post("/cards/\(card)/dots", ["dots": "2"]).status == 303)
        #expect(try await scene.anna.get("/boards/\(board)/ballot").body.contains("Du har 1 prikk igjen."))
        #expect(try await scene.bjarne.get("/boards/\(board)/ballot").body.contains("Du har 3 prikker igjen."))
        #expect(try await !scene.room(scene.bjarne).contains("2 prikker"))
        #expect(try await scene.room(scene.bjarne).contains("/ballot\""))
        _ = try await scene.marit.post("/boards/\(board)/lock", ["locked": "1"])
        #expect(try await scene.bjarne.post("/cards/\(card)/dots", ["dots": "1"]).status == 409)
        let ballot = try await scene.bjarne.get("/boards/\(board)/ballot").body
        #expect(!ballot.contains("/dots\"") && ballot.contains("Tavla er låst"))
        #expect(try await !scene.room(scene.bjarne).contains("/ballot\""))
        _ = try await scene.marit.post("/boards/\(board)/lock")
        _ = try await scene.anna.post("/boards/\(board)/vote", ["show": "1"])
        #expect(try await scene.room(scene.bjarne).contains("2 prikker"))
        #expect(try await scene.anna.post("/cards/\(card)/dots", ["dots": "1"]).status == 409)
    }

    @Test("a field that was renamed has its usual name again, in each reader’s language, when its name is emptied")
    func usualName() async throws {
        let scene = try await Scene()
        let page = try await scene.room(scene.anna)
        let (lane, conduct) = (try BoardTests.lane(in: page, 1), "/boards/\(try BoardTests.board(in: page))")
        _ = try await scene.anna.post("/lanes/\(lane)/title", ["title": "Gåter"])
        #expect(try await scene.room(scene.anna).contains("Gåter"))
        let form = try await scene.anna.get(conduct).body
        #expect(form.contains("value=\"Gåter\" maxlength=\"60\" placeholder=\"Vi lurer på\""))
        #expect(try await scene.anna.post("/lanes/\(lane)/title", ["title": ""]).status == 303)
        #expect(try await scene.room(scene.anna).contains("Vi lurer på"))
        #expect(try await scene.room(scene.day.person("Bjarne", language: "en")).contains("We wonder"))
        _ = try await scene.anna.post("\(conduct)/lanes", ["title": "Parkert"])
        let added = try BoardTests.lane(in: try await scene.room(scene.anna), 4)
        #expect(try await scene.anna.post("/lanes/\(added)/title", ["title": ""]).status == 422)
    }

    @Test("a timeline has a scale by the cards’ days, or by when they were written, and it follows what happens to them")
    func timeScale() async throws {
        let scene = try await Scene()
        let board = try await scene.board()
        _ = try await scene.marit.post("/boards/\(board)/layout", ["layout": "timeline"])
        let first = try await scene.pin("Først")
        scene.day.clock.advance(minutes: 12)
        try await scene.pin("Så")
        let page = try await scene.room(scene.anna)
        #expect(page.contains("class=\"scale scale--written\"") && page.contains("skrevet, fra 09:00 til 09:12"))
        #expect(page.matches(of: /card__at" data-at="2026-03-30T07:[0-9:.]+Z">Skrevet 09:(?:00|12)</).count == 2)
        #expect(page.contains("M1000 0V10"))
        try await scene.bjarne.opens(scene.day.room(1))
        _ = try await scene.anna.post(
            "/cards/\(first)", ["version": "1", "text": "Først", "marker": "blue", "due": "2026-05-01"])
        try await scene.bjarne.sees("Tidslinje etter frist, med én dag: 1. mai 2026")
        for person in [scene.bjarne, try await scene.day.unni] {
            let page = try await scene.room(person)
            #expect(page.contains("1. mai 2026</span>") && page.contains("Frist 1. mai 2026") && !page.contains("scale--written"))
        }
        #expect(try await scene.anna.get("/boards/\(board)/paper").body.contains("1. mai 2026</span>"))
        _ = try await scene.marit.post("/boards/\(board)/layout", ["layout": "lanes"])
        #expect(try await !scene.room(scene.anna).contains("class=\"scale"))
    }

    @Test("the few signs of a card’s text are drawn, and nothing else")
    func formatting() {
        #expect(CardText("a *b* c").html.markup == "a <b>b</b> c")
        #expect(CardText("Husk:\n- en\n- to\nslutt").html.markup == "Husk:<ul><li>en</li><li>to</li></ul>slutt")
        #expect(CardText("2*3*4").html.markup == "2*3*4" && !CardText("2*3*4").isDrawn)
        #expect(CardText("2**3**4, a*b* c").html.markup == "2**3**4, a*b* c")
        #expect(CardText("(*viktig*), «*nå*»: *2*3* og *a *b*").html.markup == "(<b>viktig</b>), «<b>nå</b>»: <b>2*3</b> og *a <b>b</b>")
        #expect(CardText("*a** **b* ***c*** * ** *").html.markup == "*a** **b* ***c*** * ** *")
        #expect(CardText("2 * 3 * 4").html.markup == "2 * 3 * 4")
        #expect(CardText("a **b c** d, 2 ** 3").html.markup == "a <b>b c</b> d, 2 ** 3")
        #expect(CardText("*<script>*").html.markup == "<b>&lt;script&gt;</b>")
        let link = CardText("se https://eksempel.example/\"onclick").html.markup
        #expect(link.contains("href=\"https://eksempel.example/&quot;onclick\"") && link.contains("noreferrer"))
        #expect(CardText("javascript:alert(1)").html.markup == "javascript:alert(1)")
    }

    @Test("where a card is only named, it has no stars")
    func plain() {
        #expect(CardText("**Ring** *utleier* (*i dag*)").plain == "Ring utleier (i dag)")
        #expect(CardText("2*3*4 & *en*\n- *to* <b>").plain == "2*3*4 & en\n- to <b>")
    }

    @Test(
        "a link ends where the address ends, not with the sign after it",
        arguments: [
            ("https://nav.no/a.", "https://nav.no/a"), ("https://nav.no/a,", "https://nav.no/a"),
            ("https://nav.no/a!?", "https://nav.no/a"), ("(https://nav.no/a)", "https://nav.no/a"),
            ("(se https://nav.no/a).", "https://nav.no/a"), ("«https://nav.no/a»", "https://nav.no/a"),
            ("”https://nav.no/a”…", "https://nav.no/a"), ("https://nav.no/a_(b)", "https://nav.no/a_(b)"),
            ("(https://nav.no/a_(b))", "https://nav.no/a_(b)"), ("https://nav.no/?a=[1]", "https://nav.no/?a=[1]"),
            ("https://nav.no/a/", "https://nav.no/a/"),
        ])
    func links(text: String, address: String) throws {
        let html = CardText(text).html.markup
        let link = try #require(html.firstMatch(of: /<a href="([^"]*)"[^>]*>([^<]*)<\/a>/))
        #expect(link.output.1 == address && link.output.2 == address)
        #expect(html.replacing(/<[^>]*>/, with: "") == text)
    }
}
