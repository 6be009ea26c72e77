import Cast
import Foundation
import GRDB
import Workshop

@testable import Storage

/// What each person of a day may read of its secrets, as the tables say; read without any of the code that the pages are made with.
struct Truth {
    var toldFacts: [ID<Workshop.Group>: Set<ID<Disclosure>>] = [:]
    var toldAnswers: [ID<Workshop.Group>: Set<ID<Improvisation>>] = [:]
    var uncovered: Set<ID<Disclosure>> = []
    var shown: Set<ID<Scenario>> = []
    var castings: [ID<Persona>: Set<ID<Attendance>>] = [:]
    var answers: [Improvisation] = []
    var isPublic = false

    init(of day: Day) async throws {
        let id = day.id
        self = try await day.store.read { db in
            var truth = Truth()
            for row in try Row.fetchAll(db, sql: "SELECT groupID, disclosureID, improvisationID FROM revelation") {
                let group: ID<Workshop.Group> = row["groupID"]
                if let fact: ID<Disclosure> = row["disclosureID"] { truth.toldFacts[group, default: []].insert(fact) }
                if let answer: ID<Improvisation> = row["improvisationID"] { truth.toldAnswers[group, default: []].insert(answer) }
            }
            truth.uncovered = try Set(
                ID<Disclosure>.fetchAll(db, sql: "SELECT disclosureID FROM uncovering WHERE dayID = ?", arguments: [id]))
            truth.shown = try Set(ID<Scenario>.fetchAll(db, sql: "SELECT scenarioID FROM showing WHERE dayID = ?", arguments: [id]))
            for casting in try Casting.fetchAll(db) { truth.castings[casting.personaID, default: []].insert(casting.attendanceID) }
            truth.answers = try Improvisation.fetchAll(db)
            let state = try String.fetchOne(db, sql: "SELECT state FROM trainingDay WHERE id = ?", arguments: [id])
            truth.isPublic = ["plenary", "closed", "archived"].contains(state)
            return truth
        }
    }

    private init() {}

    /// Adds what could be read at another time.
    mutating func add(_ other: Truth) {
        toldFacts.merge(other.toldFacts) { $0.union($1) }
        toldAnswers.merge(other.toldAnswers) { $0.union($1) }
        uncovered.formUnion(other.uncovered)
        shown.formUnion(other.shown)
        answers = other.answers
        isPublic = isPublic || other.isPublic
    }

    /// Whether `attendance` may read what belongs to `owner`; a stranger has none.
    func permits(_ owner: Secret.Owner, to attendance: Attendance?, on day: Day) -> Bool {
        guard let attendance else { return false }
        let group = ![.leader, .projector].contains(attendance.role) ? attendance.groupID : nil
        func plays(_ persona: ID<Persona>) -> Bool { attendance.role == .leader && castings[persona]?.contains(attendance.id) == true }
        switch owner {
        case .script(let persona): return plays(persona)
        case .fact(let fact):
            guard let (scenario, persona) = day.place(of: fact) else { return false }
            let isFound = toldFacts.values.contains { $0.contains(fact) } || uncovered.contains(fact)
            return plays(persona) || group.map { toldFacts[$0]?.contains(fact) == true } == true
                || isPublic && shown.contains(scenario) && isFound
        case .improvised(let id):
            guard let answer = answers.first(where: { $0.id == id }) else { return false }
            let scenario = day.scenarios.first { $0.personas.contains { $0.id == answer.personaID } }?.id
            return plays(answer.personaID) || group.map { toldAnswers[$0]?.contains(id) == true } == true
                || isPublic && scenario.map(shown.contains) == true && toldAnswers.values.contains { $0.contains(id) }
        }
    }
}

extension Day {
    func place(of fact: ID<Disclosure>) -> (scenario: ID<Scenario>, persona: ID<Persona>)? {
        for scenario in scenarios {
            for persona in scenario.personas where persona.script.disclosures.contains(where: { $0.id == fact }) {
                return (scenario.id, persona.id)
            }
        }
        return nil
    }

    /// What everyone may read, told or not: briefs, names, and every word of the screens.
    func publicText() throws -> [UInt8] {
        var text = ""
        for scenario in scenarios {
            let open = [scenario.title, scenario.brief] + scenario.personas.flatMap { [$0.name, $0.presentation] }
            text += open.flatMap(\.texts.values).map(Markup.plain).joined(separator: "\n") + "\n"
        }
        for language in Language.allCases {
            text += Markup.plain(
                try String(contentsOf: Day.root.appending(path: "Views/languages/\(language.rawValue).strings"), encoding: .utf8))
        }
        return Array(text.utf8)
    }
}
