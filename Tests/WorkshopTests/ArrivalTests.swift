import Foundation
import Testing
import Workshop

@Suite("Who comes on the day")
struct ArrivalTests {
    let now = Date(timeIntervalSince1970: 1_774_854_000)
    let group = ID<Group>(5)

    func anna(_ role: Role = .participant) -> Attendance {
        Attendance(id: ID(1), dayID: ID(1), memberID: ID(2), role: role, groupID: role == .participant ? group : nil)
    }

    func day(_ states: TrainingDay.State...) throws -> TrainingDay {
        var day = try TrainingDay(
            id: ID(1), communityID: ID(9), title: "Dag", date: "2026-03-30", place: "", language: .nb, joinCode: "ABCDEFGH")
        for state in states { try day.move(to: state) }
        return day
    }

    @Test("a tick keeps the first time, and can be taken back")
    func ticks() throws {
        var anna = anna()
        #expect(anna.arrival == .expected)
        try anna.arrive(at: now)
        try anna.arrive(at: now + 60)
        #expect(anna.arrival == .arrived && anna.arrivedAt == now && anna.groupID == group)
        try anna.expect()
        #expect(anna.arrival == .expected && anna.arrivedAt == nil)
    }

    @Test("whoever does not come frees the seat, and gets it back when it was a mistake or she comes after all")
    func absent() throws {
        for comes in [false, true] {
            var anna = anna()
            try anna.arrive(at: now)
            try anna.stayAway(at: now + 60)
            try anna.stayAway(at: now + 120)
            #expect(anna.arrival == .absent && anna.absentAt == now + 60 && anna.arrivedAt == nil && anna.groupID == nil)
            if comes { try anna.arrive(at: now + 180) } else { try anna.expect() }
            #expect(anna.groupID == group && anna.absentAt == nil && anna.freedGroupID == nil)
            #expect(anna.arrivedAt == (comes ? now + 180 : nil))
        }
    }

    @Test("whoever is given a seat is expected again, and another role takes the freed seat away")
    func seats() throws {
        var anna = anna()
        try anna.stayAway(at: now)
        let other = try Group(id: ID(6), dayID: ID(1), name: "B", position: 1)
        try anna.sit(in: other)
        #expect(anna.arrival == .expected && anna.groupID == other.id)
        try anna.stayAway(at: now)
        try anna.take(.leader, as: try Member(id: ID(2), communityID: ID(9), name: "Anna"))
        try anna.arrive(at: now)
        #expect(anna.groupID == nil)
    }

    @Test("facilitators stay, and the projector neither comes nor goes")
    func refused() throws {
        var marit = anna(.facilitator)
        #expect(throws: Refusal.notAllowed) { try marit.stayAway(at: now) }
        var screen = Attendance(id: ID(3), dayID: ID(1), memberID: nil, role: .projector)
        #expect(throws: Refusal.notFound) { try screen.arrive(at: now) }
        #expect(throws: Refusal.notFound) { try screen.stayAway(at: now) }
    }

    @Test("signing in counts as coming while the day is open, not before, not after, and never for facilitators")
    func signIn() throws {
        for (day, counts) in [
            (try day(), false), (try day(.invited), false), (try day(.open), true), (try day(.open, .plenary), true),
            (try day(.open, .closed), false),
        ] {
            var anna = anna()
            #expect(anna.signIn(on: day, at: now) == counts && (anna.arrivedAt == now) == counts)
            let again = anna.signIn(on: day, at: now + 60)
            #expect(!again && (anna.arrivedAt ?? now) == now)
        }
        let open = try day(.open)
        var marit = anna(.facilitator)
        #expect(!marit.signIn(on: open, at: now) && marit.arrivedAt == nil)
        var late = anna()
        try late.stayAway(at: now)
        #expect(late.signIn(on: open, at: now + 60) && late.arrival == .arrived && late.groupID == group)
    }

    @Test("the smallest group is the one with fewest people, the first of several")
    func smallest() throws {
        let groups = try (1...3).map { try Group(id: ID(Int64($0)), dayID: ID(1), name: "G\($0)", position: $0) }
        #expect(WalkInSeat.smallest(of: groups, seated: [ID(1), ID(1), ID(2), ID(3)])?.id == ID(2))
        #expect(WalkInSeat.smallest(of: groups, seated: [])?.id == ID(1))
        #expect(WalkInSeat.smallest(of: [], seated: []) == nil)
    }

    @Test("whoever is absent is no gap in the plan, and an absent leader plays nobody")
    func checklist() throws {
        let group = try Group(id: group, dayID: ID(1), name: "G", position: 0)
        let anna = anna()
        var bo = Attendance(id: ID(4), dayID: ID(1), memberID: ID(5), role: .participant)
        var leader = Attendance(id: ID(6), dayID: ID(1), memberID: ID(7), role: .leader)
        func gaps() -> [Checklist.Gap] {
            Checklist(blocks: 1, groups: [group], attendances: [anna, bo, leader], cases: [], castings: []).gaps
        }
        #expect(gaps().contains(.withoutGroup(1)))
        try bo.stayAway(at: now)
        #expect(!gaps().contains(.withoutGroup(1)))
        let son = PlannedPersona(id: ID(31), name: LocalizedText("Sønnen"))
        let item = PlannedCase(id: ID(41), title: LocalizedText("Sak"), version: 1, personas: [son], isUsed: false)
        let casting = Casting(dayID: ID(1), personaID: son.id, attendanceID: leader.id)
        try leader.stayAway(at: now)
        let list = Checklist(blocks: 1, groups: [group], attendances: [anna, leader], cases: [item], castings: [casting])
        #expect(list.gaps.contains(.noLeaders))
    }
}
