import Foundation
import GRDB
import Workshop

/// The plenary as everyone in its audience may see it. A fact that no group found is here only when it has been uncovered.
package struct PlenaryContent: Sendable {
    package var day: TrainingDay
    /// The day's cases, and whether the plenary has shown them.
    package var cases: [(id: ID<Scenario>, number: Int, title: LocalizedText, wasShown: Bool)]
    package var allGroups: [Workshop.Group]
    /// Nil until a case is chosen.
    package var shown: Shown?

    package struct Shown: Sendable {
        package var id: ID<Scenario>
        package var number: Int
        package var title: LocalizedText
        package var total: Int
        package var groups: [Outcome]
        /// Facts that at least one group found, in the order of the scripts.
        package var facts: [FactLine]
        package var improvisations: [FactLine]
        package var uncovered: [(text: LocalizedText, persona: LocalizedText)]
        /// How many facts no group found and that are not uncovered.
        package var hidden: Int
        package var moments: [Moment]
    }

    /// What one group made of the case.
    package struct Outcome: Sendable {
        package var group: Workshop.Group
        package var board: BoardContent?
        package var solution: [(heading: SolutionText.Heading, text: String)]
        package var contactPerson: String?
        package var found: Int
        package var contacts: Int
        package var feedback: [(persona: LocalizedText, text: String)]
    }

    /// A fact or an improvised answer, and when each group got it from whom.
    package struct FactLine: Sendable {
        package var text: LocalizedText
        package var question: String
        package var persona: LocalizedText
        package var domain: LifeDomain?
        package var found: [ID<Workshop.Group>: Date]
    }

    /// One line of the timeline.
    package struct Moment: Sendable {
        package var at: Date
        package var group: String
        package var kind: Kind

        package enum Kind: Sendable {
            case asked(LocalizedText)
            case talked(LocalizedText)
            case found(LocalizedText)
            case choseContactPerson(name: String, word: String)
            case pinned(Int)
        }
    }
}

extension PlenaryContent.Shown {
    init(_ scenario: Scenario, number: Int, on day: TrainingDay, groups: [Workshop.Group], in db: Database) throws {
        id = scenario.id
        self.number = number
        title = scenario.title
        total = scenario.disclosures.count
        let told = try Told.all(scenario.id, on: day.id, in: db)
        facts = scenario.personas.flatMap { persona in
            persona.script.disclosures.compactMap { disclosure in
                let found = told.filter { $0.disclosureID == disclosure.id }
                return found.isEmpty
                    ? nil
                    : PlenaryContent.FactLine(
                        text: disclosure.fact, question: "", persona: persona.name, domain: disclosure.domain, found: Told.times(found))
            }
        }
        let names = Dictionary(uniqueKeysWithValues: scenario.personas.map { ($0.id, $0.name) })
        improvisations = try Improvisation.filter(sql: "dayID = ? ORDER BY at", arguments: [day.id]).fetchAll(db).compactMap { answer in
            guard let persona = names[answer.personaID] else { return nil }
            let found = told.filter { $0.improvisationID == answer.id }
            return found.isEmpty
                ? nil
                : PlenaryContent.FactLine(
                    text: LocalizedText(answer.answer), question: answer.question, persona: persona, domain: nil, found: Told.times(found))
        }
        let found = Set(told.compactMap(\.disclosureID))
        let open = try day.uncoveredFacts(of: scenario.id, in: db)
        let missed = scenario.personas.flatMap { persona in
            persona.script.disclosures.filter { !found.contains($0.id) }.map { (fact: $0, persona: persona.name) }
        }
        uncovered = missed.filter { open.contains($0.fact.id) }.map { ($0.fact.fact, $0.persona) }
        hidden = missed.count - uncovered.count
        self.groups = try groups.map { try PlenaryContent.Outcome($0, in: scenario, told: told, on: day, db) }
        moments = try PlenaryContent.Moment.all(of: scenario, groups: groups, told: told, in: db)
    }
}

