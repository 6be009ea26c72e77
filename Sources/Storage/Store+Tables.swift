import Foundation
import GRDB
import Workshop

extension SeatingTable: FetchableRecord, PersistableRecord {}
extension Chair: FetchableRecord, PersistableRecord {}

/// Somebody who is coming on a day, as papers and tables know the person.
package struct ComingPerson: Hashable, Sendable {
    package var attendance: Attendance
    package var member: Member
}

/// A day's groups, the people who are coming in Norwegian order, and where they sit. Nothing here is told between members.
package struct PapersContent: Sendable {
    package var day: TrainingDay
    package var groups: [Workshop.Group]
    package var people: [ComingPerson]
    package var plan: TablePlan
}

/// The tables as those who set them see them: with what is known of people that says who should not sit together.
package struct TablesContent: Sendable {
    package var papers: PapersContent
    package var profiles: [ID<Member>: Profile]
    package var mayUndo: Bool
}

extension Store {
    /// What the papers of a day are printed from; facilitators of its community only.
    package func papers(of id: ID<TrainingDay>, to viewer: Viewer) async throws -> PapersContent {
        try await read { db in
            try viewer.mustFacilitate()
            return try PapersContent(of: TrainingDay.ofCommunity(viewer.communityID, id, in: db), db)
        }
    }

    /// The tables of a day for its facilitators; the caller has checked, as for every region.
    package func tables(of id: ID<TrainingDay>) async throws -> TablesContent {
        try await read { db in
            let day = try TrainingDay.find(id, in: db)
            return TablesContent(
                papers: try PapersContent(of: day, db), profiles: try Profile.all(in: day.communityID, db),
                mayUndo: try Int.fetchOne(db, sql: "SELECT 1 FROM earlierTablePlan WHERE dayID = ?", arguments: [id]) == 1)
        }
    }

    package func addTable(
        to id: ID<TrainingDay>, name: String, shape: SeatingTable.Shape, chairs: Int, at now: Date, by viewer: Viewer
    ) async throws {
        try await changeTables(of: id, at: now, by: viewer) { plan, _ in
            try plan.add(SeatingTable(id: .minted(), dayID: id, position: 0, name: name, shape: shape, chairs: chairs))
        }
    }

    package func edit(
        _ table: ID<SeatingTable>, of id: ID<TrainingDay>, name: String, shape: SeatingTable.Shape, chairs: Int, at now: Date,
        by viewer: Viewer
    ) async throws {
        try await changeTables(of: id, at: now, by: viewer) { plan, _ in
            try plan.edit(table, name: name, shape: shape, chairs: chairs)
        }
    }

    package func remove(_ table: ID<SeatingTable>, of id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changeTables(of: id, at: now, by: viewer) { plan, _ in try plan.remove(table) }
    }

    /// Replaces every table with one for each group; those who come as participants make out its size.
    package func layTablesForGroups(of id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changeTables(of: id, at: now, by: viewer) { plan, papers in
            let groups = papers.groups.map { group in (group, papers.people.count { $0.isParticipant(of: group.id) }) }
            plan = try TablePlan.tables(for: groups, on: id) { .minted() }
        }
    }

    /// Replaces every table with long ones that have room for everyone who comes.
    package func layLongTables(of id: ID<TrainingDay>, named name: @Sendable (Int) -> String, at now: Date, by viewer: Viewer) async throws
    {
        try await changeTables(of: id, at: now, by: viewer) { plan, papers in
            plan = try TablePlan.longTables(for: papers.people.count, named: name, on: id) { .minted() }
        }
    }

    /// Moves a person to a chair of the day, or to none; whoever sits there takes the old place.
    package func seat(
        _ person: ID<Attendance>, at place: (table: ID<SeatingTable>, number: Int)?, of id: ID<TrainingDay>, at now: Date, by viewer: Viewer
    ) async throws {
        try await changeTables(of: id, at: now, by: viewer) { plan, papers in
            guard papers.people.contains(where: { $0.attendance.id == person }) else { throw Refusal.invalid("person", .unknownChoice) }
            try plan.seat(person, at: place)
        }
    }

    package func pin(_ person: ID<Attendance>, _ isPinned: Bool, of id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changeTables(of: id, at: now, by: viewer) { plan, _ in try plan.pin(person, isPinned) }
    }

