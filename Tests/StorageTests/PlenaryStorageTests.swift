import Cast
import Foundation
import Storage
import Testing
import Workshop

@Suite("What the plenary is told")
struct PlenaryStorageTests {
    /// Group 1 has been told the first fact of case 1; the day is in plenary, turned to it.
    static func inPlenary() async throws -> Day {
        let day = try await Day.running()
        let scenario = day.scenarios[0]
        let contact = try await day.plantContact(
            by: "Anna", with: scenario.personas[0], in: scenario, player: "Olivia", feedback: "Dere spurte godt.")
        try await day.plantRevelation(of: scenario.disclosures[0], in: contact, by: "Olivia")
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        try await day.store.turnPlenary(of: day.id, to: scenario.id, group: nil, part: .groups, at: day.clock.now, by: day.facilitator)
        return day
    }

    @Test("it holds what was found, and of the rest only a number")
    func onlyFound() async throws {
        let day = try await Self.inPlenary()
        let shown = try #require(try await day.store.plenary(of: day.id).shown)
        #expect(shown.facts.map { $0.text[.nb] } == ["Han sover på en sofa (1)"])
        #expect(shown.hidden == 5 && shown.uncovered.isEmpty)
        #expect(shown.groups.map(\.found) == [1, 0, 0] && shown.groups.map(\.contacts) == [1, 0, 0])
        #expect(shown.groups[0].feedback.map(\.text) == ["Dere spurte godt."])
        #expect(shown.facts[0].found.keys.map { $0 } == [day.group(1).id])
    }

    @Test("facts are uncovered one by one in the order of the script, and none by chance when a group finds one later")
    func uncovering() async throws {
        let day = try await Self.inPlenary()
        let scenario = day.scenarios[0]
        try await day.store.uncover(all: false, on: day.id, at: day.clock.now, by: day.facilitator)
        #expect(try await day.store.plenary(of: day.id).shown?.uncovered.map { $0.text[.nb] } == ["Han har ingen inntekt (1)"])
        let contact = try await day.plantContact(by: "Cecilie", with: scenario.personas[0], in: scenario, player: "Olivia")
        try await day.plantRevelation(of: scenario.disclosures[1], in: contact, by: "Olivia")
        let after = try #require(try await day.store.plenary(of: day.id).shown)
        #expect(after.uncovered.isEmpty && after.hidden == 4 && after.facts.count == 2)
        try await day.store.uncover(all: true, on: day.id, at: day.clock.now, by: day.facilitator)
        #expect(try await day.store.plenary(of: day.id).shown?.hidden == 0)
        #expect(try await day.store.standing(of: day.id).uncovered == 5)
    }

    @Test("only what has been shown to everyone can be looked back at")
    func lookingBack() async throws {
        let day = try await Self.inPlenary()
        let (first, second) = (day.scenarios[0].id, day.scenarios[1].id)
        await #expect(throws: Refusal.notFound) { try await day.store.plenary(of: day.id, lookingBackAt: second) }
        try await day.store.turnPlenary(of: day.id, to: second, group: nil, part: .facts, at: day.clock.now, by: day.facilitator)
        #expect(try await day.store.plenary(of: day.id, lookingBackAt: first).shown?.id == first)
    }

    @Test("a case the facilitator only looked at herself is not shown when the day closes")
    func previewOnly() async throws {
        let day = try await Day.running()
        try await day.store.turnPlenary(
            of: day.id, to: day.scenarios[0].id, group: nil, part: .facts, at: day.clock.now, by: day.facilitator)
        try await day.store.move(day.id, to: .closed, at: day.clock.now, by: day.facilitator)
        let content = try await day.store.plenary(of: day.id)
        #expect(content.shown == nil && content.cases.allSatisfy { !$0.wasShown })
    }

    @Test("only facilitators turn and uncover, and only with cases and groups of the day")
    func refusals() async throws {
        let day = try await Self.inPlenary()
        for name in ["Anna", "Olivia", "Unni"] {
            let viewer = day.viewer(name)
            await #expect(throws: Refusal.notFound) { try await day.store.uncover(all: true, on: day.id, at: day.clock.now, by: viewer) }
            await #expect(throws: Refusal.notFound) {
                try await day.store.turnPlenary(
                    of: day.id, to: day.scenarios[1].id, group: nil, part: .facts, at: day.clock.now, by: viewer)
            }
        }
        await #expect(throws: Refusal.invalid("scenario", .unknownChoice)) {
            try await day.store.turnPlenary(of: day.id, to: ID(5), group: nil, part: .facts, at: day.clock.now, by: day.facilitator)
        }
        await #expect(throws: Refusal.invalid("group", .unknownChoice)) {
            try await day.store.turnPlenary(of: day.id, to: nil, group: ID(5), part: .groups, at: day.clock.now, by: day.facilitator)
        }
    }
}

@Suite("The facilitators’ overview")
struct OverviewStorageTests {
    @Test("a tile counts what the group has found in the case it worked on last")
    func counts() async throws {
        let day = try await Day.running()
        let scenario = day.scenarios[1]
        let contact = try await day.plantContact(by: "Anna", with: scenario.personas[0], in: scenario, player: "Olivia")
        try await day.plantRevelation(of: scenario.disclosures[2], in: contact, by: "Olivia")
        try await day.plantSolution("Rom i kveld", by: "Anna", contactPerson: "Bjarne", in: scenario)
        let tile = try await day.store.tile(of: day.group(1).id)
        #expect(tile.scenario?.number == 2 && tile.found == 1 && tile.total == 6)
        #expect(tile.domains.first { $0.domain == .health }.map { [$0.found, $0.total] } == [1, 2])
        #expect(tile.contactPerson == "Bjarne Moen" && tile.talkingWith.map { $0[.nb] } == ["Ung mann"] && tile.waiting.isEmpty)
        #expect(try await day.store.tile(of: day.group(2).id).found == 0)
    }

    @Test("silence counts from the group’s last deed, and only while cases are worked on")
    func silence() async throws {
        let day = try await Day.running()
        #expect(try await day.store.tile(of: day.group(1).id).quietSince == nil)
        let work = try #require(try await day.store.programme(of: day.id).first { $0.kind == .caseWork })
        try await day.store.start(work.id, at: day.clock.now, by: day.facilitator)
        let start = day.clock.now
        day.clock.advance(minutes: 4)
        try await day.plantContact(by: "Anna", with: day.scenarios[0].personas[0], in: day.scenarios[0])
        day.clock.advance(minutes: 3)
        try await day.store.send("Hei", to: .group, group: day.group(2).id, on: day.id, at: day.clock.now, by: day.facilitator)
        #expect(try await day.store.tile(of: day.group(1).id).quietSince == start + 240)
        #expect(try await day.store.tile(of: day.group(2).id).quietSince == start)
    }

    @Test("roles show who plays, who waits and who talks")
    func roles() async throws {
        let day = try await Day.running()
        let scenario = day.scenarios[0]
        try await day.plantContact(by: "Anna", with: scenario.personas[0], in: scenario, player: "Olivia")
        try await day.plantContact(by: "Cecilie", with: scenario.personas[0], in: scenario)
        let role = try #require(try await day.store.roles(on: day.id).first { $0.persona[.nb] == "Ung mann" && $0.caseNumber == 1 })
        #expect(role.waiting == 1 && role.talking == ["Gruppe 1"])
        #expect(role.players.first { $0.name == "Olivia Strand" }?.isTalking == true)
        #expect(role.players.first { $0.name == "Johanne Foss" }?.isTalking == false)
    }
}