extension PlenaryContent.Outcome {
    fileprivate init(_ group: Workshop.Group, in scenario: Scenario, told: [Told], on day: TrainingDay, _ db: Database) throws {
        self.group = group
        board = try Board.filter(sql: "groupID = ? AND scenarioID = ?", arguments: [group.id, scenario.id]).fetchOne(db)?.content(
            to: nil, in: db)
        let written = try SolutionText.filter(sql: "groupID = ? AND scenarioID = ? AND text <> ''", arguments: [group.id, scenario.id])
            .fetchAll(db)
        solution = SolutionText.Heading.allCases.compactMap { heading in
            written.first { $0.heading == heading }.map { (heading, $0.text) }
        }
        contactPerson = try group.contactPerson(for: scenario.id, in: db)
        found = told.count { $0.groupID == group.id && $0.disclosureID != nil }
        let done = try ContactRequest.filter(
            sql: "groupID = ? AND scenarioID = ? AND outcome = 'done' ORDER BY endedAt", arguments: [group.id, scenario.id]
        ).fetchAll(db)
        contacts = done.count
        let names = Dictionary(uniqueKeysWithValues: scenario.personas.map { ($0.id, $0.name) })
        feedback = done.filter { !$0.feedback.isEmpty }.map { (names[$0.personaID] ?? LocalizedText(""), $0.feedback) }
    }
}

/// One revelation of a scenario.
private struct Told: FetchableRecord, Decodable {
    var groupID: ID<Workshop.Group>
    var disclosureID: ID<Disclosure>?
    var improvisationID: ID<Improvisation>?
    var toldAt: Date

    static func all(_ scenario: ID<Scenario>, on day: ID<TrainingDay>, in db: Database) throws -> [Told] {
        try fetchAll(
            db,
            sql: """
                SELECT r.groupID, r.disclosureID, r.improvisationID, r.toldAt FROM revelation AS r JOIN contactRequest AS c ON c.id = r.contactID
                WHERE c.scenarioID = ? AND c.dayID = ? ORDER BY r.toldAt
                """, arguments: [scenario, day])
    }

    static func times(_ told: [Told]) -> [ID<Workshop.Group>: Date] {
        Dictionary(told.map { ($0.groupID, $0.toldAt) }, uniquingKeysWith: min)
    }
}

extension PlenaryContent.Moment {
    /// What the groups did with the case, in the order it happened; pinned cards are counted in spans of five minutes.
    fileprivate static func all(of scenario: Scenario, groups: [Workshop.Group], told: [Told], in db: Database) throws -> [PlenaryContent
        .Moment]
    {
        let names = Dictionary(uniqueKeysWithValues: scenario.personas.map { ($0.id, $0.name) })
        let facts = Dictionary(uniqueKeysWithValues: scenario.disclosures.map { ($0.id, $0.fact) })
        var moments: [PlenaryContent.Moment] = []
        for group in groups {
            func add(_ at: Date, _ kind: Kind) { moments.append(PlenaryContent.Moment(at: at, group: group.name, kind: kind)) }
            let journal = try Happening.filter(
                sql: "groupID = ? AND scenarioID = ? AND kind IN ('contactPersonChosen', 'cardPinned') ORDER BY position",
                arguments: [group.id, scenario.id]
            ).fetchAll(db)
            for choice in journal where choice.kind == .contactPersonChosen {
                guard let person = try choice.subjectID.flatMap({ try ContactPerson.fetchOne(db, key: $0) }) else { continue }
                add(choice.at, .choseContactPerson(name: try Attendance.name(person.attendanceID, in: db) ?? "", word: person.word))
            }
            let spans = Dictionary(grouping: journal.filter { $0.kind == .cardPinned }) { Int($0.at.timeIntervalSince1970 / 300) }
            for cards in spans.values { add(cards[0].at, .pinned(cards.count)) }
            let contacts = try ContactRequest.filter(sql: "groupID = ? AND scenarioID = ?", arguments: [group.id, scenario.id]).fetchAll(db)
            for contact in contacts {
                guard let name = names[contact.personaID] else { continue }
                add(contact.askedAt, .asked(name))
                if contact.outcome == .done, let endedAt = contact.endedAt { add(endedAt, .talked(name)) }
            }
            for fact in told where fact.groupID == group.id {
                if let text = fact.disclosureID.flatMap({ facts[$0] }) { add(fact.toldAt, .found(text)) }
            }
        }
        return moments.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }
}
