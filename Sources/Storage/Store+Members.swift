import Foundation
import GRDB
import Workshop

extension Store {
    package static let memberLimit = 5000

    /// A member of the viewer's community who has not left; refuses with `.notFound` all but its facilitators.
    package func member(_ id: ID<Member>, to viewer: Viewer) async throws -> Member {
        try await read { try Member.of(viewer, id, in: $0) }
    }

    /// Adds a person to the community.
    package func addMember(
        name: String, discipline: String, unit: String, party: Party, email: String, language: String = "", isFacilitator: Bool,
        to community: ID<Community>,
        by viewer: Viewer
    ) async throws -> Member {
        try await change { db in
            _ = try Community.of(viewer, community, in: db)
            let member = try Member(
                id: .minted(), communityID: community, name: name, discipline: discipline, unit: unit, party: party, email: email,
                language: language, isFacilitator: isFacilitator)
            try Member.mustHaveRoom(for: 1, in: community, db)
            try member.mustHaveOwnEmail(db)
            try member.insert(db)
            return (member, [])
        }
    }

    /// Changes what is known of a member. Refuses to leave the community without a facilitator.
    package func editMember(
        _ id: ID<Member>, name: String, discipline: String, unit: String, party: Party, email: String, language: String,
        isFacilitator: Bool, at now: Date, by viewer: Viewer
    ) async throws {
        try await change { db in
            let known = try Member.of(viewer, id, in: db)
            var member = try Member(
                id: id, communityID: known.communityID, name: name, discipline: discipline, unit: unit, party: party, email: email,
                language: language, isFacilitator: isFacilitator)
            member.originID = known.originID
            try member.mustHaveOwnEmail(db)
            if known.isFacilitator, !isFacilitator {
                try known.mustNotBeLastFacilitator(db)
                try known.stepDown(db)
            }
            try member.update(db)
            return ((), try member.happenings(at: now, by: viewer, db))
        }
    }

    /// Takes a member off the list: away entirely if nothing hangs on the person, else marked as having left, with every link void.
    /// Refuses the last facilitator. Returns whether it is gone entirely.
    @discardableResult
    package func removeMember(_ id: ID<Member>, at now: Date, by viewer: Viewer) async throws -> Bool {
        try await change { db in
            var member = try Member.of(viewer, id, in: db)
            if member.isFacilitator { try member.mustNotBeLastFacilitator(db) }
            let happenings = try member.happenings(at: now, by: viewer, db)
            let coming = try Attendance.fetchAll(
                db,
                sql:
                    "SELECT a.* FROM attendance AS a JOIN trainingDay AS d ON d.id = a.dayID WHERE a.memberID = ? AND d.state IN ('draft','invited')",
                arguments: [id])
            for attendance in coming { try? attendance.leave(db) }
            let isGone: Bool
            do {
                try db.removing(orRefusing: .personInUse) {
                    try db.execute(sql: "DELETE FROM session WHERE memberID = ?", arguments: [id])
                    try member.delete(db)
                }
                isGone = true
            } catch Refusal.notNow(.personInUse) {
                member.leftAt = now
                member.isFacilitator = false
                try member.update(db)
                try db.execute(sql: "UPDATE session SET revokedAt = ? WHERE memberID = ? AND revokedAt IS NULL", arguments: [now, id])
                try db.execute(sql: "UPDATE attendance SET linkVersion = linkVersion + 1 WHERE memberID = ?", arguments: [id])
                isGone = false
            }
            return (isGone, happenings)
        }
    }

    /// What a list would change in the community, without changing it. Refuses with `Roster.Wrong`.
    package func preview(_ roster: Roster, in community: ID<Community>, by viewer: Viewer) async throws -> [Roster.Change] {
        try await read { db in
            _ = try Community.of(viewer, community, in: db)
            return try roster.changes(in: community, db)
        }
    }

