import Foundation
import GRDB
import Workshop

/// A fictional community with a day that is ready to run: what a new installation shows, and the cast of the tests.
package enum SampleDay {
    package struct Person: Sendable {
        package var name: String
        package var discipline: String
        package var unit: String
        package var role: Role
        /// 1–3 for participants and observers.
        package var group: Int?
        package var traits: Set<Trait> = []
        /// In the discipline.
        package var years: Double?
        /// 1–3 on the earlier day, for those who took part in it.
        package var earlierGroup: Int?

        /// At a domain that nobody has.
        package var email: String {
            let letters = ["æ": "ae", "ø": "o", "å": "a", " ": "."]
            return letters.reduce(name.lowercased()) { $0.replacingOccurrences(of: $1.key, with: $1.value) } + "@fjordby.example"
        }
    }

    package static let people: [Person] = [
        Person(name: "Marit Fasting", discipline: "Fagutvikling", unit: "Stab", role: .facilitator),
        Person(
            name: "Anna Berg", discipline: "Helse", unit: "Hjemmetjenesten",
            role: .participant, group: 1, traits: [.takesInitiative, .experienced], years: 14, earlierGroup: 1),
        Person(
            name: "Bjarne Moen", discipline: "Bolig", unit: "Boligkontoret",
            role: .participant, group: 1, traits: [.quiet], years: 6, earlierGroup: 2),
        Person(
            name: "Dagny Lund", discipline: "Økonomi", unit: "NAV",
            role: .participant, group: 1, traits: [.experienced], years: 21, earlierGroup: 3),
        Person(
            name: "Eirik Ås", discipline: "Sosialt arbeid", unit: "NAV",
            role: .participant, group: 1, traits: [.buildsBridges], years: 9, earlierGroup: 1),
        Person(
            name: "Farida Noor", discipline: "Gjeldsrådgivning", unit: "NAV",
            role: .participant, group: 1, traits: [.quiet, .new], years: 1),
        Person(name: "Guro Lien", discipline: "Kontorstøtte", unit: "Mottaket", role: .participant, group: 1, years: 5, earlierGroup: 2),
        Person(
            name: "Cecilie Hauge", discipline: "Helse", unit: "Psykisk helse",
            role: .participant, group: 2, traits: [.buildsBridges, .experienced], years: 17, earlierGroup: 2),
        Person(
            name: "Harald Vik", discipline: "Bolig", unit: "Boligkontoret",
            role: .participant, group: 2, traits: [.takesInitiative], years: 11, earlierGroup: 1),
        Person(
            name: "Ingrid Sæther", discipline: "Økonomi", unit: "NAV",
            role: .participant, group: 2, traits: [.quiet], years: 4, earlierGroup: 2),
        Person(
            name: "Jamal Aziz", discipline: "Sosialt arbeid", unit: "Flyktningtjenesten",
            role: .participant, group: 2, traits: [.experienced], years: 12, earlierGroup: 3),
        Person(
            name: "Kari Øverland", discipline: "Gjeldsrådgivning", unit: "NAV",
            role: .participant, group: 2, traits: [.quiet, .experienced], years: 25, earlierGroup: 3),
        Person(name: "Live Berge", discipline: "Helse", unit: "Ergoterapi", role: .participant, group: 2, traits: [.new], years: 0.5),
        Person(name: "Morten Eide", discipline: "Helse", unit: "Hjemmetjenesten", role: .participant, group: 3, years: 7, earlierGroup: 3),
        Person(
            name: "Nadia Rahimi", discipline: "Bolig", unit: "Boligkontoret",
            role: .participant, group: 3, traits: [.takesInitiative, .new], years: 2, earlierGroup: 1),
        Person(
            name: "Ola Ødegård", discipline: "Økonomi", unit: "NAV",
            role: .participant, group: 3, traits: [.quiet, .experienced], years: 19, earlierGroup: 1),
        Person(
            name: "Petra Nygård", discipline: "Sosialt arbeid", unit: "NAV",
            role: .participant, group: 3, traits: [.buildsBridges], years: 8, earlierGroup: 3),
        Person(
            name: "Reidun Ask", discipline: "Kontorstøtte", unit: "Mottaket",
            role: .participant, group: 3, traits: [.quiet], years: 15, earlierGroup: 2),
        Person(name: "Sindre Åsen", discipline: "Sosialt arbeid", unit: "Oppfølging", role: .participant, group: 3, years: 3),
        Person(name: "Olivia Strand", discipline: "Ledelse", unit: "Ledergruppa", role: .leader),
        Person(name: "Johanne Foss", discipline: "Ledelse", unit: "Ledergruppa", role: .leader),
        Person(name: "Karl Dahl", discipline: "Ledelse", unit: "Ledergruppa", role: .leader),
        Person(name: "Theo Bakke", discipline: "Ledelse", unit: "Ledergruppa", role: .leader),
        Person(name: "Unni Holm", discipline: "Kontorstøtte", unit: "Mottaket", role: .observer, group: 1),
        Person(name: "Vera Solli", discipline: "Fagutvikling", unit: "Stab", role: .rapporteur, group: 2),
        Person(name: "Yngve Tangen", discipline: "Fagutvikling", unit: "Stab", role: .observer, group: 3),
    ]

    /// What some of them are to each other.
    static let ties: [(String, Tie.Kind, String)] = [
        ("Anna Berg", .colleague, "Morten Eide"), ("Bjarne Moen", .colleague, "Nadia Rahimi"), ("Dagny Lund", .apart, "Ola Ødegård"),
        ("Cecilie Hauge", .together, "Jamal Aziz"),
    ]

    static let blocks: [(String, Int, Block.Kind)] = [
        ("Velkommen", 20, .welcome), ("Slik gjør vi det", 10, .free), ("Saksarbeid", 120, .caseWork), ("Lunsj", 45, .pause),
        ("Saksarbeid", 105, .caseWork), ("Plenum", 45, .plenary), ("Evaluering", 15, .evaluation),
    ]
}

