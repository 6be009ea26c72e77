/// Musts that no division can keep, whatever is tried; `rules` are places among the gathering’s rules.
package struct Contradiction: Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// There are `there` of this kind, and all groups together need `needed`.
        case tooFew(of: String, there: Int, needed: Int, groups: Int)
        /// There are `there` of this kind, and all groups together may have `room`.
        case tooMany(of: String, there: Int, room: Int, groups: Int)
        /// Only one of this kind: whoever it is sits alone among the others.
        case onlyOne(of: String)
        /// A group that has what the rules ask for has `needed` people, more than the largest group.
        case fullGroup(needed: Int, largest: Int)
        /// So many belong together, more than the largest group.
        case togetherTooMany(people: [String], largest: Int)
        /// So many all have to be apart, more than there are groups.
        case apartTooMany(people: [String], groups: Int)
        /// Everyone is in one of so many sets of people who all have to be apart, and a group has more people than there are sets.
        case apartSets(sets: Int, smallest: Int)
        case pinnedTogether(one: String, other: String, group: Int)
        case pinnedApart(one: String, other: String)
        /// One rule keeps them together, the other apart.
        case togetherAndApart(one: String, other: String)
        case otherPools(one: String, other: String)
        /// The least of one rule is more than the most of another for the same people.
        case bounds(of: String, least: Int, most: Int)
        /// At most `possible` groups can be of one kind.
        case kindsDoNotFillGroups(groups: Int, possible: Int)
    }

    package var rules: [Int]
    /// Blank when there is only one pool.
    package var pool: String
    package var cause: Cause
}

extension Gathering {
    /// The musts that no division can keep, found without searching or seating anyone. Refuses (`Impossible`) what cannot be divided at all.
    package func contradictions() throws(Impossible) -> [Contradiction] { try Hall(self).contradictions }
}
