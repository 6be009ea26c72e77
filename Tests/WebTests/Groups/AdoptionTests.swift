import Cast
import Foundation
import Storage
import Testing
import Workshop

@testable import Web

@Suite("Using proposed groups")
struct AdoptionTests {
    @Test("everyone sits as proposed, groups keep their names, new ones are made with boards, and all of it can be undone")
    func adopts() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let before = try await seats(day)
        let proposal = try await BuilderTests.divided(day, marit, groups: 4)
        let answer = try await marit.post("/days/\(day.id)/builder/adoption", ["version": "\(proposal.version)"])
        #expect(answer.status == 303)
        let people = try await day.store.people(on: day.id)
        #expect(people.groups.map(\.name) == ["Gruppe 1", "Gruppe 2", "Gruppe 3", "Gruppe 4"])
        #expect(people.groups.prefix(3).map(\.id) == day.people.groups.map(\.id))
        for (person, seat) in proposal.seats {
            #expect(people.attendees.first { $0.attendance.id == person }?.attendance.groupID == people.groups[seat.number - 1].id)
        }
        _ = try await day.store.board(of: people.groups[3].id, for: day.scenarios[0].id, to: day.facilitator)
        #expect(try await marit.get("/days/\(day.id)/builder").body.contains("Gruppene er i bruk."))

