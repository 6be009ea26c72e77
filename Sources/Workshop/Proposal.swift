import Foundation

/// A division of a day’s participants that its facilitators are working on. Nobody sits anywhere because of it until it is adopted.
package struct Proposal: Hashable, Sendable {
    /// The one worked on, and the one beside it that answers “what if”.
    package enum Place: String, Hashable, Sendable, Codable, CaseIterable { case first, second }

    package struct Seat: Hashable, Sendable {
        /// The number of the group, from 1.
        package var number: Int
        /// The person stays here whatever is searched for.
        package var isPinned: Bool

        package init(_ number: Int, isPinned: Bool = false) {
            self.number = number
            self.isPinned = isPinned
        }
    }

    package let id: ID<Proposal>
    package let dayID: ID<TrainingDay>
    package var place: Place
    /// Rules and sizes as they are written down.
    package var rules: String
    package var seed: Int
    /// Rises with every change, and is never the same for two proposals of a day.
    package var version: Int
    package var madeAt: Date
    /// The pool of each group; empty until people have been divided.
    package var pools: [String]
    package var seats: [ID<Attendance>: Seat]

    package init(
        id: ID<Proposal>, dayID: ID<TrainingDay>, place: Place, rules: String, seed: Int = 1, version: Int, madeAt: Date,
        pools: [String] = [],
        seats: [ID<Attendance>: Seat] = [:]
    ) {
        self.id = id
        self.dayID = dayID
        self.place = place
        self.rules = rules
        self.seed = seed
        self.version = version
        self.madeAt = madeAt
        self.pools = pools
        self.seats = seats
    }

    package var isDivided: Bool { !pools.isEmpty }

    /// Refuses with `.stale` what was decided on an older version.
    package func mustBe(_ version: Int) throws(Refusal) {
        guard version == self.version else { throw .stale }
    }

    /// Moves a person to a group, or out of every group; a pin follows the person into the group. Refuses groups there are not.
    package mutating func move(_ person: ID<Attendance>, to number: Int?) throws(Refusal) {
        guard let number else {
            seats[person] = nil
            return
        }
        try mustHave(number)
        seats[person] = Seat(number, isPinned: seats[person]?.isPinned ?? false)
    }

    /// Lets two people change places. Refuses those who sit nowhere.
    package mutating func swap(_ one: ID<Attendance>, _ other: ID<Attendance>) throws(Refusal) {
        guard one != other, let mine = seats[one], let yours = seats[other] else { throw .invalid("with", .unknownChoice) }
        seats[one] = Seat(yours.number, isPinned: mine.isPinned)
        seats[other] = Seat(mine.number, isPinned: yours.isPinned)
    }

    /// Lets a person stay in the group, or go free again. Refuses those who sit nowhere.
    package mutating func pin(_ person: ID<Attendance>, _ isPinned: Bool) throws(Refusal) {
        guard seats[person] != nil else { throw .invalid("person", .unknownChoice) }
        seats[person]?.isPinned = isPinned
    }

    /// Lets everyone in a group stay, or go free again. Refuses groups there are not.
    package mutating func pin(group number: Int, _ isPinned: Bool) throws(Refusal) {
        try mustHave(number)
        for (person, seat) in seats where seat.number == number { seats[person]?.isPinned = isPinned }
    }

    /// Seats people in groups, each with its pool; who is pinned stays pinned. Those named in no group sit nowhere.
    package mutating func divide(_ groups: [[ID<Attendance>]], pools: [String]) {
        var divided: [ID<Attendance>: Seat] = [:]
        for (index, group) in groups.enumerated() {
            for person in group { divided[person] = Seat(index + 1, isPinned: seats[person]?.isPinned ?? false) }
        }
        seats = divided
        self.pools = pools
    }

    private func mustHave(_ number: Int) throws(Refusal) {
        guard (1...Swift.max(pools.count, 1)).contains(number), isDivided else { throw .invalid("group", .unknownChoice) }
    }
}

/// What a change to the proposals of a day was, so that it can be named when it is undone.
package enum ProposalStep: String, Hashable, Sendable, CaseIterable {
    case divided, improved, moved, swapped, pinned, repaired, rulesChanged, sizesChanged, takenOver, tried, chosen
}

/// Rules with a name, kept by a community for other days.
package struct RuleSet: Hashable, Sendable, Codable {
    package let id: ID<RuleSet>
    package let communityID: ID<Community>
    package var name: String
    package var rules: String

    /// Refuses a missing or too long name.
    package init(id: ID<RuleSet>, communityID: ID<Community>, name: String, rules: String) throws(Refusal) {
        self.id = id
        self.communityID = communityID
        self.name = try Writing.accepted(name, as: "name", limit: 60).replacing("\n", with: " ")
        self.rules = rules
    }
}
