import Cast
import Foundation
import GRDB
import Testing
import Workshop

@testable import Storage
@testable import Web

/// A program in the place of sendmail that keeps each message it is given.
struct PostOffice {
    let folder: URL

    init(_ script: String = "cat > \"$box/$$-$(date +%N)\"") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "panorama-post-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder.appending(path: "box"), withIntermediateDirectories: true)
        let text = "#!/bin/sh\nbox='\(folder.path)/box'\necho \"$@\" > '\(folder.path)/arguments'\n\(script)\n"
        try write(text)
    }

    /// Another process writes the program: one that this process holds open for writing could not be started by any other.
    private func write(_ text: String) throws {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", "printf %s \"$1\" > \"$2\" && chmod 700 \"$2\"", "sh", text, program.path]
        try shell.run()
        shell.waitUntilExit()
    }

    var program: URL { folder.appending(path: "sendmail") }

    func messages() throws -> [String] {
        try FileManager.default.contentsOfDirectory(at: folder.appending(path: "box"), includingPropertiesForKeys: nil).map {
            try String(contentsOf: $0, encoding: .utf8)
        }
    }

    func close() { try? FileManager.default.removeItem(at: folder) }
}

@Suite("Letters", .timeLimit(.minutes(4)))
struct LetterTests {
    static func day(_ office: PostOffice, patience: Double = 20) async throws -> Day {
        let day = try await Day.planned(sendmail: Sendmail(path: office.program.path, patience: patience))
        try await Self.forgetAddresses(day)
        let marit = try await day.marit
        for name in ["Anna", "Bjarne", "Cecilie", "Olivia", "Unni"] {
            let member = try await day.store.member(day.attendee(name).attendance.memberID!)
            _ = try await marit.post(
                "/members/\(member.id)",
                [
                    "name": member.name, "discipline": member.discipline, "unit": member.unit, "party": member.party.rawValue,
                    "email": "\(name.lowercased())@panorama.test",
                ])
        }
        _ = try await marit.post("/days/\(day.id)/state", ["state": "invited"])
        return day
    }

    /// Nobody on the day has an e-mail address.
    static func forgetAddresses(_ day: Day) async throws {
        try await day.store.change { db in (try db.execute(sql: "UPDATE member SET email = ''"), []) }
    }

    static func settled(_ day: Day) async {
        while day.site.post.progress(on: day.id) != nil { await Task.yield() }
    }

    static func letters(_ day: Day) async throws -> [Letter] {
        try await day.store.invitationDesk(of: day.id).people.flatMap(\.correspondence.letters)
    }