        #expect(try await marit.post("/days/\(day.id)/builder/adoption/removal").body.contains("Skal bruken angres?"))
        _ = try await marit.post("/days/\(day.id)/builder/adoption/removal", ["confirmed": "1"])
        #expect(try await seats(day) == before)
        #expect(try await day.store.people(on: day.id).groups == day.people.groups)
    }

    @Test("groups left empty go unless something hangs on them, and come back when it is undone")
    func emptied() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        _ = try await marit.post("/days/\(day.id)/groups", ["name": "Fjord"])
        let proposal = try await BuilderTests.divided(day, marit, groups: 2)
        _ = try await marit.post("/days/\(day.id)/builder/adoption", ["version": "\(proposal.version)"])
        // An observer sits in the third.
        #expect(try await day.store.people(on: day.id).groups.map(\.name) == ["Gruppe 1", "Gruppe 2", "Gruppe 3"])
        _ = try await marit.post("/days/\(day.id)/builder/adoption/removal", ["confirmed": "1"])
        #expect(try await day.store.people(on: day.id).groups.map(\.name) == ["Gruppe 1", "Gruppe 2", "Gruppe 3", "Fjord"])
        #expect(try await marit.post("/days/\(day.id)/builder/adoption/removal", ["confirmed": "1"]).status == 409)
    }

    @Test("an open day asks first, and a closed day refuses")
    func open() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        let before = try await seats(day)
        let proposal = try await BuilderTests.divided(day, marit)
        let path = "/days/\(day.id)/builder/adoption"
        let question = try await marit.post(path, ["version": "\(proposal.version)"])
        #expect(question.body.contains("Skal disse gruppene brukes?"))
        #expect(try await seats(day) == before)
        #expect(try await marit.post(path, ["version": "\(proposal.version + 1)", "confirmed": "1"]).status == 409)
        #expect(try await marit.post(path, ["version": "\(proposal.version)", "confirmed": "1"]).status == 303)
        try await day.store.move(day.id, to: .closed, at: day.clock.now, by: day.facilitator)
        #expect(try await marit.post(path, ["version": "\(proposal.version)", "confirmed": "1"]).status == 409)
        #expect(try await marit.post("/days/\(day.id)/builder/search", ["version": "\(proposal.version)", "how": "new"]).status == 409)
        #expect(try await marit.get("/days/\(day.id)/builder").status == 200)
    }

    @Test("after no-shows and walk-ins the proposal says who is gone and who is new, and is repaired with few moves")
    func repair() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let proposal = try await BuilderTests.divided(day, marit)
        let group1 = proposal.seats.filter { $0.value.number == 1 }.map(\.key)
        for person in group1.prefix(2) { try await stayAway(person, on: day) }
        let member = try await day.store.addMember(
            name: "Nils Ny", discipline: "Helse", unit: "", party: .staff, email: "", isFacilitator: false, to: day.people.day.communityID,
            by: day.facilitator)
        try await day.store.invite([member.id], as: .participant, to: day.id, at: day.clock.now, by: day.facilitator)
        let page = try await marit.get("/days/\(day.id)/builder").body
        #expect(page.contains("Kommer ikke"))
        #expect(page.contains("Nils Ny er ny og får plass i Gruppe 1"))
        let answer = try await marit.post("/days/\(day.id)/builder/repair", ["version": "\(proposal.version)"])
        #expect(answer.status == 303)
        let repaired = try await BuilderTests.proposal(day)
        #expect(repaired.seats.count == 17)
        let sizes = Dictionary(grouping: repaired.seats.values, by: \.number).mapValues(\.count)
        #expect(sizes.values.max()! - sizes.values.min()! <= 1)
        let moved = repaired.seats.filter { person, seat in proposal.seats[person].map { $0.number != seat.number } ?? false }
        #expect(moved.count <= 2)
        #expect(try await !marit.get("/days/\(day.id)/builder").body.contains("Kommer ikke"))
    }

    @Test("a proposal can start from how people sit now")
    func present() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        _ = try await marit.post("/days/\(day.id)/builder/present", ["version": "0"])
        let proposal = try await BuilderTests.proposal(day)
        for person in day.people.attendees where person.attendance.role == .participant {
            #expect(proposal.seats[person.attendance.id].map { day.people.groups[$0.number - 1].id } == person.attendance.groupID)
        }
        #expect(try await marit.get("/days/\(day.id)/builder").body.contains("Gruppene er i bruk."))
    }

    @Test("when those who come can no longer be divided by the sizes, the groups stay, are still judged, and are repaired; the page says that sizes gave way")
    func sizesGiveWay() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        _ = try await marit.post(
            "/days/\(day.id)/builder",
            ["version": "0", "set": "source-day", "by": "size", "min": "6", "ideal": "6", "max": "6", "own-sizes": "1"])
        let proposal = try await BuilderTests.proposal(day)
        #expect(proposal.pools.count == 3)
        let gone = try #require(day.people.attendees.first { proposal.seats[$0.attendance.id] != nil }).attendance.id
        _ = try await marit.post("/attendances/\(gone)/arrival", ["arrival": "absent"])
        let content = try await day.store.builder(of: day.id)
        let bench = try #require(Bench(content, .first))
        #expect(bench.impossible == nil && bench.explanation != nil && bench.sizesGaveWay == .range(min: 6, ideal: 6, max: 6))
        #expect(BenchRepair(bench) != nil)
        #expect(try await marit.get("/days/\(day.id)/builder").body.contains("17 personer kan ikke deles som dere ba om"))
    }

    @Test("groups that have become uneven are offered the fewest moves that even them out, also when nobody is new or gone")
    func uneven() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let proposal = try await BuilderTests.divided(day, marit)
        #expect(try await !marit.get("/days/\(day.id)/builder").body.contains("/builder/repair"))
        let mover = try #require(proposal.seats.first { $0.value.number == 1 }?.key)
        _ = try await marit.post("/days/\(day.id)/builder/people/\(mover)/group", ["version": "\(proposal.version)", "group": "2"])
        let now = try await BuilderTests.proposal(day)
        #expect(now.seats[mover]?.number == 2)
        #expect(try await marit.get("/days/\(day.id)/builder").body.contains("/builder/repair"))
        #expect(try await marit.post("/days/\(day.id)/builder/repair", ["version": "\(now.version)"]).status == 303)
        let sizes = Dictionary(grouping: try await BuilderTests.proposal(day).seats.values, by: \.number).mapValues(\.count)
        #expect(sizes == [1: 6, 2: 6, 3: 6])
    }

    @Test("who is noted absent and who has said no sit no longer, and come back when they come after all", arguments: [false, true])
    func staysAway(byReply: Bool) async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let proposal = try await BuilderTests.divided(day, marit)
        let gone = try #require(day.people.attendees.first { proposal.seats[$0.attendance.id]?.number == 2 })
        let id = gone.attendance.id
        if byReply {
            try await day.store.enter(.no, reason: "Ferie", food: "", access: "", for: id, at: day.clock.now, by: day.facilitator)
        } else {
            _ = try await marit.post("/attendances/\(id)/arrival", ["arrival": "absent"])
        }
        let content = try await day.store.builder(of: day.id)
        #expect(content.missing[id] == gone.name)
        #expect(!content.people.contains { $0.id == id })
        let page = try await marit.get("/days/\(day.id)/builder").body
        #expect(page.contains("Kommer ikke"))
        #expect(!page.contains("id=\"seat-first-\(id)\""))
        #expect(try await marit.post("/days/\(day.id)/builder/repair", ["version": "\(proposal.version)"]).status == 303)
        #expect(try await BuilderTests.proposal(day).seats[id] == nil)
        _ = try await marit.post("/attendances/\(id)/arrival", ["arrival": "arrived"])
        #expect(try await marit.get("/days/\(day.id)/builder").body.contains("\(gone.name) er ny og får plass i"))
    }

    private func seats(_ day: Day) async throws -> [ID<Attendance>: ID<Workshop.Group>?] {
        Dictionary(uniqueKeysWithValues: try await day.store.people(on: day.id).attendees.map { ($0.attendance.id, $0.attendance.groupID) })
    }

    private func stayAway(_ person: ID<Attendance>, on day: Day) async throws {
        try await day.store.give(.observer, to: person, at: day.clock.now, by: day.facilitator)
    }

    @Test("who is let in at the door after the groups were adopted sits there in the builder too")
    func walkIn() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let proposal = try await BuilderTests.divided(day, marit)
        _ = try await marit.post("/days/\(day.id)/builder/adoption", ["version": "\(proposal.version)", "confirmed": "1"])
        let group = try await day.store.people(on: day.id).groups[2]
        _ = try await marit.post("/days/\(day.id)/arrivals", ["name": "Vilde Vandrer", "group": "\(group.id)"])
        let guest = try #require(try await day.store.people(on: day.id).attendees.first { $0.name == "Vilde Vandrer" })
        #expect(guest.attendance.groupID == group.id)
        #expect(try await BuilderTests.proposal(day).seats[guest.attendance.id]?.number == 3)
    }

    @Test("a group that a hand made too large or too small says so")
    func sizes() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let proposal = try await BuilderTests.divided(day, marit)
        let anna = day.attendee("Anna").attendance.id
        let to = proposal.seats[anna]!.number % 3 + 1
        _ = try await marit.post("/days/\(day.id)/builder/people/\(anna)/group", ["version": "\(proposal.version)", "group": "\(to)"])
        let page = try await marit.get("/days/\(day.id)/builder").body
        #expect(page.contains("7 personer, 1 for mange") && page.contains("5 personer, 1 for få"))
    }
}
