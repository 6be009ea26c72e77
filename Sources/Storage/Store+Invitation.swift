import Foundation
import GRDB
import Workshop

extension Invitation: FetchableRecord, PersistableRecord {}
extension Reply: FetchableRecord, PersistableRecord {}
extension Letter: FetchableRecord, PersistableRecord {}

/// One invited person as the facilitators see the person.
package struct Invitee: Hashable, Sendable {
    package var attendance: Attendance
    package var name: String
    package var discipline: String
    package var email: String
    package var reply: Reply?
    package var correspondence: Correspondence

    /// Whether food is needed: who has come, whatever they answered, and until then who has said yes and not stayed away.
    package var isAtTable: Bool {
        switch attendance.arrival {
        case .arrived: true
        case .absent: false
        case .expected: reply.map { $0.answer != .no } ?? false
        }
    }
}

/// A day's invitation with everyone's answers, for facilitators' eyes only.
package struct InvitationDesk: Sendable {
    package var day: TrainingDay
    package var community: Community
    package var invitation: Invitation
    package var entry: CalendarEntry
    /// In Norwegian alphabetical order.
    package var people: [Invitee]
    /// Those who run the day; they come without being asked.
    package var facilitators: Int

    package var count: ReplyCount { ReplyCount(people.map { $0.reply?.answer }) }

    /// Those to whom a letter of `kind` is due. Nobody is reminded of what can no longer be done. `today` is the calendar day.
    package func due(_ kind: Letter.Kind, today: String, at now: Date) -> [Invitee] {
        guard kind != .reminder || takesReplies(today) else { return [] }
        return people.filter {
            $0.correspondence.isDue(
                kind, answer: $0.reply?.answer, sequence: invitation.sequence, isCancelled: invitation.isCancelled, at: now)
        }
    }

    /// Whether a letter of `kind` that failed, or of which nobody knows, still has something to say to the person.
    package func mayTryAgain(_ kind: Letter.Kind, to person: Invitee, today: String) -> Bool {
        guard let last = person.correspondence.newest(kind), last.state != .sent, (kind == .cancellation) == invitation.isCancelled else {
            return false
        }
        return kind != .reminder || (person.reply == nil && takesReplies(today))
    }

    private func takesReplies(_ today: String) -> Bool { (try? invitation.mustTakeReplies(for: day, today: today)) != nil }
}

/// A day's invitation as one person meets it: nothing of anyone else's answer is in it.
package struct OwnInvitation: Sendable {
    package var day: TrainingDay
    package var community: Community
    package var invitation: Invitation
    package var entry: CalendarEntry
    package var attendance: Attendance?
    package var reply: Reply?
}

extension Store {
    /// The day's invitation and all answers. Refuses all but the community's facilitators with `.notFound`.
    package func invitationDesk(of id: ID<TrainingDay>, to viewer: Viewer) async throws -> InvitationDesk {
        try viewer.mustFacilitate()
        return try await read { db in
            _ = try TrainingDay.ofCommunity(viewer.communityID, id, in: db)
            return try InvitationDesk(of: id, in: db)
        }
    }

    /// The same for what is drawn for all facilitators of the day; the caller has checked.
    package func invitationDesk(of id: ID<TrainingDay>) async throws -> InvitationDesk {
        try await read { try InvitationDesk(of: id, in: $0) }
    }

    /// The invitation as the viewer gets it. Refuses those who are not on the day, screens, and everyone but facilitators while the
    /// invitation is not out.
    package func ownInvitation(to id: ID<TrainingDay>, for viewer: Viewer) async throws -> OwnInvitation {
        guard viewer.day == id, viewer.role.isPersonal else { throw Refusal.notFound }
        return try await read { db in
            let day = try TrainingDay.find(id, in: db)
            guard viewer.isFacilitator || day.state > .draft else { throw Refusal.notNow(.invitationNotOut) }
            return OwnInvitation(
                day: day, community: try Community.find(day.communityID, in: db), invitation: try Invitation.to(id, in: db),
                entry: try day.calendarEntry(in: db), attendance: try viewer.attendance.map { try Attendance.find($0, in: db) },
                reply: try viewer.attendance.flatMap { try Reply.fetchOne(db, key: $0.rawValue) })
        }
    }

    /// Whether the person is invited, may answer, and has not.
    package func awaitsReply(from attendance: Attendance, today: String) async throws -> Bool {
        guard attendance.isInvited else { return false }
        return try await read { db in
            let day = try TrainingDay.find(attendance.dayID, in: db)
            let invitation = try Invitation.to(day.id, in: db)
            let reply = try Reply.fetchOne(db, key: attendance.id.rawValue)
            return reply == nil && (try? invitation.mustTakeReplies(for: day, today: today)) != nil
        }
    }

    package func writeInvitation(
        teaser: String, replyBy: String, isVoluntary: Bool, lunch: String, to id: ID<TrainingDay>, today: String, at now: Date,
        by viewer: Viewer
    ) async throws {
        try await changeInvitation(of: id, at: now, by: viewer) { invitation, day in
            try invitation.write(teaser: teaser, replyBy: replyBy, isVoluntary: isVoluntary, lunch: lunch, for: day, today: today)
        }
    }

    /// The day will not be; nobody can answer any more.
    package func cancelInvitation(to id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changeInvitation(of: id, at: now, by: viewer) { try $0.cancel(for: $1, at: now) }
    }

    package func takeBackCancellation(of id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changeInvitation(of: id, at: now, by: viewer) { try $0.takeBackCancellation(for: $1) }
    }

