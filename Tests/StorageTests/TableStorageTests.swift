import Cast
import GRDB
import Testing
import Workshop

@testable import Storage

@Suite("Tables on disk")
struct TableStorageTests {
    static func laid() async throws -> (Day, TablePlan) {
        let day = try await Day.planned()
        try await day.store.layTablesForGroups(of: day.id, at: day.clock.now, by: day.facilitator)
        return (day, try await plan(day))
    }

    static func plan(_ day: Day) async throws -> TablePlan { try await day.store.papers(of: day.id, to: day.facilitator).plan }

    @Test("every group has a table with a chair for each of its participants")
    func groups() async throws {
        let (day, plan) = try await Self.laid()
        #expect(plan.tables.map(\.name) == day.people.groups.map(\.name))
        #expect(plan.tables.map(\.chairs) == [6, 6, 6] && plan.tables.allSatisfy { $0.shape == .round })
        #expect(plan.tables.map(\.groupID) == day.people.groups.map(\.id))
    }

    @Test("the last change is taken back, and made again")
    func undo() async throws {
        let (day, before) = try await Self.laid()
        let anna = day.attendee("Anna").attendance.id
        try await day.store.seat(anna, at: (before.tables[0].id, 3), of: day.id, at: day.clock.now, by: day.facilitator)
        let after = try await Self.plan(day)
        #expect(after.chair(of: anna)?.number == 3)
        try await day.store.undoTables(of: day.id, at: day.clock.now, by: day.facilitator)
        #expect(try await Self.plan(day) == before)
        try await day.store.undoTables(of: day.id, at: day.clock.now, by: day.facilitator)
        #expect(try await Self.plan(day) == after)
    }

    @Test("who does not come has no chair, no tag and no card")
    func absent() async throws {
        let (day, plan) = try await Self.laid()
        let (anna, bjarne) = (day.attendee("Anna").attendance.id, day.attendee("Bjarne").attendance.id)
        for (person, number) in [(anna, 1), (bjarne, 2)] {
            try await day.store.seat(person, at: (plan.tables[0].id, number), of: day.id, at: day.clock.now, by: day.facilitator)
        }
        try await day.store.change { db in
            try db.execute(sql: "UPDATE attendance SET absentAt = '2026-03-30 08:00:00.000' WHERE id = ?", arguments: [anna])
            try db.execute(
                sql: "INSERT INTO reply (attendanceID, answer, reason, food, access, repliedAt) VALUES (?, 'no', '', '', '', '2026-03-30')",
                arguments: [bjarne])
            return ((), [])
        }
        let papers = try await day.store.papers(of: day.id, to: day.facilitator)
        #expect(papers.plan.chairs.isEmpty && !papers.people.contains { [anna, bjarne].contains($0.attendance.id) })
        await #expect(throws: Refusal.invalid("person", .unknownChoice)) {
            try await day.store.seat(anna, at: (plan.tables[0].id, 1), of: day.id, at: day.clock.now, by: day.facilitator)
        }
    }

    @Test("only facilitators of the community see or change it, and only until the day is closed")
    func authorisation() async throws {
        let (day, plan) = try await Self.laid()
        await #expect(throws: Refusal.notFound) { try await day.store.papers(of: day.id, to: day.viewer("Anna")) }
        await #expect(throws: Refusal.notFound) {
            try await day.store.remove(plan.tables[0].id, of: day.id, at: day.clock.now, by: day.viewer("Olivia"))
        }
        let stranger = Viewer(communityID: ID(4711), member: nil, name: "Marit", role: .facilitator)
        await #expect(throws: Refusal.notFound) { try await day.store.papers(of: day.id, to: stranger) }
        for state in [TrainingDay.State.open, .plenary, .closed] {
            try await day.store.move(day.id, to: state, at: day.clock.now, by: day.facilitator)
        }
        await #expect(throws: Refusal.notNow(.dayClosed)) {
            try await day.store.clearTables(of: day.id, at: day.clock.now, by: day.facilitator)
        }
    }

    @Test("a group that is removed leaves its table, and an undo after that still works")
    func groupRemoved() async throws {
        let day = try await Day.planned()
        try await day.store.addGroup(named: "Gruppe 4", to: day.id, at: day.clock.now, by: day.facilitator)
        let group = try #require(try await day.store.papers(of: day.id, to: day.facilitator).groups.last)
        let unni = day.attendee("Anna").attendance.id
        try await day.store.seat(unni, in: group.id, at: day.clock.now, by: day.facilitator)
        try await day.store.layTablesForGroups(of: day.id, at: day.clock.now, by: day.facilitator)
        let laid = try await Self.plan(day)
        #expect(laid.tables.count == 4)
        try await day.store.clearTables(of: day.id, at: day.clock.now, by: day.facilitator)
        try await day.store.addTable(to: day.id, name: "Ekstra", shape: .long, chairs: 8, at: day.clock.now, by: day.facilitator)
        try await day.store.seat(unni, in: nil, at: day.clock.now, by: day.facilitator)
        try await day.store.removeGroup(group.id, at: day.clock.now, by: day.facilitator)
        try await day.store.undoTables(of: day.id, at: day.clock.now, by: day.facilitator)
        let plan = try await Self.plan(day)
        #expect(plan.tables.count == 4 && plan.tables.last?.groupID == nil)
    }
}
