import Foundation
import Testing

@testable import Workshop

@Suite("Invitations and replies")
struct InvitationTests {
    static let now = Date(timeIntervalSince1970: 1_774_854_000)

    static func day(_ states: [TrainingDay.State] = [.invited]) throws -> TrainingDay {
        var day = try TrainingDay(
            id: ID(1), communityID: ID(1), title: "Fagdag", date: "2026-03-30", place: "Salen", language: .nb, joinCode: "ABCDEFGH")
        for state in states { try day.move(to: state) }
        return day
    }

    static func invitation(replyBy: String = "2026-03-25", today: String = "2026-03-01") throws -> Invitation {
        var invitation = Invitation(to: ID(1))
        try invitation.write(teaser: "Kom", replyBy: replyBy, isVoluntary: true, lunch: "", for: day(), today: today)
        return invitation
    }

    static func person(_ role: Role = .participant, in group: ID<Group>? = ID(7)) -> Attendance {
        Attendance(id: ID(3), dayID: ID(1), memberID: ID(2), role: role, groupID: group)
    }

    static func reply(_ answer: Reply.Answer) throws -> Reply {
        try Reply(answer, reason: " Kurs ", food: "Nøtter", access: "Rampe", of: ID(3), at: now)
    }

    @Test("people answer until the date, inclusive; afterwards only the facilitator does")
    func deadline() throws {
        let invitation = try Self.invitation()
        let day = try Self.day()
        try invitation.mustTakeReplies(for: day, today: "2026-03-25")
        #expect(throws: Refusal.notNow(.repliesClosed)) { try invitation.mustTakeReplies(for: day, today: "2026-03-26") }
        try invitation.mustTakeEntries(for: day)
        #expect(Invitation(to: ID(1)).lastDay(of: day) == "2026-03-30")
        var earlier = day
        try earlier.edit(title: "Fagdag", date: "2026-03-20", startsAt: "09:00", place: "", language: .nb)
        #expect(invitation.lastDay(of: earlier) == "2026-03-20")
    }

