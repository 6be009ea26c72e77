import Cast
import Foundation
import Testing
import Workshop

@Suite("The plenary in the browser")
struct PlenaryPageTests {
    /// Group 1 was told that he sleeps on a sofa, in case 1; nobody was told the rest.
    static func worked() async throws -> Day {
        let day = try await Day.running()
        let scenario = day.scenarios[0]
        let contact = try await day.plantContact(
            by: "Anna", with: scenario.personas[0], in: scenario, player: "Olivia", feedback: "Dere lyttet <b>godt</b>.")
        try await day.plantRevelation(of: scenario.disclosures[0], in: contact, by: "Olivia")
        try await day.plantSolution("Rom i kveld <script>", by: "Anna", contactPerson: "Bjarne", in: scenario)
        return day
    }

    static let secrets = [
        "sofa (1)", "ingen inntekt (1)", "alltid tørst (1)", "sår på hendene (1)", "ikke lese (1)", "rus hos faren (1)", "Hemmelig",
    ]

    static func secrets(in page: String) -> [String] { secrets.filter { page.contains($0) } }

    func turn(_ day: Day, _ scenario: Int = 1, _ more: [String: String] = [:]) async throws {
        let fields = ["scenario": day.scenarios[scenario - 1].id.description].merging(more) { $1 }
        #expect(try await day.marit.post("/days/\(day.id)/plenary", fields).status == 303)
    }

    @Test("is closed to everyone but the facilitator until the day is in plenary")
    func before() async throws {
        let day = try await Self.worked()
        try await turn(day)
        for browser in [try await day.anna, try await day.cecilie, try await day.unni, try await day.olivia] {
            #expect(try await browser.get("/days/\(day.id)/plenary").status == 404)
            #expect(try await browser.get("/live?for=plenary-\(day.id)").status == 404)
            #expect(try await browser.get("/days/\(day.id)/projector").status == 404)
        }
        #expect(try await day.marit.get("/days/\(day.id)/plenary").status == 200)
        let projector = try await day.marit.get("/days/\(day.id)/projector").body
        #expect(Self.secrets(in: projector).isEmpty)
        #expect(projector.contains(JoinCode.spoken(day.people.day.joinCode)) && projector.contains("panorama.test"))
    }

    @Test("shows everyone what the groups found, and nothing that nobody found until it is uncovered")
    func uncovering() async throws {
        let day = try await Self.worked()
        let marit = try await day.marit
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        let cecilie = try await day.cecilie
        #expect(try await Self.secrets(in: cecilie.get("/days/\(day.id)/plenary").body).isEmpty)
        try await turn(day)
        let shown = try await cecilie.get("/days/\(day.id)/plenary").body
        #expect(Self.secrets(in: shown) == ["sofa (1)"])
        #expect(shown.contains("Bjarne Moen") && shown.contains("5 opplysninger til") && !shown.contains("/uncovering"))
        #expect(shown.contains("Dere lyttet &lt;b&gt;godt&lt;/b&gt;.") && shown.contains("Rom i kveld &lt;script&gt;"))
        #expect(try await marit.post("/days/\(day.id)/plenary/uncovering").status == 303)
        #expect(try await Self.secrets(in: cecilie.get("/days/\(day.id)/plenary").body) == ["sofa (1)", "ingen inntekt (1)"])
        #expect(try await Self.secrets(in: day.marit.get("/days/\(day.id)/projector").body).isEmpty)
        try await turn(day, 1, ["part": "facts"])
        #expect(try await Self.secrets(in: day.marit.get("/days/\(day.id)/projector").body) == ["sofa (1)", "ingen inntekt (1)"])
        _ = try await marit.post("/days/\(day.id)/plenary/uncovering", ["all": "1"])
        #expect(try await Self.secrets(in: cecilie.get("/days/\(day.id)/plenary").body) == Self.secrets.dropLast())
    }

    @Test("can look at one group, and back at all")
    func oneGroup() async throws {
        let day = try await Self.worked()
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        let anna = try await day.anna
        try await turn(day, 1, ["group": day.group(2).id.description])
        #expect(try await anna.get("/days/\(day.id)/plenary").body.matches(of: /<article class="outcome"/).count == 1)
        try await turn(day)
        #expect(try await anna.get("/days/\(day.id)/plenary").body.matches(of: /<article class="outcome"/).count == 3)
    }

    @Test("what was shown can be read after the day; what was not, cannot")
    func after() async throws {
        let day = try await Self.worked()
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        try await turn(day, 1)
        try await turn(day, 2)
        try await day.store.move(day.id, to: .closed, at: day.clock.now, by: day.facilitator)
        let anna = try await day.anna
        let first = try await anna.get("/days/\(day.id)/plenary?case=\(day.scenarios[0].id)")
        #expect(first.status == 200 && Self.secrets(in: first.body) == ["sofa (1)"])
        #expect(try await anna.get("/days/\(day.id)/plenary?case=5").status == 404)
        #expect(try await day.marit.post("/days/\(day.id)/plenary", ["scenario": day.scenarios[0].id.description]).status == 409)
    }

    @Test("goes back to being closed when the groups work on")
    func backToWork() async throws {
        let day = try await Self.worked()
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        try await turn(day)
        let cecilie = try await day.cecilie
        #expect(try await cecilie.get("/days/\(day.id)/plenary").status == 200)
        try await day.store.move(day.id, to: .open, at: day.clock.now, by: day.facilitator)
        #expect(try await cecilie.get("/days/\(day.id)/plenary").status == 404)
    }

    @Test("is run by facilitators only", arguments: ["Anna", "Olivia", "Unni"])
    func authorisation(name: String) async throws {
        let day = try await Self.worked()
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        let browser = try await day.person(name)
        #expect(try await browser.post("/days/\(day.id)/plenary", ["scenario": day.scenarios[0].id.description]).status == 404)
        #expect(try await browser.post("/days/\(day.id)/plenary/uncovering", ["all": "1"]).status == 404)
    }

    @Test("speaks every language without a missing word", arguments: ["nb", "nn", "en"])
    func languages(language: String) async throws {
        let day = try await Self.worked()
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        try await turn(day)
        for name in ["Marit", "Anna", "Unni"] {
            let browser = try await day.person(name, language: language)
            for path in ["/days/\(day.id)", "/days/\(day.id)/plenary"] + (name == "Marit" ? ["/days/\(day.id)/projector"] : []) {
                let page = try await browser.get(path)
                #expect(page.status == 200 && !page.body.contains("[") && !page.body.contains("%{"), "\(name) \(path)")
            }
        }
    }
}
