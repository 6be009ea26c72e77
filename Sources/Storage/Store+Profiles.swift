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

    /// Replaces what is known of a member. Refuses all but facilitators of the community, ties to people outside it and to nobody in
    /// particular, and ties that contradict each other.
    package func know(_ profile: Profile, of id: ID<Member>, by viewer: Viewer) async throws {
        try await change { db in
            let member = try Member.of(viewer, id, in: db)
            try profile.keep(of: member, db)
            return ((), [])
        }
    }
}

/// One tick in the table of people and traits.
package struct TraitMark: Hashable, Sendable {
    package var member: ID<Member>
    package var trait: Trait
    package var isOn: Bool

    package init(member: ID<Member>, trait: Trait, isOn: Bool) {
        self.member = member
        self.trait = trait
        self.isOn = isOn
    }
}

extension Store {
    /// Sets and takes away single traits of many members at once, and leaves everything else that is known of them. Refuses all but
    /// facilitators of the community, and people outside it.
    package func mark(_ marks: [TraitMark], in community: ID<Community>, by viewer: Viewer) async throws {
        try await change { db in
            _ = try Community.of(viewer, community, in: db)
            for mark in marks {
                let member = try Member.of(viewer, mark.member, in: db)
                let known = try Set(String.fetchAll(db, sql: "SELECT trait FROM memberTrait WHERE memberID = ?", arguments: [member.id]))
                let traits = Set(known.map(Trait.init(rawValue:)))
                try member.keep(mark.isOn ? traits.union([mark.trait]) : traits.subtracting([mark.trait]), db)
            }
            return ((), [])
        }
    }
}

extension Member {
    /// Replaces the member's traits; refuses more than `Profile.traitLimit`.
    func keep(_ traits: Set<Trait>, _ db: Database) throws {
        guard traits.count <= Profile.traitLimit else { throw Refusal.invalid("trait", .outOfRange(0, Profile.traitLimit)) }
        try db.execute(sql: "DELETE FROM memberTrait WHERE memberID = ?", arguments: [id])
        for trait in traits { try db.execute(sql: "INSERT INTO memberTrait VALUES (?, ?)", arguments: [id, trait.rawValue]) }
    }
}

extension Profile {
    static func all(in community: ID<Community>, _ db: Database) throws -> [ID<Member>: Profile] {
        var profiles: [ID<Member>: Profile] = [:]
        let ours = "SELECT id FROM member WHERE communityID = ?"
        for row in try Row.fetchAll(db, sql: "SELECT memberID, trait FROM memberTrait WHERE memberID IN (\(ours))", arguments: [community])
        {
            profiles[row["memberID"], default: Profile()].traits.insert(Trait(rawValue: row["trait"]))
        }
        for row in try Row.fetchAll(
            db, sql: "SELECT memberID, name, value FROM memberNumber WHERE memberID IN (\(ours))", arguments: [community])
        {
            profiles[row["memberID"], default: Profile()].numbers[row["name"]] = row["value"]
        }
        for tie in try Tie.filter(sql: "memberID IN (\(ours))", arguments: [community]).fetchAll(db) {
            profiles[tie.memberID, default: Profile()].ties.insert(tie)
            profiles[tie.otherID, default: Profile()].ties.insert(tie)
        }
        return profiles
    }

    func keep(of member: Member, _ db: Database) throws {
        try mustNotContradictItself()
        guard numbers.count <= Profile.numberLimit else { throw Refusal.invalid("number-name", .outOfRange(0, Profile.numberLimit)) }
        try db.execute(sql: "DELETE FROM memberNumber WHERE memberID = ?", arguments: [member.id])
        try member.keep(traits, db)
        try db.execute(sql: "DELETE FROM memberTie WHERE memberID = ? OR otherID = ?", arguments: [member.id, member.id])
        for (name, value) in numbers {
            try db.execute(sql: "INSERT INTO memberNumber VALUES (?, ?, ?)", arguments: [member.id, name, value])
        }
        for tie in ties {
            guard tie.memberID == member.id || tie.otherID == member.id else { throw Refusal.invalid("other", .unknownChoice) }
            let other = tie.memberID == member.id ? tie.otherID : tie.memberID
            let home = try ID<Community>.fetchOne(db, sql: "SELECT communityID FROM member WHERE id = ?", arguments: [other])
            guard home == member.communityID else { throw Refusal.invalid("other", .unknownChoice) }
            try tie.insert(db)
        }
    }
}
