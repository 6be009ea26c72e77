import Foundation
import GRDB
import Workshop

extension Store {
    /// Claims the next letter of `kind` to a person, as of the round the facilitator saw: nil when it is not due, or somebody has claimed that
    /// round. With `insisting`, one that failed or of which nobody knows is claimed anew. `today` is the calendar day where the clocks on the wall are read.
    package func claimLetter(
        _ kind: Letter.Kind, round: Int, to id: ID<Attendance>, insisting: Bool = false, today: String, at now: Date, by viewer: Viewer
    ) async throws -> (letter: Letter, desk: InvitationDesk)? {
        try await change { db in
            try viewer.mustFacilitate()
            guard let attendance = try Attendance.fetchOne(db, key: id.rawValue) else { return (nil, []) }
            _ = try TrainingDay.editable(attendance.dayID, by: viewer, in: db)
            let desk = try InvitationDesk(of: attendance.dayID, in: db)
            guard desk.day.state > .draft else { throw Refusal.notNow(.invitationNotOut) }
            guard let person = desk.people.first(where: { $0.attendance.id == id }) else { return (nil, []) }
            let letters = person.correspondence
            let isDue =
                insisting ? desk.mayTryAgain(kind, to: person, today: today) : desk.due(kind, today: today, at: now).contains(person)
            guard isDue, letters.nextRound(kind) <= round else { return (nil, []) }
            let letter = Letter(
                id: .minted(), to: id, kind, round: letters.nextRound(kind), sequence: desk.invitation.sequence, at: now)
            try letter.insert(db)
            return ((letter, desk), [Happening(.lettersSent, on: desk.day.id, at: now, by: viewer, subject: id.rawValue)])
        }
    }

    /// Keeps how a claimed letter went.
    package func end(_ letter: ID<Letter>, exitStatus: Int?, complaint: String, at now: Date) async throws {
        try await change { db in
            guard var letter = try Letter.fetchOne(db, key: letter.rawValue),
                let attendance = try Attendance.fetchOne(db, key: letter.attendanceID.rawValue)
            else { return ((), []) }
            letter.end(exitStatus: exitStatus, complaint: complaint, at: now)
            try letter.update(db)
            return ((), [Happening(.lettersSent, on: attendance.dayID, at: now, by: nil, subject: attendance.id.rawValue)])
        }
    }
}
