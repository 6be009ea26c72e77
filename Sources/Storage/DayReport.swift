import Foundation
import Workshop

/// What is kept of a day: everything the report page shows, already limited to what its readers may see.
package struct DayReport: Sendable {
    package var day: TrainingDay
    package var community: String
    package var participants: Int
    package var blocks: [Block]
    package var groups: [GroupPart]
    package var cases: [CasePart]
    package var moments: [Moment]
    package var evaluation: EvaluationResult
    /// People stand by name; otherwise by discipline.
    package var hasNames: Bool

    package struct GroupPart: Sendable {
        package var id: ID<Workshop.Group>
        package var name: String
        /// Names when the report has them, otherwise the disciplines in the group.
        package var people: [String]
    }

    /// One case, and what each group made of it.
    package struct CasePart: Sendable {
        package var id: ID<Scenario>
        package var title: LocalizedText
        package var works: [Work]
        package var facts: [Fact]
        /// Facts no group found that were uncovered in the plenary.
        package var uncovered: [Fact]
    }

    /// One group's work on one case.
    package struct Work: Sendable {
        package var group: ID<Workshop.Group>
        package var solution: [(heading: SolutionText.Heading, text: String)]
        package var contactPerson: ContactPersonLine
        package var lanes: [(title: LocalizedText, cards: [Card])]
        package var photos: [Photo]
        package var markers: MarkerWords
        /// What players left the group.
        package var feedback: [String]
        package var contacts: Int
    }

    package enum ContactPersonLine: Hashable, Sendable {
        case nobody
        /// The name, or the discipline when names are off; empty when the discipline is unknown.
        case chosen(String)
    }

    package struct Fact: Sendable {
        package var text: LocalizedText
        package var domain: LifeDomain
        /// When each group was told, by group.
        package var found: [ID<Workshop.Group>: Date]
    }

    /// One line of the timeline.
    package struct Moment: Sendable {
        package var at: Date
        package var kind: Kind
        package var group: ID<Workshop.Group>?
        package var scenario: ID<Scenario>?

        package enum Kind: Sendable {
            case blockStarted(String)
            case asked(LocalizedText)
            case found(LocalizedText)
            case contactPersonChosen, solutionBegun
        }
    }
}
