import Cast
import Foundation
import GRDB
import Testing
import Workshop

@testable import Storage

@Suite("Cards without a place in a layout")
struct TrayStorageTests {
    typealias Scene = BoardConductStorageTests.Scene

    func layOut(_ layout: Layout, _ scene: Scene) async throws -> BoardContent {
        try await scene.day.store.layOut(.all(scene.scenario), as: layout, at: scene.day.clock.now, by: scene.day.facilitator)
        return try await scene.board()
    }

    func place(_ card: ID<Card>, in lane: ID<Lane>, _ scene: Scene, before next: ID<Card>? = nil) async throws {
        _ = try await scene.day.store.place(card, in: lane, before: next, at: scene.day.clock.now, by: scene.anna)
    }

    func texts(in lane: Lane?, _ board: BoardContent) -> [String] { board.cards.filter { $0.card.laneID == lane?.id }.map(\.card.text) }

    @Test("lie in its tray in the order they had, and in no field")
    func order() async throws {
        let scene = try await Scene()
        for (text, lane) in [("d", 3), ("b", 1), ("a", 0), ("c", 1)] { _ = try await scene.pin(text, in: lane) }
        for layout in [Layout.person, .fourfold, .rings, .timeline] {
            let board = try await layOut(layout, scene)
            #expect(texts(in: board.tray, board) == ["a", "b", "c", "d"] && board.cards.allSatisfy { !$0.isPlaced })
            #expect(board.lanes.allSatisfy { $0.layout == layout && !$0.isTray } && board.places.last?.id == board.tray?.id)
        }
    }