extension TrainingDay {
    /// A day of the same community half a year before, archived, where the people sat in other groups.
    fileprivate func insertEarlierDay(with members: [String: ID<Member>], _ db: Database) throws {
        var generator = SystemRandomNumberGenerator()
        let parts = date.split(separator: "-").compactMap { Int($0) }
        let months = parts[0] * 12 + parts[1] - 1 - 6
        let month = months % 12 + 1
        var earlier = try TrainingDay(
            id: .minted(), communityID: communityID, title: "Fagdag: første møte",
            date: "\(months / 12)-\(month < 10 ? "0" : "")\(month)-15",
            place: "Møterom Fjorden, 2. etasje", language: language, joinCode: JoinCode.minted(using: &generator))
        for state in [State.open, .closed, .archived] { try earlier.move(to: state) }
        try earlier.insert(db)
        let groups = try (1...3).map { try Workshop.Group(id: .minted(), dayID: earlier.id, name: "Gruppe \($0)", position: $0 - 1) }
        for group in groups { try group.insert(db) }
        for person in SampleDay.people where person.earlierGroup != nil || person.role == .facilitator {
            try Attendance(
                id: .minted(), dayID: earlier.id, memberID: members[person.name], role: person.role,
                groupID: person.earlierGroup.map { groups[$0 - 1].id }
            ).insert(db)
        }
        try Attendance(id: .minted(), dayID: earlier.id, memberID: nil, role: .projector).insert(db)
    }
}

extension Store {
    /// Fills the database with the sample community, with `scenarios` in its library and on its day. The day is planned and waits to be opened.
    /// With history, the community has also had a day before, in other groups.
    @discardableResult
    package func addSample(scenarios: [Scenario], date: String, withHistory: Bool = false, at now: Date) async throws -> ID<TrainingDay> {
        try await change { db in
            let community = try Community(id: .minted(), name: "Brukertorget i Fjordby", language: .nb)
            try community.insert(db)
            for scenario in scenarios { try scenario.insert(into: community.id, in: db) }
            var generator = SystemRandomNumberGenerator()
            let day = try TrainingDay(
                id: .minted(), communityID: community.id, title: "Fagdag: saker på tvers", date: date, place: "Møterom Fjorden, 2. etasje",
                language: .nb, joinCode: JoinCode.minted(using: &generator))
            try day.insert(db)
            for (position, block) in SampleDay.blocks.enumerated() {
                try Block(id: .minted(), dayID: day.id, position: position, title: block.0, minutes: block.1, kind: block.2).insert(db)
            }
            let groups = try ["Gruppe 1", "Gruppe 2", "Gruppe 3"].enumerated().map { position, name in
                try Workshop.Group(id: .minted(), dayID: day.id, name: name, position: position)
            }
            for group in groups { try group.insert(db) }
            for (position, scenario) in scenarios.enumerated() {
                try db.execute(
                    sql: "INSERT INTO dayScenario (dayID, scenarioID, position) VALUES (?, ?, ?)",
                    arguments: [day.id, scenario.id, position])
            }
            var leaders: [ID<Attendance>] = []
            var members: [String: ID<Member>] = [:]
            for person in SampleDay.people {
                let member = try Member(
                    id: .minted(), communityID: community.id, name: person.name, discipline: person.discipline, unit: person.unit,
                    party: person.role == .leader ? .leader : person.discipline == "Kontorstøtte" ? .support : .staff,
                    email: person.email, isFacilitator: person.role == .facilitator)
                try member.insert(db)
                members[person.name] = member.id
                try Profile(traits: person.traits, numbers: person.years.map { ["år i faget": $0] } ?? [:]).keep(of: member, db)
                let attendance = Attendance(
                    id: .minted(), dayID: day.id, memberID: member.id, role: person.role, groupID: person.group.map { groups[$0 - 1].id })
                try attendance.insert(db)
                if person.role == .leader { leaders.append(attendance.id) }
            }
            try Attendance(id: .minted(), dayID: day.id, memberID: nil, role: .projector).insert(db)
            for (name, kind, other) in SampleDay.ties { try Tie(members[name]!, kind, members[other]!).insert(db) }
            if withHistory { try day.insertEarlierDay(with: members, db) }
            for (index, scenario) in scenarios.enumerated() {
                for persona in scenario.personas {
                    try Casting(dayID: day.id, personaID: persona.id, attendanceID: leaders[index % leaders.count]).insert(db)
                    try Casting(dayID: day.id, personaID: persona.id, attendanceID: leaders[(index + 1) % leaders.count]).insert(db)
                }
            }
            try Board.fillIn(for: day.id, in: db)
            try EvaluationQuestion.addDefaultEvaluation(to: day.id, in: db)
            return (day.id, [Happening(.dayPlanned, on: day.id, at: now, by: nil)])
        }
    }

    /// A community with one facilitator and nothing else, for an empty installation.
    package func addFirstFacilitator(named name: String, community: String, language: Language, at now: Date) async throws -> Member {
        try await change { db in
            let community = try Community(id: .minted(), name: community, language: language)
            try community.insert(db)
            let member = try Member(id: .minted(), communityID: community.id, name: name, isFacilitator: true)
            try member.insert(db)
            return (member, [])
        }
    }

    /// The members who run days, for their sign-in links.
    package func facilitators() async throws -> [Member] {
        try await read { try Member.filter(sql: "isFacilitator").fetchAll($0) }
    }
}