    /// Seats everyone as `chairs` say; refuses with `.stale` what does not hold the pins as they are now.
    /// When it goes `withChangeBefore`, the two are undone together.
    package func seat(
        _ chairs: [Chair], of id: ID<TrainingDay>, withChangeBefore: Bool = false, at now: Date, by viewer: Viewer
    ) async throws {
        try await changeTables(of: id, remembering: !withChangeBefore, at: now, by: viewer) { plan, papers in
            let coming = Set(papers.people.map(\.attendance.id))
            guard chairs.allSatisfy({ coming.contains($0.attendanceID) }) else { throw Refusal.stale }
            try plan.seat(chairs)
        }
    }

    package func clearTables(of id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changeTables(of: id, at: now, by: viewer) { plan, _ in plan.clear() }
    }

    /// Takes back the last change of the tables; a second time makes it again. Refuses with `.notFound` when nothing has been changed.
    package func undoTables(of id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await change { db in
            let day = try TrainingDay.editable(id, by: viewer, in: db)
            guard let text = try String.fetchOne(db, sql: "SELECT plan FROM earlierTablePlan WHERE dayID = ?", arguments: [id]) else {
                throw Refusal.notFound
            }
            let papers = try PapersContent(of: day, db)
            try papers.replaceTables(with: JSONDecoder().decode(TablePlan.self, from: Data(text.utf8)), db)
            return ((), [Happening(.tablesChanged, on: id, at: now, by: viewer)])
        }
    }

    /// One change of a day's tables, kept so that it can be undone; refuses all but its facilitators, and closed days.
    private func changeTables(
        of id: ID<TrainingDay>, remembering: Bool = true, at now: Date, by viewer: Viewer,
        _ body: @Sendable (inout TablePlan, PapersContent) throws -> Void
    ) async throws {
        try await change { db in
            let papers = try PapersContent(of: TrainingDay.editable(id, by: viewer, in: db), db)
            var plan = papers.plan
            try body(&plan, papers)
            guard plan != papers.plan else { return ((), []) }
            try papers.replaceTables(with: plan, remembering: remembering, db)
            return ((), [Happening(.tablesChanged, on: id, at: now, by: viewer)])
        }
    }
}

extension ComingPerson {
    func isParticipant(of group: ID<Workshop.Group>) -> Bool { attendance.role == .participant && attendance.groupID == group }
}

extension PapersContent {
    /// Who comes: everyone on the day but those who are absent and those who have said no.
    init(of day: TrainingDay, _ db: Database) throws {
        let attendances = try Attendance.fetchAll(
            db,
            sql: """
                SELECT a.* FROM attendance AS a LEFT JOIN reply AS r ON r.attendanceID = a.id
                WHERE a.dayID = ? AND a.memberID IS NOT NULL AND a.absentAt IS NULL AND (r.answer IS NULL OR r.answer <> 'no')
                """, arguments: [day.id])
        let members = try Member.fetchAll(
            db, sql: "SELECT * FROM member WHERE id IN (SELECT memberID FROM attendance WHERE dayID = ?)", arguments: [day.id])
        let known = Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0) })
        let people = attendances.compactMap { attendance in
            attendance.memberID.flatMap { known[$0] }.map { ComingPerson(attendance: attendance, member: $0) }
        }
        .map { (key: Norwegian.sortKey($0.member.name), person: $0) }
        .sorted { ($0.key, $0.person.attendance.id) < ($1.key, $1.person.attendance.id) }
        .map(\.person)
        var plan = TablePlan(
            tables: try SeatingTable.filter(sql: "dayID = ? ORDER BY position, id", arguments: [day.id]).fetchAll(db),
            chairs: try Chair.filter(
                sql: "tableID IN (SELECT id FROM seatingTable WHERE dayID = ?) ORDER BY tableID, number", arguments: [day.id]
            ).fetchAll(db))
        plan.keep(Set(people.map(\.attendance.id)))
        self.init(
            day: day, groups: try Workshop.Group.filter(sql: "dayID = ? ORDER BY position, id", arguments: [day.id]).fetchAll(db),
            people: people, plan: plan)
    }

    fileprivate func replaceTables(with plan: TablePlan, remembering: Bool = true, _ db: Database) throws {
        if remembering {
            try db.execute(
                sql: "INSERT INTO earlierTablePlan VALUES (?, ?) ON CONFLICT (dayID) DO UPDATE SET plan = excluded.plan",
                arguments: [day.id, String(decoding: JSONEncoder().encode(self.plan), as: UTF8.self)])
        }
        var plan = plan
        plan.keep(Set(people.map(\.attendance.id)))
        try db.execute(sql: "DELETE FROM seatingTable WHERE dayID = ?", arguments: [day.id])
        for var table in plan.tables {
            if let group = table.groupID, !groups.contains(where: { $0.id == group }) { table.groupID = nil }
            try table.insert(db)
        }
        for chair in plan.chairs { try chair.insert(db) }
    }
}
