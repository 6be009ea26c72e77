import Cast
import Storage
import Testing
import Web
import Workshop

@Suite("Papers in the browser")
struct PapersTests {
    static let papers = ["groups", "name-tags", "place-cards", "tables"]

    @Test("there is a page for each paper, in three languages, with every word said", arguments: ["nb", "nn", "en"])
    func languages(language: String) async throws {
        let day = try await Day.planned()
        let marit = try await day.person("Marit", language: language)
        let index = try await marit.get("/days/\(day.id)/papers")
        #expect(index.status == 200)
        for paper in Self.papers {
            #expect(index.body.contains("/days/\(day.id)/papers/\(paper)\""))
            let answer = try await marit.get(
                "/days/\(day.id)/papers/\(paper)?chosen=1&language=\(language)&blanks=3&who=participants&square=1")
            #expect(answer.status == 200 && answer.headers["Cache-Control"] == "no-store")
            #expect(answer.body.firstMatch(of: /\[[a-z-]+\.[a-zA-Z.-]+\]|%\{/) == nil, "\(paper)")
        }
        #expect(try await marit.get("/days/\(day.id)/plan").body.contains("/days/\(day.id)/papers\""))
        #expect(try await marit.get("/days/\(day.id)").body.contains("/days/\(day.id)/papers\""))
    }

    @Test("only facilitators get them")
    func authorisation() async throws {
        let day = try await Day.running()
        for browser in [try await day.anna, try await day.olivia, try await day.unni, try await day.projector] {
            for path in ["", "/name-tags", "/groups"] { #expect(try await browser.get("/days/\(day.id)/papers\(path)").status == 404) }
        }
        #expect(try await Browser(day: day).get("/days/\(day.id)/papers/name-tags").status == 401)
        #expect(try await day.marit.get("/days/\(day.id)/papers/passports").status == 404)
    }

    @Test("everyone has a tag with name, discipline and group, ten a sheet; the square can be left out")
    func tags() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let people = day.people.attendees.count { $0.attendance.memberID != nil }
        let page = try await marit.get("/days/\(day.id)/papers/name-tags").body
        #expect(page.matches(of: /<li class="tag-card/).count == people)
        #expect(page.matches(of: /<section class="sheet/).count == (people + 9) / 10)
        #expect(page.matches(of: /<svg class="tag-card__square"/).count == people)
        #expect(page.contains("Anna</span>") && page.contains("Hjem") == false && page.contains("Helse"))
        #expect(page.contains("logger inn som den som eier skiltet"))
        let bare = try await marit.get("/days/\(day.id)/papers/name-tags?chosen=1&who=leaders&blanks=2").body
        #expect(
            bare.matches(of: /<li class="tag-card/).count == 6 && !bare.contains("tag-card__square") && !bare.contains("logger inn som den")
        )
        let group = try await marit.get("/days/\(day.id)/papers/name-tags?chosen=1&who=participants&group=\(day.group(1).id)").body
        #expect(group.matches(of: /<li class="tag-card/).count == 6)
        let nobody = try await marit.get("/days/\(day.id)/papers/name-tags?chosen=1").body
        #expect(nobody.contains("Ingen er valgt") && !nobody.contains("class=\"sheet "))
    }

    @Test("the paper speaks the day’s language unless another is chosen")
    func language() async throws {
        let day = try await Day.planned()
        let marit = try await day.person("Marit", language: "en")
        let path = "/days/\(day.id)/papers/place-cards?chosen=1&blanks=1"
        #expect(try await marit.get(path).body.contains("<div class=\"sheets\" lang=\"nb\""))
        #expect(try await marit.get(path + "&language=en").body.contains("<div class=\"sheets\" lang=\"en\""))
    }

    @Test("hostile and very long names are text on every paper")
    func hostile() async throws {
        let day = try await Day.planned()
        let name = "<b>\"'&</b>" + String(repeating: "Å", count: 100)
        let anna = day.attendee("Anna").attendance
        let marit = try await day.marit
        _ = try await marit.post("/members/\(anna.memberID!)", ["name": name, "party": "staff", "discipline": "<i>x</i>"])
        _ = try await marit.post("/days/\(day.id)/tables/layout", ["layout": "groups"])
        for paper in Self.papers {
            let page = try await marit.get("/days/\(day.id)/papers/\(paper)").body
            #expect(page.contains("&lt;b&gt;&quot;&#39;&amp;&lt;/b&gt;ÅÅÅ"), "\(paper)")
            #expect(!page.contains("<b>") && !page.contains("<i>x"), "\(paper)")
        }
    }

    @Test("lists are for the wall, for the doors, or both")
    func lists() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        func sheets(_ query: String) async throws -> Int {
            try await marit.get("/days/\(day.id)/papers/groups?chosen=1&lists=\(query)").body.matches(of: /<section class="sheet/).count
        }
        #expect(try await sheets("both") == 4)
        #expect(try await sheets("doors") == 3)
        #expect(try await sheets("overview") == 1)
    }
}
