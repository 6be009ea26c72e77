import Cast
import Foundation
import Testing
import Workshop

/// Small days, one for each promise.
@Suite("What a day promises", .timeLimit(.minutes(4)))
struct PromiseStories {
    @Test("what one pins, the others in the group see at once, and no one else")
    func pinning() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let bjarne = try await day.bjarne
        let cecilie = try await day.cecilie
        for browser in [anna, bjarne, cecilie] { try await browser.enters() }
        try await anna.pins("Ring fastlegen", in: "Hvem gjør hva")
        try await bjarne.sees("Ring fastlegen")
        try await cecilie.neverSees("Ring fastlegen")
    }

    @Test("every group that meets a person gets the same story, and what is improvised belongs to it")
    func oneStory() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let cecilie = try await day.cecilie
        let olivia = try await day.olivia
        let johanne = try await day.johanne
        for browser in [anna, cecilie] {
            try await browser.enters()
            try await browser.asks(for: "Ung mann", through: "telefon")
        }
        try await olivia.takes("Ung mann", for: "Gruppe 1")
        try await johanne.takes("Ung mann", for: "Gruppe 2")
        try await olivia.ticks("Han sover på en sofa (1)")
        try await olivia.improvises("Nei, ingen.", to: "Har du søsken?")
        try await johanne.sees("Har du søsken?")
        try await johanne.looksAgain()
        try await johanne.retells("Nei, ingen.")
        try await johanne.ticks("Han sover på en sofa (1)")
        for text in ["Han sover på en sofa (1)", "Nei, ingen.", "Har du søsken?"] {
            try await anna.sees(text)
            try await cecilie.sees(text)
        }
    }

    @Test("of two leaders who take the same request, one gets it and the other is told so")
    func oneLeader() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let olivia = try await day.olivia
        let johanne = try await day.johanne
        try await anna.enters()
        for browser in [olivia, johanne] { try await browser.comesIn() }
        try await anna.asks(for: "Ung mann", through: "telefon", about: "Vi vil snakke")
        for browser in [olivia, johanne] { try await browser.sees("Vi vil snakke") }
        for browser in [olivia, johanne] { try await browser.looksAgain() }
        let forms = try [olivia, johanne].map { try $0.form(to: "/taking") }
        async let first = olivia.sendsWithScript(forms[0])
        async let second = johanne.sendsWithScript(forms[1])
        let statuses = try await [first.status, second.status].sorted()
        #expect(statuses == [200, 409])
    }

    @Test("what is sent twice with one key is done once, and what was answered is still there afterwards")
    func nothingLost() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let bjarne = try await day.bjarne
        for browser in [anna, bjarne] { try await browser.enters() }
        let form = try anna.form(to: "/boards/", saying: "Vi vet")
        let key = UUID().uuidString
        for _ in 1...3 { #expect(try await anna.sendsWithScript(form, ["text": "Én eneste lapp"], key: key).status == 200) }
        try await bjarne.looksAgain()
        #expect(try bjarne.page.markup.components(separatedBy: "\">Én eneste lapp</div>").count == 2)

        try await anna.writes("Første utkast", under: "Tiltak")
        let old = try bjarne.form(to: "/solution", saying: "Tiltak")
        try await bjarne.sends(old, ["text": "Bjarnes utkast"])
        try bjarne.meets(409)
        #expect(try bjarne.page.contains("Noen andre endret dette før deg") && bjarne.page.contains("Bjarnes utkast"))
        try await anna.looksAgain()
        #expect(try anna.page.contains("Første utkast") && !anna.page.contains("Bjarnes utkast"))
    }

    @Test("an answer to the evaluation is taken once, and shows nobody’s name")
    func anonymous() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        try await marit.moves(dayTo: .plenary)
        let anna = try await day.anna
        for name in ["Anna", "Bjarne", "Dagny"] { try await day.person(name).evaluates("5", "Ord fra en av oss") }
        try await anna.opens("/days/\(day.id)/evaluation")
        #expect(try anna.page.contains("Takk for svarene") && !anna.has(formTo: "/evaluation"))
        #expect(try await anna.post("/days/\(day.id)/evaluation", [:]).status == 409)
        try await marit.opens("/days/\(day.id)/evaluation")
        #expect(try marit.page.contains("Ord fra en av oss") && marit.page.contains("3 av 26"))
        for name in ["Anna", "Bjarne", "Dagny"] { #expect(try !marit.page.contains(name)) }
        try await anna.opens("/days/\(day.id)/evaluation.csv")
        try anna.meets(404)
    }

    @Test("one group reads in three languages, each in her own")
    func languages() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let bjarne = try await day.bjarne
        let english = try await day.person("Dagny", language: "en")
        for browser in [anna, bjarne, english] { try await browser.enters() }
        #expect(try anna.page.contains("Dette vet vi") && english.page.contains("A young man is at the desk."))
        try await bjarne.reads("Nynorsk")
        #expect(try bjarne.page.markup.contains("<html lang=\"nn\"") && english.page.markup.contains("<html lang=\"en\""))
        try await anna.asks(for: "Ung mann", through: "telefon")
        let olivia = try await day.olivia
        try await olivia.takes("Ung mann", for: "Gruppe 1")
        try await olivia.ticks("Han sover på en sofa (1)")
        try await english.sees("He sleeps on a sofa (1)")
        try await bjarne.sees("Han sover på en sofa (1)")
    }

    @Test("a name taken by code is free again when the facilitator undoes it, and the one who took it is out")
    func joinByCode() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let wrong = Browser(day: day, name: "somebody")
        let right = Browser(day: day, name: "Bjarne")
        func joins(_ browser: Browser) async throws {
            try await browser.opens("/")
            try await browser.sends(browser.form(to: "/join"), ["code": day.people.day.joinCode.lowercased()])
            try await browser.sends(browser.form(to: "/join/"), button: "Bjarne Moen")
        }
        try await joins(wrong)
        try await wrong.enters()
        #expect(try wrong.page.status == 200 && wrong.listening != nil)
        try await right.opens("/join/\(day.people.day.joinCode)")
        #expect(try right.page.contains("allerede inne"))
        try await marit.dismisses("Bjarne")
        try await joins(right)
        try await right.enters()
        try right.meets(200)
        try await wrong.looksAgain()
        try wrong.meets(401)
    }

    @Test("a message to one group comes to that group, and to no other")
    func messages() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let anna = try await day.anna
        let unni = try await day.unni
        let cecilie = try await day.cecilie
        let olivia = try await day.olivia
        for browser in [anna, unni, cecilie] { try await browser.enters() }
        try await olivia.comesIn()
        try await marit.says("Husk å spørre <rolig>", to: "Gruppe 1")
        try await anna.sees("Husk å spørre <rolig>")
        try await unni.sees("Husk å spørre <rolig>")
        try await cecilie.neverSees("Husk å spørre")
        try await olivia.neverSees("Husk å spørre")
        try await marit.says("Vær på plass", to: "Alle som spiller")
        try await olivia.sees("Vær på plass")
        try await anna.neverSees("Vær på plass")
    }

    @Test("the stream of a dismissed person ends, and cannot be opened again")
    func dismissed() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let anna = try await day.anna
        let bjarne = try await day.bjarne
        for browser in [anna, bjarne] { try await browser.enters() }
        let stream = try #require(bjarne.listening)
        #expect(try await marit.post("/attendances/\(day.attendee("Bjarne").attendance.id)/dismissal", ["links": "1"]).status == 303)
        await stream.ends()
        #expect(stream.isOver)
        try await anna.pins("Etter Bjarne", in: "Vi vet")
        #expect(await bjarne.listens(to: stream.address) == nil)
        try await bjarne.looksAgain()
        try bjarne.meets(401)
        #expect(!stream.events.contains { $0.html?.contains("Etter Bjarne") == true })
    }

    @Test("one who is moved loses the old group’s stream and pages, and has the new group’s")
    func moved() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let anna = try await day.anna
        let bjarne = try await day.bjarne
        let cecilie = try await day.cecilie
        for browser in [anna, bjarne, cecilie] { try await browser.enters() }
        try await anna.pins("Før flyttingen", in: "Vi vet")
        try await bjarne.sees("Før flyttingen")
        let stream = try #require(bjarne.listening)
        try await marit.seats("Bjarne", in: "Gruppe 2")
        await stream.ends()
        #expect(stream.isOver)
        #expect(await bjarne.listens(to: stream.address) == nil)
        try await bjarne.opens(day.room(1))
        try bjarne.meets(404)
        #expect(try await bjarne.post("/cards/1/removal").status == 404)
        try await bjarne.enters()
        try await anna.pins("Etter flyttingen", in: "Vi vet")
        try await bjarne.neverSees("Etter flyttingen")
        try await cecilie.pins("Velkommen til oss", in: "Vi vet")
        try await bjarne.sees("Velkommen til oss")
    }
}
