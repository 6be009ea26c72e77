import Cast
import Foundation
import GRDB
import Testing
import Workshop

@testable import Storage

@Suite("Solutions and contact persons in the database")
struct SolutionStoreTests {
    @Test("two people under different headings do not hinder each other, two under the same do")
    func headings() async throws {
        let day = try await Day.running()
        let (group, scenario, now) = (day.group(1).id, day.scenarios[0].id, day.clock.now)
        try await day.store.write("Lege", under: .measures, version: 0, of: group, for: scenario, at: now, by: day.viewer("Anna"))
        try await day.store.write("Et hjem", under: .wishes, version: 0, of: group, for: scenario, at: now, by: day.viewer("Bjarne"))
        await #expect(throws: Refusal.stale) {
            try await day.store.write("Seng", under: .measures, version: 0, of: group, for: scenario, at: now, by: day.viewer("Bjarne"))
        }
        let kept = try await day.store.solution(of: group, for: scenario, under: .measures)
        #expect(kept.text.text == "Lege" && kept.writer == "Anna Berg" && kept.text.writtenAt == now)
    }

    @Test("the newest contact person counts, and the earlier ones are kept")
    func history() async throws {
        let day = try await Day.running()
        let (group, scenario) = (day.group(1).id, day.scenarios[0].id)
        for name in ["Bjarne", "Dagny", "Bjarne", "Bjarne"] {
            try await day.store.choose(
                day.attendee(name).attendance.id, saying: "\(name) kjenner ham", of: group, for: scenario, at: day.clock.now,
                by: day.viewer("Anna"))
        }
        #expect(try await day.store.contactPerson(of: group, for: scenario).name == "Bjarne Moen")
        #expect(try await day.store.read { try ContactPerson.fetchCount($0) } == 3)
        let happenings = try await day.store.read { try Happening.filter(sql: "kind = 'contactPersonChosen'").fetchAll($0) }
        #expect(happenings.count == 3 && happenings.allSatisfy { $0.groupID == group && $0.scenarioID == scenario })
    }

    @Test("neither is for a group, a case or a day that the viewer does not work in")
    func refused() async throws {
        let day = try await Day.running()
        let (group, now) = (day.group(1).id, day.clock.now)
        await #expect(throws: Refusal.notFound) {
            try await day.store.write("x", under: .wishes, version: 0, of: group, for: ID(99), at: now, by: day.viewer("Anna"))
        }
        await #expect(throws: Refusal.notFound) {
            try await day.store.choose(
                day.attendee("Anna").attendance.id, of: group, for: day.scenarios[0].id, at: now, by: day.viewer("Cecilie"))
        }
        await #expect(throws: Refusal.invalid("person", .unknownChoice)) {
            try await day.store.choose(
                day.attendee("Cecilie").attendance.id, of: group, for: day.scenarios[0].id, at: now, by: day.viewer("Anna"))
        }
        try await day.store.move(day.id, to: .plenary, at: now, by: day.facilitator)
        await #expect(throws: Refusal.notNow(.dayClosed)) {
            try await day.store.write("x", under: .wishes, version: 0, of: group, for: day.scenarios[0].id, at: now, by: day.viewer("Anna"))
        }
    }

    @Test("a whole database has no damages")
    func integrity() async throws {
        #expect(try await Day.running().store.damages().isEmpty)
    }
}
