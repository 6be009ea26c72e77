import Foundation
import GRDB
import Workshop

extension Store {
    /// Who has sat together before: the latest first, at most the ten latest opened days of the community, each as its groups of those who
    /// took part. A day counts when its date is earlier than the asked day's or when it is closed. Members are named as the community knows
    /// them now, also where a day knew them as the same person under another id. Refuses with `.notFound` all but facilitators.
    package func earlierDays(before id: ID<TrainingDay>, to viewer: Viewer) async throws -> [[[ID<Member>]]] {
        try viewer.mustFacilitate()
        return try await read { db in
            try TrainingDay.ofCommunity(viewer.communityID, id, in: db).companionsBefore(db)
        }
    }
}

extension TrainingDay {
    /// The groups of earlier days, as `earlierDays` tells them.
    func companionsBefore(_ db: Database) throws -> [[[ID<Member>]]] {
        let earlier = try ID<TrainingDay>.fetchAll(
            db,
            sql: """
                SELECT id FROM trainingDay WHERE communityID = ? AND id <> ? AND (
                    state IN ('closed', 'archived') OR (state IN ('open', 'plenary') AND date < ?)
                ) ORDER BY date DESC, id DESC LIMIT 10
                """, arguments: [communityID, id, date])
        let present = try Member.present(in: communityID, db)
        let names = Dictionary(present.map { ($0.originID ?? $0.id, $0.id) }, uniquingKeysWith: { first, _ in first })
        return try earlier.map { try TrainingDay.companions(on: $0, knownAs: names, db) }
    }

    private static func companions(
        on day: ID<TrainingDay>, knownAs names: [ID<Member>: ID<Member>], _ db: Database
    ) throws -> [[ID<Member>]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT g.id AS groupID, m.id AS memberID, m.originID FROM attendance AS a JOIN "group" AS g ON g.id = a.groupID
                JOIN member AS m ON m.id = a.memberID WHERE a.dayID = ? AND a.role = 'participant' AND \(Attendance.isComing)
                ORDER BY g.position, g.id, m.id
                """, arguments: [day])
        var groups: [(id: ID<Workshop.Group>, members: [ID<Member>])] = []
        for row in rows {
            let group: ID<Workshop.Group> = row["groupID"]
            let member: ID<Member> = row["memberID"]
            let origin: ID<Member>? = row["originID"]
            if groups.last?.id != group { groups.append((group, [])) }
            groups[groups.count - 1].members.append(names[origin ?? member] ?? member)
        }
        return groups.map(\.members)
    }
}
