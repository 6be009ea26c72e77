import Cast
import Foundation
import GRDB
import Storage
import Testing
import Workshop

@Suite("Planning a day")
struct PlanningTests {
    let now = Date(timeIntervalSince1970: 1_774_854_000)

    func bare(_ day: Day) async throws -> TrainingDay {
        try await day.store.planDay(
            title: "Ny dag", date: "2026-05-04", startsAt: "08:30", place: "", language: .nb, in: day.people.day.communityID, at: now,
            by: day.facilitator)
    }

    @Test("a new day has its maker as facilitator and cannot open before somebody could work")
    func checklist() async throws {
        let day = try await Day.planned()
        let store = day.store
        let marit = day.facilitator
        let new = try await bare(day)
        let plan = try await store.plan(of: new.id)
        #expect(plan.attendees.map(\.name) == ["Marit Fasting"])
        #expect(plan.checklist.gaps == [.noProgramme, .noParticipants, .noGroups, .noCases])
        await #expect(throws: Refusal.notNow(.dayIncomplete)) { try await store.move(new.id, to: .open, at: now, by: marit) }
        try await store.addGroup(named: "Fjord", to: new.id, at: now, by: marit)
        try await store.addCase(day.scenarios[0].id, to: new.id, at: now, by: marit)
        let anna = try #require(day.attendee("Anna").attendance.memberID)
        let group = try await store.plan(of: new.id).groups[0]
        try await store.invite([anna], as: .participant, in: group.id, to: new.id, at: now, by: marit)
        let gaps = try await store.plan(of: new.id).checklist
        #expect(gaps.mayOpen && gaps.gaps == [.noProgramme, .noLeaders])
        try await store.move(new.id, to: .open, at: now, by: marit)
    }

    @Test("a day made like another has its programme, cases, people, groups and castings, and nothing that happened")
    func copy() async throws {
        let day = try await Day.running()
        let copy = try await day.store.planDay(
            title: "Om igjen", date: "2026-06-01", startsAt: "09:00", place: "", language: .nb, like: day.id,
            in: day.people.day.communityID, at: now,
            by: day.facilitator)
        let (old, new) = (try await day.store.plan(of: day.id), try await day.store.plan(of: copy.id))
        #expect(new.blocks.map(\.title) == old.blocks.map(\.title) && new.groups.map(\.name) == old.groups.map(\.name))
        #expect(new.attendees.map(\.name) == old.attendees.map(\.name) && new.cases.map(\.id) == old.cases.map(\.id))
        #expect(new.castings.count == old.castings.count && new.day.state == .draft && new.day.joinCode != old.day.joinCode)
        #expect(Set(new.groups.map(\.id)).isDisjoint(with: old.groups.map(\.id)))
    }