    @Test("two facilitators who press at the same time send each letter once")
    func once() async throws {
        let office = try PostOffice()
        defer { office.close() }
        let day = try await Self.day(office)
        let one = try await day.marit
        let other = try await day.marit
        let path = "/days/\(day.id)/letters"
        async let first = one.post(path, ["kind": "invitation", "round": "1"])
        async let second = other.post(path, ["kind": "invitation", "round": "1"], script: true)
        #expect(try await first.status == 303)
        #expect(try await second.status == 200)
        await Self.settled(day)
        _ = try await one.post(path, ["kind": "invitation", "round": "2"])
        await Self.settled(day)
        let messages = try office.messages()
        #expect(messages.count == 5 && Set(messages.compactMap { $0.firstMatch(of: /<(\w+)@panorama\.test>/)?.output.1 }).count >= 1)
        #expect(try String(contentsOf: office.folder.appending(path: "arguments"), encoding: .utf8) == "-i -t\n")
        #expect(
            messages.allSatisfy { $0.contains("Content-Type: text/calendar") && $0.contains("Content-Type: text/plain; charset=utf-8") })
        for name in ["anna", "bjarne", "cecilie", "olivia", "unni"] {
            #expect(messages.count { $0.contains("<\(name)@panorama.test>") } == 1, "\(name)")
        }
        #expect(try await Self.letters(day).allSatisfy { $0.state == .sent })
        let page = try await one.get("/days/\(day.id)/invitation").body
        #expect(page.contains("Uten e-postadresse") && !page.contains("name=\"kind\" value=\"invitation\""))
    }

    @Test("a program that fails is shown with its status and words, and the letter may be tried again")
    func failing() async throws {
        let office = try PostOffice(
            "if [ -e \"$box/../mended\" ]; then cat > \"$box/$$\"; else echo '<b>Unknown user</b>' >&2; exit 67; fi")
        defer { office.close() }
        let day = try await Self.day(office)
        let marit = try await day.marit
        _ = try await marit.post("/days/\(day.id)/letters", ["kind": "invitation", "round": "1"])
        await Self.settled(day)
        let page = try await marit.get("/days/\(day.id)/invitation").body
        #expect(page.contains("Sluttkode 67") && page.contains("&lt;b&gt;Unknown user&lt;/b&gt;") && page.contains("Send på nytt"))
        try Data().write(to: office.folder.appending(path: "mended"))
        let anna = day.attendee("Anna").attendance.id
        for _ in 0..<2 {
            _ = try await marit.post("/attendances/\(anna)/letters", ["kind": "invitation", "round": "2"])
            await Self.settled(day)
        }
        #expect(try office.messages().count == 1)
        _ = try await marit.post("/days/\(day.id)/letters", ["kind": "invitation", "round": "2"])
        await Self.settled(day)
        #expect(try office.messages().count == 5)
        #expect(try await Self.letters(day).count { $0.state == .failed } == 5)
    }

    @Test("a letter claimed before a crash is uncertain, and goes again only when a facilitator says so")
    func uncertain() async throws {
        let office = try PostOffice()
        defer { office.close() }
        let day = try await Self.day(office)
        let marit = try await day.marit
        let anna = day.attendee("Anna").attendance.id
        #expect(
            try await day.store.claimLetter(.invitation, round: 1, to: anna, today: "2026-03-30", at: day.clock.now, by: day.facilitator)
                != nil)
        #expect(
            try await day.store.claimLetter(.invitation, round: 1, to: anna, today: "2026-03-30", at: day.clock.now, by: day.facilitator)
                == nil)
        _ = try await marit.post("/days/\(day.id)/letters", ["kind": "invitation", "round": "2"])
        await Self.settled(day)
        #expect(try office.messages().allSatisfy { !$0.contains("<anna@") })
        #expect(try await marit.get("/days/\(day.id)/invitation").body.contains("Usikkert om det gikk"))
        _ = try await marit.post("/attendances/\(anna)/letters", ["kind": "invitation", "round": "2"])
        await Self.settled(day)
        #expect(try office.messages().count { $0.contains("<anna@") } == 1)
    }

    @Test("a program that hangs is stopped with all it started, and leaves no child behind")
    func hangs() async throws {
        let office = try PostOffice("sleep 600 & echo $$ $! > \"$box/../ids\"; sleep 600; wait")
        defer { office.close() }
        let outcome = await (try Sendmail(path: office.program.path, patience: 0.5)).send(Data("Subject: x\r\n\r\n".utf8))
        #expect(outcome.exitStatus == nil)
        let ids = try String(contentsOf: office.folder.appending(path: "ids"), encoding: .utf8).split(whereSeparator: \.isWhitespace)
            .compactMap { pid_t($0) }
        try #require(ids.count == 2)
        #expect(waitpid(ids[0], nil, WNOHANG) == -1 && errno == ECHILD)
        // A grandchild is the system's to end and to reap, which takes it a moment.
        let deadline = ContinuousClock.now + .seconds(30)
        while isRunning(ids[1]), ContinuousClock.now < deadline { await Task.yield() }
        #expect(!isRunning(ids[1]))
    }

    private func isRunning(_ id: pid_t) -> Bool {
        (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8))?.contains(") Z ") == false
    }

    @Test("a letter that is given up is uncertain at once, while others wait, and may be tried again")
    func givenUp() async throws {
        let office = try PostOffice(
            """
            cat > "$box/$$"
            if grep -q '<anna@' "$box/$$"; then sleep 600; fi
            if grep -q '<unni@' "$box/$$"; then while [ ! -e "$box/../go" ]; do sleep 0.02; done; else sleep 1.2; fi
            """)
        defer { office.close() }
        let day = try await Self.day(office, patience: 2)
        let marit = try await day.marit
        let anna = day.attendee("Anna").attendance.id
        _ = try await marit.post("/days/\(day.id)/letters", ["kind": "invitation", "round": "1"])
        while day.site.post.underway(on: day.id)[anna] != nil { try await Task.sleep(for: .milliseconds(5)) }
        #expect(day.site.post.progress(on: day.id) != nil)
        var page = ""
        for _ in 0..<20 where !page.contains("/attendances/\(anna)/letters") {
            page = try await marit.get("/days/\(day.id)/invitation").body
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(page.contains("Usikkert om det gikk") && page.contains("/attendances/\(anna)/letters"))
        try Data().write(to: office.folder.appending(path: "go"))
        await Self.settled(day)
    }

    @Test("what waits or is underway is neither offered nor begun again, and counts once")
    func queued() async throws {
        let office = try PostOffice("while [ ! -e \"$box/../go\" ]; do sleep 0.02; done; cat > \"$box/$$\"")
        defer { office.close() }
        let day = try await Self.day(office)
        let marit = try await day.marit
        for _ in 0..<3 { _ = try await marit.post("/days/\(day.id)/letters", ["kind": "invitation", "round": "1"]) }
        _ = try await marit.post("/days/\(day.id)/letters", ["kind": "reminder", "round": "1"])
        #expect(day.site.post.progress(on: day.id)?.all == 5)
        let page = try await marit.get("/days/\(day.id)/invitation").body
        #expect(!page.contains("name=\"kind\" value=\"invitation\"") && !page.contains("name=\"kind\" value=\"reminder\""))
        let anna = day.attendee("Anna").attendance.id
        #expect(try await marit.post("/attendances/\(anna)/letters", ["kind": "invitation", "round": "2"]).status == 409)
        try Data().write(to: office.folder.appending(path: "go"))
        await Self.settled(day)
        #expect(try office.messages().count == 5)
    }

    @Test("a failed invitation is still shown when the reminder has gone")
    func everyKind() async throws {
        let office = try PostOffice("if [ -e \"$box/../mended\" ]; then cat > \"$box/$$\"; else echo 'Unknown user' >&2; exit 67; fi")
        defer { office.close() }
        let day = try await Self.day(office)
        let marit = try await day.marit
        _ = try await marit.post("/days/\(day.id)/letters", ["kind": "invitation", "round": "1"])
        await Self.settled(day)
        try Data().write(to: office.folder.appending(path: "mended"))
        _ = try await marit.post("/days/\(day.id)/letters", ["kind": "reminder", "round": "1"])
        await Self.settled(day)
        let page = try await marit.get("/days/\(day.id)/invitation").body
        #expect(page.components(separatedBy: "Sluttkode 67").count == 6 && page.contains("Unknown user"))
        #expect(page.components(separatedBy: "chip--ok").count == 6)
    }

    @Test("nobody is reminded after the last date to answer, and the page says what to do")
    func late() async throws {
        let office = try PostOffice()
        defer { office.close() }
        let day = try await Self.day(office)
        try await day.store.edit(
            day.id, title: "Fagdag", date: "2026-04-10", startsAt: "09:00", place: "", language: .nb, at: day.clock.now, by: day.facilitator
        )
        try await day.store.writeInvitation(
            teaser: "", replyBy: "2026-03-01", isVoluntary: true, lunch: "", to: day.id, today: "2026-03-01", at: day.clock.now,
            by: day.facilitator)
        let marit = try await day.marit
        let page = try await marit.get("/days/\(day.id)/invitation").body
        #expect(page.contains("Flytt datoen før du sender påminnelser") && !page.contains("value=\"reminder\""))
        _ = try await marit.post("/days/\(day.id)/letters", ["kind": "reminder", "round": "1"])
        await Self.settled(day)
        #expect(try office.messages().isEmpty)
    }

    @Test(
        "a program that hangs is stopped, and one that is killed leaves the letter uncertain", arguments: ["exec sleep 600", "kill -9 $$"])
    func interrupted(script: String) async throws {
        let office = try PostOffice(script)
        defer { office.close() }
        let outcome = await (try Sendmail(path: office.program.path, patience: 0.3)).send(Data("Subject: x\r\n\r\n".utf8))
        #expect(outcome.exitStatus == nil)
    }

    @Test("a program that does not read, or says a great deal, neither blocks nor fills anything")
    func unwilling() async throws {
        let office = try PostOffice("yes | head -c 3000000 >&2")
        defer { office.close() }
        let outcome = await (try Sendmail(path: office.program.path)).send(Data(repeating: 65, count: 3_000_000))
        #expect(outcome.exitStatus == 0 && outcome.complaint.utf8.count <= 8192)
    }

    @Test("a reminder goes to those who have not answered, and not twice in a day")
    func reminders() async throws {
        let office = try PostOffice()
        defer { office.close() }
        let day = try await Self.day(office)
        _ = try await day.anna.post("/days/\(day.id)/reply", ["answer": "yes"])
        let marit = try await day.marit
        for round in 1...2 {
            _ = try await marit.post("/days/\(day.id)/letters", ["kind": "reminder", "round": "\(round)"])
            await Self.settled(day)
        }
        #expect(try office.messages().count == 4)
    }

    @Test("what cannot be run is refused before the server starts")
    func unusable() throws {
        for path in ["/nowhere/sendmail", "/tmp", Day.root.appending(path: "Package.swift").path] {
            #expect(throws: Sendmail.Unusable.self) { try Sendmail(path: path) }
        }
    }

    @Test("without a program, letters are files and text, and sending is refused")
    func byHand() async throws {
        let day = try await InvitationPageTests.invited()
        try await Self.forgetAddresses(day)
        let marit = try await day.marit
        #expect(try await marit.post("/days/\(day.id)/letters", ["kind": "invitation", "round": "1"]).status == 409)
        let member = try await day.store.member(day.attendee("Anna").attendance.memberID!)
        _ = try await marit.post("/members/\(member.id)", ["name": "=Anna Berg", "party": "staff", "email": "anna@panorama.test"])
        let anna = day.attendee("Anna").attendance.id
        let file = try await marit.get("/attendances/\(anna)/letter.eml?kind=invitation")
        #expect(file.headers["Content-Type"] == "message/rfc822" && file.body.contains("To: ") && file.body.contains("X-Unsent: 1"))
        let link = PersonalLink(key: Data(repeating: 7, count: 32)).path(for: try await day.store.attendance(anna))
        #expect(try await marit.get("/days/\(day.id)/invitation/letters").body.contains(link))
        let list = try await marit.get("/days/\(day.id)/invitation.csv").body
        #expect(list.contains("\"'=Anna Berg\"") && list.contains(link))
        let nowhere = try await marit.get("/attendances/\(day.attendee("Bjarne").attendance.id)/letter.eml")
        #expect(nowhere.status == 200 && !nowhere.body.contains("\r\nTo:") && nowhere.body.contains("X-Unsent: 1"))
        #expect(try await marit.get("/days/\(day.id)/calendar.ics").body.contains("mailto:noreply@panorama.test"))
    }
}
