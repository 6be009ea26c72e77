import Foundation
import GRDB
import Workshop

extension Store {
    /// The report of a day. Facilitators have it at any time, with names if they choose; the others on the day when it is closed, without names
    /// and, of cases that the plenary did not show, with nothing but their own group's work.
    /// Refuses everyone else with `.notFound`, and with `.notNow` those who ask too early.
    package func report(of day: ID<TrainingDay>, names: Bool, to viewer: Viewer) async throws -> DayReport {
        guard viewer.day == day, viewer.role.isPersonal else { throw Refusal.notFound }
        return try await read { [scenarioShelf] db in
            let day = try TrainingDay.ofCommunity(viewer.communityID, day, in: db)
            guard viewer.isFacilitator || day.state >= .closed else { throw Refusal.notNow(.dayNotClosed) }
            let report = try DayReport.made(of: day, names: names && viewer.isFacilitator, from: scenarioShelf, in: db)
            return viewer.isFacilitator ? report : report.limited(to: viewer.group, and: try day.shownScenarios(in: db))
        }
    }

    /// The report for whoever may read the database itself.
    package func report(of day: ID<TrainingDay>, names: Bool) async throws -> DayReport {
        try await read { [scenarioShelf] db in
            try DayReport.made(of: TrainingDay.find(day, in: db), names: names, from: scenarioShelf, in: db)
        }
    }
}

extension DayReport {
    /// Without what other groups found and wrote in cases that were not `shown`.
    fileprivate func limited(to group: ID<Workshop.Group>?, and shown: Set<ID<Scenario>>) -> DayReport {
        var report = self
        report.evaluation.tallies.removeAll { $0.question.role == .facilitator }
        for index in cases.indices where !shown.contains(cases[index].id) {
            report.cases[index].works.removeAll { $0.group != group }
            report.cases[index].facts = cases[index].facts.compactMap { fact in
                guard let group, let at = fact.found[group] else { return nil }
                return Fact(text: fact.text, domain: fact.domain, found: [group: at])
            }
            report.cases[index].uncovered = []
        }
        report.moments.removeAll { moment in
            guard let scenario = moment.scenario, !shown.contains(scenario) else { return false }
            return moment.group != group
        }
        return report
    }

    fileprivate static func made(of day: TrainingDay, names: Bool, from shelf: ScenarioShelf, in db: Database) throws -> DayReport {
        let groups = try Workshop.Group.filter(sql: "dayID = ? ORDER BY position, id", arguments: [day.id]).fetchAll(db)
        let scenarios = try TrainingDay.cases(of: day.id, in: db).map { try shelf.scenario($0.id, in: db) }
        let told = try Told.all(on: day.id, in: db)
        return DayReport(
            day: day, community: try Community.find(day.communityID, in: db).name,
            participants: try Int.fetchOne(
                db, sql: "SELECT COUNT(*) FROM attendance AS a WHERE dayID = ? AND role = 'participant' AND \(Attendance.isComing)",
                arguments: [day.id]) ?? 0,
            blocks: try Block.filter(sql: "dayID = ? ORDER BY position, id", arguments: [day.id]).fetchAll(db),
            groups: try groups.map { try GroupPart($0, names: names, in: db) },
            cases: try scenarios.map { scenario in
                CasePart(
                    id: scenario.id, title: scenario.title,
                    works: try groups.map { try Work(of: $0.id, on: scenario.id, names: names, in: db) },
                    facts: Fact.found(in: scenario, told), uncovered: try Fact.uncovered(in: scenario, told, on: day.id, in: db))
            },
            moments: try Moment.all(on: day.id, scenarios, told, in: db), evaluation: try EvaluationResult.of(day, in: db), hasNames: names)
    }
}

extension DayReport.GroupPart {
    init(_ group: Workshop.Group, names: Bool, in db: Database) throws {
        let people = try Attendee.participants(of: group.id, in: db)
        let disciplines = Set(people.map(\.discipline)).filter { !$0.isEmpty }.sorted(by: Norwegian.precedes)
        self.init(id: group.id, name: group.name, people: names ? people.map(\.name) : disciplines)
    }
}

