import Foundation

/// A short word from the facilitator during the day.
package struct Message: Hashable, Sendable, Codable {
    package let id: ID<Message>
    package let dayID: ID<TrainingDay>
    package let recipients: Recipients
    /// The group, when `recipients` is `.group`.
    package let groupID: ID<Group>?
    package let text: String
    package let sentAt: Date

    package enum Recipients: String, Hashable, Sendable, Codable, CaseIterable { case everyone, group, players }

    package init(id: ID<Message>, dayID: ID<TrainingDay>, to recipients: Recipients, group: ID<Group>?, text: String, at now: Date)
        throws(Refusal)
    {
        guard (recipients == .group) == (group != nil) else { throw .invalid("to", .unknownChoice) }
        self.id = id
        self.dayID = dayID
        self.recipients = recipients
        self.groupID = group
        self.text = try Writing.accepted(text, as: "text", limit: 300)
        self.sentAt = now
    }
}
