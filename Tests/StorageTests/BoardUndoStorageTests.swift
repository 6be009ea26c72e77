import Cast
import Foundation
import Storage
import Testing
import Workshop

@Suite("Taking back one’s latest change of a board")
struct BoardUndoStorageTests {
    typealias Scene = BoardConductStorageTests.Scene

    let scene: Scene
    var store: Store { scene.day.store }
    var now: Date { scene.day.clock.now }

    init() async throws { scene = try await Scene() }

    func undo(by viewer: Viewer? = nil) async throws {
        _ = try await store.undo(on: scene.board().board.id, at: now, by: viewer ?? scene.anna)
    }
    func redo(by viewer: Viewer? = nil) async throws {
        _ = try await store.redo(on: scene.board().board.id, at: now, by: viewer ?? scene.anna)
    }
    func card(_ text: String) async throws -> PinnedCard {
        let cards = try await scene.board().cards
        return try #require(cards.first { $0.card.text == text })
    }
    func words(on text: String) async throws -> [String] { try await card(text).threads.map(\.word) }
    func overtaken(by viewer: Viewer? = nil) async throws -> Overtaken {
        try #require(await #expect(throws: Overtaken.self) { try await undo(by: viewer) })
    }

    @Test("takes back a thread that was made, got another word, or was removed, and makes it again")
    func threads() async throws {
        let (one, other) = try await (scene.pin("a"), scene.pin("b"))
        _ = try await store.tie(one.id, to: other.id, word: "fører til", at: now, by: scene.anna)
        _ = try await store.tie(one.id, to: other.id, word: "hindrer", since: "fører til", at: now, by: scene.anna)
        _ = try await store.untie(card("a").threads[0].id, at: now, by: scene.anna)
        var seen: [[String]] = []
        for _ in 0..<3 {
            try await undo()
            seen.append(try await words(on: "b"))
        }
        #expect(seen == [["hindrer"], ["fører til"], []])
        seen = []
        for _ in 0..<3 {
            try await redo()
            seen.append(try await words(on: "a"))
        }
        #expect(seen == [["fører til"], ["hindrer"], []])
        #expect(try await scene.board().cards.count == 2)
    }

    @Test("does not take a card down again over what another has written on it, or said of it, since it came back")
    func keepsWordsOfOthers() async throws {
        let (rewritten, remarked) = try await (scene.pin("a"), scene.pin("b"))
        for card in [rewritten, remarked] {
            _ = try await store.remove(card.id, at: now, by: scene.anna)
            try await undo()
            if card.id == rewritten.id {
                let version = try await self.card("a").card.version
                _ = try await store.edit(card.id, CardWriting(text: "a, og mer"), version: version, at: now, by: scene.bjarne)
            } else {
                _ = try await store.remark("Viktig", on: card.id, at: now, by: scene.bjarne)
            }
            #expect(try #require(await #expect(throws: Overtaken.self) { try await redo() }).since?.byID == scene.bjarne.attendance)
        }
        #expect(try await Set(scene.board().cards.map(\.card.text)) == ["a, og mer", "b"])
    }

    @Test("forgets what was undone when something else is done, and makes again what was undone last")
    func forgets() async throws {
        let card = try await scene.pin("a")
        for lane in [1, 2] {
            _ = try await store.place(card.id, in: scene.board().lanes[lane].id, before: nil, at: now, by: scene.anna)
            try await undo()
        }
        _ = try await scene.pin("b")
        try await undo()
        try await redo()
        #expect(try await scene.board().cards.map(\.card.text) == ["a", "b"])
        await #expect(throws: Refusal.notNow(.nothingToRedo)) { try await redo() }
        #expect(try await self.card("a").card.laneID == scene.board().lanes[0].id)
    }

