extension Division {
    /// A division that was made elsewhere, not yet judged; each group with its pool, numbered from 1 in this order.
    package init(given groups: [(pool: String, members: [String])]) {
        self.init(
            groups: groups.enumerated().map { Group(number: $0 + 1, pool: $1.pool, members: $1.members) }, score: Score())
    }
}
