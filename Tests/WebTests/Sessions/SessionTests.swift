import Cast
import Foundation
import GRDB
import Storage
import Testing
import Web
import Workshop

@Suite("Coming in")
struct SessionTests {
    @Test("a personal link signs its person in, and a link that was tampered with does not")
    func links() async throws {
        let day = try await Day.planned()
        let path = PersonalLink(key: Data(repeating: 7, count: 32)).path(for: day.attendee("Anna").attendance)
        let stranger = Browser(day: day)
        #expect(try await stranger.get(path + "x").status == 404)
        #expect(try await stranger.get(String(path.dropLast()) + "!").status == 404)
        #expect(
            try await stranger.get(PersonalLink(key: Data(repeating: 8, count: 32)).path(for: day.attendee("Anna").attendance)).status
                == 404)
        #expect(try await stranger.get("/days/\(day.id)").status == 401)
        let answer = try await stranger.get(path)
        #expect(answer.status == 303 && answer.location == "/days/\(day.id)")
        #expect(try await stranger.get("/days/\(day.id)").body.contains("Anna"))
    }

    @Test("the session cookie is for this site only, out of reach of scripts, and random")
    func cookie() async throws {
        let day = try await Day.planned()
        let path = PersonalLink(key: Data(repeating: 7, count: 32)).path(for: day.attendee("Anna").attendance)
        let first = try await Browser(day: day).get(path).headers["Set-Cookie"] ?? ""
        let second = try await Browser(day: day).get(path).headers["Set-Cookie"] ?? ""
        #expect(first.contains("HttpOnly") && first.contains("SameSite=Lax") && first.hasPrefix("session="))
        #expect(first != second)
    }

    @Test("somebody with the code chooses a name, and the facilitator can undo it")
    func joining() async throws {
        let day = try await Day.running()
        let phone = Browser(day: day)
        let code = JoinCode.spoken(day.people.day.joinCode).lowercased()
        let entered = try await phone.post("/join", ["code": code])
        #expect(entered.status == 303)
        let names = try await phone.get(entered.location)
        #expect(names.body.contains("Anna Berg") && !names.body.contains("Olivia Strand"), "leaders do not come in by the code")
        let anna = day.attendee("Anna").attendance
        #expect(try await phone.post(entered.location, ["person": "\(anna.id)"]).status == 303)
        #expect(try await phone.get(day.room(1)).status == 200)
        #expect(try await Browser(day: day).post(entered.location, ["person": "\(anna.id)"]).status == 422, "a name is taken once")
        try await day.store.dismiss(anna.id, at: day.clock.now, by: day.facilitator)
        #expect(try await phone.get(day.room(1)).status == 401)
        #expect(try await Browser(day: day).get(entered.location).body.contains("value=\"\(anna.id)\""))
    }

    @Test("of two who take the same name in the same moment, one gets it")
    func sameMoment() async throws {
        let day = try await Day.running()
        let anna = ["person": "\(day.attendee("Anna").attendance.id)"]
        let address = "/join/\(day.people.day.joinCode)"
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 { group.addTask { try await Browser(day: day).post(address, anna).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [303, 422, 422, 422, 422, 422])
    }

    @Test("whoever signs out hears nothing more in any window of theirs")
    func signingOut() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let stream = try #require(await anna.listens(to: "/live?for=group-\(day.group(1).id)"))
        let other = try #require(await day.anna.listens(to: "/live?for=group-\(day.group(1).id)"))
        #expect(try await anna.post("/sign-out").status == 303)
        await stream.ends()
        #expect(stream.isOver && stream.events.contains { $0.name == "reload" })
        #expect(!other.isOver, "one who is signed in elsewhere goes on")
    }

    @Test("leaders and facilitators cannot be chosen with the code")
    func noLeaders() async throws {
        let day = try await Day.running()
        for name in ["Olivia", "Marit", "Vera"] {
            let answer = try await Browser(day: day).post(
                "/join/\(day.people.day.joinCode)", ["person": "\(day.attendee(name).attendance.id)"])
            #expect(answer.status == 404)
        }
    }

    @Test("guessing codes is slowed down, per machine")
    func guessing() async throws {
        let day = try await Day.running()
        let guesser = Browser(day: day)
        var statuses: Set<Int> = []
        for _ in 0..<80 { statuses.insert(try await guesser.post("/join", ["code": "AAAABBBB"]).status) }
        #expect(statuses == [422, 429])
    }

    @Test("a change that another site asks for is refused")
    func otherSite() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let answer = try await anna.post("/sign-out", headers: ["Sec-Fetch-Site": "cross-site"])
        #expect(answer.status == 403)
        #expect(try await anna.get(day.room(1)).status == 200)
    }

    @Test("the language is the person’s choice, else the browser’s, else the day’s")
    func language() async throws {
        let day = try await Day.running()
        try await day.store.change { db in
            try db.execute(sql: "UPDATE trainingDay SET language = 'nn'")
            return ((), [])
        }
        #expect(try await day.person("Anna", language: "en-GB,nb;q=0.5").get(day.room(1)).body.contains("<html lang=\"en\""))
        let bjarne = try await day.person("Bjarne", language: "de-DE")
        #expect(try await bjarne.get(day.room(1)).body.contains("<html lang=\"nn\""))
        #expect(try await bjarne.post("/language", ["language": "nb", "page": day.room(1)]).location == day.room(1))
        #expect(try await bjarne.get(day.room(1)).body.contains("<html lang=\"nb\""))
    }

    @Test("the way back after a change never leads to another site")
    func openRedirect() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        for page in ["//evil.test/", "https://evil.test/", "/\\evil.test", "javascript:alert(1)", "/x\r\nSet-Cookie: a=b"] {
            #expect(try await anna.post("/language", ["language": "nb", "page": page]).location == "/")
        }
    }
}
