import Foundation
import GRDB
import Workshop

/// A person on a day, by name.
package struct Attendee: Hashable, Sendable {
    package var attendance: Attendance
    package var name: String
    package var discipline: String
    /// Neither absent nor with no for an answer; who came is coming whatever was answered.
    package var isComing = true
}

/// A day as its links are made: who takes part in which role and group.
package struct DayPeople: Sendable {
    package var day: TrainingDay
    package var groups: [Workshop.Group]
    package var attendees: [Attendee]
}

extension Store {
    /// Everyone on the day, facilitators' eyes only; the caller has checked.
    package func people(on day: ID<TrainingDay>) async throws -> DayPeople {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql:
                    "SELECT a.*, m.name AS memberName, m.discipline, \(Attendance.isComing) AS isComing FROM attendance AS a LEFT JOIN member AS m ON m.id = a.memberID WHERE a.dayID = ? AND a.role <> 'screen'",
                arguments: [day])
            let attendees = try rows.map {
                Attendee(
                    attendance: try Attendance(row: $0), name: $0["memberName"] ?? "", discipline: $0["discipline"] ?? "",
                    isComing: $0["isComing"])
            }
            return DayPeople(
                day: try TrainingDay.find(day, in: db),
                groups: try Workshop.Group.filter(sql: "dayID = ? ORDER BY position, id", arguments: [day]).fetchAll(db),
                attendees: attendees.sorted { Norwegian.precedes($0.name, $1.name) })
        }
    }

    package func days() async throws -> [TrainingDay] {
        try await read { try TrainingDay.order(sql: "date DESC, title, id").fetchAll($0) }
    }

    /// The day with a join code, while people may join it; refuses with `.notFound` otherwise.
    package func day(joinCode: String) async throws -> TrainingDay {
        try await read { db in
            guard let day = try TrainingDay.filter(sql: "joinCode = ?", arguments: [joinCode]).fetchOne(db),
                (.invited ... .plenary).contains(day.state)
            else { throw Refusal.notFound }
            return day
        }
    }

    package func attendance(_ id: ID<Attendance>) async throws -> Attendance {
        try await read { try Attendance.find(id, in: $0) }
    }

    package func member(_ id: ID<Member>) async throws -> Member {
        try await read { try Member.find(id, in: $0) }
    }
}

extension Store {
    /// Moves the day to another state; what a closed or unopened day refuses is in `TrainingDay.move`.
    /// Refuses with `.dayIncomplete` to open a day on which nobody could work. Archiving forgets what people have told of reasons and needs.
    package func move(_ day: ID<TrainingDay>, to state: TrainingDay.State, at now: Date, by viewer: Viewer) async throws {
        try await change { db in
            try viewer.mustFacilitate()
            var day = try TrainingDay.ofCommunity(viewer.communityID, day, in: db)
            if state == .open, day.state < .open {
                try day.mustBeReady(Checklist(of: day, in: db))
                try Board.fillIn(for: day.id, in: db)
            }
            try day.move(to: state)
            try day.update(db)
            if state == .archived { try Reply.forgetPrivate(on: day.id, in: db) }
            try day.noteShowing(at: now, in: db)
            var happenings = [Happening(.dayMoved, on: day.id, at: now, by: viewer)]
            if state == .closed, var block = try Programme.stored(day.id, in: db).running {
                try block.end(at: now)
                try block.update(db)
                happenings.insert(Happening(.blockEnded, on: day.id, at: now, by: viewer, subject: block.id.rawValue), at: 0)
            }
            return ((), happenings)
        }
    }
}
