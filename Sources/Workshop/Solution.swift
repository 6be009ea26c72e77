import Foundation

/// What a group writes as its answer under one heading of one case.
package struct SolutionText: Hashable, Sendable, Codable {
    package static let limit = 4000

    package let id: ID<SolutionText>
    package let groupID: ID<Group>
    package let scenarioID: ID<Scenario>
    package let heading: Heading
    package private(set) var text: String
    package private(set) var version: Int
    /// Who wrote last, and when; nil before anybody has.
    package private(set) var writtenByID: ID<Attendance>?
    package private(set) var writtenAt: Date?

    package enum Heading: String, Hashable, Sendable, Codable, CaseIterable {
        case situation, wishes, measures, cooperation
        case firstSteps = "first-steps"
    }

    package init(id: ID<SolutionText>, groupID: ID<Group>, scenarioID: ID<Scenario>, heading: Heading) {
        self.id = id
        self.groupID = groupID
        self.scenarioID = scenarioID
        self.heading = heading
        self.text = ""
        self.version = 0
    }

    /// Writes the text; refuses with `.stale` when somebody else wrote another text since `version`. The same text again changes nothing.
    package mutating func write(_ text: String, version: Int, at now: Date, by viewer: Viewer) throws(Refusal) {
        try viewer.mayWork(in: groupID)
        let text = try Writing.accepted(text, as: "text", limit: SolutionText.limit, optional: true)
        guard text != self.text else { return }
        guard version == self.version else { throw .stale }
        self.text = text
        self.version += 1
        writtenByID = try viewer.acting()
        writtenAt = now
    }
}

/// The one person in the group who holds the case together. The newest record counts; earlier ones tell the story.
package struct ContactPerson: Hashable, Sendable, Codable {
    package let id: ID<ContactPerson>
    package let groupID: ID<Group>
    package let scenarioID: ID<Scenario>
    package let attendanceID: ID<Attendance>
    package let chosenByID: ID<Attendance>
    package let chosenAt: Date
    /// Why; empty when nobody has said.
    package let word: String

    /// Names `attendance`, who must be a participant of `group`, after `present`, who has held the case until now.
    /// Refuses a word of more than 200 characters, and somebody else than `present` without one.
    package static func choose(
        _ attendance: Attendance, after present: ContactPerson?, of group: ID<Group>, in scenario: ID<Scenario>, saying word: String,
        as id: ID<ContactPerson>, at now: Date, by viewer: Viewer
    ) throws(Refusal) -> ContactPerson {
        try viewer.mayWork(in: group)
        guard attendance.groupID == group, attendance.role == .participant else { throw .invalid("person", .unknownChoice) }
        let word = try Writing.accepted(word, as: "word", limit: 200, optional: true)
        if let present, present.attendanceID != attendance.id, word.isEmpty { throw .invalid("word", .whyHandedOver) }
        return ContactPerson(
            id: id, groupID: group, scenarioID: scenario, attendanceID: attendance.id, chosenByID: try viewer.acting(), chosenAt: now,
            word: word)
    }
}
