import Cast
import Foundation
import Testing
import Workshop

@Suite("The evaluation in the browser")
struct EvaluationPageTests {
    static func plenary() async throws -> Day {
        let day = try await Day.running()
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        return day
    }

    static func path(_ day: Day) -> String { "/days/\(day.id)/evaluation" }

    /// The names of the answers on a form: scales and texts.
    static func fields(_ page: String) -> (scales: [String], texts: [String]) {
        let scales = page.matches(of: /type="radio" name="(answer-\d+)" value="1"/).map { String($0.output.1) }
        return (scales, page.matches(of: /<textarea id="[^"]+" name="(answer-\d+)"/).map { String($0.output.1) })
    }

    /// Somebody answers 4 on every scale and `text` everywhere else.
    static func answer(_ browser: Browser, _ text: String, on day: Day) async throws -> Browser.Answer {
        let fields = fields(try await browser.get(path(day) + (browser.name == "Marit" ? "?answer=1" : "")).body)
        let written = fields.scales.map { ($0, "4") } + fields.texts.map { ($0, text) }
        return try await browser.post(path(day), Dictionary(uniqueKeysWithValues: written))
    }

    @Test("each role gets its own questions, in the reader’s language")
    func roles() async throws {
        let day = try await Self.plenary()
        #expect(try await day.anna.get(Self.path(day)).body.contains("Hvor godt fungerte gruppa di?"))
        let leader = try await day.olivia.get(Self.path(day)).body
        #expect(leader.contains("manuset") && !leader.contains("gruppa di"))
        #expect(try await day.person("Bjarne", language: "nn").get(Self.path(day)).body.contains("Kor godt fungerte gruppa di?"))
        #expect(try await day.person("Bjarne", language: "en").get(Self.path(day)).body.contains("How well did your group work?"))
        #expect(try await day.unni.get(Self.path(day)).body.contains("gruppa du fulgte"))
    }

    @Test("is refused before it opens, thanked for when done, and given once")
    func once() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        #expect(try await anna.get(Self.path(day)).status == 409)
        #expect(try await anna.post(Self.path(day), ["answer-1": "4"]).status == 409)
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        #expect(try await anna.post(Self.path(day), [:]).status == 422)
        #expect(try await Self.answer(anna, "Mye", on: day).status == 303)
        #expect(try await anna.get(Self.path(day)).body.contains("Takk for svarene"))
        #expect(try await anna.post(Self.path(day), ["answer-1": "4"]).status == 409)
        #expect(try await Browser(day: day).get(Self.path(day)).status == 401)
    }

    @Test("results show how many have answered, the mean and the texts, once three have answered")
    func results() async throws {
        let day = try await Self.plenary()
        let marit = try await day.marit
        for browser in [try await day.anna, try await day.bjarne] { _ = try await Self.answer(browser, "et tydelig ord", on: day) }
        let early = try await marit.get(Self.path(day)).body
        #expect(early.contains("2 av 26 har svart") && !early.contains("et tydelig ord") && early.contains("Vises når minst 3 har svart"))
        _ = try await Self.answer(day.cecilie, "et tydelig ord", on: day)
        let late = try await marit.get(Self.path(day)).body
        #expect(late.contains("3 av 26 har svart") && late.contains("et tydelig ord") && late.contains("Snitt 4,0 av 5, 3 svar"))
    }

    @Test("results and questions are for those who run the day")
    func facilitatorsOnly() async throws {
        let day = try await Self.plenary()
        for browser in [try await day.anna, try await day.olivia, try await day.unni] {
            for path in [".csv", "/questions"] { #expect(try await browser.get(Self.path(day) + path).status == 404) }
            #expect(try await browser.post(Self.path(day) + "/questions", ["text-nb": "x", "kind": "text"]).status == 404)
            #expect(try await browser.post(Self.path(day) + "/defaults").status == 404)
        }
    }

    @Test("those who run the day can answer too, and are told when few")
    func facilitator() async throws {
        let day = try await Self.plenary()
        let marit = try await day.marit
        #expect(try await marit.get(Self.path(day) + "?answer=1").body.contains("vises også når dere er få"))
        #expect(try await Self.answer(marit, "kortere lunsj", on: day).status == 303)
        #expect(try await marit.get(Self.path(day)).body.contains("kortere lunsj"))
    }

    @Test("the table for spreadsheets begins with a mark and holds no formula")
    func csv() async throws {
        let day = try await Self.plenary()
        for (name, text) in [("Anna", "=HYPERLINK(\"http://x\")"), ("Bjarne", "+1; to"), ("Cecilie", "@SUM(1)")] {
            _ = try await Self.answer(day.person(name), text, on: day)
        }
        let file = try await day.marit.get(Self.path(day) + ".csv")
        #expect(
            file.headers["Content-Type"] == "text/csv; charset=utf-8"
                && file.headers["Content-Disposition"]?.contains("evaluation-2026-03-30.csv") == true)
        #expect(file.body.hasPrefix("\u{FEFF}\"Spørsmål\";\"Spurt\""))
        #expect(
            file.body.contains("\"'=HYPERLINK(\"\"http://x\"\")\"") && file.body.contains("\"'+1; to\"")
                && file.body.contains("\"'@SUM(1)\""))
    }

    @Test("questions can be added, changed, moved and removed until someone has answered")
    func questions() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let path = Self.path(day) + "/questions"
        #expect(try await marit.post(path, ["text-nb": "Var <lyden> god?", "kind": "scale", "role": ""]).status == 303)
        var page = try await marit.get(path).body
        #expect(page.contains("Var &lt;lyden&gt; god?") && !page.contains("<lyden>"))
        let ids = page.matches(of: /<li class="section" id="question-(\d+)"/).map { String($0.output.1) }
        let last = try #require(ids.last)
        #expect(
            try await marit.post("/evaluation-questions/\(last)", ["text-nb": "Var lyset godt?", "kind": "text", "role": "leader"]).status
                == 303)
        #expect(try await marit.post("/evaluation-questions/\(last)/placement", ["step": "up"]).status == 303)
        #expect(try await marit.post("/evaluation-questions/\(ids[0])/removal").status == 303)
        page = try await marit.get(path).body
        #expect(page.contains("Var lyset godt?") && !page.contains("question-\(ids[0])\""))
        #expect(page.matches(of: /<li class="section" id="question-(\d+)"/).map { String($0.output.1) }.dropLast().last == last)
        #expect(try await marit.post(path, ["text-nb": " ", "kind": "scale"]).status == 422)
        #expect(try await marit.post(path, ["text-nb": "x", "kind": "<b>"]).status == 422)
        #expect(try await day.anna.post("/evaluation-questions/\(last)/removal").status == 404)
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        _ = try await Self.answer(day.anna, "Ja", on: day)
        #expect(try await marit.post("/evaluation-questions/\(last)/removal").status == 409)
    }

    @Test("hostile answers are shown as text")
    func hostile() async throws {
        let day = try await Self.plenary()
        for name in ["Anna", "Bjarne", "Cecilie"] { _ = try await Self.answer(day.person(name), "<img src=x onerror=alert(1)>", on: day) }
        let page = try await day.marit.get(Self.path(day)).body
        #expect(!page.contains("<img") && page.contains("&lt;img src=x onerror=alert(1)&gt;"))
    }
}