    @Test("are also those written for a field that the board does not show any more, and they are in it when it is shown again")
    func late() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        let now = scene.day.clock.now
        let lanes = try await scene.board().lanes
        _ = try await scene.pin("a", in: 1)
        let shown = try await layOut(.person, scene)
        let announced = Locked<[Happening.Kind]>([])
        store.announcements.listen { told in announced.withLock { $0 += told.map(\.kind) } }
        for (text, lane) in [("sen", lanes[1].id), ("uten felt", ID(77))] {
            _ = try await store.pin(text, marker: .blue, in: lane, on: shown.board.id, at: now, by: scene.anna)
        }
        let board = try await scene.board()
        #expect(texts(in: board.tray, board) == ["a", "sen", "uten felt"] && announced.withLock { $0.contains(.laneChanged) })
        let back = try await layOut(.lanes, scene)
        #expect(texts(in: back.lanes[1], back) == ["a", "sen"] && texts(in: back.tray, back) == ["uten felt"])
        let free = try await layOut(.free, scene)
        let late = try await store.pin("på arket", marker: .blue, in: lanes[0].id, on: free.board.id, at: now, by: scene.anna)
        #expect(late.laneID == free.lanes[0].id && late.x != nil)
        let lost = try await store.pin("uten felt", marker: .blue, in: ID(77), on: free.board.id, at: now, by: scene.anna)
        #expect(lost.laneID == free.lanes[0].id)
        let other = try await store.board(of: scene.day.group(2).id, for: scene.scenario, to: scene.day.facilitator)
        await #expect(throws: Refusal.notFound) {
            try await store.pin("x", marker: .blue, in: other.lanes[0].id, on: free.board.id, at: now, by: scene.anna)
        }
    }

    @Test("come from a timeline in the order they stood there, by their days")
    func fromTimeline() async throws {
        let scene = try await Scene()
        let now = scene.day.clock.now
        _ = try await layOut(.timeline, scene)
        let cards = [try await scene.pin("uten frist"), try await scene.pin("sent"), try await scene.pin("snart")]
        for (card, day) in [(cards[1], "2026-06-01"), (cards[2], "2026-05-01")] {
            _ = try await scene.day.store.edit(card.id, CardWriting(due: .some(day)), version: 1, at: now, by: scene.anna)
        }
        let board = try await layOut(.person, scene)
        #expect(texts(in: board.tray, board) == ["snart", "sent", "uten frist"])
    }

    @Test("lie right away in a field with the name of their old one, after those that lay there before")
    func namesakes() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let start = try await scene.board()
        var board = try await layOut(.person, scene)
        let first = try await store.pin("før", marker: .blue, in: board.lanes[1].id, on: board.board.id, at: now, by: scene.anna)
        _ = try await layOut(.lanes, scene)
        let own = try await store.addLane("økonomi", to: start.board.id, at: now, by: scene.anna)
        for (text, lane) in [("gjeld", own), ("annet", start.lanes[0])] {
            _ = try await store.pin(text, marker: .blue, in: lane.id, on: start.board.id, at: now, by: scene.anna)
        }
        board = try await layOut(.person, scene)
        #expect(texts(in: board.lanes[1], board) == [first.text, "gjeld"] && texts(in: board.tray, board) == ["annet"])
    }

    @Test("leave the tray for a field and lie there when the layout comes back, and those that were left lie in it still")
    func comingBack() async throws {
        let scene = try await Scene()
        let cards = [try await scene.pin("a"), try await scene.pin("b"), try await scene.pin("c")]
        var board = try await layOut(.person, scene)
        let tray = try #require(board.tray)
        try await place(cards[1].id, in: board.lanes[3].id, scene)
        try await place(cards[2].id, in: tray.id, scene, before: cards[0].id)
        _ = try await layOut(.lanes, scene)
        _ = try await scene.pin("ny")
        board = try await layOut(.person, scene)
        #expect(board.tray == tray && texts(in: tray, board) == ["c", "a", "ny"] && texts(in: board.lanes[3], board) == ["b"])
        for card in board.cards where !card.isPlaced { try await place(card.card.id, in: board.lanes[0].id, scene) }
        board = try await scene.board()
        #expect(board.tray == tray && board.places == board.lanes)
    }

    @Test("stand in the stack they stood in, with its name, when the layout comes back, though they were laid apart meanwhile")
    func stacksComeBack() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let cards = [try await scene.pin("a"), try await scene.pin("b"), try await scene.pin("c")]
        let stack = try #require(try await store.stack(cards[1].id, on: cards[0].id, at: now, by: scene.anna).first?.stackID)
        _ = try await store.rename(stack, to: "Helse", at: now, by: scene.anna)
        var board = try await layOut(.person, scene)
        #expect(texts(in: board.tray, board) == ["a", "b", "c"] && board.cards.filter { $0.stack?.name == "Helse" }.count == 2)
        for card in cards { try await place(card.id, in: board.lanes[0].id, scene) }
        _ = try await store.stack(cards[2].id, on: cards[1].id, at: now, by: scene.anna)
        board = try await layOut(.lanes, scene)
        #expect(board.cards.map(\.stack?.name) == ["Helse", "Helse", nil])
        board = try await layOut(.person, scene)
        #expect(board.cards.map(\.card.text) == ["a", "b", "c"] && board.cards.map { $0.stack?.name } == [nil, "", ""])
    }

    @Test("are joined there by no other: not by moving, by stacking nor by pinning")
    func onlyOut() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let cards = [try await scene.pin("a"), try await scene.pin("b"), try await scene.pin("c")]
        var board = try await layOut(.person, scene)
        let tray = try #require(board.tray)
        try await place(cards[0].id, in: board.lanes[0].id, scene)
        await #expect(throws: Refusal.notAllowed) { try await place(cards[0].id, in: tray.id, scene) }
        await #expect(throws: Refusal.notAllowed) { try await store.stack(cards[0].id, on: cards[1].id, at: now, by: scene.anna) }
        #expect(try await scene.board().stacks.isEmpty)
        for lane in [nil, tray.id] {
            let new = try await store.pin("ny", marker: .blue, in: lane, on: board.board.id, at: now, by: scene.anna)
            #expect(new.laneID == board.lanes[0].id)
        }
        board = try await scene.board()
        #expect(texts(in: tray, board) == ["b", "c"])
    }

    @Test("are brought back to it by taking back the move that placed them")
    func undo() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let cards = [try await scene.pin("a"), try await scene.pin("b")]
        var board = try await layOut(.person, scene)
        for card in cards { try await place(card.id, in: board.lanes[2].id, scene) }
        _ = try await store.undo(on: board.board.id, at: now, by: scene.anna)
        board = try await scene.board()
        #expect(texts(in: board.tray, board) == ["b"])
        _ = try await store.redo(on: board.board.id, at: now, by: scene.anna)
        #expect(try await scene.board().cards.allSatisfy(\.isPlaced))
    }

    @Test("are stacked on each other there, and one is stacked from there on a card in a field")
    func stacks() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let cards = [try await scene.pin("a"), try await scene.pin("b"), try await scene.pin("c")]
        var board = try await layOut(.person, scene)
        _ = try await store.stack(cards[2].id, on: cards[0].id, at: now, by: scene.anna)
        board = try await scene.board()
        #expect(texts(in: board.tray, board) == ["a", "c", "b"])
        try await place(cards[0].id, in: board.lanes[4].id, scene)
        _ = try await store.stack(cards[1].id, on: cards[0].id, at: now, by: scene.anna)
        board = try await scene.board()
        #expect(texts(in: board.lanes[4], board) == ["a", "b"] && texts(in: board.tray, board) == ["c"])
    }

    @Test("lie in a tray that nobody renames or takes away, also when it is empty")
    func tray() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let card = try await scene.pin("a")
        _ = try await layOut(.person, scene)
        let board = try await layOut(.timeline, scene)
        let tray = try #require(board.tray)
        try await place(card.id, in: board.lanes[0].id, scene)
        await #expect(throws: Refusal.notAllowed) { try await store.removeLane(tray.id, at: now, by: scene.anna) }
        await #expect(throws: Refusal.notAllowed) { _ = try await store.rename(tray.id, to: "Parkert", at: now, by: scene.anna) }
        let added = try await store.addLane("Parkert", to: board.board.id, at: now, by: scene.anna)
        #expect(added.position == 3)
    }

    @Test("do not tell a timeline what it measures")
    func timeScale() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        var cards: [Card] = []
        for (text, lane) in [("første", 2), ("andre", 1), ("tredje", 0)] {
            cards.append(try await scene.pin(text, in: lane))
            scene.day.clock.advance(minutes: 1)
        }
        let board = try await layOut(.timeline, scene)
        let group = scene.day.group(1).id
        #expect(texts(in: board.tray, board) == ["tredje", "andre", "første"])
        #expect(try await store.timeScale(of: group, for: scene.scenario) == nil)
        for card in [cards[2], cards[0]] { try await place(card.id, in: board.lanes[0].id, scene) }
        #expect(try await store.timeScale(of: group, for: scene.scenario) == .moments([cards[0].createdAt, cards[2].createdAt]))
    }

    @Test("come along to the next day’s copy of the board, into its tray")
    func copy() async throws {
        let scene = try await Scene()
        let cards = [try await scene.pin("a"), try await scene.pin("b")]
        let earlier = try await layOut(.person, scene)
        try await place(cards[0].id, in: earlier.lanes[5].id, scene)
        let (board, marit) = try await BoardCopyStorageTests().next(after: scene)
        try await scene.day.store.start(board.id, from: earlier.board.id, done: true, at: scene.day.clock.now, by: marit)
        let copy = try await scene.day.store.board(of: board.groupID, for: scene.scenario, to: marit)
        #expect(texts(in: copy.lanes[5], copy) == ["a"] && texts(in: copy.tray, copy) == ["b"] && copy.tray?.boardID == board.id)
    }

    @Test("leave boards of before there were trays as they were, and there is one tray to a layout")
    func migration() throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let database = try DatabaseQueue(configuration: configuration)
        let migrator = Schema.migrator.disablingDeferredForeignKeyChecks()
        try migrator.migrate(database, upTo: "a sheet of free paper is as high as the cards on it need")
        let insertCard =
            "INSERT INTO card (id, boardID, laneID, position, text, marker, createdAt, version) VALUES (9, 1, 5, 1024, 'a', 'blue', '2026-03-30 07:00:00.000', 1)"
        let fields = [
            Lane(id: ID(5), boardID: ID(1), title: LocalizedText("Vi vet"), position: 0),
            Lane(id: ID(6), boardID: ID(1), layout: .person, title: LocalizedText("Helse"), position: 0),
        ]
        try database.write { db in
            try db.execute(sql: "INSERT INTO board (id, groupID, scenarioID) VALUES (1, 2, 3)")
            for field in fields {
                try db.execute(
                    sql: "INSERT INTO lane (id, boardID, layout, title, position) VALUES (?, 1, ?, ?, 0)",
                    arguments: [field.id, field.layout.rawValue, "{\"nb\":\"\(field.title[.nb])\"}"])
            }
            try db.execute(sql: insertCard)
        }
        try migrator.migrate(database)
        try database.write { db in
            let board = try #require(try Board.fetchOne(db))
            #expect(try Lane.order(Column("id")).fetchAll(db) == fields && board.tray(in: db) == nil)
            #expect(try board.cards(in: db).map(\.laneID) == [ID(5)])
            let tray = try board.neededTray(in: db)
            #expect(try board.neededTray(in: db) == tray && board.lanes(in: db) == [fields[0]])
            #expect(throws: DatabaseError.self) { try Lane.tray(of: board, as: ID(77)).insert(db) }
        }
    }
}
