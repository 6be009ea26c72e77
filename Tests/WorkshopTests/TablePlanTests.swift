import Testing

@testable import Workshop

@Suite("Tables")
struct TablePlanTests {
    static let day = ID<TrainingDay>(1)
    static let anna = ID<Attendance>(11)
    static let bo = ID<Attendance>(12)
    static let cato = ID<Attendance>(13)

    static func table(_ id: Int64, _ name: String, _ shape: SeatingTable.Shape = .round, chairs: Int = 4) throws -> SeatingTable {
        try SeatingTable(id: ID(id), dayID: day, position: 0, name: name, shape: shape, chairs: chairs)
    }

    static func plan() throws -> TablePlan {
        var plan = TablePlan()
        try plan.add(table(1, "Fjord"))
        try plan.add(table(2, "Fjell", .long, chairs: 6))
        try plan.seat(anna, at: (ID(1), 1))
        try plan.seat(bo, at: (ID(2), 6))
        return plan
    }

    @Test("two who want each other’s chairs swap, and somebody without a chair sends the other away")
    func swaps() throws {
        var plan = try Self.plan()
        try plan.seat(Self.anna, at: (ID(2), 6))
        #expect(plan.sitter(at: ID(2), 6)?.attendanceID == Self.anna)
        #expect(plan.sitter(at: ID(1), 1)?.attendanceID == Self.bo)
        try plan.seat(Self.cato, at: (ID(1), 1))
        #expect(plan.chair(of: Self.bo) == nil && plan.chair(of: Self.cato)?.number == 1)
        try plan.seat(Self.cato, at: nil)
        #expect(plan.chairs.map(\.attendanceID) == [Self.anna])
    }

    @Test("chairs and tables that are not there are refused, and so are names that are taken")
    func refusals() throws {
        var plan = try Self.plan()
        #expect(throws: Refusal.invalid("chair", .unknownChoice)) { try plan.seat(Self.anna, at: (ID(1), 5)) }
        #expect(throws: Refusal.notFound) { try plan.seat(Self.anna, at: (ID(9), 1)) }
        #expect(throws: Refusal.invalid("name", .taken)) { try plan.add(Self.table(3, "Fjord")) }
        #expect(throws: Refusal.invalid("name", .taken)) { try plan.edit(ID(2), name: "Fjord", shape: .long, chairs: 6) }
        #expect(throws: Refusal.invalid("chairs", .outOfRange(1, 14))) { try Self.table(3, "Rundt", chairs: 15) }
        #expect(throws: Refusal.notFound) { try plan.pin(Self.cato, true) }
    }

    @Test("who sits on a chair that is taken away, has no place")
    func fewerChairs() throws {
        var plan = try Self.plan()
        try plan.edit(ID(2), name: "Fjell", shape: .round, chairs: 5)
        #expect(plan.chair(of: Self.bo) == nil && plan.chair(of: Self.anna) != nil)
        try plan.remove(ID(1))
        #expect(plan.chairs.isEmpty && plan.tables.map(\.name) == ["Fjell"])
    }

    @Test("a new seating must hold the pins and give nobody’s chair twice")
    func pins() throws {
        var plan = try Self.plan()
        try plan.pin(Self.anna, true)
        let moved = [Chair(tableID: ID(1), number: 2, attendanceID: Self.anna)]
        #expect(throws: Refusal.stale) { try plan.seat(moved) }
        let doubled = [Chair(tableID: ID(1), number: 1, attendanceID: Self.anna), Chair(tableID: ID(1), number: 1, attendanceID: Self.bo)]
        #expect(throws: Refusal.stale) { try plan.seat(doubled) }
        try plan.seat([
            Chair(tableID: ID(1), number: 1, attendanceID: Self.anna), Chair(tableID: ID(1), number: 3, attendanceID: Self.cato),
        ])
        #expect(plan.chair(of: Self.anna)?.isPinned == true && plan.chair(of: Self.bo) == nil)
        plan.clear()
        #expect(plan.chairs.map(\.attendanceID) == [Self.anna])
    }

    @Test("long tables have room for everyone, and are as even as can be", arguments: [1, 19, 20, 21, 60, 61])
    func longTables(people: Int) throws {
        var next: Int64 = 0
        let plan = try TablePlan.longTables(for: people, named: { "Bord \($0)" }, on: Self.day) {
            next += 1
            return ID(next)
        }
        #expect(plan.chairCount >= people && plan.tables.count == (people + 19) / 20)
        #expect(plan.tables.allSatisfy { $0.chairs.isMultiple(of: 2) && $0.chairs <= 20 })
    }
}
