import Cast
import Foundation
import Storage
import Testing
import Workshop

@testable import Web

@Suite("The invitation in the browser")
struct InvitationPageTests {
    static let hostile = PlanningPagesTests.hostile

    /// A day whose invitation is out, answered five days later at the latest.
    static func invited() async throws -> Day {
        let day = try await Day.planned()
        try await day.store.edit(
            day.id, title: "Fagdag", date: "2026-04-10", startsAt: "09:00", place: "Salen", language: .nb, at: day.clock.now,
            by: day.facilitator)
        try await day.store.writeInvitation(
            teaser: "", replyBy: "2026-04-04", isVoluntary: true, lunch: "Suppe", to: day.id, today: "2026-03-30", at: day.clock.now,
            by: day.facilitator)
        try await day.store.move(day.id, to: .invited, at: day.clock.now, by: day.facilitator)
        return day
    }

    @Test(
        "a personal link opens the invitation as a letter, in three languages, and the answer is thanked for",
        arguments: ["nb", "nn", "en"])
    func person(language: String) async throws {
        let day = try await Self.invited()
        let anna = Browser(day: day, name: "Anna", language: language)
        let link = PersonalLink(key: Data(repeating: 7, count: 32)).path(for: day.attendee("Anna").attendance)
        #expect(try await anna.get(link).location == "/days/\(day.id)/reply")
        let page = try await anna.get("/days/\(day.id)/reply")
        let teaser = try Day.views.get().catalogue.say("invitation.teaser.ready", in: Language(rawValue: language)!)
        #expect(page.status == 200 && page.body.contains(teaser.split(separator: "\n")[0]) && page.body.contains("Suppe"))
        #expect(page.body.firstMatch(of: /\[[a-z-]+\.[a-zA-Z.-]+\]/) == nil)
        let answer = try await anna.post("/days/\(day.id)/reply", ["answer": "yes", "food": "Nøtter"])
        #expect(answer.status == 303)
        let thanks = try await anna.get("/days/\(day.id)/reply").body
        #expect(
            thanks.contains("id=\"answered\"") && thanks.contains("/days/\(day.id)/calendar.ics") && thanks.contains("value=\"Nøtter\""))
        #expect(try await anna.get(link).location == "/days/\(day.id)")
        #expect(try await anna.get("/days/\(day.id)").body.contains("/days/\(day.id)/reply"))
    }

    @Test("what is needed is kept through a no, and is in no list meanwhile; what is neither yes nor no is refused")
    func needs() async throws {
        let day = try await Self.invited()
        let anna = try await day.anna
        let marit = try await day.marit
        let path = "/days/\(day.id)/reply"
        _ = try await anna.post(path, ["answer": "yes", "food": "Nøtter"])
        _ = try await anna.post(path, ["answer": "no"])
        for page in ["kitchen", "kitchen?names=1", "invitation"] {
            #expect(try await !marit.get("/days/\(day.id)/\(page)").body.contains("Nøtter"), "\(page)")
        }
        #expect(try await anna.get(path).body.contains("value=\"Nøtter\""))
        let answer = try await marit.post("/days/\(day.id)/invitation", ["voluntary": "maybe", "replyBy": "2020-01-01"])
        #expect(answer.status == 422 && answer.body.contains("href=\"#voluntary\""))
        let past = try await marit.post("/days/\(day.id)/invitation", ["voluntary": "yes", "replyBy": "2020-01-01"])
        #expect(past.status == 422 && past.body.contains("Denne datoen er passert"))
    }

    @Test("a no frees the seat, watching changes the role, and a yes gives it back")
    func roles() async throws {
        let day = try await Self.invited()
        let anna = try await day.anna
        let path = "/days/\(day.id)/reply"
        let id = day.attendee("Anna").attendance.id
        _ = try await anna.post(path, ["answer": "observer"])
        #expect(try await day.store.attendance(id).role == .observer)
        _ = try await anna.post(path, ["answer": "no", "reason": "Kurs den dagen"])
        #expect(try await day.store.attendance(id).groupID == nil)
        _ = try await anna.post(path, ["answer": "yes"], script: true)
        #expect(try await day.store.attendance(id).role == .participant)
        #expect(try await day.olivia.post(path, ["answer": "observer"]).status == 422)
        #expect(try await day.olivia.post(path, ["answer": "yes"]).status == 303)
    }

    @Test("a leader meets the invitation where the day begins, and a no is seen in the plan")
    func leader() async throws {
        let day = try await Self.invited()
        let olivia = try await day.olivia
        let home = "/days/\(day.id)/players"
        #expect(try await olivia.get(home).body.contains("Du er invitert"))
        #expect(try await olivia.post("/days/\(day.id)/reply", ["answer": "no", "reason": "Ferie"]).status == 303)
        #expect(try await olivia.get(home).body.contains("Takk for svaret."))
        let marit = try await day.marit
        #expect(try await !marit.get(home).body.contains("Du er invitert"))
        let plan = try await marit.get("/days/\(day.id)/plan").body
        #expect(plan.contains("har sagt nei") && !plan.contains("Ferie"))
        for name in ["Johanne", "Karl", "Theo"] {
            _ = try await day.person(name).post("/days/\(day.id)/reply", ["answer": "no"])
        }
        #expect(try await marit.get("/days/\(day.id)/plan").body.contains("Ingen ledere kan spille personene"))
    }

    @Test("who comes too late is sent to whoever runs the day, who is told what to do instead")
    func tooLate() async throws {
        let day = try await Self.invited()
        try await day.store.move(day.id, to: .open, at: day.clock.now, by: day.facilitator)
        let marit = try await day.marit
        let answer = try await marit.post("/days/\(day.id)/invitation/cancellation", ["confirmed": "1"])
        #expect(answer.status == 409)
        #expect(answer.body.contains("En dag som er åpnet, kan ikke avlyses.") && !answer.body.contains("Si fra til den som leder dagen"))
        #expect(try await day.anna.post("/days/\(day.id)/reply", ["answer": "no"]).body.contains("Si fra til den som leder dagen"))
    }

    @Test("the kitchen reads an equal need once with its number, and names only when asked for")
    func kitchen() async throws {
        let day = try await Self.invited()
        for (name, food) in [("Anna", "vegetar"), ("Bjarne", "Vegetar."), ("Cecilie", "Nøtter")] {
            _ = try await day.person(name).post("/days/\(day.id)/reply", ["answer": "yes", "food": food])
        }
        let marit = try await day.marit
        let bare = try await marit.get("/days/\(day.id)/kitchen").body
        #expect(bare.contains("2 ×</span> <span>vegetar</span>") && bare.contains("1 ×</span> <span>Nøtter</span>"))
        #expect(!bare.contains("Vegetar.") && !bare.contains("Bjarne"))
        #expect(try await marit.get("/days/\(day.id)/kitchen?names=1").body.contains("Anna Berg, Bjarne Moen"))
    }

    @Test("the kitchen counts who has come, whatever they answered, and not who stayed away")
    func table() async throws {
        let day = try await Self.invited()
        for name in ["Anna", "Bjarne"] { _ = try await day.person(name).post("/days/\(day.id)/reply", ["answer": "yes"]) }
        let marit = try await day.marit
        let before = try await day.store.invitationDesk(of: day.id, to: day.facilitator).people.count(where: \.isAtTable)
        #expect(before == 2)
        try await day.store.move(day.id, to: .open, at: day.clock.now, by: day.facilitator)
        let absent = day.attendee("Bjarne").attendance.id
        #expect(try await marit.post("/attendances/\(absent)/arrival", ["arrival": "absent"]).status == 303)
        let came = day.attendee("Cecilie").attendance.id
        #expect(try await marit.post("/attendances/\(came)/arrival", ["arrival": "arrived"]).status == 303)
        let people = try await day.store.invitationDesk(of: day.id, to: day.facilitator).people.filter(\.isAtTable).map(\.name)
        #expect(people == ["Anna Berg", "Cecilie Hauge"])
    }

    @Test("what people told of reasons and needs is gone when the day is archived, and the question says so")
    func archived() async throws {
        let day = try await Self.invited()
        let (path, now) = ("/days/\(day.id)/reply", day.clock.now)
        _ = try await day.anna.post(path, ["answer": "yes", "food": "Nøtter", "access": "Teleslynge"])
        _ = try await day.person("Bjarne").post(path, ["answer": "no", "reason": "Kurs"])
        for state in [TrainingDay.State.open, .closed] { try await day.store.move(day.id, to: state, at: now, by: day.facilitator) }
        let marit = try await day.marit
        #expect(try await marit.post("/days/\(day.id)/state", ["state": "archived"]).body.contains("grunner og behov, blir slettet"))
        #expect(try await marit.get("/days/\(day.id)/kitchen").body.contains("Nøtter"))
        try await day.store.move(day.id, to: .archived, at: now, by: day.facilitator)
        let desk = try await day.store.invitationDesk(of: day.id, to: day.facilitator)
        #expect(desk.count.yes == 1 && desk.count.no == 1)
        #expect(desk.people.compactMap(\.reply).allSatisfy { $0.reason.isEmpty && $0.food.isEmpty && $0.access.isEmpty })
        #expect(try await !marit.get("/days/\(day.id)/kitchen").body.contains("Nøtter"))
    }

    @Test("after the date, before it is out and when it is cancelled, only the facilitator answers or nobody")
    func closed() async throws {
        let draft = try await Day.planned()
        #expect(try await draft.anna.get("/days/\(draft.id)/reply").status == 409)
        #expect(try await draft.anna.post("/days/\(draft.id)/reply", ["answer": "yes"]).status == 409)
        let day = try await Self.invited()
        let marit = try await day.marit
        let anna = try await day.anna
        let path = "/days/\(day.id)/reply"
        day.clock.advance(minutes: 6 * 24 * 60)
        #expect(try await anna.post(path, ["answer": "yes"]).status == 409)
        #expect(try await !anna.get(path).body.contains("name=\"answer\""))
        let entry = "/attendances/\(day.attendee("Anna").attendance.id)/reply"
        #expect(try await marit.get(entry).status == 200)
        #expect(try await marit.post(entry, ["answer": "no", "reason": "Ringte"]).status == 303)
        #expect(try await marit.post("/days/\(day.id)/invitation/cancellation").body.contains("name=\"confirmed\""))
        #expect(try await marit.post("/days/\(day.id)/invitation/cancellation", ["confirmed": "1"]).status == 303)
        #expect(try await marit.post(entry, ["answer": "yes"]).status == 409)
        #expect(try await anna.get(path).body.contains("Dagen er avlyst"))
        #expect(try await anna.get("/days/\(day.id)/calendar.ics").body.contains("METHOD:CANCEL"))
        #expect(try await marit.post("/days/\(day.id)/invitation/renewal").status == 303)
        #expect(try await marit.post(entry, ["answer": "yes"]).status == 303)
    }

    @Test("nobody but facilitators gets at others’ answers, reasons and needs")
    func secrets() async throws {
        let day = try await Self.invited()
        let anna = try await day.anna
        _ = try await anna.post("/days/\(day.id)/reply", ["answer": "no", "reason": "GRUNNEN"])
        _ = try await day.cecilie.post("/days/\(day.id)/reply", ["answer": "yes", "food": "MATEN", "access": "RAMPEN"])
        let id = day.attendee("Cecilie").attendance.id
        let pages =
            ["invitation", "invitation/letters", "invitation.csv", "kitchen"].map { "/days/\(day.id)/\($0)" }
            + ["/attendances/\(id)/reply", "/attendances/\(id)/letter.eml"]
        let stranger = Browser(day: day)
        for page in pages {
            #expect(try await stranger.get(page).status == 401, "\(page)")
            for person in [try await day.bjarne, try await day.olivia, try await day.unni, try await day.projector] {
                #expect(try await person.get(page).status == 404, "\(person.name) \(page)")
            }
        }
        for (path, form) in [
            ("/days/\(day.id)/invitation", ["teaser": "x"]), ("/days/\(day.id)/invitation/cancellation", ["confirmed": "1"]),
            ("/days/\(day.id)/letters", ["kind": "invitation", "round": "1"]), ("/attendances/\(id)/reply", ["answer": "no"]),
            ("/attendances/\(id)/letters", ["kind": "invitation", "round": "1"]),
        ] {
            #expect(try await stranger.post(path, form).status == 401, "\(path)")
            #expect(try await anna.post(path, form).status == 404, "\(path)")
        }
        for page in ["/days/\(day.id)", "/days/\(day.id)/reply", "/days/\(day.id)/calendar.ics"] {
            for person in [try await day.bjarne, try await day.olivia] {
                let body = try await person.get(page).body
                #expect(!body.contains("GRUNNEN") && !body.contains("MATEN") && !body.contains("RAMPEN"), "\(page)")
            }
        }
        let marit = try await day.marit
        let desk = try await marit.get(pages[0]).body
        #expect(desk.contains("GRUNNEN") && desk.contains("MATEN") && desk.contains("RAMPEN"))
        let kitchen = try await marit.get("/days/\(day.id)/kitchen").body
        #expect(kitchen.contains("MATEN") && !kitchen.contains("GRUNNEN") && !kitchen.contains("Cecilie"))
        #expect(try await !marit.get("/days/\(day.id)/invitation.csv").body.contains("MATEN"))
    }

    @Test("whatever is written is shown as it was written, and a spreadsheet takes none of it for a formula")
    func hostileText() async throws {
        let day = try await Self.invited()
        let marit = try await day.marit
        #expect(
            try await marit.post(
                "/days/\(day.id)/invitation", ["teaser": Self.hostile, "lunch": Self.hostile, "replyBy": "2026-04-03", "voluntary": "no"]
            ).status == 303)
        _ = try await day.anna.post("/days/\(day.id)/reply", ["answer": "no", "reason": Self.hostile])
        _ = try await day.bjarne.post("/days/\(day.id)/reply", ["answer": "yes", "food": Self.hostile, "access": Self.hostile])
        for page in ["invitation", "reply", "kitchen", "invitation/letters", "plan"] {
            let body = try await marit.get("/days/\(day.id)/\(page)").body
            #expect(!body.contains("<script>alert"), "\(page)")
        }
        #expect(try await marit.get("/days/\(day.id)/invitation").body.contains(PlanningPagesTests.shown))
        let wrong = try await marit.post("/days/\(day.id)/invitation", ["teaser": "Mitt", "replyBy": "2027-01-01"])
        #expect(wrong.status == 422 && wrong.body.contains(">Mitt</textarea>"))
        let long = try await day.anna.post("/days/\(day.id)/reply", ["answer": "no", "reason": String(repeating: "x", count: 501)])
        #expect(long.status == 422 && long.body.contains("error-summary"))
    }

    @Test("moving the day raises the calendar’s version; other changes leave it")
    func sequence() async throws {
        let day = try await Self.invited()
        func sequence() async throws -> Int { try await day.store.invitationDesk(of: day.id).invitation.sequence }
        let before = try await sequence()
        let marit = try await day.marit
        _ = try await marit.post("/days/\(day.id)/groups", ["name": "Ny"])
        _ = try await marit.post("/days/\(day.id)/invitation", ["teaser": "Annet", "voluntary": "yes"])
        #expect(try await sequence() == before)
        _ = try await marit.post("/days/\(day.id)/programme", ["title-new": "Mer", "minutes-new": "30", "kind-new": "free"])
        #expect(try await sequence() == before + 1)
        _ = try await marit.post(
            "/days/\(day.id)/plan", ["title": "Fagdag", "date": "2026-04-11", "startsAt": "09:00", "place": "Salen", "language": "nb"])
        #expect(try await sequence() == before + 2)
    }
}