extension DayReport.Work {
    init(of group: ID<Workshop.Group>, on scenario: ID<Scenario>, names: Bool, in db: Database) throws {
        let texts = try SolutionText.filter(sql: "groupID = ? AND scenarioID = ? AND text <> ''", arguments: [group, scenario]).fetchAll(db)
        let chosen = try ContactPerson.newest(of: group, for: scenario, in: db).flatMap {
            try Row.fetchOne(
                db, sql: "SELECT m.name, m.discipline FROM attendance AS a JOIN member AS m ON m.id = a.memberID WHERE a.id = ?",
                arguments: [$0.attendanceID])
        }
        let content = try Board.filter(sql: "groupID = ? AND scenarioID = ?", arguments: [group, scenario]).fetchOne(db)?.content(
            to: nil, in: db)
        let contacts = try ContactRequest.filter(
            sql: "groupID = ? AND scenarioID = ? AND outcome = 'done' ORDER BY endedAt", arguments: [group, scenario]
        ).fetchAll(db)
        let cards = content?.cards.map(\.card) ?? []
        let lanes = (content?.places ?? []).map { lane in (lane.title, cards.filter { $0.laneID == lane.id }) }
        self.init(
            group: group,
            solution: SolutionText.Heading.allCases.compactMap { heading in texts.first { $0.heading == heading }.map { (heading, $0.text) }
            },
            contactPerson: chosen.map { .chosen($0[names ? "name" : "discipline"]) } ?? .nobody,
            lanes: lanes, photos: content?.photos ?? [], markers: content?.markers ?? MarkerWords(),
            feedback: contacts.map(\.feedback).filter { !$0.isEmpty }, contacts: contacts.count)
    }
}

/// A fact of a script that a group was told.
private struct Told {
    var group: ID<Workshop.Group>
    var disclosure: ID<Disclosure>?
    var improvised: String?
    var scenario: ID<Scenario>
    var at: Date

    static func all(on day: ID<TrainingDay>, in db: Database) throws -> [Told] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT r.groupID, r.disclosureID, r.toldAt, c.scenarioID, i.answer FROM revelation AS r
                JOIN contactRequest AS c ON c.id = r.contactID LEFT JOIN improvisation AS i ON i.id = r.improvisationID
                WHERE c.dayID = ? ORDER BY r.toldAt
                """, arguments: [day]
        ).map {
            Told(
                group: $0["groupID"], disclosure: $0["disclosureID"], improvised: $0["answer"], scenario: $0["scenarioID"], at: $0["toldAt"]
            )
        }
    }
}

extension DayReport.Fact {
    fileprivate static func found(in scenario: Scenario, _ told: [Told]) -> [DayReport.Fact] {
        scenario.disclosures.compactMap { disclosure in
            let found = told.filter { $0.disclosure == disclosure.id }
            guard !found.isEmpty else { return nil }
            return DayReport.Fact(
                text: disclosure.fact, domain: disclosure.domain,
                found: Dictionary(found.map { ($0.group, $0.at) }, uniquingKeysWith: { first, _ in first }))
        }
    }

    /// Facts that no group found, when the plenary uncovered them by name.
    fileprivate static func uncovered(
        in scenario: Scenario, _ told: [Told], on day: ID<TrainingDay>, in db: Database
    ) throws -> [DayReport.Fact] {
        guard try db.tableExists("uncovering") else { return [] }
        let uncovered = try Set(ID<Disclosure>.fetchAll(db, sql: "SELECT disclosureID FROM uncovering WHERE dayID = ?", arguments: [day]))
        return scenario.disclosures.filter { fact in uncovered.contains(fact.id) && !told.contains { $0.disclosure == fact.id } }
            .map { DayReport.Fact(text: $0.fact, domain: $0.domain, found: [:]) }
    }
}

extension DayReport.Moment {
    /// The timeline: what the journal says of the groups and the programme, and the facts with the times they still stand at.
    fileprivate static func all(
        on day: ID<TrainingDay>, _ scenarios: [Scenario], _ told: [Told], in db: Database
    ) throws -> [DayReport.Moment] {
        let personas = Dictionary(scenarios.flatMap(\.personas).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let facts = Dictionary(scenarios.flatMap(\.disclosures).map { ($0.id, $0.fact) }, uniquingKeysWith: { first, _ in first })
        var begun: Set<[Int64]> = []
        let journaled = try Happening.filter(sql: "dayID = ? ORDER BY position", arguments: [day]).fetchAll(db).compactMap {
            happening -> DayReport.Moment? in
            func moment(_ kind: Kind) -> DayReport.Moment {
                DayReport.Moment(at: happening.at, kind: kind, group: happening.groupID, scenario: happening.scenarioID)
            }
            switch happening.kind {
            case .blockStarted:
                return try happening.subjectID.flatMap { try Block.fetchOne(db, key: $0) }.map { moment(.blockStarted($0.title)) }
            case .contactAsked: return happening.personaID.flatMap { personas[$0] }.map { moment(.asked($0)) }
            case .contactPersonChosen: return moment(.contactPersonChosen)
            case .solutionWritten:
                let place = [happening.groupID?.rawValue ?? 0, happening.scenarioID?.rawValue ?? 0]
                return begun.insert(place).inserted ? moment(.solutionBegun) : nil
            default: return nil
            }
        }
        let found = told.compactMap { told in
            (told.disclosure.flatMap { facts[$0] } ?? told.improvised.map { LocalizedText($0) }).map {
                DayReport.Moment(at: told.at, kind: .found($0), group: told.group, scenario: told.scenario)
            }
        }
        return (journaled + found).enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }
}
