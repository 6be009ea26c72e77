/// Something every group should look like.
package struct Rule: Hashable, Sendable {
    /// No number of broken shoulds outweighs a must, and no number of broken wishes a should.
    package enum Level: Int, Hashable, Sendable, CaseIterable, Comparable {
        case must, should, wish

        package static func < (one: Level, other: Level) -> Bool { one.rawValue < other.rawValue }
    }

    package enum Kind: Hashable, Sendable {
        case atLeast(Int, Condition)
        case atMost(Int, Condition)
        case exactly(Int, Condition)
        /// The groups’ counts differ by at most one.
        case spread(Condition)
        /// None of them, or at least two.
        case notAlone(Condition)
        /// All in a group whose value is known have the same one.
        case oneKind(field: String)
        /// A group’s mean lies within `tolerance` standard deviations of the mean of all in the pool.
        case alikeMeans(number: String, tolerance: Double)
        case together(Ties)
        case apart(Ties)
        /// As few as possible who sat together before: a pair counts 1 for the latest day, `recency` for the one before, and so on.
        case newCompanions(recency: Double)

        /// Which people it counts, if it counts any.
        package var condition: Condition? {
            switch self {
            case .atLeast(_, let condition), .atMost(_, let condition), .exactly(_, let condition), .spread(let condition),
                .notAlone(let condition):
                condition
            case .oneKind(let field): .each(field: field, values: [])
            case .alikeMeans, .together, .apart, .newCompanions: nil
            }
        }
    }

    /// Which people belong to each other.
    package enum Ties: Hashable, Sendable {
        /// Each of them with each of the others.
        case people([String])
        /// Each person with those they have the relation to, whichever of the two says so.
        case relation(String)
        /// Each with all who have the same value.
        case sameValue(field: String)
    }

    package var level: Level
    package var kind: Kind
    /// What the facilitator calls it; blank when it has no name.
    package var name: String

    package init(_ level: Level, _ kind: Kind, name: String = "") {
        self.level = level
        self.kind = kind
        self.name = name
    }
}

/// How many groups, or how large they are to be.
package enum Sizes: Hashable, Sendable {
    /// So many groups in each pool, as even as possible.
    case count(Int)
    /// Group sizes within bounds; as many groups as bring them nearest to `ideal` while the musts can be kept.
    case range(min: Int, ideal: Int, max: Int)
}

/// Everything that a division starts from.
package struct Gathering: Sendable {
    package var people: [Person]
    package var sizes: Sizes
    package var rules: [Rule]
    /// People who stay where they are, by group number from 1.
    package var pins: [String: Int]
    /// Who sat together on earlier days, the latest day first.
    package var earlierDays: [[[String]]]

    package init(people: [Person], sizes: Sizes, rules: [Rule], pins: [String: Int] = [:], earlierDays: [[[String]]] = []) {
        self.people = people
        self.sizes = sizes
        self.rules = rules
        self.pins = pins
        self.earlierDays = earlierDays
    }

    /// The pools in the order in which they first appear, with the indices of their people.
    var pools: [(name: String, people: [Int])] {
        var order: [String] = []
        var members: [String: [Int]] = [:]
        for (index, person) in people.enumerated() {
            if members[person.pool] == nil { order.append(person.pool) }
            members[person.pool, default: []].append(index)
        }
        return order.map { ($0, members[$0]!) }
    }
}

/// Why a gathering cannot be divided at all.
package enum Impossible: Error, Hashable, Sendable {
    case nobody
    case samePersonTwice(id: String)
    /// `people` cannot be put in groups of these sizes; `pool` is blank when there is only one.
    case sizes(people: Int, pool: String, sizes: Sizes)
    case wrongSizes(Sizes)
    case pinOfUnknownPerson(id: String)
    case pinToUnknownGroup(id: String, group: Int, groups: Int)
    case pinInOtherPool(id: String, group: Int)
}
