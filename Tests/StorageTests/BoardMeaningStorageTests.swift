import Cast
import Foundation
import Storage
import Testing
import Workshop

@Suite("What a board keeps of meaning")
struct BoardMeaningStorageTests {
    typealias Scene = BoardConductStorageTests.Scene

    @Test("a fact hangs once on the board and tells which contact it came from")
    func source() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        let now = scene.day.clock.now
        let persona = scene.day.scenarios[0].personas[0]
        let contact = try await scene.day.plantContact(by: "Anna", with: persona, in: scene.day.scenarios[0], player: "Olivia")
        try await scene.day.plantRevelation(of: persona.script.disclosures[0], in: contact, by: "Olivia")
        let fact = try #require(try await store.knowledge(of: scene.day.group(1).id, for: scene.scenario).first).id
        let card = try await store.pin(fact, in: .nb, at: now, by: scene.anna)
        #expect(try await store.pin(fact, in: .nb, at: now, by: scene.bjarne).id == card.id)
        let source = try #require(try await scene.board().cards[0].source)
        #expect(source.persona == persona.name && source.channel == .phone && source.toldAt == now)
        _ = try await store.remove(card.id, at: now, by: scene.anna)
        #expect(try await store.pin(fact, in: .nb, at: now, by: scene.bjarne).id != card.id)
    }

    @Test("a card that is alone after its stack was undone lies in no stack, and is drawn anew")
    func undoneStack() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        let now = scene.day.clock.now
        let one = try await scene.pin("a")
        let other = try await scene.pin("b", in: 1)
        _ = try await store.stack(other.id, on: one.id, at: now, by: scene.anna)
        let stacked = try await scene.board()
        #expect(stacked.stacks.count == 1 && stacked.cards.allSatisfy { $0.stack != nil })
        _ = try await store.undo(on: one.boardID, at: now, by: scene.anna)
        let board = try await scene.board()
        #expect(board.stacks.isEmpty && board.cards.allSatisfy { $0.stack == nil })
        func card(_ id: ID<Card>, on board: BoardContent) -> Card? { board.cards.map(\.card).first { $0.id == id } }
        #expect(card(one.id, on: board)?.laneID == board.lanes[0].id && card(other.id, on: board)?.laneID == board.lanes[1].id)
        #expect(try #require(card(one.id, on: board)).version > #require(card(one.id, on: stacked)).version)
        _ = try await store.redo(on: one.boardID, at: now, by: scene.anna)
        #expect(try await scene.board().stacks.count == 1)
    }

    @Test("taking one of two down leaves the other in no stack, and putting it back brings the stack back")
    func removedMate() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        let now = scene.day.clock.now
        let one = try await scene.pin("a")
        let other = try await scene.pin("b")
        _ = try await store.stack(other.id, on: one.id, at: now, by: scene.anna)
        _ = try await store.remove(other.id, at: now, by: scene.anna)
        #expect(try await scene.board().cards[0].stack == nil)
        _ = try await store.restore(other.id, at: now, by: scene.anna)
        #expect(try await scene.board().cards.allSatisfy { $0.stack != nil })
    }

    @Test("what the pens mean is told on every card of the day, also to the plenary, and goes along to the next day")
    func markers() async throws {
        let scene = try await Scene()
        let day = scene.day
        let card = try await scene.pin("a")
        try await day.store.call([.blue: "Bekymring"], on: day.id, at: day.clock.now, by: day.facilitator)
        let board = try await scene.board()
        #expect(
            board.markers[.blue] == "Bekymring" && board.cards[0].markers[.blue] == "Bekymring"
                && board.cards[0].card.version > card.version)
        await #expect(throws: Refusal.notFound) { try await day.store.call([.blue: "Mitt"], on: day.id, at: day.clock.now, by: scene.anna) }
        let next = try await day.store.planDay(
            title: "Neste", date: "2026-04-30", startsAt: "09:00", place: "", language: .nb, like: day.id, in: day.people.day.communityID,
            at: day.clock.now, by: day.facilitator)
        #expect(try await day.store.boards(of: next.id, to: day.facilitator).markers[.blue] == "Bekymring")
    }

    @Test("a board made later for a case is laid out as the day says for that case")
    func layoutOfCase() async throws {
        let scene = try await Scene()
        let day = scene.day
        try await day.store.layOut(.all(scene.scenario), as: .rings, at: day.clock.now, by: day.facilitator)
        try await day.store.addGroup(named: "Ny", to: day.id, at: day.clock.now, by: day.facilitator)
        let group = try #require(try await day.store.people(on: day.id).groups.first { $0.name == "Ny" }).id
        #expect(try await day.store.board(of: group, for: scene.scenario, to: day.facilitator).board.layout == .rings)
        #expect(try await day.store.board(of: group, for: day.scenarios[1].id, to: day.facilitator).board.layout == .lanes)
    }
}