    /// Adds and updates everyone on the list, or nobody. Refuses with `Roster.Wrong`.
    package func take(_ roster: Roster, into community: ID<Community>, at now: Date, by viewer: Viewer) async throws -> [Roster.Change] {
        try await change { db in
            _ = try Community.of(viewer, community, in: db)
            let changes = try roster.changes(in: community, db)
            try Member.mustHaveRoom(for: changes.count(where: \.isNew), in: community, db)
            var days: Set<ID<TrainingDay>> = []
            for change in changes where change.matters {
                try change.after.save(db)
                if change.traits != change.traitsBefore { try change.after.keep(change.traits, db) }
                if !change.isNew { days.formUnion(try change.after.days(db)) }
            }
            return (changes, days.sorted().map { Happening(.peopleChanged, on: $0, at: now, by: viewer) })
        }
    }
}

extension Roster {
    fileprivate func changes(in community: ID<Community>, _ db: Database) throws -> [Change] {
        let members = try Member.filter(sql: "communityID = ?", arguments: [community]).fetchAll(db)
        let traits = try Profile.all(in: community, db).mapValues(\.traits)
        return try changes(to: members, knowing: traits, in: community, mint: { .minted() })
    }
}

extension Member {
    static func of(_ viewer: Viewer, _ id: ID<Member>, in db: Database) throws -> Member {
        try viewer.mustFacilitate()
        let member = try Member.find(id, in: db)
        guard member.communityID == viewer.communityID, member.leftAt == nil else { throw Refusal.notFound }
        return member
    }

    static func mustHaveRoom(for more: Int, in community: ID<Community>, _ db: Database) throws {
        let count = try Member.filter(sql: "communityID = ?", arguments: [community]).fetchCount(db)
        guard count + more <= Store.memberLimit else { throw Refusal.invalid("name", .outOfRange(1, Store.memberLimit)) }
    }

    /// Refuses an e-mail address that another member of the community has: lists are matched by it.
    fileprivate func mustHaveOwnEmail(_ db: Database) throws {
        guard !email.isEmpty else { return }
        let others = try Member.filter(sql: "communityID = ? AND id <> ? AND leftAt IS NULL AND email <> ''", arguments: [communityID, id])
            .fetchAll(db)
        guard !others.contains(where: { $0.email.lowercased() == email.lowercased() }) else { throw Refusal.invalid("email", .taken) }
    }

    fileprivate func mustNotBeLastFacilitator(_ db: Database) throws {
        let others = try Member.filter(
            sql: "communityID = ? AND id <> ? AND isFacilitator AND leftAt IS NULL", arguments: [communityID, id]
        ).fetchCount(db)
        guard others > 0 else { throw Refusal.notNow(.lastFacilitator) }
    }

    /// Ends the sessions by which the member runs days outside any day, and the role on days that are not over.
    fileprivate func stepDown(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM session WHERE memberID = ? AND attendanceID IS NULL", arguments: [id])
        try db.execute(
            sql: """
                UPDATE attendance SET role = 'observer' WHERE memberID = ? AND role = 'facilitator'
                """, arguments: [id])
    }

    fileprivate func days(_ db: Database) throws -> [ID<TrainingDay>] {
        try ID<TrainingDay>.fetchAll(db, sql: "SELECT dayID FROM attendance WHERE memberID = ?", arguments: [id])
    }

    fileprivate func happenings(at now: Date, by viewer: Viewer, _ db: Database) throws -> [Happening] {
        try days(db).map { Happening(.peopleChanged, on: $0, at: now, by: viewer) }
    }
}

extension Attendance {
    /// Takes the person off the day; refuses with `.personInUse` those who have done something on it. Facilitators stay signed in, outside the day.
    func leave(_ db: Database) throws {
        try db.removing(orRefusing: .personInUse) {
            try db.execute(sql: "DELETE FROM casting WHERE attendanceID = ?", arguments: [id])
            try db.execute(
                sql: """
                    UPDATE session SET attendanceID = NULL WHERE attendanceID = ?
                    AND EXISTS (SELECT 1 FROM member WHERE id = session.memberID AND isFacilitator)
                    """, arguments: [id])
            try db.execute(sql: "DELETE FROM session WHERE attendanceID = ?", arguments: [id])
            try delete(db)
        }
    }
}
