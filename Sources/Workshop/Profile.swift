/// A word about a member that helps to build groups, such as who takes initiative. Facilitators set it; nobody else ever sees it.
package struct Trait: Hashable, Sendable, Codable, RawRepresentable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// A ready word or one of the community's own; refuses a missing word and one of more than 40 characters.
    package init(word: String) throws(Refusal) {
        rawValue = try Writing.accepted(word, as: "trait", limit: 40).replacing("\n", with: " ")
    }

    package static let takesInitiative = Trait(rawValue: "takes-initiative")
    package static let buildsBridges = Trait(rawValue: "builds-bridges")
    package static let quiet = Trait(rawValue: "quiet")
    package static let experienced = Trait(rawValue: "experienced")
    package static let new = Trait(rawValue: "new")

    /// The words that the screen has names for.
    package static let ready: [Trait] = [.takesInitiative, .buildsBridges, .quiet, .experienced, .new]
}

/// What one member is to another, for building groups and seating; facilitators' eyes only.
package struct Tie: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// `memberID` is the caseworker of `otherID`; the other kinds go both ways.
        case caseworker
        /// They work closely with each other.
        case colleague
        case together, apart
    }

    package let memberID: ID<Member>
    package let kind: Kind
    package let otherID: ID<Member>

    /// Refuses a tie of somebody to the same person. A tie that goes both ways is the same tie from either end.
    package init(_ member: ID<Member>, _ kind: Kind, _ other: ID<Member>) throws(Refusal) {
        guard member != other else { throw .invalid("other", .unknownChoice) }
        let turns = kind != .caseworker && other < member
        memberID = turns ? other : member
        self.kind = kind
        otherID = turns ? member : other
    }
}

/// What facilitators know of a member beside name and work.
package struct Profile: Hashable, Sendable {
    package var traits: Set<Trait>
    /// By the community's own name of the number, such as years of experience.
    package var numbers: [String: Double]
    /// Every tie the member has, from either end.
    package var ties: Set<Tie>

    package init(traits: Set<Trait> = [], numbers: [String: Double] = [:], ties: Set<Tie> = []) {
        self.traits = traits
        self.numbers = numbers
        self.ties = ties
    }
}