    private func changeInvitation(
        of id: ID<TrainingDay>, at now: Date, by viewer: Viewer, _ rule: @Sendable (inout Invitation, TrainingDay) throws -> Void
    ) async throws {
        try await change { db in
            let day = try TrainingDay.editable(id, by: viewer, in: db)
            var invitation = try Invitation.to(id, in: db)
            let before = invitation
            try rule(&invitation, day)
            guard invitation != before else { return ((), []) }
            try invitation.save(db)
            return ((), [Happening(.invitationChanged, on: id, at: now, by: viewer)])
        }
    }
}

extension Store {
    /// The viewer's own answer. `today` is the calendar day where the clocks on the wall are read.
    package func reply(
        _ answer: Reply.Answer, reason: String, food: String, access: String, to id: ID<TrainingDay>, today: String, at now: Date,
        by viewer: Viewer
    ) async throws {
        guard viewer.day == id else { throw Refusal.notFound }
        let attendance = try viewer.acting()
        try await keep(attendance, at: now, by: viewer) { attendance, day, invitation, last in
            try invitation.mustTakeReplies(for: day, today: today)
            return try Reply(answer, reason: reason, food: food, access: access, of: attendance.id, after: last, at: now)
        }
    }

    /// What somebody else has told the facilitator, also after the last day for answers.
    package func enter(
        _ answer: Reply.Answer, reason: String, food: String, access: String, for id: ID<Attendance>, at now: Date, by viewer: Viewer
    ) async throws {
        try viewer.mustFacilitate()
        try await keep(id, at: now, by: viewer) { attendance, day, invitation, last in
            guard day.communityID == viewer.communityID else { throw Refusal.notFound }
            try invitation.mustTakeEntries(for: day)
            return try Reply(
                answer, reason: reason, food: food, access: access, of: attendance.id, after: last, at: now,
                enteredBy: viewer.day == day.id ? viewer.attendance : nil)
        }
    }

    private func keep(
        _ id: ID<Attendance>, at now: Date, by viewer: Viewer,
        _ made: @Sendable (Attendance, TrainingDay, Invitation, Reply?) throws -> Reply
    ) async throws {
        try await change { db in
            var attendance = try Attendance.find(id, in: db)
            let day = try TrainingDay.find(attendance.dayID, in: db)
            let last = try Reply.fetchOne(db, key: id.rawValue)
            let reply = try made(attendance, day, Invitation.to(day.id, in: db), last)
            let before = attendance
            try attendance.take(reply, after: last)
            try reply.save(db)
            var happenings = [Happening(.replied, on: day.id, at: now, by: viewer, subject: id.rawValue)]
            if attendance != before {
                try attendance.update(db)
                happenings.append(Happening(.peopleChanged, on: day.id, at: now, by: viewer, subject: id.rawValue))
            }
            return ((), happenings)
        }
    }
}

extension InvitationDesk {
    init(of id: ID<TrainingDay>, in db: Database) throws {
        day = try TrainingDay.find(id, in: db)
        community = try Community.find(day.communityID, in: db)
        invitation = try Invitation.to(id, in: db)
        entry = try day.calendarEntry(in: db)
        let ours = "attendanceID IN (SELECT id FROM attendance WHERE dayID = ?)"
        let replies = Dictionary(
            uniqueKeysWithValues: try Reply.filter(sql: ours, arguments: [id]).fetchAll(db).map { ($0.attendanceID, $0) })
        let letters = Dictionary(grouping: try Letter.filter(sql: ours, arguments: [id]).fetchAll(db), by: \.attendanceID)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT a.*, m.name AS memberName, m.discipline, m.email FROM attendance AS a JOIN member AS m ON m.id = a.memberID
                WHERE a.dayID = ?
                """, arguments: [id])
        let everyone = try rows.map { row in
            let attendance = try Attendance(row: row)
            return Invitee(
                attendance: attendance, name: row["memberName"], discipline: row["discipline"], email: row["email"],
                reply: replies[attendance.id], correspondence: Correspondence(letters[attendance.id] ?? []))
        }
        people = everyone.filter(\.attendance.isInvited).sorted { Norwegian.precedes($0.name, $1.name) }
        facilitators = everyone.count { $0.attendance.role == .facilitator }
    }
}

extension Reply {
    /// Forgets why people of the day could not come, and what they must eat and have.
    static func forgetPrivate(on day: ID<TrainingDay>, in db: Database) throws {
        try db.execute(
            sql: "UPDATE reply SET reason = '', food = '', access = '' WHERE attendanceID IN (SELECT id FROM attendance WHERE dayID = ?)",
            arguments: [day])
    }
}

extension Invitation {
    static func to(_ day: ID<TrainingDay>, in db: Database) throws -> Invitation {
        try fetchOne(db, key: day.rawValue) ?? Invitation(to: day)
    }
}

extension TrainingDay {
    func calendarEntry(in db: Database) throws -> CalendarEntry {
        CalendarEntry(of: self, minutes: try Int.fetchOne(db, sql: "SELECT SUM(minutes) FROM block WHERE dayID = ?", arguments: [id]) ?? 0)
    }

    /// Notes that calendars must hear of what `change` has done to the day, if it has done anything that they hold.
    mutating func tellingCalendars(in db: Database, _ change: (inout TrainingDay) throws -> Void) throws {
        let before = try calendarEntry(in: db)
        try change(&self)
        guard try calendarEntry(in: db) != before else { return }
        var invitation = try Invitation.to(id, in: db)
        invitation.changeCalendars()
        try invitation.save(db)
    }
}