    @Test("a case that a group has worked with stays on the day; another goes with its castings")
    func removeCase() async throws {
        let day = try await Day.running()
        let store = day.store
        let anna = day.viewer("Anna")
        let board = try await store.board(of: day.group(1).id, for: day.scenarios[0].id, to: anna)
        _ = try await store.pin("Lapp", marker: .blue, in: board.lanes[0].id, on: board.board.id, at: now, by: anna)
        await #expect(throws: Refusal.notNow(.scenarioInUse)) {
            try await store.removeCase(day.scenarios[0].id, from: day.id, at: now, by: day.facilitator)
        }
        try await store.removeCase(day.scenarios[1].id, from: day.id, at: now, by: day.facilitator)
        let plan = try await store.plan(of: day.id)
        let left = Set(day.scenarios[0].personas.map(\.id))
        #expect(plan.cases.map(\.id) == [day.scenarios[0].id] && plan.castings.allSatisfy { left.contains($0.personaID) })
    }

    @Test("a group with people or work is not removed, an empty one is")
    func removeGroup() async throws {
        let day = try await Day.planned()
        await #expect(throws: Refusal.notNow(.groupInUse)) {
            try await day.store.removeGroup(day.group(1).id, at: now, by: day.facilitator)
        }
        #expect(try await day.store.room(of: day.group(1).id, for: day.scenarios[0].id, to: day.facilitator).board.lanes.count == 4)
        try await day.store.addGroup(named: "Gruppe 4", to: day.id, at: now, by: day.facilitator)
        let added = try #require(try await day.store.plan(of: day.id).groups.last)
        try await day.store.removeGroup(added.id, at: now, by: day.facilitator)
        #expect(try await day.store.plan(of: day.id).groups.count == 3)
    }

    @Test("a person who has done something on the day stays on it; a facilitator taken off stays signed in")
    func leave() async throws {
        let day = try await Day.running()
        let anna = day.viewer("Anna")
        let board = try await day.store.board(of: day.group(1).id, for: day.scenarios[0].id, to: anna)
        _ = try await day.store.pin("Lapp", marker: .blue, in: board.lanes[0].id, on: board.board.id, at: now, by: anna)
        await #expect(throws: Refusal.notNow(.personInUse)) {
            try await day.store.leave(day.attendee("Anna").attendance.id, at: now, by: day.facilitator)
        }
        try await day.store.leave(day.attendee("Olivia").attendance.id, at: now, by: day.facilitator)
        #expect(try await !day.store.plan(of: day.id).attendees.contains { $0.name.hasPrefix("Olivia") })
        let token = try await day.store.signIn(as: day.attendee("Marit").attendance.id, withCode: false, at: now)
        let vera = day.attendee("Vera").attendance
        try await day.store.change { db in
            try db.execute(sql: "UPDATE member SET isFacilitator = 1 WHERE id = ?", arguments: [vera.memberID])
            return ((), [])
        }
        try await day.store.give(.facilitator, to: vera.id, at: now, by: day.facilitator)
        try await day.store.leave(day.attendee("Marit").attendance.id, at: now, by: day.facilitator)
        let identity = try #require(try await day.store.identity(of: token))
        #expect(identity.day == nil && identity.member?.name == "Marit Fasting")
    }

    @Test("who is no leader any more plays nobody, and who leads sits in no group")
    func roles() async throws {
        let day = try await Day.planned()
        let olivia = day.attendee("Olivia").attendance.id
        try await day.store.give(.observer, to: olivia, at: now, by: day.facilitator)
        #expect(try await !day.store.plan(of: day.id).castings.contains { $0.attendanceID == olivia })
        try await day.store.give(.leader, to: day.attendee("Anna").attendance.id, at: now, by: day.facilitator)
        #expect(try await day.store.attendance(day.attendee("Anna").attendance.id).groupID == nil)
        await #expect(throws: Refusal.notNow(.notAFacilitator)) {
            try await day.store.give(.facilitator, to: day.attendee("Bjarne").attendance.id, at: now, by: day.facilitator)
        }
        await #expect(throws: Refusal.invalid("leader", .unknownChoice)) {
            try await day.store.cast(olivia, as: day.scenarios[0].personas[0].id, on: day.id, at: now, by: day.facilitator)
        }
    }

    @Test("the last facilitator cannot be removed or step down; a member with a history is marked as having left")
    func members() async throws {
        let day = try await Day.running()
        let store = day.store
        let marit = try #require(day.attendee("Marit").attendance.memberID)
        await #expect(throws: Refusal.notNow(.lastFacilitator)) { try await store.removeMember(marit, at: now, by: day.facilitator) }
        await #expect(throws: Refusal.notNow(.lastFacilitator)) {
            try await store.editMember(
                marit, name: "Marit", discipline: "", unit: "", party: .staff, email: "", language: "", isFacilitator: false, at: now,
                by: day.facilitator)
        }
        let anna = try #require(day.attendee("Anna").attendance.memberID)
        let token = try await store.signIn(as: day.attendee("Anna").attendance.id, withCode: false, at: now)
        #expect(try await !store.removeMember(anna, at: now, by: day.facilitator))
        #expect(try await store.identity(of: token) == nil)
        #expect(try await !store.overview(of: day.people.day.communityID, to: day.facilitator).members.contains { $0.id == anna })
        #expect(try await store.plan(of: day.id).attendees.contains { $0.name == "Anna Berg" })
        let new = try await store.addMember(
            name: "Ny", discipline: "", unit: "", party: .staff, email: "", isFacilitator: false, to: day.people.day.communityID,
            by: day.facilitator)
        #expect(try await store.removeMember(new.id, at: now, by: day.facilitator))
    }

    @Test("a list adds and updates everyone or nobody")
    func roster() async throws {
        let day = try await Day.planned()
        let community = day.people.day.communityID
        let roster = try Roster("navn;enhet;fag;e-post\nAnna Berg;Hjemmetjenesten;Sykepleie;anna@eksempel.no\nNy Person;NAV;Arbeid;\n")
        let changes = try await day.store.take(roster, into: community, at: now, by: day.facilitator)
        #expect(changes.map(\.isNew) == [false, true])
        let members = try await day.store.overview(of: community, to: day.facilitator).members
        #expect(members.count == 27 && members.first { $0.name == "Anna Berg" }?.discipline == "Sykepleie")
        let again = try await day.store.preview(roster, in: community, by: day.facilitator)
        #expect(again.allSatisfy { !$0.matters })
    }

    @Test("those who do not run the community can change nothing in its plans")
    func strangers() async throws {
        let day = try await Day.planned()
        let store = day.store
        let other = try await store.addFirstFacilitator(named: "Fremmed", community: "Andre", language: .nb, at: now)
        let stranger = Viewer(communityID: other.communityID, member: other.id, name: "Fremmed", role: .facilitator)
        for viewer in [stranger, day.viewer("Anna"), day.viewer("Olivia"), day.viewer("Unni")] {
            await #expect(throws: Refusal.notFound) { try await store.addGroup(named: "X", to: day.id, at: now, by: viewer) }
            await #expect(throws: Refusal.notFound) {
                try await store.seat(day.attendee("Anna").attendance.id, in: nil, at: now, by: viewer)
            }
            await #expect(throws: Refusal.notFound) { try await store.edit(programme: ProgrammeEdit(), of: day.id, at: now, by: viewer) }
            await #expect(throws: Refusal.notFound) { try await store.move(day.id, to: .open, at: now, by: viewer) }
            await #expect(throws: Refusal.notFound) { try await store.removeCase(day.scenarios[0].id, from: day.id, at: now, by: viewer) }
            await #expect(throws: Refusal.notFound) { _ = try await store.overview(of: day.people.day.communityID, to: viewer) }
            await #expect(throws: Refusal.notFound) { _ = try await store.member(day.attendee("Anna").attendance.memberID!, to: viewer) }
        }
    }
}

