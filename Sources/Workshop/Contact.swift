import Foundation

/// A group asks to reach a persona through a channel.
package struct ContactRequest: Hashable, Sendable, Codable {
    package let id: ID<ContactRequest>
    package let dayID: ID<TrainingDay>
    package let groupID: ID<Group>
    package let scenarioID: ID<Scenario>
    package let personaID: ID<Persona>
    package let channel: Channel
    /// What the group wants, in one line; may be empty.
    package let wish: String
    package let askedByID: ID<Attendance>
    package let askedAt: Date
    package private(set) var takenByID: ID<Attendance>?
    package private(set) var takenAt: Date?
    package private(set) var endedAt: Date?
    package private(set) var outcome: Outcome?
    /// Why it was declined, told to the group.
    package private(set) var declineReason: String
    /// Praise or advice from the player to the group; shown in the plenary.
    package private(set) var feedback: String

    package enum State: String, Hashable, Sendable {
        case waiting
        case inProgress = "in-progress"
        case done, declined, withdrawn
    }
    package enum Outcome: String, Hashable, Sendable, Codable { case done, declined, withdrawn }

    package var state: State {
        switch outcome {
        case .done: .done
        case .declined: .declined
        case .withdrawn: .withdrawn
        case nil: takenAt == nil ? .waiting : .inProgress
        }
    }

    package var isOpen: Bool { outcome == nil }
}

extension Persona {
    /// A group's request to reach this person. Refuses a channel the person does not have, a day that is not open,
    /// and a second request while `open` holds one of the same group to the same person.
    package func request(
        through channel: Channel, wish: String, of group: ID<Group>, in scenario: ID<Scenario>, on day: TrainingDay, open: [ContactRequest],
        as id: ID<ContactRequest>, at now: Date, by viewer: Viewer
    ) throws(Refusal) -> ContactRequest {
        try viewer.mayWork(in: group)
        try day.mustBeOpen()
        guard channels.contains(channel) else { throw .notNow(.notReachableThisWay) }
        guard !open.contains(where: { $0.isOpen && $0.groupID == group && $0.personaID == self.id }) else { throw .notNow(.alreadyAsked) }
        return ContactRequest(
            id: id, dayID: day.id, groupID: group, scenarioID: scenario, personaID: self.id, channel: channel,
            wish: try Writing.accepted(wish, as: "wish", limit: 200, optional: true),
            askedByID: try viewer.acting(), askedAt: now, declineReason: "", feedback: "")
    }
}

extension ContactRequest {
    /// A player takes the request. Refuses when another player has it, or it is over.
    package mutating func take(at now: Date, by player: Viewer) throws(Refusal) {
        guard outcome == nil else { throw .notNow(.contactEnded) }
        guard takenByID == nil || takenByID == player.attendance else { throw .notNow(.contactTaken) }
        guard takenByID == nil else { return }
        takenByID = try player.acting()
        takenAt = now
    }

    /// Puts a request back in the queue, so that another player can take it.
    package mutating func release(by player: Viewer) throws(Refusal) {
        try mustBePlayed(by: player)
        takenByID = nil
        takenAt = nil
    }

    /// Ends the contact, with what the player wants to leave the group.
    package mutating func end(feedback: String, at now: Date, by player: Viewer) throws(Refusal) {
        try mustBePlayed(by: player)
        self.feedback = try Writing.accepted(feedback, as: "feedback", limit: 500, optional: true)
        endedAt = now
        outcome = .done
    }

    /// Says no to a waiting request, with the reason told to the group.
    package mutating func decline(reason: String, at now: Date, by player: Viewer) throws(Refusal) {
        guard outcome == nil else { throw .notNow(.contactEnded) }
        guard takenByID == nil || takenByID == player.attendance else { throw .notNow(.contactTaken) }
        declineReason = try Writing.accepted(reason, as: "reason", limit: 200)
        takenByID = try player.acting()
        endedAt = now
        outcome = .declined
    }

    /// The group takes its own waiting request back.
    package mutating func withdraw(at now: Date, by viewer: Viewer) throws(Refusal) {
        try viewer.mayWork(in: groupID)
        guard outcome == nil else { throw .notNow(.contactEnded) }
        guard takenByID == nil else { throw .notNow(.contactTaken) }
        endedAt = now
        outcome = .withdrawn
    }

    /// Refuses with `.notNow` unless this player has the contact and it is going on.
    package func mustBePlayed(by player: Viewer) throws(Refusal) {
        guard outcome == nil else { throw .notNow(.contactEnded) }
        guard let takenByID, takenByID == player.attendance else { throw .notNow(.contactTaken) }
    }
}
