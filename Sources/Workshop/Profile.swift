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

    /// The trait that a word means, in any of our languages; other words are traits of the community's own. Refuses as `init(word:)`.
    package init(spoken word: String) throws(Refusal) {
        switch word.lowercased().filter(\.isLetter) {
        case "tarinitiativ", "tekinitiativ", "takesinitiative", "initiativ", "initiative": self = .takesInitiative
        case "byggerbro", "byggjerbru", "byggerbru", "brobygger", "brubyggjar", "buildsbridges", "bridgebuilder": self = .buildsBridges
        case "stille", "stillfarende", "stillfarande", "roleg", "rolig", "quiet": self = .quiet
        case "erfaren", "røynd", "experienced": self = .experienced
        case "ny", "new": self = .new
        default: try self.init(word: word)
        }
    }

    /// The traits in one line, between `,`, `;`, `|` or line breaks; each once. Refuses a word that is too long, and more than 20.
    package static func list(_ text: String) throws(Refusal) -> Set<Trait> {
        var traits: Set<Trait> = []
        for word in text.split(whereSeparator: { ",;|\n".contains($0) }) where !word.allSatisfy(\.isWhitespace) {
            traits.insert(try Trait(spoken: String(word)))
        }
        guard traits.count <= Profile.traitLimit else { throw .invalid("trait", .outOfRange(0, Profile.traitLimit)) }
        return traits
    }

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

    package static let traitLimit = 20
    package static let numberLimit = 12

    /// A number under a name, as people write them, with a decimal comma or point. Refuses a missing name, one of more than 40 characters,
    /// what is not a number, and what is beyond a million; the fields are `number-name` and `number-value`.
    package static func number(_ value: String, named name: String) throws(Refusal) -> (name: String, value: Double) {
        let name = try Writing.accepted(name, as: "number-name", limit: 40).replacing("\n", with: " ")
        let text = try Writing.accepted(value, as: "number-value", limit: 40).filter { !$0.isWhitespace }
        let plain = text.replacing(",", with: ".").replacing("−", with: "-")
        guard plain.allSatisfy({ "0123456789.-+".contains($0) }), let number = Double(plain) else {
            throw .invalid("number-value", .notANumber)
        }
        guard abs(number) <= 1_000_000 else { throw .invalid("number-value", .outOfRange(-1_000_000, 1_000_000)) }
        return (name, number)
    }

    /// Refuses two people who must be both together and apart, and two who are each other's caseworkers; the field is `other`.
    package func mustNotContradictItself() throws(Refusal) {
        for tie in ties {
            let isContradicted = ties.contains { other in
                switch tie.kind {
                case .together: other.kind == .apart && Set([other.memberID, other.otherID]) == [tie.memberID, tie.otherID]
                case .caseworker: other.kind == .caseworker && other.memberID == tie.otherID && other.otherID == tie.memberID
                case .apart, .colleague: false
                }
            }
            if isContradicted { throw .invalid("other", .againstAnotherTie) }
        }
    }

    package init(traits: Set<Trait> = [], numbers: [String: Double] = [:], ties: Set<Tie> = []) {
        self.traits = traits
        self.numbers = numbers
        self.ties = ties
    }
}
