import Cast
import Foundation
import GRDB
import Testing
import Workshop

@testable import Storage

@Suite("People at the door, in the database")
struct ArrivalStorageTests {
    @Test("an absent person counts neither in the group, the report nor the evaluation; the seat comes back")
    func absent() async throws {
        let day = try await Day.running()
        let anna = day.attendee("Anna").attendance
        let now = day.clock.now
        let before = try await day.store.arrivals(on: day.id, to: day.facilitator)
        #expect(before.expected.count == 25 && before.arrived == 0)
        try await day.store.note(.absent, of: anna.id, at: now, by: day.facilitator)
        let plan = try await day.store.plan(of: day.id)
        #expect(plan.attendees.first { $0.attendance.id == anna.id }?.isComing == false)
        #expect(!plan.checklist.gaps.contains(.withoutGroup(1)))
        #expect(try await day.store.arrivals(on: day.id, to: day.facilitator).expected.count == 24)
        #expect(try await day.store.attendance(anna.id).groupID == nil)
        try await day.store.note(.arrived, of: anna.id, at: now, by: day.facilitator)
        #expect(try await day.store.attendance(anna.id).groupID == anna.groupID)
        await #expect(throws: Refusal.notFound) { try await day.store.note(.arrived, of: anna.id, at: now, by: day.viewer("Bjarne")) }
        try await day.store.move(day.id, to: .closed, at: now, by: day.facilitator)
        await #expect(throws: Refusal.notNow(.dayClosed)) {
            try await day.store.note(.expected, of: anna.id, at: now, by: day.facilitator)
        }
    }

    @Test("whoever has said no is not expected, and is counted all the same when she comes")
    func saidNo() async throws {
        let day = try await Day.running()
        let anna = day.attendee("Anna").attendance
        try await day.store.change { db in
            try db.execute(
                sql: "INSERT INTO reply (attendanceID, answer, reason, food, access, repliedAt) VALUES (?, 'no', '', '', '', ?)",
                arguments: [anna.id, Date(timeIntervalSince1970: 0)])
            return ((), [])
        }
        #expect(try await day.store.arrivals(on: day.id).expected.count == 24)
        #expect(try await day.store.home(of: day.id, to: day.viewer("Bjarne")).people.count == 5)
        try await day.store.note(.arrived, of: anna.id, at: day.clock.now, by: day.facilitator)
        #expect(try await day.store.arrivals(on: day.id).expected.count == 25)
    }

    @Test("signing in on an open day ticks the person; a facilitator who looks in, and days to come, tick nobody")
    func signIn() async throws {
        let planned = try await Day.planned()
        _ = try await planned.store.signIn(as: planned.attendee("Anna").attendance.id, withCode: false, at: planned.clock.now)
        #expect(try await planned.store.attendance(planned.attendee("Anna").attendance.id).arrivedAt == nil)
        let day = try await Day.running()
        for (name, code) in [("Anna", false), ("Cecilie", true), ("Marit", false)] {
            _ = try await day.store.signIn(as: day.attendee(name).attendance.id, withCode: code, at: day.clock.now)
        }
        let arrivals = try await day.store.arrivals(on: day.id)
        #expect(arrivals.arrived == 2)
        #expect(try await day.store.attendance(day.attendee("Marit").attendance.id).arrivedAt == nil)
    }

    @Test("a stranger at the door becomes a member with a seat; a known one is not doubled; namesakes are asked about")
    func walkIns() async throws {
        let day = try await Day.running()
        let now = day.clock.now
        let community = day.people.day.communityID
        func comes(_ name: String, _ discipline: String = "", _ person: WalkIn.Person = .unsaid) async throws -> WalkIn.Outcome {
            try await day.store.letIn(
                WalkIn(name: name, discipline: discipline, seat: .smallest, person: person), to: day.id, at: now, by: day.facilitator)
        }
        guard case .came(let selma) = try await comes(" Selma  Ny ", "Helse") else {
            Issue.record("asked about a stranger")
            return
        }
        #expect(selma.attendance.role == .participant && selma.attendance.arrivedAt == now && selma.attendance.groupID == day.group(1).id)
        let known = try await day.store.addMember(
            name: "Tor Vik", discipline: "", unit: "", party: .staff, email: "", isFacilitator: false, to: community, by: day.facilitator)
        guard case .came(let tor) = try await comes("tor vik", "Bolig") else {
            Issue.record("did not know the member")
            return
        }
        #expect(tor.attendance.memberID == known.id && tor.discipline == "Bolig" && tor.attendance.groupID == day.group(2).id)
        let count = try await day.store.overview(of: community, to: day.facilitator).members.count
        guard case .asks(let namesakes) = try await comes("anna berg") else {
            Issue.record("doubled Anna")
            return
        }
        #expect(namesakes.map(\.attendance?.id) == [day.attendee("Anna").attendance.id])
        #expect(try await day.store.overview(of: community, to: day.facilitator).members.count == count)
        guard case .came(let anna) = try await comes("Anna Berg", "", .member(namesakes[0].member.id)) else { return }
        #expect(anna.attendance.id == day.attendee("Anna").attendance.id && anna.attendance.groupID == day.group(1).id)
        guard case .came(let other) = try await comes("Anna Berg", "", .somebodyNew) else {
            Issue.record("asked again")
            return
        }
        #expect(other.attendance.memberID != anna.attendance.memberID)
        await #expect(throws: Refusal.invalid("name", .missing)) { try await comes(" ") }
        await #expect(throws: Refusal.notFound) {
            try await day.store.letIn(
                WalkIn(name: "X", discipline: "", seat: .none), to: day.id, at: now, by: day.viewer("Anna"))
        }
    }

    @Test("earlier days are the opened ones of the community, the latest first, as people sat")
    func earlierDays() async throws {
        let store = try Store()
        let now = Date(timeIntervalSince1970: 1_774_854_000)
        let today = try await store.addSample(scenarios: [], date: "2026-03-30", withHistory: true, at: now)
        let people = try await store.people(on: today)
        func member(_ name: String) throws -> ID<Member> { try #require(people.attendees.first { $0.name == name }?.attendance.memberID) }
        let marit = Viewer(communityID: people.day.communityID, member: try member("Marit Fasting"), name: "Marit", role: .facilitator)
        let (anna, harald) = (try member("Anna Berg"), try member("Harald Vik"))
        let days = try await store.earlierDays(before: today, to: marit)
        #expect(days.count == 1 && days[0].count == 3)
        #expect(days[0].allSatisfy { $0.count == 5 })
        #expect(days[0].contains { Set($0).isSuperset(of: [anna, harald]) })
        #expect(try await store.days().first?.id == today)
        let later = try await store.planDay(
            title: "Ny", date: "2026-06-01", startsAt: "09:00", place: "", language: .nb, like: today, in: people.day.communityID, at: now,
            by: marit)
        #expect(try await store.earlierDays(before: later.id, to: marit).count == 1)
        try await store.change { db in
            try db.execute(sql: "UPDATE trainingDay SET state = 'open' WHERE id = ?", arguments: [today])
            try db.execute(
                sql: "UPDATE attendance SET absentAt = ?, groupID = NULL WHERE dayID = ? AND memberID = ?",
                arguments: [now, today, anna])
            return ((), [])
        }
        let both = try await store.earlierDays(before: later.id, to: marit)
        #expect(both.count == 2 && both[0].flatMap { $0 }.count == 17)
        #expect(!both[0].flatMap { $0 }.contains(anna))
        let stranger = try await store.addFirstFacilitator(named: "Fremmed", community: "Andre", language: .nb, at: now)
        let elsewhere = Viewer(communityID: stranger.communityID, member: stranger.id, name: "", role: .facilitator)
        await #expect(throws: Refusal.notFound) { try await store.earlierDays(before: later.id, to: elsewhere) }
    }

    @Test("ticks in the table of traits change what was ticked, and leave the rest that is known")
    func marks() async throws {
        let day = try await Day.planned()
        let community = day.people.day.communityID
        let anna = try #require(day.attendee("Anna").attendance.memberID)
        let before = try #require(try await day.store.profiles(in: community, to: day.facilitator)[anna])
        #expect(before.traits.contains(.takesInitiative) && !before.numbers.isEmpty && !before.ties.isEmpty)
        try await day.store.mark(
            [TraitMark(member: anna, trait: .quiet, isOn: true), TraitMark(member: anna, trait: .takesInitiative, isOn: false)],
            in: community, by: day.facilitator)
        let after = try #require(try await day.store.profiles(in: community, to: day.facilitator)[anna])
        #expect(after.traits == before.traits.subtracting([.takesInitiative]).union([.quiet]))
        #expect(after.numbers == before.numbers && after.ties == before.ties)
        await #expect(throws: Refusal.notFound) { try await day.store.mark([], in: community, by: day.viewer("Anna")) }
        await #expect(throws: Refusal.notFound) { try await day.store.profiles(in: community, to: day.viewer("Anna")) }
    }
}
