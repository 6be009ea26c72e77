import Foundation
import GRDB
import Workshop

/// Somebody at the door who is not on the list.
package struct WalkIn: Sendable {
    /// Who it is, when there are namesakes.
    package enum Person: Hashable, Sendable {
        case unsaid, somebodyNew
        case member(ID<Member>)
    }

    package var name: String
    package var discipline: String
    package var seat: WalkInSeat
    package var person: Person

    package init(name: String, discipline: String, seat: WalkInSeat, person: Person = .unsaid) {
        self.name = name
        self.discipline = discipline
        self.seat = seat
        self.person = person
    }

    package enum Outcome: Sendable {
        case came(Attendee)
        /// Nothing has been changed: one of these could be meant.
        case asks([Namesake])
    }
}

/// A member with the name of somebody at the door.
package struct Namesake: Hashable, Sendable {
    package var member: Member
    /// The place on the day; nil when the member is not on it.
    package var attendance: Attendance?
}

extension Store {
    /// Lets somebody in who was not expected: a member of the community, known by name or made now, takes part, has come and has a seat.
    /// Asks instead when a namesake may be meant: one who is on the day, one of several, or one with another discipline.
    /// Refuses all but facilitators, closed days, a missing name, and a group of another day.
    package func letIn(_ walkIn: WalkIn, to id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws -> WalkIn.Outcome {
        try await change { db in
            let day = try TrainingDay.editable(id, by: viewer, in: db)
            let person = try Member(id: .minted(), communityID: day.communityID, name: walkIn.name, discipline: walkIn.discipline)
            var member = person
            switch walkIn.person {
            case .somebodyNew: break
            case .member(let known):
                member = try Member.find(known, in: db)
                guard member.communityID == day.communityID else { throw Refusal.invalid("person", .unknownChoice) }
            case .unsaid:
                let namesakes = try person.namesakes(on: day, db)
                if let only = namesakes.first, namesakes.count == 1, only.isMeant(by: person) {
                    member = only.member
                } else if !namesakes.isEmpty {
                    return (.asks(namesakes), [])
                }
            }
            try member.comeAlong(taking: person.discipline, db)
            return try member.letIn(to: day, walkIn.seat, at: now, by: viewer, db)
        }
    }
}

extension Namesake {
    fileprivate func isMeant(by person: Member) -> Bool {
        let sameWork = member.discipline.lowercased() == person.discipline.lowercased()
        return attendance == nil && member.leftAt == nil && (sameWork || member.discipline.isEmpty || person.discipline.isEmpty)
    }
}

extension Member {
    fileprivate func namesakes(on day: TrainingDay, _ db: Database) throws -> [Namesake] {
        func key(_ name: String) -> String { name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        return try Member.filter(sql: "communityID = ?", arguments: [communityID]).fetchAll(db).filter { key($0.name) == key(name) }
            .map { Namesake(member: $0, attendance: try Attendance.at(day.id, $0.id, db)) }
            .sorted { ($0.member.discipline, $0.member.id) < ($1.member.discipline, $1.member.id) }
    }

    /// Makes sure that the member is on the community's list, with a discipline where one has been told and none is known.
    fileprivate mutating func comeAlong(taking discipline: String, _ db: Database) throws {
        leftAt = nil
        if self.discipline.isEmpty { self.discipline = discipline }
        if try Member.fetchOne(db, key: id.rawValue) == nil { try Member.mustHaveRoom(for: 1, in: communityID, db) }
        try save(db)
    }

    fileprivate func letIn(to day: TrainingDay, _ seat: WalkInSeat, at now: Date, by viewer: Viewer, _ db: Database) throws -> (
        WalkIn.Outcome, [Happening]
    ) {
        let known = try Attendance.at(day.id, id, db)
        var attendance = known ?? Attendance(id: .minted(), dayID: day.id, memberID: id, role: .participant)
        try attendance.arrive(at: now)
        if attendance.groupID == nil, attendance.sitsInGroup, let group = try seat.group(on: day, db) { try attendance.sit(in: group) }
        try attendance.save(db)
        let happenings = [Happening.Kind.peopleChanged, .arrivalsChanged].map {
            Happening($0, on: day.id, at: now, by: viewer, subject: attendance.id.rawValue)
        }
        return (.came(Attendee(attendance: attendance, name: name, discipline: discipline)), happenings)
    }
}

extension Attendance {
    fileprivate static func at(_ day: ID<TrainingDay>, _ member: ID<Member>, _ db: Database) throws -> Attendance? {
        try Attendance.filter(sql: "dayID = ? AND memberID = ?", arguments: [day, member]).fetchOne(db)
    }
}

extension WalkInSeat {
    fileprivate func group(on day: TrainingDay, _ db: Database) throws -> Workshop.Group? {
        switch self {
        case .none: return nil
        case .group(let id): return try Workshop.Group.on(day, id, in: db)
        case .smallest:
            let groups = try Workshop.Group.filter(sql: "dayID = ? ORDER BY position", arguments: [day.id]).fetchAll(db)
            let seated = try ID<Workshop.Group>.fetchAll(
                db,
                sql:
                    "SELECT a.groupID FROM attendance AS a WHERE a.dayID = ? AND a.role = 'participant' AND a.groupID IS NOT NULL AND \(Attendance.isComing)",
                arguments: [day.id])
            return WalkInSeat.smallest(of: groups, seated: seated)
        }
    }
}
