import Cast
import Foundation
import Testing
import Workshop

@Suite("The solution in the browser")
struct SolutionPageTests {
    @Test("what one writes under a heading, the group sees, with who and when, and no other group")
    func write() async throws {
        let day = try await Day.running()
        let answer = try await day.anna.post(day.room(1) + "/solution", ["heading": "measures", "text": "Et rom i natt", "version": "0"])
        #expect(answer.status == 303 && answer.location.hasPrefix(day.room(1)))
        let seen = try await day.bjarne.get(day.room(1)).body
        #expect(seen.contains("Et rom i natt</textarea>") && seen.contains("av Anna Berg"))
        #expect(try await !day.cecilie.get(day.room(2)).body.contains("Et rom i natt"))
        #expect(try await day.cecilie.post(day.room(1) + "/solution", ["heading": "measures", "text": "x", "version": "1"]).status == 404)
    }

    @Test("writing over another’s text is refused, with the other text and one’s own kept")
    func stale() async throws {
        let day = try await Day.running()
        _ = try await day.anna.post(day.room(1) + "/solution", ["heading": "measures", "text": "Lege først", "version": "0"])
        let mine = ["heading": "measures", "text": "Seng først og fremst", "version": "0"]
        let script = try await day.bjarne.post(day.room(1) + "/solution", mine, script: true)
        #expect(
            script.status == 409 && script.body.contains("Lege først") && script.body.contains("solution-\(day.scenarios[0].id)-measures"))
        let plain = try await day.bjarne.post(day.room(1) + "/solution", mine)
        #expect(plain.status == 409 && plain.body.contains("Seng først og fremst"))
        #expect(try await day.anna.get(day.room(1)).body.contains("Lege først</textarea>"))
    }

    @Test("each heading is a region of its own with its own version")
    func regions() async throws {
        let day = try await Day.running()
        let answer = try await day.anna.post(
            day.room(1) + "/solution", ["heading": "wishes", "text": "Fred", "version": "0"], script: true)
        #expect(answer.status == 200 && answer.body.contains("\"region\":\"solution-\(day.scenarios[0].id)-wishes\""))
        #expect(!answer.body.contains("-measures"))
        let page = try await day.anna.get(day.room(1)).body
        for heading in SolutionText.Heading.allCases {
            #expect(page.contains("id=\"solution-\(day.scenarios[0].id)-\(heading.rawValue)\""))
        }
    }

    @Test("a contact person is chosen from the group and can be changed")
    func contactPerson() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        for name in ["Dagny", "Bjarne"] {
            let answer = try await anna.post(
                day.room(1) + "/contact-person", ["person": day.attendee(name).attendance.id.description, "word": "Nær"])
            #expect(answer.status == 303)
        }
        #expect(try await day.unni.get(day.room(1)).body.contains("Brukerkontakt: Bjarne Moen"))
        let stranger = try await anna.post(day.room(1) + "/contact-person", ["person": day.attendee("Cecilie").attendance.id.description])
        #expect(stranger.status == 422)
    }

    @Test("handing the case over asks for a word why, which the group sees with who held it before")
    func handOver() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let address = day.room(1) + "/contact-person"
        #expect(try await !anna.get(day.room(1)).body.contains("name=\"word\""))
        _ = try await anna.post(address, ["person": day.attendee("Dagny").attendance.id.description])
        let room = try await anna.get(day.room(1)).body
        let form = try #require(room.firstMatch(of: /(?s)<details[^>]*holder__choice.*?<\/form>/)).output
        #expect(form.contains("name=\"word\"") && form.contains("required aria-describedby") && form.contains("<option value=\"\">"))
        #expect(!form.contains(" selected") && !form.contains("Dagny"))
        _ = try await anna.post(address, ["person": day.attendee("Bjarne").attendance.id.description, "word": "Han kjenner huset <b>"])
        for person in [try await day.bjarne, try await day.unni] {
            let page = try await person.get(day.room(1)).body
            #expect(page.contains("<q>Han kjenner huset &lt;b&gt;</q>") && page.contains("Dagny"))
        }
        _ = try await day.marit.post("/days/\(day.id)/state", ["state": "plenary", "confirmed": "1"])
        _ = try await day.marit.post("/days/\(day.id)/plenary", ["scenario": day.scenarios[0].id.description, "part": "groups"])
        let plenary = try await day.marit.get("/days/\(day.id)/plenary").body
        #expect(plenary.contains("valgte Bjarne Moen som brukerkontakt: «Han kjenner huset &lt;b&gt;»"))
    }

    @Test("handing over without a word why is answered beside the field, with and without script, and nothing is changed")
    func wordless() async throws {
        let day = try await Day.running()
        let (anna, address) = (try await day.anna, day.room(1) + "/contact-person")
        let (dagny, bjarne) = (day.attendee("Dagny").attendance.id.description, day.attendee("Bjarne").attendance.id.description)
        #expect(try await anna.post(address, ["person": dagny]).status == 303)
        let script = try await anna.post(address, ["person": bjarne, "word": " "], script: true)
        #expect(script.status == 422 && script.body.contains("\"word\":\"Skriv et ord om hvorfor"))
        for browser in [anna, try await day.marit] {
            let page = try await browser.post(address, ["person": bjarne, "word": ""])
            #expect(page.status == 422 && page.body.contains("holder__choice\" open") && page.body.contains("data-board"))
            #expect(page.body.contains("name=\"word\"") && page.body.contains("aria-invalid=\"true\""))
            #expect(page.body.contains("<p class=\"field__error\"") && page.body.contains("Skriv et ord om hvorfor"))
            #expect(page.body.contains("<option value=\"\(bjarne)\" selected>"))
        }
        #expect(try await anna.get(day.room(1)).body.contains("Brukerkontakt: Dagny"))
        #expect(try await anna.post(address, ["person": dagny]).status == 303)
    }

    @Test("an observer sees both and can change neither")
    func observer() async throws {
        let day = try await Day.running()
        _ = try await day.anna.post(day.room(1) + "/solution", ["heading": "wishes", "text": "Et hjem med dyr", "version": "0"])
        let unni = try await day.unni
        let page = try await unni.get(day.room(1)).body
        #expect(page.contains("Et hjem med dyr") && !page.contains("/solution\"") && !page.contains("/contact-person\""))
        #expect(try await unni.post(day.room(1) + "/solution", ["heading": "wishes", "text": "x", "version": "1"]).status == 403)
        #expect(
            try await unni.post(day.room(1) + "/contact-person", ["person": day.attendee("Anna").attendance.id.description]).status == 403)
        #expect(
            try await Browser(day: day).post(day.room(1) + "/solution", ["heading": "wishes", "text": "x", "version": "1"]).status == 401)
    }

    @Test("hostile text is shown as text, and unknown headings, people and versions are refused")
    func hostile() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let text = "</textarea><script>alert('x')</script>{{ page }}"
        let answer = try await anna.post(day.room(1) + "/solution", ["heading": "situation", "text": text, "version": "0"], script: true)
        #expect(answer.status == 200 && !answer.body.contains("<script>"))
        for reader in [anna, try await day.unni] {
            let page = try await reader.get(day.room(1)).body
            #expect(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;{{ page }}"))
        }
        #expect(try await anna.post(day.room(1) + "/solution", ["heading": "<b>", "text": "x", "version": "0"]).status == 422)
        #expect(try await anna.post(day.room(1) + "/solution", ["heading": "wishes", "text": "x", "version": "'"]).status == 422)
        #expect(try await anna.post(day.room(1) + "/contact-person", ["person": "1 OR 1"]).status == 422)
    }
}
