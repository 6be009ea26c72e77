import Storage
import Workshop

extension PanoramaSite {
    /// Remembers that somebody looks at a group of the day, so that what concerns all groups can be told to it.
    func noteGroup(_ group: ID<Group>, of day: ID<TrainingDay>) {
        knownGroups.withLock { _ = $0[day, default: []].insert(group) }
    }

    /// The groups of the day that anyone has looked at since the site opened.
    func groups(of day: ID<TrainingDay>) -> Set<ID<Group>> {
        knownGroups.withLock { $0[day] ?? [] }
    }

    /// The day of a group, which never changes; remembered, so that most requests for a room ask nothing of the database.
    func day(ofGroup group: ID<Group>) async throws -> ID<TrainingDay> {
        if let day = daysOfGroups.withLock({ $0[group] }) { return day }
        let day = try await store.day(ofGroup: group)
        daysOfGroups.withLock { $0[group] = day }
        return day
    }
}
