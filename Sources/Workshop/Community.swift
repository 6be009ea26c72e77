import Foundation

/// The people who learn together over time; owns members, days and a library of scenarios.
package struct Community: Hashable, Sendable, Codable {
    package let id: ID<Community>
    package var name: String
    package var language: Language

    package init(id: ID<Community>, name: String, language: Language) throws(Refusal) {
        self.id = id
        self.name = try Writing.accepted(name, as: "name", limit: 120)
        self.language = language
    }
}

/// A person in the community.
package struct Member: Hashable, Sendable, Codable {
    package let id: ID<Member>
    package let communityID: ID<Community>
    package var name: String
    /// Profession or field, in the community's own words; empty when unknown.
    package var discipline: String
    /// Unit or agency; empty when unknown.
    package var unit: String
    package var party: Party
    package var email: String
    /// The language or languages the member speaks, in the community's own words; empty when unknown.
    package var language: String
    /// Plans and runs the community's days.
    package var isFacilitator: Bool
    /// When somebody took the member off the list; what the member has done on days stays.
    package var leftAt: Date?
    /// The member in another community who is the same person, for facilitators who have made more than one.
    package var originID: ID<Member>?

    /// Refuses a missing name, too long texts, and an e-mail address that is not one alone: a part on each side of one @, and no sign
    /// that a mail program reads as something else.
    package init(
        id: ID<Member>, communityID: ID<Community>, name: String, discipline: String = "", unit: String = "",
        party: Party = .staff, email: String = "", language: String = "", isFacilitator: Bool = false
    ) throws(Refusal) {
        self.id = id
        self.communityID = communityID
        self.name = try Writing.accepted(name, as: "name", limit: 120)
        self.discipline = try Writing.accepted(discipline, as: "discipline", limit: 80, optional: true)
        self.unit = try Writing.accepted(unit, as: "unit", limit: 80, optional: true)
        self.party = party
        self.email = try Member.acceptedEmail(email)
        self.language = try Writing.accepted(language, as: "language", limit: 80, optional: true)
        self.isFacilitator = isFacilitator
    }

    static func acceptedEmail(_ text: String) throws(Refusal) -> String {
        let email = try Writing.accepted(text, as: "email", limit: 254, optional: true)
        guard !email.isEmpty else { return email }
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), parts[1].contains("."), !email.hasPrefix("-"),
            !email.contains(where: { $0.isWhitespace || "<>,;\"“”„«»".contains($0) })
        else {
            throw .invalid("email", .notAnEmail)
        }
        return email
    }
}

/// Whose side of the counter a member comes from.
package enum Party: String, Hashable, Sendable, Codable, CaseIterable {
    case staff, leader, support
    case serviceUser = "service-user"
    case partner
}