    @Test("a draft, an opened, a closed and a cancelled day take no answers")
    func states() throws {
        var invitation = try Self.invitation()
        #expect(throws: Refusal.notNow(.invitationNotOut)) { try invitation.mustTakeReplies(for: Self.day([]), today: "2026-03-01") }
        #expect(throws: Refusal.notNow(.dayHasBegun)) { try invitation.mustTakeReplies(for: Self.day([.open]), today: "2026-03-01") }
        #expect(throws: Refusal.notNow(.dayClosed)) {
            try invitation.mustTakeReplies(for: Self.day([.open, .closed]), today: "2026-03-01")
        }
        #expect(throws: Refusal.notNow(.dayClosed)) { try invitation.mustTakeEntries(for: Self.day([.open, .closed])) }
        try invitation.cancel(for: Self.day(), at: Self.now)
        #expect(throws: Refusal.notNow(.invitationCancelled)) { try invitation.mustTakeReplies(for: Self.day(), today: "2026-03-01") }
        #expect(throws: Refusal.notNow(.invitationCancelled)) { try invitation.mustTakeEntries(for: Self.day()) }
    }

    @Test("cancelling and taking it back each raise the sequence, and happen once")
    func cancelling() throws {
        var invitation = try Self.invitation()
        try invitation.cancel(for: Self.day(), at: Self.now)
        #expect(invitation.isCancelled && invitation.sequence == 1)
        #expect(throws: Refusal.notNow(.invitationCancelled)) { try invitation.cancel(for: Self.day(), at: Self.now) }
        try invitation.takeBackCancellation(for: Self.day())
        try invitation.takeBackCancellation(for: Self.day())
        #expect(!invitation.isCancelled && invitation.sequence == 2)
        #expect(throws: Refusal.notNow(.dayHasBegun)) { try invitation.cancel(for: Self.day([.open]), at: Self.now) }
    }

    @Test("a reply-by date is a date, not after the day, and not a new one that has passed")
    func replyBy() throws {
        #expect(throws: Refusal.invalid("replyBy", .afterTheDay)) { try Self.invitation(replyBy: "2026-03-31") }
        #expect(throws: Refusal.invalid("replyBy", .notADate)) { try Self.invitation(replyBy: "i morgen") }
        #expect(try Self.invitation(replyBy: "").replyBy == nil)
        #expect(throws: Refusal.invalid("replyBy", .beforeToday)) { try Self.invitation(replyBy: "2026-03-25", today: "2026-03-26") }
        var passed = try Self.invitation(replyBy: "2026-03-25", today: "2026-03-25")
        try passed.write(teaser: "", replyBy: "2026-03-25", isVoluntary: true, lunch: "Suppe", for: Self.day(), today: "2026-03-26")
        #expect(passed.lunch == "Suppe")
    }

    @Test("a no frees the seat and keeps the reason, and no needs; a yes keeps needs, and no reason")
    func answers() throws {
        var anna = Self.person()
        let no = try Self.reply(.no)
        try anna.take(no, after: nil)
        #expect(anna.groupID == nil && anna.role == .participant)
        #expect(no.reason == "Kurs" && no.food.isEmpty && no.access.isEmpty)
        let yes = try Self.reply(.yes)
        #expect(yes.reason.isEmpty && yes.food == "Nøtter" && yes.access == "Rampe")
        let after = try Reply(.no, food: "Annet", of: ID(3), after: yes, at: Self.now)
        #expect(after.food == "Nøtter" && after.access == "Rampe")
    }

    @Test("a day’s title and place are on one line; an e-mail address is one address")
    func lines() throws {
        var day = try TrainingDay(
            id: ID(1), communityID: ID(1), title: "Fag\ndag", date: "2026-03-30", place: "Salen\r\n2. etasje", language: .nb,
            joinCode: "ABCDEFGH")
        #expect(day.title == "Fag dag" && day.place == "Salen 2. etasje")
        try day.edit(title: "A\nB", date: "2026-03-30", startsAt: "09:00", place: "C\rD", language: .nb)
        #expect(day.title == "A B" && day.place == "C D")
        for bad in ["<a@x.no>", "a@x.no,b", "a,b@x.no", "\"a\"@x.no", "-a@x.no", "a>@x.no"] {
            #expect(throws: Refusal.invalid("email", .notAnEmail)) { try Member.acceptedEmail(bad) }
        }
        #expect(try Member.acceptedEmail("o'hara@x.no") == "o'hara@x.no")
    }

    @Test("watching makes an observer, and yes or no after it gives the role back")
    func watching() throws {
        var anna = Self.person()
        let watches = try Self.reply(.observer)
        try anna.take(watches, after: nil)
        #expect(anna.role == .observer && anna.groupID == ID(7))
        try anna.take(Self.reply(.yes), after: watches)
        #expect(anna.role == .participant)
        try anna.take(watches, after: nil)
        try anna.take(Self.reply(.no), after: watches)
        #expect(anna.role == .participant)
    }

    @Test(
        "leaders, observers and rapporteurs answer yes or no, and keep their role; facilitators are not asked",
        arguments: [Role.leader, .observer, .rapporteur])
    func others(role: Role) throws {
        var person = Self.person(role, in: nil)
        #expect(person.choices(after: nil) == [.yes, .no])
        #expect(throws: Refusal.invalid("answer", .unknownChoice)) { try person.take(Self.reply(.observer), after: nil) }
        try person.take(Self.reply(.no), after: nil)
        try person.take(Self.reply(.yes), after: Self.reply(.no))
        #expect(person.role == role)
        var facilitator = Self.person(.facilitator, in: nil)
        #expect(throws: Refusal.notFound) { try facilitator.take(Self.reply(.yes), after: nil) }
    }

    @Test("what has gone, or may have, is not due again; what failed is")
    func due() throws {
        func letter(_ kind: Letter.Kind, _ status: Int?, sequence: Int = 0) -> Letter {
            var letter = Letter(id: ID(1), to: ID(3), kind, round: 1, sequence: sequence, at: Self.now)
            letter.end(exitStatus: status, complaint: "", at: Self.now)
            return letter
        }
        func isDue(_ kind: Letter.Kind, _ letters: [Letter], _ answer: Reply.Answer? = nil, sequence: Int = 0, cancelled: Bool = false)
            -> Bool
        {
            Correspondence(letters).isDue(kind, answer: answer, sequence: sequence, isCancelled: cancelled, at: Self.now)
        }
        #expect(isDue(.invitation, []) && isDue(.invitation, [letter(.invitation, 75)]))
        #expect(!isDue(.invitation, [letter(.invitation, 0)]) && !isDue(.invitation, [letter(.invitation, nil)]))
        #expect(!isDue(.change, [letter(.invitation, 0)]) && isDue(.change, [letter(.invitation, 0)], sequence: 1))
        #expect(!isDue(.change, [letter(.invitation, 0)], .no, sequence: 1))
        #expect(isDue(.reminder, []) && !isDue(.reminder, [], .yes) && !isDue(.reminder, [letter(.reminder, 0)]))
        #expect(isDue(.cancellation, [letter(.invitation, 0)], .yes, sequence: 1, cancelled: true))
        #expect(!isDue(.cancellation, [letter(.cancellation, 0, sequence: 1)], .yes, sequence: 1, cancelled: true))
        #expect(!isDue(.invitation, [], cancelled: true) && !isDue(.reminder, [], cancelled: true))
    }
}