@Suite("What a slip of the hand cannot do")
struct SlipTests {
    @Test("the last facilitator of a day is neither taken off it nor given another role")
    func lastFacilitator() async throws {
        let day = try await Day.running()
        let marit = day.attendee("Marit").attendance.id
        await #expect(throws: Refusal.notNow(.lastFacilitator)) { try await day.store.leave(marit, at: day.clock.now, by: day.facilitator) }
        await #expect(throws: Refusal.notNow(.lastFacilitator)) {
            try await day.store.give(.observer, to: marit, at: day.clock.now, by: day.facilitator)
        }
    }

    @Test("a leader in a conversation keeps the part until it is over")
    func conversation() async throws {
        let day = try await Day.running()
        let persona = day.scenarios[0].personas[0]
        let anna = day.viewer("Anna")
        let olivia = day.viewer("Olivia")
        let contact = try await day.store.request(
            persona.id, in: day.scenarios[0].id, through: .phone, wish: "", at: day.clock.now, by: anna)
        _ = try await day.store.take(contact.id, at: day.clock.now, by: olivia)
        let leader = try #require(olivia.attendance)
        await #expect(throws: Refusal.notNow(.inConversation)) {
            try await day.store.uncast(leader, as: persona.id, on: day.id, at: day.clock.now, by: day.facilitator)
        }
        _ = try await day.store.end(contact.id, feedback: "", at: day.clock.now, by: olivia)
        try await day.store.uncast(leader, as: persona.id, on: day.id, at: day.clock.now, by: day.facilitator)
    }

    @Test("undoing a join by code leaves the one who came by a link in peace")
    func undoneJoin() async throws {
        let day = try await Day.running()
        let anna = day.attendee("Anna").attendance.id
        let linked = try await day.store.signIn(as: anna, withCode: false, at: day.clock.now)
        let joined = try await day.store.signIn(as: anna, withCode: true, at: day.clock.now)
        try await day.store.dismiss(anna, at: day.clock.now, by: day.facilitator)
        #expect(try await day.store.identity(of: joined) == nil)
        #expect(try await day.store.identity(of: linked) != nil)
        try await day.store.renewLink(of: anna, at: day.clock.now, by: day.facilitator)
        #expect(try await day.store.identity(of: linked) == nil)
    }

    @Test("a card that somebody has changed is not taken down unseen")
    func staleRemoval() async throws {
        let day = try await Day.running()
        let anna = day.viewer("Anna")
        let board = try await day.store.board(of: day.group(1).id, for: day.scenarios[0].id, to: anna)
        let card = try await day.store.pin("a", marker: .blue, in: board.lanes[0].id, on: board.board.id, at: day.clock.now, by: anna)
        _ = try await day.store.edit(
            card.id, CardWriting(text: "b", marker: .blue, responsibles: []), version: 1, at: day.clock.now, by: day.viewer("Bjarne"))
        await #expect(throws: Refusal.stale) { try await day.store.remove(card.id, version: 1, at: day.clock.now, by: anna) }
        #expect(try await day.store.remove(card.id, version: 2, at: day.clock.now, by: anna).removedAt != nil)
    }
}
