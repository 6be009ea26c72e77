import Cast
import Foundation
import Storage
import Testing
import Web
import Workshop

@Suite("At the door")
struct ArrivalPagesTests {
    @Test("a tick is one press, is counted, and is taken back; with and without script", arguments: [false, true])
    func ticks(_ script: Bool) async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let anna = day.attendee("Anna").attendance
        let page = "/days/\(day.id)/arrivals"
        #expect(try await marit.get(page).body.contains("0 av 25 har kommet"))
        let answer = try await marit.post("/attendances/\(anna.id)/arrival", ["arrival": "arrived"], script: script)
        #expect(script ? answer.status == 200 && answer.body.contains("1 av 25 har kommet") : answer.status == 303)
        #expect(try await day.store.attendance(anna.id).arrivedAt == day.clock.now)
        _ = try await marit.post("/attendances/\(anna.id)/arrival", ["arrival": "expected"], script: script)
        #expect(try await day.store.attendance(anna.id).arrivedAt == nil)
        _ = try await marit.post("/attendances/\(anna.id)/arrival", ["arrival": "absent"], script: script)
        let body = try await marit.get(page).body
        #expect(body.contains("0 av 24 har kommet") && body.contains("Plassen i Gruppe 1 er ledig."))
        #expect(try await marit.get("/days/\(day.id)/plan").body.contains("kommer ikke"))
        #expect(try await marit.post("/attendances/\(anna.id)/arrival", ["arrival": "kanskje"], script: script).status == 422)
    }

    @Test("a tick can be taken back from the message: what was before comes again")
    func undo() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let path = "/attendances/\(day.attendee("Dagny").attendance.id)/arrival"
        let gone = try await marit.post(path, ["arrival": "absent"], script: true).body
        #expect(gone.contains("\"undo\"") && gone.contains("\"fields\":{\"arrival\":\"expected\"}"))
        #expect(try await !marit.post(path, ["arrival": "absent"], script: true).body.contains("\"undo\""))
        _ = try await marit.post(path, ["arrival": "expected"], script: true)
        #expect(try await day.store.attendance(day.attendee("Dagny").attendance.id).groupID == day.group(1).id)
    }

    @Test("only facilitators of the day see the door or tick")
    func authorisation() async throws {
        let day = try await Day.running()
        let anna = day.attendee("Anna").attendance
        let stranger = Browser(day: day)
        let people = [try await day.anna, try await day.olivia, try await day.unni, try await day.projector]
        let path = "/days/\(day.id)/arrivals"
        let tick = "/attendances/\(day.attendee("Dagny").attendance.id)/arrival"
        #expect(try await stranger.get(path).status == 401)
        #expect(try await stranger.post(tick, ["arrival": "absent"]).status == 401)
        for person in people {
            #expect(try await person.get(path).status == 404)
            #expect(try await person.post(path, ["name": "X"]).status == 404)
            #expect(try await person.post(tick, ["arrival": "absent"]).status == 404)
        }
        #expect(try await day.store.attendance(day.attendee("Dagny").attendance.id).absentAt == nil)
        #expect(try await day.store.attendance(anna.id).arrivedAt != nil)
        let member = try await day.store.addFirstFacilitator(named: "F", community: "Andre", language: .nb, at: day.clock.now)
        let elsewhere = Browser(day: day)
        _ = try await elsewhere.get(PersonalLink(key: Data(repeating: 7, count: 32)).path(for: member))
        #expect(try await elsewhere.get(path).status == 404)
        #expect(try await elsewhere.post(tick, ["arrival": "absent"]).status == 404)
    }

    @Test("somebody who is not on the list is let in with a seat and a way in, in one form")
    func walkIn() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let page = try await marit.opens("/days/\(day.id)/arrivals")
        let form = try #require(page.forms.first { $0.action.hasSuffix("/arrivals") })
        #expect(form.fields["group"] == "smallest")
        let name = "Selma <b>Ny</b>"
        let came = try await marit.sends(form, ["name": name, "discipline": "Helse"])
        #expect(came.status == 200 && came.markup.contains("Selma &lt;b&gt;Ny&lt;/b&gt; er tatt inn"))
        #expect(came.markup.contains("Sitter i Gruppe 1.") && came.markup.contains(JoinCode.spoken(day.people.day.joinCode)))
        let link = try #require(came.markup.firstMatch(of: /http:\/\/panorama.test(\/in\/[^<"]+)</)).output.1
        let selma = Browser(day: day, name: "Selma")
        #expect(try await selma.get(String(link)).status == 303)
        #expect(try await selma.get("/days/\(day.id)").body.contains("Gruppe 1"))
        #expect(came.markup.contains("1 av 26 har kommet"))
        let wrong = try await marit.post("/days/\(day.id)/arrivals", ["name": " ", "group": "smallest"])
        #expect(wrong.status == 422 && wrong.body.contains("name-error"))
        #expect(try await marit.post("/days/\(day.id)/arrivals", ["name": "Tor", "group": "77"]).status == 404)
    }

    @Test("a namesake is asked about, chosen or made, and nobody is doubled by a second press")
    func namesakes() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let path = "/days/\(day.id)/arrivals"
        let members = { try await day.store.overview(of: day.people.day.communityID, to: day.facilitator).members.count }
        let count = try await members()
        let asked = try await marit.post(path, ["name": "Anna Berg", "group": ""])
        #expect(asked.status == 409 && asked.body.contains("Hvilken Anna Berg er det?") && asked.body.contains("står på lista"))
        #expect(try await members() == count)
        let anna = day.attendee("Anna").attendance
        #expect(try await marit.post(path, ["name": "Anna Berg", "group": "", "person": "\(anna.memberID!)"]).status == 303)
        #expect(try await day.store.attendance(anna.id).arrivedAt != nil)
        #expect(try await members() == count)
        #expect(try await marit.post(path, ["name": "Tor Vik", "group": ""]).status == 303)
        #expect(try await marit.post(path, ["name": "Tor Vik", "group": ""]).status == 409)
        #expect(try await members() == count + 1)
    }

    @Test("who opens the personal link or joins with the code on the open day has come, and everyone at the doors sees it")
    func signIn() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        _ = try await day.anna
        #expect(try await marit.get("/days/\(day.id)/arrivals").body.contains("1 av 25 har kommet"))
        let bo = Browser(day: day)
        let bjarne = day.attendee("Bjarne").attendance
        _ = try await marit.post("/attendances/\(bjarne.id)/arrival", ["arrival": "absent"])
        _ = try await bo.post("/join/\(day.people.day.joinCode)", ["person": "\(bjarne.id)"])
        let after = try await day.store.attendance(bjarne.id)
        #expect(after.arrival == .arrived && after.groupID == bjarne.groupID)
        #expect(try await bo.get("/days/\(day.id)").body.contains("Gruppe 1"))
    }

    @Test("the pages say every word in three languages")
    func languages() async throws {
        let day = try await Day.running()
        _ = try await day.anna
        try await day.store.note(.absent, of: day.attendee("Eirik").attendance.id, at: day.clock.now, by: day.facilitator)
        for language in ["nb", "nn", "en"] {
            let marit = try await day.person("Marit", language: language)
            for path in [
                "/days/\(day.id)/arrivals", "/communities/\(day.people.day.communityID)/traits",
                "/members/\(day.attendee("Anna").attendance.memberID!)", "/communities/\(day.people.day.communityID)",
                "/days/\(day.id)/plan",
            ] {
                let answer = try await marit.get(path)
                #expect(answer.status == 200)
                #expect(answer.body.firstMatch(of: /\[[a-z-]+\.[a-zA-Z.-]+\]/) == nil, "\(path) \(language)")
            }
        }
    }
}
