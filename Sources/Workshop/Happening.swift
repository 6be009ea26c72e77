import Foundation

/// One recorded change: the journal, the timeline, the live feed. Holds ids, never what people wrote.
package struct Happening: Hashable, Sendable, Codable {
    /// The place in the journal; nil until it is written there.
    package var position: Int64?
    package var dayID: ID<TrainingDay>
    package var at: Date
    package var actorID: ID<Attendance>?
    package var groupID: ID<Group>?
    package var scenarioID: ID<Scenario>?
    package var personaID: ID<Persona>?
    package var kind: Kind
    /// The thing that changed: a card, a contact, a block …
    package var subjectID: Int64?

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case dayPlanned, dayMoved, peopleChanged, groupsChanged, programmeChanged, casesChanged, castingsChanged
        case blockStarted, blockPaused, blockResumed, blockExtended, blockEnded
        case messageSent, personJoined, personRemoved
        case boardLaidOut, boardChanged, laneChanged, stackChanged, photoHung, photoDescribed, photoTaken, dotsMoved
        /// A change of a card that only its author sees yet.
        case cardWrittenAlone
        case cardPinned, cardEdited, cardPlaced, cardDone, cardRemoved, cardRestored
        case contactAsked, contactWithdrawn, contactTaken, contactReleased, contactDeclined, contactEnded
        case factRevealed, factTakenBack, answerImprovised
        case solutionWritten, contactPersonChosen
        case plenaryTurned, factUncovered
        case evaluationChanged, evaluationAnswered
        case invitationChanged, replied, lettersSent, arrivalsChanged, proposalChanged, tablesChanged
    }

    package init(
        _ kind: Kind, on day: ID<TrainingDay>, at now: Date, by viewer: Viewer?, group: ID<Group>? = nil, scenario: ID<Scenario>? = nil,
        persona: ID<Persona>? = nil, subject: Int64? = nil
    ) {
        self.kind = kind
        self.dayID = day
        self.at = now
        self.actorID = viewer?.attendance
        self.groupID = group
        self.scenarioID = scenario
        self.personaID = persona
        self.subjectID = subject
    }
}
