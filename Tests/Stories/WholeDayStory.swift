import Cast
import Foundation
import Testing
import Workshop

@Suite("A whole day", .timeLimit(.minutes(4)))
struct WholeDayStory {
    static let young = "Ung mann"
    static let thrownOut = "Jeg leide en hybel i et bofellesskap, men jeg ble kastet ut."
    static let age = "Jeg er 23 år. Jeg er herfra."
    static let foster = "Jeg bodde i 4 forskjellige fosterhjem fra jeg var 10 til jeg var 18."

    @Test("from the plan to the archive, with the six cases, in the browsers of everyone who takes part")
    func wholeDay() async throws {
        let day = try await Day.planned(with: Day.ourScenarios())
        try await plans(day)
        try await opens(day)
        try await talks(day)
        try await solves(day)
        try await compares(day)
        try await evaluates(day)
        try await keeps(day)
    }

    /// Marit makes the last changes to the plan, and lets people join.
    func plans(_ day: Day) async throws {
        let marit = try await day.marit
        try await marit.opens("/days/\(day.id)/plan")
        for scenario in day.scenarios { #expect(try marit.page.contains(scenario.title[.nb])) }
        try await marit.seats("Reidun", in: "Gruppe 2")
        try await marit.seats("Reidun", in: "Gruppe 3")
        try await marit.moves(dayTo: .invited)

        let reidun = Browser(day: day, name: "Reidun")
        try await reidun.opens("/")
        try await reidun.sends(reidun.form(to: "/join"), ["code": day.people.day.joinCode])
        try await reidun.sends(reidun.form(to: "/join/"), button: "Reidun Ask")
        #expect(try reidun.page.contains("Hei, Reidun") && reidun.page.contains("Dagen er ikke åpnet ennå"))
        try await marit.comesIn()
        #expect(try marit.page.contains("Reidun Ask") && marit.page.contains("Én har brukt koden"))
        let late = Browser(day: day, name: "somebody who clicks the wrong name")
        try await late.opens("/join/\(day.people.day.joinCode)")
        #expect(try late.page.contains("allerede inne"))
    }

    /// The day opens on everyone's screen, and the clock starts.
    func opens(_ day: Day) async throws {
        let marit = try await day.marit
        let anna = try await day.anna
        let olivia = try await day.olivia
        let screen = try await day.projector
        try await anna.comesIn()
        #expect(try anna.page.contains("Dagen er ikke åpnet ennå") && !anna.page.contains("Ung mann i mottaket"))
        try await olivia.comesIn()
        try await olivia.follows("Les manuset: \(Self.young)")
        #expect(try olivia.page.contains("Du er høflig og lavmælt") && olivia.page.contains(Self.foster))
        try await screen.comesIn()

        try await marit.moves(dayTo: .open)
        try await anna.sees("Ung mann i mottaket")
        try await marit.startsNextBlock()
        try await screen.sees("Velkommen")
        day.clock.advance(minutes: 20)
        try await marit.startsNextBlock()
        day.clock.advance(minutes: 10)
        try await marit.startsNextBlock()
        try await anna.sees("Saksarbeid")
        try await marit.extendsBlock()
        try await screen.sees("125 min")
    }

    /// Two groups ask for the same person; two leaders play him; both groups meet the same one.
    func talks(_ day: Day) async throws {
        let anna = try await day.anna
        let bjarne = try await day.bjarne
        let unni = try await day.unni
        let cecilie = try await day.cecilie
        let olivia = try await day.olivia
        let theo = try await day.person("Theo")
        for browser in [anna, bjarne, unni, cecilie] { try await browser.enters(case: 4) }
        for browser in [olivia, theo] { try await browser.comesIn() }

        try await anna.asks(for: Self.young, through: "i publikumsmottaket", about: "Hva trenger du i dag?")
        try await olivia.sees("Hva trenger du i dag?")
        day.clock.advance(minutes: 1)
        try await cecilie.asks(for: Self.young, through: "samtale på kontoret")
        try await bjarne.sees("I kø: nummer 1")
        #expect(try cecilie.page.contains("I kø: nummer 2"))

        try await olivia.looksAgain()
        let still = try olivia.form(to: "/taking", saying: "Gruppe 1, \(Self.young)")
        try await theo.takes(Self.young, for: "Gruppe 1")
        try await olivia.sends(still)
        try olivia.meets(409)
        #expect(try olivia.page.contains("En annen har tatt denne kontakten"))
        try await anna.sees("Theo Bakke er hos dere nå")
        try await cecilie.sees("I kø: nummer 1")

        try await theo.ticks(Self.thrownOut)
        try await theo.ticks(Self.age, withScript: true)
        for browser in [anna, bjarne, unni] { try await browser.sees(Self.age) }
        try await cecilie.neverSees(Self.age)
        try await theo.improvises("Jeg har en søster i nord.", to: "Har du søsken?")
        try await bjarne.sees("Jeg har en søster i nord.")

        try await olivia.takes(Self.young, for: "Gruppe 2")
        #expect(try olivia.page.contains("Har du søsken?") && olivia.page.contains("sagt til Gruppe 1"))
        try await cecilie.neverSees("Jeg har en søster i nord.")
        try await olivia.retells("Jeg har en søster i nord.")
        try await cecilie.sees("Jeg har en søster i nord.")
        try await olivia.ticks(Self.foster)
        try await anna.neverSees(Self.foster)

        try await theo.ends(praising: "Dere ga meg tid.")
        try await anna.neverSees("Dere ga meg tid.")
        try await olivia.ends(praising: "Dere spurte rolig.")
    }

    /// The group pins, takes, moves and finishes; writes what it will do, and who holds the case together.
    func solves(_ day: Day) async throws {
        let anna = try await day.anna
        let bjarne = try await day.bjarne
        let unni = try await day.unni
        let cecilie = try await day.cecilie
        let marit = try await day.marit
        for browser in [anna, bjarne, unni, cecilie] { try await browser.enters(case: 4) }
        try await marit.comesIn()

        try await anna.pins("Diabetes?", in: "Vi lurer på")
        try await bjarne.pins("Rom i natt", in: "Hvem gjør hva", marker: "tiltak", withScript: true)
        try await anna.pins(told: Self.age)
        for browser in [anna, bjarne, unni] { for card in ["Diabetes?", "Rom i natt"] { try await browser.sees(card) } }
        try await cecilie.neverSees("Diabetes?")
        try await anna.gives("Rom i natt", to: "Bjarne Moen")
        try await bjarne.moves("Rom i natt", to: "Gjort")
        try await bjarne.marksDone("Rom i natt")
        try await anna.takesDown("Diabetes?")
        try await bjarne.noLongerSees("Diabetes?")
        try await anna.regrets()
        try await bjarne.sees("Diabetes?")
        #expect(try !unni.has(formTo: "/boards/") && !unni.has(formTo: "/cards/"))

        try await anna.writes("Rom i natt, lege i morgen & mat.", under: "Tiltak")
        try await bjarne.sees("Rom i natt, lege i morgen & mat.")
        try await bjarne.chooses(contactPerson: "Bjarne Moen")
        try await anna.sees("Bjarne Moen")
        try await marit.sees("Bjarne Moen")
    }

    /// The groups side by side, and what nobody asked about.
    func compares(_ day: Day) async throws {
        let marit = try await day.marit
        let cecilie = try await day.cecilie
        let screen = try await day.projector
        let theo = try await day.person("Theo")
        let untold = day.scenarios[3].disclosures.map { $0.fact[.nb] }.filter { ![Self.thrownOut, Self.age, Self.foster].contains($0) }
        try await cecilie.opens("/days/\(day.id)/plenary")
        try cecilie.meets(404)
        try await cecilie.enters(case: 4)
        try await screen.comesIn()
        try await marit.moves(dayTo: .plenary)
        try await cecilie.sees("Arbeidet er avsluttet")
        #expect(try !cecilie.has(formTo: "/boards/") && !cecilie.has(formTo: "/contact-requests"))

        for browser in [cecilie, theo] { try await browser.opens("/days/\(day.id)/plenary") }
        try await screen.comesIn()
        try await marit.shows(case: 4)
        for text in ["Rom i natt, lege i morgen & mat.", "Bjarne Moen", "Dere ga meg tid.", "Diabetes?"] {
            try await cecilie.sees(text)
            try await screen.sees(text)
        }
        try await marit.shows(case: 4, part: .facts)
        for text in [Self.age, Self.foster, "Har du søsken?"] {
            try await screen.sees(text)
            try await theo.sees(text)
        }
        try await cecilie.neverSees(untold[0])
        try await marit.uncovers()
        for browser in [cecilie, screen, theo] { try await browser.sees(untold[0]) }
        try await cecilie.neverSees(untold[1])
        try await marit.uncovers(all: true)
        for text in untold { try await screen.sees(text) }
    }

    /// Everyone answers, nobody can be recognised.
    func evaluates(_ day: Day) async throws {
        for (name, mark) in [("Anna", "5"), ("Cecilie", "4"), ("Harald", "4"), ("Theo", "3")] {
            let person = try await day.person(name)
            try await person.evaluates(mark, "Jeg vet hvem jeg skal ringe.")
            #expect(try person.page.contains("Takk for svarene"))
        }
        let marit = try await day.marit
        try await marit.opens("/days/\(day.id)/evaluation")
        #expect(try marit.page.contains("4 av 26 har svart") && marit.page.contains("Jeg vet hvem jeg skal ringe."))
        let table = try await marit.get("/days/\(day.id)/evaluation.csv")
        #expect(table.status == 200 && table.body.contains("Jeg vet hvem jeg skal ringe."))
        for name in ["Anna", "Cecilie", "Harald", "Theo"] { #expect(!table.body.contains(name)) }
    }

    /// A closed day can be read and not changed; the report says what was; the archive keeps it.
    func keeps(_ day: Day) async throws {
        let marit = try await day.marit
        let anna = try await day.anna
        try await anna.enters(case: 4)
        try await marit.moves(dayTo: .closed)
        try await anna.sees("Arbeidet er avsluttet")
        #expect(try anna.page.contains("Rom i natt") && anna.page.contains(Self.age))
        #expect(try anna.page.forms.filter { $0.method == "post" }.allSatisfy { ["/language", "/sign-out"].contains($0.action) })
        let answer = try await anna.post("\(day.room(1, 4))/solution", ["heading": "measures", "text": "Etterpå", "version": "1"])
        #expect(answer.status == 409)

        try await anna.comesIn()
        try await anna.follows("Les rapporten")
        for text in ["Rom i natt, lege i morgen & mat.", "Dere ga meg tid.", Self.age, "Diabetes?", "Ung mann i mottaket", "Saksarbeid"] {
            #expect(try anna.page.contains(text), "\(text)")
        }
        #expect(try !anna.page.contains("Bjarne Moen"))
        try await marit.opens("/days/\(day.id)/report?names=1")
        #expect(try marit.page.contains("Bjarne Moen"))

        try await marit.moves(dayTo: .archived)
        try await anna.opens("/days/\(day.id)/report")
        #expect(try anna.page.contains("Rom i natt, lege i morgen & mat."))
        try await marit.opens("/days/\(day.id)/plan")
        #expect(try marit.page.forms.allSatisfy { $0.fields["state"] == nil })
    }
}
