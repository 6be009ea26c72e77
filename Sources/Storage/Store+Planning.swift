import Foundation
import GRDB
import Workshop

/// One line of a programme as it is written in the plan.
package struct BlockLine: Hashable, Sendable {
    package var title: String
    package var minutes: Int
    package var kind: Block.Kind

    package init(title: String, minutes: Int, kind: Block.Kind) {
        self.title = title
        self.minutes = minutes
        self.kind = kind
    }
}

extension Store {
    /// A new draft with the viewer as its facilitator and a projector; with `pattern`, that day's programme, cases, people, groups and castings.
    package func planDay(
        title: String, date: String, startsAt: String, place: String, language: Language, programme: [BlockLine] = [],
        like pattern: ID<TrainingDay>? = nil, in community: ID<Community>, at now: Date, by viewer: Viewer
    ) async throws -> TrainingDay {
        try await change { db in
            _ = try Community.of(viewer, community, in: db)
            var generator = SystemRandomNumberGenerator()
            var day = try TrainingDay(
                id: .minted(), communityID: community, title: "–", date: "2000-01-01", place: "", language: language,
                joinCode: JoinCode.minted(using: &generator))
            try day.edit(title: title, date: date, startsAt: startsAt, place: place, language: language)
            try day.insert(db)
            try Attendance(id: .minted(), dayID: day.id, memberID: nil, role: .projector).insert(db)
            if let pattern {
                try day.copy(TrainingDay.ofCommunity(community, pattern, in: db), db)
            } else {
                for (position, line) in programme.enumerated() { try day.block(line, at: position).insert(db) }
            }
            if let member = viewer.member {
                let present = try Attendance.filter(sql: "dayID = ? AND memberID = ?", arguments: [day.id, member]).fetchCount(db)
                if present == 0 { try Attendance(id: .minted(), dayID: day.id, memberID: member, role: .facilitator).insert(db) }
            }
            return (day, [Happening(.dayPlanned, on: day.id, at: now, by: nil)])
        }
    }

    /// Changes what the day is called, when and where it is.
    package func edit(
        _ id: ID<TrainingDay>, title: String, date: String, startsAt: String, place: String, language: Language, at now: Date,
        by viewer: Viewer
    ) async throws {
        try await changePlan(of: id, .dayPlanned, at: now, by: viewer) { day, db in
            try day.edit(title: title, date: date, startsAt: startsAt, place: place, language: language)
            try day.update(db)
        }
    }

    /// A new join code; the old one works no more. Those who are in, stay in.
    package func renewJoinCode(of id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changePlan(of: id, .dayPlanned, at: now, by: viewer) { day, db in
            var generator = SystemRandomNumberGenerator()
            day.joinCode = JoinCode.minted(using: &generator)
            try day.update(db)
        }
    }

    /// Adds a case of the community's library last; every group gets a board for it.
    package func addCase(_ scenario: ID<Scenario>, to id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changePlan(of: id, .casesChanged, at: now, by: viewer) { day, db in
            let home = try ID<Community>.fetchOne(db, sql: "SELECT communityID FROM scenario WHERE id = ?", arguments: [scenario])
            guard home == day.communityID else { throw Refusal.invalid("scenario", .unknownChoice) }
            let order = try day.caseOrder(db)
            guard !order.contains(scenario) else { throw Refusal.invalid("scenario", .taken) }
            try db.execute(
                sql: "INSERT INTO dayScenario (dayID, scenarioID, position) VALUES (?, ?, ?)", arguments: [day.id, scenario, order.count])
            try day.put(order + [scenario], db)
            try Board.fillIn(for: day.id, in: db)
        }
    }

    /// Moves a case `step` places down the order, up when negative; stops at the ends.
    package func moveCase(_ scenario: ID<Scenario>, by step: Int, on id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changePlan(of: id, .casesChanged, at: now, by: viewer) { day, db in
            try day.put(moved(scenario, by: step, in: day.caseOrder(db)), db)
        }
    }

    /// Takes a case off the day, with its castings; refuses one that a group has worked with.
    package func removeCase(_ scenario: ID<Scenario>, from id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changePlan(of: id, .casesChanged, at: now, by: viewer) { day, db in
            let order = try day.caseOrder(db)
            guard order.contains(scenario) else { throw Refusal.notFound }
            guard try !TrainingDay.hasUsed(scenario, on: day.id, in: db) else { throw Refusal.notNow(.scenarioInUse) }
            try db.removing(orRefusing: .scenarioInUse) {
                let boards = "SELECT b.id FROM board AS b JOIN \"group\" AS g ON g.id = b.groupID WHERE g.dayID = ? AND b.scenarioID = ?"
                try db.execute(sql: "DELETE FROM lane WHERE boardID IN (\(boards))", arguments: [day.id, scenario])
                try db.execute(sql: "DELETE FROM board WHERE id IN (\(boards))", arguments: [day.id, scenario])
                try db.execute(
                    sql: "DELETE FROM casting WHERE dayID = ? AND personaID IN (SELECT id FROM persona WHERE scenarioID = ?)",
                    arguments: [day.id, scenario])
                try db.execute(sql: "DELETE FROM showing WHERE dayID = ? AND scenarioID = ?", arguments: [day.id, scenario])
                try db.execute(sql: "DELETE FROM dayScenario WHERE dayID = ? AND scenarioID = ?", arguments: [day.id, scenario])
            }
            try day.put(order.filter { $0 != scenario }, db)
            if day.plenaryScenarioID == scenario {
                day.plenaryScenarioID = nil
                day.uncovered = 0
                try day.update(db)
            }
        }
    }