    @Test("takes back a remark, its removal, and the name of a stack")
    func remarksAndNames() async throws {
        let (one, other) = try await (scene.pin("a"), scene.pin("b"))
        _ = try await store.stack(other.id, on: one.id, at: now, by: scene.anna)
        _ = try await store.rename(scene.board().stacks[0].id, to: "Helse", at: now, by: scene.anna)
        _ = try await store.remark("Enig", on: one.id, at: now, by: scene.anna)
        _ = try await store.remove(card("a").remarks[0].id, at: now, by: scene.anna)
        try await undo()
        #expect(try await card("a").remarks.map(\.text) == ["Enig"])
        try await undo()
        #expect(try await card("a").remarks.isEmpty)
        #expect(try await card("a").stack?.name == "Helse")
        try await undo()
        #expect(try await card("b").stack?.name == "")
        for _ in 0..<2 { try await redo() }
        #expect(try await card("b").stack?.name == "Helse")
        #expect(try await card("a").remarks.map(\.text) == ["Enig"])
    }

    @Test("has the cards drawn anew that show what was taken back")
    func drawnAnew() async throws {
        let (one, other) = try await (scene.pin("a"), scene.pin("b"))
        let tied = try await store.tie(one.id, to: other.id, word: "", at: now, by: scene.anna)
        try await undo()
        for card in tied { #expect(try await self.card(card.text).card.version > card.version) }
    }

    @Test("leaves a thread, a remark and a name that another has changed since, and tells of it once")
    func overtakenCompany() async throws {
        let (one, other) = try await (scene.pin("a"), scene.pin("b"))
        _ = try await store.tie(one.id, to: other.id, word: "fører til", at: now, by: scene.anna)
        _ = try await store.tie(one.id, to: other.id, word: "hindrer", since: "fører til", at: now, by: scene.bjarne)
        #expect(try await overtaken().since?.byID == scene.bjarne.attendance)
        #expect(try await words(on: "a") == ["hindrer"])
        _ = try await store.tie(other.id, to: one.id, word: "tilbake", at: now, by: scene.anna)
        _ = try await store.remove(one.id, at: now, by: scene.bjarne)
        #expect(try await overtaken().since?.kind == .removed)
    }

    @Test("leaves the line and the name of cards that are locked, as everyone must, and takes them back once they are not")
    func lockedCompany() async throws {
        let (one, other, third) = try await (scene.pin("a"), scene.pin("b"), scene.pin("c"))
        _ = try await store.tie(one.id, to: third.id, word: "fører til", at: now, by: scene.anna)
        _ = try await store.stack(other.id, on: one.id, at: now, by: scene.anna)
        let stack = try await scene.board().stacks[0].id
        _ = try await store.rename(stack, to: "Helse", at: now, by: scene.anna)
        _ = try await store.lock(other.id, true, at: now, by: scene.bjarne)
        await #expect(throws: Refusal.notNow(.stackLocked)) {
            try await store.rename(stack, to: "Annet", since: "Helse", at: now, by: scene.anna)
        }
        _ = try await overtaken()
        #expect(try await card("a").stack?.name == "Helse")
        for locked in [one, third] {
            _ = try await store.lock(locked.id, true, at: now, by: scene.bjarne)
            let thread = try await card("a").threads[0].id
            await #expect(throws: Refusal.notNow(.cardLocked)) { try await store.untie(thread, at: now, by: scene.anna) }
            _ = try await store.lock(locked.id, false, at: now, by: scene.bjarne)
        }
        _ = try await store.untie(card("a").threads[0].id, at: now, by: scene.anna)
        #expect(try await words(on: "a").isEmpty)
        try await undo()
        #expect(try await words(on: "a") == ["fører til"])
    }

    @Test("does not take down a card that another has tied, remarked on or laid another on, and goes on with the one before")
    func used() async throws {
        func used(_ work: (Card, Card) async throws -> Void) async throws {
            let theirs = try await scene.pin("Bjarnes", by: scene.bjarne)
            let first = try await scene.pin("Første")
            let card = try await scene.pin("Annas")
            try await work(card, theirs)
            #expect(try await overtaken().since?.byID == scene.bjarne.attendance)
            #expect(try await self.card("Annas").card.id == card.id)
            try await undo()
            #expect(try await !scene.board().cards.contains { $0.card.id == first.id })
            for id in [card.id, theirs.id] { _ = try await store.remove(id, at: now, by: scene.bjarne) }
        }
        try await used { card, theirs in _ = try await store.tie(card.id, to: theirs.id, word: "", at: now, by: scene.bjarne) }
        try await used { card, theirs in _ = try await store.tie(theirs.id, to: card.id, word: "", at: now, by: scene.bjarne) }
        try await used { card, _ in _ = try await store.remark("Enig", on: card.id, at: now, by: scene.bjarne) }
        try await used { card, theirs in _ = try await store.stack(theirs.id, on: card.id, at: now, by: scene.bjarne) }
    }

