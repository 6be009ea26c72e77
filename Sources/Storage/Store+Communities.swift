import Foundation
import GRDB
import Workshop

/// A community as its facilitators see it.
package struct CommunityOverview: Sendable {
    package var community: Community
    /// Newest first.
    package var days: [DayLine]
    /// Those who have not left, in Norwegian alphabetical order.
    package var members: [Member]

    package struct DayLine: Sendable {
        package var day: TrainingDay
        package var people: Int
        package var groups: Int
    }
}

extension Store {
    /// The community with its days and members; refuses with `.notFound` all but its facilitators.
    package func overview(of id: ID<Community>, to viewer: Viewer) async throws -> CommunityOverview {
        try await read { db in
            let community = try Community.of(viewer, id, in: db)
            let days = try Row.fetchAll(
                db,
                sql: """
                    SELECT d.*, (SELECT COUNT(*) FROM attendance AS a WHERE dayID = d.id AND memberID IS NOT NULL AND \(Attendance.isComing)) AS peopleCount,
                    (SELECT COUNT(*) FROM "group" WHERE dayID = d.id) AS groupCount
                    FROM trainingDay AS d WHERE d.communityID = ? ORDER BY d.date DESC, d.title, d.id
                    """, arguments: [id])
            return CommunityOverview(
                community: community,
                days: try days.map {
                    CommunityOverview.DayLine(day: try TrainingDay(row: $0), people: $0["peopleCount"], groups: $0["groupCount"])
                },
                members: try Member.present(in: id, db))
        }
    }

    /// Changes the community's name and language; refuses with `.notFound` all but its facilitators.
    package func edit(_ id: ID<Community>, name: String, language: Language, by viewer: Viewer) async throws {
        try await change { db in
            _ = try Community.of(viewer, id, in: db)
            try Community(id: id, name: name, language: language).update(db)
            return ((), [])
        }
    }

    /// A new community, with the viewer as its first facilitator: a member of its own, known to be the same person.
    package func found(_ name: String, language: Language, by viewer: Viewer) async throws -> Member {
        try await change { db in
            try viewer.mustFacilitate()
            guard let id = viewer.member else { throw Refusal.notAllowed }
            let maker = try Member.find(id, in: db)
            let community = try Community(id: .minted(), name: name, language: language)
            try community.insert(db)
            var member = try Member(
                id: .minted(), communityID: community.id, name: maker.name, discipline: maker.discipline, unit: maker.unit,
                party: maker.party,
                email: maker.email, isFacilitator: true)
            member.originID = maker.originID ?? maker.id
            try member.insert(db)
            return (member, [])
        }
    }

    /// The communities the viewer runs, each with the member he or she is there; by name.
    package func communities(of viewer: Viewer) async throws -> [(community: Community, member: ID<Member>)] {
        try await read { db in
            try viewer.mustFacilitate()
            guard let id = viewer.member else { return [] }
            let member = try Member.find(id, in: db)
            let root = member.originID ?? member.id
            return try Member.filter(sql: "(id = ? OR originID = ?) AND isFacilitator AND leftAt IS NULL", arguments: [root, root])
                .fetchAll(db)
                .map { (try Community.find($0.communityID, in: db), $0.id) }
                .sorted { Norwegian.precedes($0.community.name, $1.community.name) }
        }
    }
}

extension Community {
    /// The community with `id`; refuses with `.notFound` all but its facilitators.
    static func of(_ viewer: Viewer, _ id: ID<Community>, in db: Database) throws -> Community {
        try viewer.mustFacilitate()
        guard viewer.communityID == id else { throw Refusal.notFound }
        return try Community.find(id, in: db)
    }
}

extension Member {
    /// Those who have not left, in Norwegian alphabetical order.
    static func present(in community: ID<Community>, _ db: Database) throws -> [Member] {
        try Member.filter(sql: "communityID = ? AND leftAt IS NULL", arguments: [community]).fetchAll(db)
            .inNorwegianOrder(by: \.name)
    }
}