    /// Lets a leader play one person of the day's cases, or everyone in one of them. Playing already changes nothing.
    package func cast(
        _ leader: ID<Attendance>, as persona: ID<Persona>?, orAllOf scenario: ID<Scenario>? = nil, on id: ID<TrainingDay>, at now: Date,
        by viewer: Viewer
    ) async throws {
        try await changePlan(of: id, .castingsChanged, at: now, by: viewer) { day, db in
            let attendance = try Attendance.on(day, leader, in: db)
            guard attendance.role == .leader else { throw Refusal.invalid("leader", .unknownChoice) }
            let cases = try TrainingDay.plannedCases(of: day.id, in: db)
            let personas = cases.flatMap { item in item.personas.filter { $0.id == persona || item.id == scenario } }
            guard !personas.isEmpty else { throw Refusal.invalid("persona", .unknownChoice) }
            for persona in personas {
                try db.execute(sql: "INSERT OR IGNORE INTO casting VALUES (?, ?, ?)", arguments: [day.id, persona.id, attendance.id])
            }
        }
    }

    /// The leader plays the person no more.
    package func uncast(_ leader: ID<Attendance>, as persona: ID<Persona>, on id: ID<TrainingDay>, at now: Date, by viewer: Viewer)
        async throws
    {
        try await changePlan(of: id, .castingsChanged, at: now, by: viewer) { day, db in
            try Attendance.on(day, leader, in: db).mustNotBeInConversation(as: persona, in: db)
            try db.execute(
                sql: "DELETE FROM casting WHERE dayID = ? AND personaID = ? AND attendanceID = ?", arguments: [day.id, persona, leader])
        }
    }

    /// One change of a day's plan; refuses all but its facilitators, and closed days.
    func changePlan(
        of id: ID<TrainingDay>, _ kind: Happening.Kind, at now: Date, by viewer: Viewer,
        _ body: @Sendable (inout TrainingDay, Database) throws -> Void
    ) async throws {
        try await change { db in
            var day = try TrainingDay.editable(id, by: viewer, in: db)
            try day.tellingCalendars(in: db) { try body(&$0, db) }
            return ((), [Happening(kind, on: id, at: now, by: viewer)])
        }
    }
}

/// `items` with `item` moved `step` places, as far as there are places.
func moved<Item: Equatable>(_ item: Item, by step: Int, in items: [Item]) throws(Refusal) -> [Item] {
    guard let index = items.firstIndex(of: item) else { throw .notFound }
    var items = items
    items.remove(at: index)
    items.insert(item, at: min(max(0, index + step), items.count))
    return items
}

extension TrainingDay {
    func block(_ line: BlockLine, at position: Int) throws -> Block {
        try Block(id: .minted(), dayID: id, position: position, title: line.title, minutes: line.minutes, kind: line.kind)
    }

    func caseOrder(_ db: Database) throws -> [ID<Scenario>] {
        try ID<Scenario>.fetchAll(db, sql: "SELECT scenarioID FROM dayScenario WHERE dayID = ? ORDER BY position", arguments: [id])
    }

    func put(_ order: [ID<Scenario>], _ db: Database) throws {
        for (position, scenario) in order.enumerated() {
            try db.execute(
                sql: "UPDATE dayScenario SET position = ? WHERE dayID = ? AND scenarioID = ?", arguments: [position, id, scenario])
        }
    }

    /// Takes over what `pattern` was made of; people who have left are left out.
    fileprivate func copy(_ pattern: TrainingDay, _ db: Database) throws {
        for block in try Block.filter(sql: "dayID = ? ORDER BY position, id", arguments: [pattern.id]).fetchAll(db) {
            try self.block(BlockLine(title: block.title, minutes: block.minutes, kind: block.kind), at: block.position).insert(db)
        }
        var groups: [ID<Workshop.Group>: ID<Workshop.Group>] = [:]
        for group in try Workshop.Group.filter(sql: "dayID = ? ORDER BY position, id", arguments: [pattern.id]).fetchAll(db) {
            let copy = try Workshop.Group(id: .minted(), dayID: id, name: group.name, position: group.position)
            try copy.insert(db)
            groups[group.id] = copy.id
        }
        var people: [ID<Attendance>: ID<Attendance>] = [:]
        let attendances = try Attendance.fetchAll(
            db, sql: "SELECT a.* FROM attendance AS a JOIN member AS m ON m.id = a.memberID WHERE a.dayID = ? AND m.leftAt IS NULL",
            arguments: [pattern.id])
        for attendance in attendances {
            let copy = Attendance(
                id: .minted(), dayID: id, memberID: attendance.memberID, role: attendance.role,
                groupID: attendance.groupID.flatMap { groups[$0] })
            try copy.insert(db)
            people[attendance.id] = copy.id
        }
        try db.execute(
            sql: "INSERT INTO dayScenario SELECT ?, scenarioID, position, layout FROM dayScenario WHERE dayID = ?",
            arguments: [id, pattern.id])
        try db.execute(sql: "INSERT INTO markerWord SELECT ?, marker, word FROM markerWord WHERE dayID = ?", arguments: [id, pattern.id])
        for casting in try Casting.filter(sql: "dayID = ?", arguments: [pattern.id]).fetchAll(db) {
            guard let player = people[casting.attendanceID] else { continue }
            try Casting(dayID: id, personaID: casting.personaID, attendanceID: player).insert(db)
        }
        try Board.fillIn(for: id, in: db)
    }
}