@Suite("Letters and calendar files")
struct MailTests {
    static func calendar(title: String = "Fagdag", about: String = "Om", cancelled: Bool = false) -> CalendarFile {
        let day = try! TrainingDay(
            id: ID(42), communityID: ID(1), title: title, date: "2026-03-30", startsAt: "22:30", place: "Salen; 2. etasje, rom\\1",
            language: .nb, joinCode: "ABCDEFGH")
        return CalendarFile(
            day: ID(42), entry: CalendarEntry(of: day, minutes: 120), sequence: 3, isCancelled: cancelled, about: about,
            address: "http://panorama.test/days/42", organizer: ("Nettverket", MailAddress("noreply@panorama.test")!))
    }

    @Test("a calendar file has a stable name, its version, Norwegian time, and escaped text on short lines")
    func file() throws {
        let text = Self.calendar(title: String(repeating: "ærlig, ", count: 16), about: "En\nto").text(at: InvitationTests.now)
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") && !$0.contains("\r") })
        let whole = text.replacing("\r\n ", with: "")
        #expect(
            whole.contains("UID:panorama-day-42@panorama\r\n") && whole.contains("SEQUENCE:3\r\n") && whole.contains("METHOD:PUBLISH\r\n"))
        #expect(whole.contains("ORGANIZER;CN=\"Nettverket\":mailto:noreply@panorama.test\r\n"))
        #expect(whole.contains("DTSTART;TZID=Europe/Oslo:20260330T223000") && whole.contains("DTEND;TZID=Europe/Oslo:20260331T003000"))
        #expect(whole.contains("DTSTAMP:20260330T070000Z"))
        #expect(
            whole.contains("ærlig\\, ærlig") && whole.contains("LOCATION:Salen\\; 2. etasje\\, rom\\\\1")
                && whole.contains("DESCRIPTION:En\\nto"))
        let cancelled = Self.calendar(cancelled: true).text(at: InvitationTests.now)
        #expect(cancelled.contains("METHOD:CANCEL") && cancelled.contains("STATUS:CANCELLED"))
    }

    @Test(
        "no name, subject or title can put a line into a letter’s head",
        arguments: ["Ås\r\nBcc: x@evil.test", "A\nBcc: x@evil.test", "\u{2028}Bcc: x", "=?utf-8?Q?=0ABcc?="])
    func injection(name: String) throws {
        let message = MailMessage(
            from: (name, MailAddress("fag@panorama.test")!), to: (name, MailAddress("anna@panorama.test")!), subject: name,
            text: "Hei\r\n.\r\n" + String(repeating: "å", count: 2000), calendar: Self.calendar(title: name), id: "letter-1")
        let data = message.data(at: InvitationTests.now)
        let text = String(decoding: data, as: UTF8.self)
        let head = text.components(separatedBy: "\r\n\r\n")[0]
        #expect(data.allSatisfy { $0 < 128 })
        #expect(text.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") && !$0.contains("\r") })
        #expect(!head.components(separatedBy: "\r\n").contains { $0.hasPrefix("Bcc") } && !head.contains("=?utf-8?Q?"))
    }

    @Test("an address is one mailbox and nothing else")
    func addresses() {
        for good in ["anna@panorama.test", "a.b+c@x-y.no", "o'hara@x.no"] { #expect(MailAddress(good) != nil, "\(good)") }
        for bad in [
            "a,b@x.no", "a@x.no,b@x.no", "<a@x.no>", "a@", "@x.no", "å@x.no", "a@ø.no", "a b@x.no", "a@x.no\r\nBcc:b@x.no", "a;b@x.no",
            "-x@-y.no", "\"a\"@x.no", "a..b@x.no",
        ] {
            #expect(MailAddress(bad) == nil, "\(bad)")
        }
    }
}
