import Foundation
import GRDB
import Workshop

/// Who is at the door: everyone who was asked to the day, as facilitators tick them.
package struct Arrivals: Sendable {
    package var day: TrainingDay
    package var groups: [Workshop.Group]
    /// In Norwegian alphabetical order; those who run the day and the projector left out.
    package var people: [Attendee]

    package var expected: [Attendee] { people.filter(\.isComing) }
    package var arrived: Int { people.count { $0.attendance.arrivedAt != nil } }
}

extension Attendance {
    /// SQL for an attendance `a` that is coming: who came, and who is neither absent nor has said no.
    static let isComing = """
        (a.absentAt IS NULL AND (a.arrivedAt IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM reply WHERE attendanceID = a.id AND answer = 'no')))
        """
}

extension Store {
    /// Everyone asked to the day, and who has come; refuses with `.notFound` all but its facilitators.
    package func arrivals(on id: ID<TrainingDay>, to viewer: Viewer) async throws -> Arrivals {
        try viewer.mustFacilitate()
        return try await read { db in
            _ = try TrainingDay.ofCommunity(viewer.communityID, id, in: db)
            return try Arrivals(of: id, in: db)
        }
    }

    /// The same for the facilitators of the day; the caller has checked.
    package func arrivals(on id: ID<TrainingDay>) async throws -> Arrivals {
        try await read { try Arrivals(of: id, in: $0) }
    }

    /// Notes that a person has come, stays away or is only expected. Refuses all but facilitators, closed days, and to send a leader away
    /// from a conversation.
    package func note(_ arrival: Attendance.Arrival, of id: ID<Attendance>, at now: Date, by viewer: Viewer) async throws {
        let day = try await attendance(id).dayID
        try await change { db in
            let day = try TrainingDay.editable(day, by: viewer, in: db)
            let before = try Attendance.on(day, id, in: db)
            var attendance = before
            switch arrival {
            case .arrived: try attendance.arrive(at: now)
            case .expected: try attendance.expect()
            case .absent:
                try attendance.mustNotBeInConversation(in: db)
                try attendance.stayAway(at: now)
            }
            guard attendance != before else { return ((), []) }
            try attendance.update(db)
            return ((), attendance.happenings(after: before, at: now, by: viewer))
        }
    }
}

extension Arrivals {
    init(of id: ID<TrainingDay>, in db: Database) throws {
        day = try TrainingDay.find(id, in: db)
        groups = try Workshop.Group.filter(sql: "dayID = ? ORDER BY position, id", arguments: [id]).fetchAll(db)
        people = try TrainingDay.attendees(of: id, in: db).filter { $0.attendance.role != .facilitator }
    }
}

extension Attendance {
    /// What to tell when the tick has changed from `before`: a seat that was freed or taken back concerns the groups.
    func happenings(after before: Attendance, at now: Date, by viewer: Viewer?) -> [Happening] {
        var happenings = [Happening(.arrivalsChanged, on: dayID, at: now, by: viewer, subject: id.rawValue)]
        if before.arrival == .absent || arrival == .absent {
            happenings.append(Happening(.groupsChanged, on: dayID, at: now, by: viewer))
        }
        return happenings
    }
}
