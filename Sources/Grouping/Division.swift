/// People divided into groups, and how good that is.
package struct Division: Hashable, Sendable {
    package struct Group: Hashable, Sendable {
        /// From 1, through all pools.
        package var number: Int
        package var pool: String
        /// Ids in the order in which the people were given.
        package var members: [String]
    }

    package var groups: [Group]
    package var score: Score

    /// The group number of each person.
    package var numbers: [String: Int] {
        Dictionary(groups.flatMap { group in group.members.map { ($0, group.number) } }, uniquingKeysWith: { first, _ in first })
    }
}
