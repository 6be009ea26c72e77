import GRDB
import Workshop

extension Tie: FetchableRecord, PersistableRecord {
    package static var databaseTableName: String { "memberTie" }
}

extension Store {
    /// What is known of each member of the community, for facilitators only: refuses others with `.notFound`. Members of whom nothing is known are left out.
    package func profiles(in community: ID<Community>, to viewer: Viewer) async throws -> [ID<Member>: Profile] {
        try await read { db in
            _ = try Community.of(viewer, community, in: db)
            return try Profile.all(in: community, db)
        }
    }

    /// Replaces what is known of a member. Refuses all but facilitators of the community, ties to people outside it and to nobody in particular.
    package func know(_ profile: Profile, of id: ID<Member>, by viewer: Viewer) async throws {
        try await change { db in
            let member = try Member.of(viewer, id, in: db)
            try profile.keep(of: member, db)
            return ((), [])
        }
    }
}

extension Profile {
    static func all(in community: ID<Community>, _ db: Database) throws -> [ID<Member>: Profile] {
        var profiles: [ID<Member>: Profile] = [:]
        let ours = "SELECT id FROM member WHERE communityID = ?"
        for row in try Row.fetchAll(db, sql: "SELECT memberID, trait FROM memberTrait WHERE memberID IN (\(ours))", arguments: [community]) {
            profiles[row["memberID"], default: Profile()].traits.insert(Trait(rawValue: row["trait"]))
        }
        for row in try Row.fetchAll(db, sql: "SELECT memberID, name, value FROM memberNumber WHERE memberID IN (\(ours))", arguments: [community]) {
            profiles[row["memberID"], default: Profile()].numbers[row["name"]] = row["value"]
        }
        for tie in try Tie.filter(sql: "memberID IN (\(ours))", arguments: [community]).fetchAll(db) {
            profiles[tie.memberID, default: Profile()].ties.insert(tie)
            profiles[tie.otherID, default: Profile()].ties.insert(tie)
        }
        return profiles
    }

    func keep(of member: Member, _ db: Database) throws {
        for table in ["memberTrait", "memberNumber"] { try db.execute(sql: "DELETE FROM \(table) WHERE memberID = ?", arguments: [member.id]) }
        try db.execute(sql: "DELETE FROM memberTie WHERE memberID = ? OR otherID = ?", arguments: [member.id, member.id])
        for trait in traits { try db.execute(sql: "INSERT INTO memberTrait VALUES (?, ?)", arguments: [member.id, trait.rawValue]) }
        for (name, value) in numbers { try db.execute(sql: "INSERT INTO memberNumber VALUES (?, ?, ?)", arguments: [member.id, name, value]) }
        for tie in ties {
            guard tie.memberID == member.id || tie.otherID == member.id else { throw Refusal.invalid("other", .unknownChoice) }
            let other = tie.memberID == member.id ? tie.otherID : tie.memberID
            let home = try ID<Community>.fetchOne(db, sql: "SELECT communityID FROM member WHERE id = ?", arguments: [other])
            guard home == member.communityID else { throw Refusal.invalid("other", .unknownChoice) }
            try tie.insert(db)
        }
    }
}
