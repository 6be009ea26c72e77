import Crypto
import Foundation
import GRDB
import Workshop

/// A signed-in browser, as it stands in the database: the token itself is never stored.
package struct SessionToken: Hashable, Sendable {
    package let text: String

    /// 256 random bits.
    package static func minted() -> SessionToken {
        var generator = SystemRandomNumberGenerator()
        return SessionToken(
            text: (0..<4).map { _ in String(UInt64.random(in: .min ... .max, using: &generator), radix: 36) }.joined(separator: "-"))
    }

    package init(text: String) { self.text = text }

    var hash: String { SHA256.hash(data: Data(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}

extension Store {
    /// Signs a browser in as the attendance. On a day that is open, whoever signs in has come.
    /// Refuses a name that somebody has taken with the join code already to one who comes with the code.
    package func signIn(as attendance: ID<Attendance>, withCode: Bool, at now: Date) async throws -> SessionToken {
        let token = SessionToken.minted()
        return try await change { db in
            let attendance = try Attendance.find(attendance, in: db)
            if withCode, attendance.joinedByCodeAt != nil { throw Refusal.invalid("person", .taken) }
            try db.execute(
                sql: "INSERT INTO session (tokenHash, memberID, attendanceID, joinedByCode, createdAt) VALUES (?, ?, ?, ?, ?)",
                arguments: [token.hash, attendance.memberID, attendance.id, withCode, now])
            var joined = attendance
            let came = joined.signIn(on: try TrainingDay.find(attendance.dayID, in: db), at: now)
            if withCode { joined.joinedByCodeAt = now }
            guard joined != attendance else { return (token, []) }
            try joined.update(db)
            var happenings = came ? joined.happenings(after: attendance, at: now, by: nil) : []
            if withCode { happenings.append(Happening(.personJoined, on: joined.dayID, at: now, by: nil, subject: joined.id.rawValue)) }
            return (token, happenings)
        }
    }

    /// Signs a browser in as a facilitator outside any day.
    package func signIn(as member: ID<Member>, at now: Date) async throws -> SessionToken {
        let token = SessionToken.minted()
        return try await change { db in
            guard try Member.find(member, in: db).isFacilitator else { throw Refusal.notFound }
            try db.execute(
                sql: "INSERT INTO session (tokenHash, memberID, joinedByCode, createdAt) VALUES (?, ?, 0, ?)",
                arguments: [token.hash, member, now])
            return (token, [])
        }
    }

    /// Ends the session everywhere.
    package func signOut(_ token: SessionToken, at now: Date) async throws {
        try await change { db in
            try db.execute(sql: "UPDATE session SET revokedAt = ? WHERE tokenHash = ? AND revokedAt IS NULL", arguments: [now, token.hash])
            return ((), [])
        }
    }

    /// Frees a name that was taken with the join code: whoever came in by it is out, whoever came by a link stays.
    package func dismiss(_ attendance: ID<Attendance>, at now: Date, by viewer: Viewer) async throws {
        try await endSessions(of: attendance, renewingLink: false, at: now, by: viewer)
    }

    /// Ends every session of the attendance and makes its earlier links void.
    package func renewLink(of attendance: ID<Attendance>, at now: Date, by viewer: Viewer) async throws {
        try await endSessions(of: attendance, renewingLink: true, at: now, by: viewer)
    }

    private func endSessions(of attendance: ID<Attendance>, renewingLink: Bool, at now: Date, by viewer: Viewer) async throws {
        try await change { db in
            try viewer.mustFacilitate()
            var attendance = try Attendance.find(attendance, in: db)
            _ = try TrainingDay.ofCommunity(viewer.communityID, attendance.dayID, in: db)
            attendance.joinedByCodeAt = nil
            if renewingLink { attendance.linkVersion += 1 }
            try attendance.update(db)
            try db.execute(
                sql: "UPDATE session SET revokedAt = ? WHERE attendanceID = ? AND revokedAt IS NULL AND (joinedByCode OR ?)",
                arguments: [now, attendance.id, renewingLink])
            return ((), [Happening(.personRemoved, on: attendance.dayID, at: now, by: viewer, subject: attendance.id.rawValue)])
        }
    }

    /// Who the token's bearer is; nil when the session is unknown or revoked.
    package func identity(of token: SessionToken) async throws -> Identity? {
        let hash = token.hash
        return try await read { db in
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT memberID, attendanceID FROM session WHERE tokenHash = ? AND revokedAt IS NULL", arguments: [hash])
            else { return nil }
            let attendanceID: ID<Attendance>? = row["attendanceID"]
            let memberID: ID<Member>? = row["memberID"]
            let member = try memberID.map { try Member.find($0, in: db) }
            if let attendanceID {
                let attendance = try Attendance.find(attendanceID, in: db)
                let day = try TrainingDay.find(attendance.dayID, in: db)
                return Identity(communityID: day.communityID, member: member, attendance: attendance, day: day.id, language: day.language)
            }
            guard let member, member.isFacilitator else { return nil }
            let community = try Community.find(member.communityID, in: db)
            return Identity(communityID: community.id, member: member, attendance: nil, day: nil, language: community.language)
        }
    }

    /// The bearer of an identity as he or she stands in `day`; refuses with `.notFound` those who are not part of it.
    package func viewer(for identity: Identity, on day: ID<TrainingDay>) async throws -> Viewer {
        try await read { db in
            _ = try TrainingDay.ofCommunity(identity.communityID, day, in: db)
            let attendance: Attendance?
            if let member = identity.member {
                attendance = try Attendance.filter(sql: "dayID = ? AND memberID = ?", arguments: [day, member.id]).fetchOne(db)
            } else {
                attendance = identity.attendance?.dayID == day ? identity.attendance : nil
            }
            let name = identity.member?.name ?? ""
            if identity.member?.isFacilitator == true, attendance == nil || attendance?.role == .facilitator {
                return Viewer(
                    communityID: identity.communityID, member: identity.member?.id, name: name, day: day, attendance: attendance?.id,
                    role: .facilitator)
            }
            guard let attendance else { throw Refusal.notFound }
            let group = attendance.role == .screen ? try attendance.groupID.map { try Workshop.Group.find($0, in: db).name } : nil
            return Viewer(
                communityID: identity.communityID, member: identity.member?.id, name: group ?? name, day: day, attendance: attendance.id,
                role: attendance.role, group: attendance.groupID)
        }
    }
}

/// Whom a session belongs to, before it is known on which day.
package struct Identity: Hashable, Sendable {
    package var communityID: ID<Community>
    package var member: Member?
    package var attendance: Attendance?
    package var day: ID<TrainingDay>?
    /// The language of the day, or of the community outside any day.
    package var language: Language

    /// Whether the person runs the day signed in to, or days at all when there is none.
    package var isFacilitator: Bool { day == nil || attendance?.role == .facilitator }
}

extension TrainingDay {
    static func ofCommunity(_ community: ID<Community>, _ id: ID<TrainingDay>, in db: Database) throws -> TrainingDay {
        let day = try TrainingDay.find(id, in: db)
        guard day.communityID == community else { throw Refusal.notFound }
        return day
    }
}
