import GRDB
import Workshop

extension Store {
    package static let ruleSetLimit = 100

    /// Keeps rules under a name; rules that had it before give way. Refuses all but facilitators of the day’s community.
    @discardableResult
    package func keep(_ rules: String, as name: String, from day: ID<TrainingDay>, by viewer: Viewer) async throws -> RuleSet {
        try await change { db in
            try viewer.mustFacilitate()
            let community = try TrainingDay.ofCommunity(viewer.communityID, day, in: db).communityID
            var set = try RuleSet(id: .minted(), communityID: community, name: name, rules: rules)
            let sets = try RuleSet.filter(sql: "communityID = ?", arguments: [community]).fetchAll(db)
            if let known = sets.first(where: { $0.name == set.name }) {
                set = try RuleSet(id: known.id, communityID: community, name: name, rules: rules)
            } else {
                guard sets.count < Store.ruleSetLimit else { throw Refusal.invalid("name", .outOfRange(0, Store.ruleSetLimit)) }
            }
            try set.save(db)
            return (set, [])
        }
    }

    /// Gives a kept set another name; refuses one that is taken.
    package func rename(_ id: ID<RuleSet>, to name: String, by viewer: Viewer) async throws {
        try await change { db in
            let known = try RuleSet.of(viewer, id, in: db)
            let renamed = try RuleSet(id: id, communityID: known.communityID, name: name, rules: known.rules)
            let taken = try RuleSet.filter(
                sql: "communityID = ? AND name = ? AND id <> ?", arguments: [known.communityID, renamed.name, id]
            ).fetchCount(db)
            guard taken == 0 else { throw Refusal.invalid("name", .taken) }
            try renamed.update(db)
            return ((), [])
        }
    }

    package func remove(_ id: ID<RuleSet>, by viewer: Viewer) async throws {
        try await change { db in
            try RuleSet.of(viewer, id, in: db).delete(db)
            return ((), [])
        }
    }
}

extension RuleSet {
    static func of(_ viewer: Viewer, _ id: ID<RuleSet>, in db: Database) throws -> RuleSet {
        try viewer.mustFacilitate()
        let set = try RuleSet.find(id, in: db)
        guard set.communityID == viewer.communityID else { throw Refusal.notFound }
        return set
    }
}
