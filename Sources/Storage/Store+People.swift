import Foundation
import GRDB
import Workshop

extension Store {
    /// Puts members of the community on the day in `role`, and in `group` where the role has one. Refuses those who are on it already.
    package func invite(
        _ members: [ID<Member>], as role: Role, in group: ID<Workshop.Group>? = nil, to id: ID<TrainingDay>, at now: Date, by viewer: Viewer
    ) async throws {
        try await changePlan(of: id, .peopleChanged, at: now, by: viewer) { day, db in
            guard !members.isEmpty else { throw Refusal.invalid("member", .missing) }
            let group = try group.map { try Workshop.Group.on(day, $0, in: db) }
            for member in Set(members) {
                guard let member = try Member.fetchOne(db, key: member.rawValue), member.communityID == day.communityID,
                    member.leftAt == nil
                else {
                    throw Refusal.invalid("member", .unknownChoice)
                }
                let present = try Attendance.filter(sql: "dayID = ? AND memberID = ?", arguments: [day.id, member.id]).fetchCount(db)
                guard present == 0 else { throw Refusal.invalid("member", .taken) }
                var attendance = Attendance(id: .minted(), dayID: day.id, memberID: member.id, role: .observer)
                try attendance.take(role, as: member)
                if attendance.sitsInGroup, let group { try attendance.sit(in: group) }
                try attendance.insert(db)
            }
        }
    }

    /// Gives a person another role on the day. Who is no leader any more, plays nobody.
    package func give(_ role: Role, to attendance: ID<Attendance>, at now: Date, by viewer: Viewer) async throws {
        try await changePlace(of: attendance, .peopleChanged, at: now, by: viewer) { attendance, _, db in
            guard let member = attendance.memberID else { throw Refusal.notFound }
            if role != .facilitator { try attendance.mustNotBeLastFacilitator(in: db) }
            if role != .leader { try attendance.mustNotBeInConversation(in: db) }
            try attendance.take(role, as: Member.find(member, in: db))
            if role != .leader { try db.execute(sql: "DELETE FROM casting WHERE attendanceID = ?", arguments: [attendance.id]) }
        }
    }

    /// Moves a person to a group of the day, or out of every group.
    package func seat(_ attendance: ID<Attendance>, in group: ID<Workshop.Group>?, at now: Date, by viewer: Viewer) async throws {
        try await changePlace(of: attendance, .groupsChanged, at: now, by: viewer) { attendance, day, db in
            try attendance.sit(in: group.map { try Workshop.Group.on(day, $0, in: db) })
        }
    }

    /// Takes a person off the day; refuses with `.personInUse` those who have done something on it.
    package func leave(_ attendance: ID<Attendance>, at now: Date, by viewer: Viewer) async throws {
        let day = try await self.attendance(attendance).dayID
        try await changePlan(of: day, .peopleChanged, at: now, by: viewer) { day, db in
            let attendance = try Attendance.on(day, attendance, in: db)
            guard attendance.role.isPersonal else { throw Refusal.notFound }
            try attendance.mustNotBeLastFacilitator(in: db)
            try attendance.leave(db)
        }
    }

    private func changePlace(
        of id: ID<Attendance>, _ kind: Happening.Kind, at now: Date, by viewer: Viewer,
        _ body: @Sendable (inout Attendance, TrainingDay, Database) throws -> Void
    ) async throws {
        let day = try await attendance(id).dayID
        try await changePlan(of: day, kind, at: now, by: viewer) { day, db in
            var attendance = try Attendance.on(day, id, in: db)
            try body(&attendance, day, db)
            try attendance.update(db)
        }
    }
}

extension Store {
    static let groupLimit = 40

    /// A new, empty group with boards for every case. Refuses a name that another group of the day has.
    package func addGroup(named name: String, to id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changePlan(of: id, .groupsChanged, at: now, by: viewer) { day, db in
            let groups = try Workshop.Group.filter(sql: "dayID = ? ORDER BY position", arguments: [day.id]).fetchAll(db)
            guard groups.count < Store.groupLimit else { throw Refusal.invalid("name", .outOfRange(0, Store.groupLimit)) }
            let group = try Workshop.Group(id: .minted(), dayID: day.id, name: name, position: (groups.last?.position ?? -1) + 1)
            guard !groups.contains(where: { $0.name == group.name }) else { throw Refusal.invalid("name", .taken) }
            try group.insert(db)
            try Board.fillIn(for: day.id, in: db)
        }
    }

    package func rename(_ group: ID<Workshop.Group>, to name: String, at now: Date, by viewer: Viewer) async throws {
        try await changePlan(of: day(ofGroup: group), .groupsChanged, at: now, by: viewer) { day, db in
            let known = try Workshop.Group.on(day, group, in: db)
            let renamed = try Workshop.Group(id: group, dayID: day.id, name: name, position: known.position)
            let taken = try Workshop.Group.filter(sql: "dayID = ? AND name = ? AND id <> ?", arguments: [day.id, renamed.name, group])
                .fetchCount(db)
            guard taken == 0 else { throw Refusal.invalid("name", .taken) }
            try renamed.update(db)
        }
    }

    /// Takes an empty group away; refuses with `.groupInUse` one where people sit or have worked.
    package func removeGroup(_ group: ID<Workshop.Group>, at now: Date, by viewer: Viewer) async throws {
        try await changePlan(of: day(ofGroup: group), .groupsChanged, at: now, by: viewer) { day, db in
            let group = try Workshop.Group.on(day, group, in: db)
            try db.removing(orRefusing: .groupInUse) {
                try group.removeScreen(in: db)
                try db.execute(sql: "DELETE FROM lane WHERE boardID IN (SELECT id FROM board WHERE groupID = ?)", arguments: [group.id])
                try db.execute(sql: "DELETE FROM board WHERE groupID = ?", arguments: [group.id])
                try group.delete(db)
            }
        }
    }
}

extension Attendance {
    static func on(_ day: TrainingDay, _ id: ID<Attendance>, in db: Database) throws -> Attendance {
        let attendance = try Attendance.find(id, in: db)
        guard attendance.dayID == day.id else { throw Refusal.notFound }
        return attendance
    }
}

extension Attendance {
    /// Refuses to leave a day without anyone to run it.
    func mustNotBeLastFacilitator(in db: Database) throws {
        guard role == .facilitator else { return }
        let others = try Attendance.filter(sql: "dayID = ? AND role = 'facilitator' AND id <> ?", arguments: [dayID, id]).fetchCount(db)
        guard others > 0 else { throw Refusal.notNow(.lastFacilitator) }
    }

    /// Refuses to take somebody away from a contact that is going on, with this `persona` or with any.
    func mustNotBeInConversation(as persona: ID<Persona>? = nil, in db: Database) throws {
        let contacts = ContactRequest.filter(
            sql: "dayID = ? AND takenByID = ? AND outcome IS NULL AND (? IS NULL OR personaID = ?)",
            arguments: [dayID, id, persona, persona])
        guard try contacts.fetchCount(db) == 0 else { throw Refusal.notNow(.inConversation) }
    }
}

extension Workshop.Group {
    static func on(_ day: TrainingDay, _ id: ID<Workshop.Group>, in db: Database) throws -> Workshop.Group {
        let group = try Workshop.Group.find(id, in: db)
        guard group.dayID == day.id else { throw Refusal.notFound }
        return group
    }
}