    @Test("takes down a card pinned with whose words it is, and one that only its author has worked on")
    func ownWork() async throws {
        let board = try await scene.board()
        let card = try await store.pin(
            "Sagt", marker: .blue, in: board.lanes[0].id, on: board.board.id, saidBy: scene.bjarne.attendance, at: now, by: scene.anna)
        try await undo()
        #expect(try await scene.board().cards.isEmpty)
        _ = try await store.restore(card.id, at: now, by: scene.anna)
        _ = try await store.remark("Min egen", on: card.id, at: now, by: scene.anna)
        for _ in 0..<2 { try await undo() }
        #expect(try await scene.board().cards.isEmpty)
    }

    @Test("takes back what was done before a card was taken down, when that has been taken back on the spot")
    func restored() async throws {
        _ = try await scene.pin("før")
        let card = try await scene.pin("tatt ned")
        _ = try await store.remove(card.id, at: now, by: scene.anna)
        #expect(try await store.restore(card.id, at: now, by: scene.anna).removedAt == nil)
        #expect(try await scene.board().cards.map(\.card.text) == ["før", "tatt ned"])
        #expect(try await store.history(of: card.id, to: scene.anna).steps.map(\.kind) == [.pinned])
        try await redo()
        #expect(try await scene.board().cards.map(\.card.text) == ["før"])
        _ = try await store.restore(card.id, at: now, by: scene.bjarne)
        #expect(try await store.history(of: card.id, to: scene.anna).steps.map(\.kind) == [.pinned, .removed, .restored])
        _ = try await store.remove(card.id, at: now, by: scene.bjarne)
        _ = try await store.restore(card.id, at: now, by: scene.bjarne)
        try await undo(by: scene.bjarne)
        #expect(try await scene.board().cards.map(\.card.text) == ["før"])
    }

    @Test("tells once of what it does not take back, and takes the change before it the next time")
    func asides() async throws {
        let board = try await scene.board()
        let works: [(BoardAside, () async throws -> Void)] = [
            (.picture, { _ = try await store.hang(Picture(PictureFiles.jpeg()), saying: "", on: board.board.id, at: now, by: scene.anna) }),
            (.field, { for name in ["A", "B"] { _ = try await store.addLane(name, to: board.board.id, at: now, by: scene.anna) } }),
            (.field, { _ = try await store.rename(board.lanes[0].id, to: "Ny", at: now, by: scene.anna) }),
            (.conduct, { try await store.vote(each: 3, on: .one(board.board.id), at: now, by: scene.anna) }),
            (.dots, { _ = try await store.give(1, to: scene.board().cards[0].card.id, at: now, by: scene.anna) }),
        ]
        for (what, work) in works {
            let card = try await scene.pin("a")
            try await work()
            #expect(try #require(await #expect(throws: SetAside.self) { try await undo() }).what == what)
            try await undo()
            #expect(try await !scene.board().cards.contains { $0.card.id == card.id })
        }
        await #expect(throws: Refusal.notNow(.nothingToUndo)) { try await undo(by: scene.bjarne) }
    }

    @Test("takes back what was done after what it does not take back, before telling of that")
    func afterAside() async throws {
        let before = try await scene.pin("før")
        _ = try await store.addLane("A", to: before.boardID, at: now, by: scene.anna)
        _ = try await scene.pin("etter")
        try await undo()
        #expect(try await scene.board().cards.map(\.card.text) == ["før"])
        await #expect(throws: SetAside.self) { try await undo() }
        try await undo()
        #expect(try await scene.board().cards.isEmpty)
    }
}
