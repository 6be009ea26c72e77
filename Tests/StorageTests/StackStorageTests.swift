import Cast
import Foundation
import Storage
import Testing
import Workshop

extension BoardConductStorageTests.Scene {
    fileprivate func layOut(_ layout: Layout) async throws {
        try await day.store.layOut(.all(scenario), as: layout, at: day.clock.now, by: day.facilitator)
    }

    fileprivate func card(_ text: String) async throws -> Card { try await pinned(text).card }

    fileprivate func pinned(_ text: String) async throws -> PinnedCard {
        try #require(try await board().cards.first { $0.card.text == text })
    }

    fileprivate func stackOf(_ text: String) async throws -> ID<Stack> { try #require(try await card(text).stackID) }

    /// The only stack.
    fileprivate func stack() async throws -> ID<Stack> { try #require(try await board().stacks.first).id }

    /// The cards as they follow each other in all fields, those of a stack with its name, or a dash where it has none.
    fileprivate func asSeen() async throws -> [String] {
        try await board().cards.map { pinned in
            pinned.card.text + (pinned.stack.map { " (\($0.name.isEmpty ? "–" : $0.name))" } ?? "")
        }
    }

    /// Cards with these texts in the first field, those in `stacked` in a stack named Helse.
    fileprivate func pin(_ texts: [String], stacked: [String]) async throws -> [Card] {
        var cards: [Card] = []
        for text in texts { cards.append(try await pin(text)) }
        let stack = cards.filter { stacked.contains($0.text) }
        for (card, previous) in zip(stack.dropFirst(), stack) {
            _ = try await day.store.stack(card.id, on: previous.id, at: day.clock.now, by: anna)
        }
        _ = try await day.store.rename(board().stacks[0].id, to: "Helse", at: day.clock.now, by: anna)
        return cards
    }
}

@Suite("A stack on a board")
struct StackStorageTests {
    typealias Scene = BoardConductStorageTests.Scene

    @Test("is moved as a whole, and back and there again with one undo and one redo")
    func whole() async throws {
        let scene = try await Scene()
        let (store, now, anna) = (scene.day.store, scene.day.clock.now, scene.anna)
        let cards = try await scene.pin(["a", "b", "c", "d"], stacked: ["b", "c"])
        let other = try await scene.pin("e", in: 1)
        let lanes = try await scene.board().lanes
        let moved = try await store.place(scene.stack(), in: lanes[1].id, before: other.id, at: now, by: anna)
        #expect(moved.map(\.text) == ["b", "c"] && moved.allSatisfy { $0.laneID == lanes[1].id })
        #expect(try await scene.asSeen() == ["a", "d", "b (Helse)", "c (Helse)", "e"])
        #expect(try await store.undo(on: other.boardID, at: now, by: anna).map(\.text) == ["b", "c"])
        #expect(try await scene.asSeen() == ["a", "b (Helse)", "c (Helse)", "d", "e"])
        _ = try await store.redo(on: other.boardID, at: now, by: anna)
        #expect(try await scene.asSeen() == ["a", "d", "b (Helse)", "c (Helse)", "e"])
        let history = try await store.history(of: cards[2].id, to: anna)
        #expect(history.steps.last?.kind == .placed && history.steps.last?.after.laneID == lanes[1].id)
    }

    @Test("whose move is overtaken for one card stays where it is, whole, and the step before is next")
    func overtaken() async throws {
        let scene = try await Scene()
        let (store, now, anna) = (scene.day.store, scene.day.clock.now, scene.anna)
        let cards = try await scene.pin(["a", "b", "c"], stacked: ["a", "b"])
        let lanes = try await scene.board().lanes
        _ = try await store.mark(cards[0].id, done: true, at: now, by: anna)
        _ = try await store.place(scene.stack(), in: lanes[2].id, before: nil, at: now, by: anna)
        _ = try await store.place(cards[1].id, in: lanes[3].id, before: nil, at: now, by: scene.bjarne)
        await #expect(throws: Overtaken.self) { try await store.undo(on: cards[0].boardID, at: now, by: anna) }
        #expect(try await scene.card("a").laneID == lanes[2].id)
        #expect(try await store.undo(on: cards[0].boardID, at: now, by: anna).map(\.isDone) == [false])
    }

    @Test("what happened to a stack stands in the history of the cards that lay there then, and of no other")
    func sharedHistory() async throws {
        let scene = try await Scene()
        let (store, now, anna) = (scene.day.store, scene.day.clock.now, scene.anna)
        let cards = try await scene.pin(["a", "b", "c", "d", "e", "f"], stacked: ["a", "b", "c"])
        let stack = try await scene.stack()
        func told(_ number: Int) async throws -> [String] {
            let history = try await store.history(of: cards[number].id, to: anna)
            return history.steps.dropFirst().map { step in
                let part = step.id.flatMap { history.parts[$0] }.map { "\(history.others[step.cardID] ?? "?") \($0) " } ?? ""
                return part + "\(step.kind)" + (step.company?.after.map { " " + $0 } ?? "")
            }
        }
        _ = try await store.unstack(cards[2].id, at: now, by: scene.bjarne)
        _ = try await store.rename(stack, to: "Kropp", since: "Helse", at: now, by: anna)
        _ = try await store.stack(cards[3].id, on: cards[1].id, at: now, by: anna)
        _ = try await store.place(cards[0].id, in: scene.board().lanes[1].id, before: nil, at: now, by: scene.bjarne)
        #expect(
            try await told(0) == [
                "b onto stacked", "c joins stacked", "named Helse", "c leaves stacked", "named Kropp", "d joins stacked", "placed",
            ])
        #expect(
            try await told(1) == [
                "stacked", "c onto stacked", "a beside named Helse", "c leaves stacked", "a beside named Kropp", "d onto stacked",
                "a leaves placed",
            ])
        #expect(try await told(2) == ["stacked", "a beside named Helse", "stacked"])
        #expect(try await told(3) == ["stacked", "a leaves placed"])
        #expect(try await told(4) == [])

        _ = try await store.stack(cards[5].id, on: cards[4].id, at: now, by: anna)
        _ = try await store.stack(cards[2].id, on: cards[3].id, at: now, by: anna)
        _ = try await store.stack(cards[2].id, on: cards[5].id, at: now, by: scene.bjarne)
        #expect(try await told(1).suffix(2) == ["c joins stacked", "c leaves stacked"])
        #expect(try await told(4) == ["f onto stacked", "c joins stacked"])
        _ = try await store.remove(cards[5].id, at: now, by: anna)
        _ = try await store.rename(scene.stackOf("e"), to: "Penger", at: now, by: anna)
        _ = try await store.restore(cards[5].id, at: now, by: scene.bjarne)
        #expect(try await told(4).suffix(3) == ["f leaves removed", "named Penger", "f joins restored"])
        #expect(try await told(5) == ["stacked", "c onto stacked", "removed", "restored"])
    }

    @Test("that others have laid a card in, or taken one out of, is not moved back without it, and who did it is told")
    func joinedMeanwhile() async throws {
        let scene = try await Scene()
        let (store, now, anna) = (scene.day.store, scene.day.clock.now, scene.anna)
        let cards = try await scene.pin(["a", "b", "c"], stacked: ["a", "b"])
        let lanes = try await scene.board().lanes
        _ = try await store.place(scene.stack(), in: lanes[1].id, before: nil, at: now, by: anna)
        _ = try await store.stack(cards[2].id, on: cards[0].id, at: now, by: scene.bjarne)
        let overtaken = try #require(
            await #expect(throws: Overtaken.self) { try await store.undo(on: cards[0].boardID, at: now, by: anna) })
        #expect(overtaken.since?.kind == .stacked && overtaken.since?.byID == scene.bjarne.attendance)
        #expect(try await scene.asSeen() == ["a (Helse)", "c (Helse)", "b (Helse)"])
    }

    @Test("that has fallen apart is neither moved nor named, and that is said; its first card gone, the others are moved")
    func fallenApart() async throws {
        let scene = try await Scene()
        let (store, now, anna) = (scene.day.store, scene.day.clock.now, scene.anna)
        let cards = try await scene.pin(["a", "b", "c", "d"], stacked: ["a", "b", "c"])
        let (lanes, stack) = (try await scene.board().lanes, try await scene.stack())
        _ = try await store.stack(cards[0].id, on: cards[3].id, at: now, by: scene.bjarne)
        #expect(try await store.place(stack, in: lanes[1].id, before: nil, at: now, by: anna).map(\.text) == ["b", "c"])
        _ = try await store.unstack(cards[1].id, at: now, by: scene.bjarne)
        await #expect(throws: Refusal.notNow(.stackGone)) { try await store.place(stack, in: lanes[2].id, before: nil, at: now, by: anna) }
        await #expect(throws: Refusal.notNow(.stackGone)) { try await store.rename(stack, to: "x", since: "Helse", at: now, by: anna) }
    }

    @Test("that is made where a layout was looked at before is one there too, unless its cards lie apart there, and until it is taken back")
    func lookedAtBefore() async throws {
        let scene = try await Scene()
        let (store, now, anna) = (scene.day.store, scene.day.clock.now, scene.anna)
        var cards: [Card] = []
        for text in ["a", "b", "c"] { cards.append(try await scene.pin(text)) }
        for layout in [Layout.free, .fourfold] { try await scene.layOut(layout) }
        _ = try await store.place(cards[2].id, in: scene.board().lanes[0].id, before: nil, at: now, by: anna)
        for layout in [Layout.rings, .lanes] { try await scene.layOut(layout) }
        for card in cards[1...] { _ = try await store.stack(card.id, on: cards[0].id, at: now, by: anna) }
        try await scene.layOut(.free)
        #expect(try await scene.asSeen() == ["a (–)", "c (–)", "b (–)"])
        let places = try await scene.board().cards.map(\.card)
        #expect(Set(places.map(\.x)).count == 1 && Set(places.map(\.y)).count == 3)
        try await scene.layOut(.rings)
        #expect(try await scene.asSeen() == ["a (–)", "c (–)", "b (–)"])
        try await scene.layOut(.fourfold)
        #expect(try await scene.asSeen() == ["c", "a (–)", "b (–)"])
        try await scene.layOut(.lanes)
        for _ in 0..<2 { _ = try await store.undo(on: cards[0].boardID, at: now, by: anna) }
        try await scene.layOut(.free)
        #expect(try await scene.board().stacks.isEmpty)
    }

    @Test("is joined by no card that is moved in between, and goes as a whole where the field has to be spread out")
    func strangers() async throws {
        let scene = try await Scene()
        let (store, now, anna) = (scene.day.store, scene.day.clock.now, scene.anna)
        let cards = try await scene.pin(["a", "b", "c", "d"], stacked: ["b", "c"])
        let lane = try await scene.board().lanes[0].id
        _ = try await store.place(cards[3].id, in: lane, before: cards[2].id, at: now, by: anna)
        #expect(try await scene.asSeen() == ["a", "b (Helse)", "c (Helse)", "d"])
        for _ in 0..<40 {
            _ = try await store.place(scene.stack(), in: lane, before: cards[0].id, at: now, by: anna)
            _ = try await store.place(scene.stack(), in: lane, before: cards[3].id, at: now, by: anna)
        }
        #expect(try await scene.asSeen() == ["a", "b (Helse)", "c (Helse)", "d"])
    }

    @Test("is left by a card that is taken out of its middle, which comes right after it; undone, it is where it was")
    func takenOut() async throws {
        let scene = try await Scene()
        let (store, now, anna) = (scene.day.store, scene.day.clock.now, scene.anna)
        let cards = try await scene.pin(["a", "b", "c", "d"], stacked: ["a", "b", "c"])
        _ = try await store.unstack(cards[1].id, at: now, by: anna)
        #expect(try await scene.asSeen() == ["a (Helse)", "c (Helse)", "b", "d"])
        _ = try await store.undo(on: cards[0].boardID, at: now, by: anna)
        #expect(try await scene.asSeen() == ["a (Helse)", "b (Helse)", "c (Helse)", "d"])
    }

    @Test("is none for the one that is left when the others hang on a picture, and whole there when it is pinned as a whole")
    func onPicture() async throws {
        let scene = try await Scene()
        let (store, now, anna) = (scene.day.store, scene.day.clock.now, scene.anna)
        let cards = try await scene.pin(["a", "b", "c"], stacked: ["a", "b"])
        let photo = try await store.hang(Picture(PictureFiles.jpeg()), saying: "", on: cards[0].boardID, at: now, by: anna)
        _ = try await store.pin(cards[0].id, onto: photo.id, at: now, by: anna)
        #expect(try await scene.asSeen() == ["a", "b", "c"])
        _ = try await store.undo(on: cards[0].boardID, at: now, by: anna)
        _ = try await store.pin(scene.stack(), onto: photo.id, x: 0.2, y: 0.2, at: now, by: anna)
        #expect(try await scene.asSeen() == ["a (Helse)", "b (Helse)", "c"])
        #expect(try await scene.board().cards.map(\.photo) == [photo.id, photo.id, nil])
        let below = try await scene.card("b").photoY ?? 0
        #expect(below > 0.25)
        _ = try await store.pin(cards[1].id, onto: photo.id, x: 0.9, y: 0.9, at: now, by: anna)
        #expect(try await scene.asSeen() == ["a", "b", "c"])
    }

    @Test("that was made in fields lies together on free paper, and its cards go their own way when they are laid far from it")
    func freePaper() async throws {
        let scene = try await Scene()
        let (store, now, anna) = (scene.day.store, scene.day.clock.now, scene.anna)
        let cards = try await scene.pin(["a", "b", "c", "d", "e"], stacked: ["b", "d", "e"])
        try await scene.layOut(.free)
        let laid = try await scene.board().cards.filter { $0.stack != nil }.map(\.card)
        #expect(
            laid.map(\.text) == ["b", "d", "e"] && Set(laid.map(\.x)).count == 1
                && zip(laid, laid.dropFirst()).allSatisfy { ($0.y ?? 1) < ($1.y ?? 0) })
        let sheet = try await scene.board().lanes[0].id
        _ = try await store.place(scene.stack(), in: sheet, before: nil, x: 0.4, y: 0.1, at: now, by: anna)
        let moved = try await scene.board().cards.filter { $0.stack != nil }.map(\.card)
        #expect(moved.map(\.text) == ["b", "d", "e"] && moved.allSatisfy { $0.x == 0.4 })
        _ = try await store.place(cards[3].id, in: sheet, before: nil, x: 1, y: 0, at: now, by: anna)
        #expect(try await scene.asSeen().filter { $0.hasSuffix("(Helse)") } == ["b (Helse)", "e (Helse)"])
        _ = try await store.unstack(cards[1].id, at: now, by: anna)
        let aside = try await scene.card("b").x ?? 0
        #expect(abs(aside - 0.4) > 0.3)
    }

    @Test("stands together on a timeline, where its first card’s day is, and follows it when that is given another")
    func timeline() async throws {
        let scene = try await Scene()
        let (store, now, anna) = (scene.day.store, scene.day.clock.now, scene.anna)
        try await scene.layOut(.timeline)
        let cards = try await scene.pin(["a", "b", "c"], stacked: ["a", "c"])
        func due(_ card: Card, _ day: String) async throws {
            let version = try await scene.card(card.text).version
            _ = try await store.edit(card.id, CardWriting(due: .some(day)), version: version, at: now, by: anna)
        }
        for (card, day) in zip(cards, ["2026-05-01", "2026-05-02", "2026-05-03"]) { try await due(card, day) }
        #expect(try await scene.asSeen() == ["a (Helse)", "c (Helse)", "b"])
        let drawn = try await scene.pinned("c")
        let (before, after) = (try await scene.pinned("a"), try await scene.pinned("b"))
        #expect(before.order < drawn.order && drawn.order < after.order)
        try await due(cards[0], "2026-05-09")
        #expect(try await scene.asSeen() == ["b", "c (Helse)", "a (Helse)"])
        #expect(try await scene.card("c").version > drawn.card.version)
    }

    @Test("a stack that one card alone was left of begins anew without its name, and keeps it in a layout where it is whole")
    func oldName() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let cards = [try await scene.pin("Alfa"), try await scene.pin("Beta"), try await scene.pin("Gamma")]
        func names() async throws -> [String?] {
            try await scene.board().cards.sorted { $0.card.text < $1.card.text }.map { $0.stack?.name }
        }
        _ = try await store.stack(cards[1].id, on: cards[2].id, at: now, by: scene.anna)
        _ = try await store.rename(scene.board().stacks[0].id, to: "Helse", at: now, by: scene.anna)
        try await scene.layOut(.free)
        _ = try await store.unstack(cards[1].id, at: now, by: scene.anna)
        _ = try await store.stack(cards[0].id, on: cards[2].id, at: now, by: scene.anna)
        #expect(try await names() == ["", nil, ""])
        try await scene.layOut(.lanes)
        #expect(try await names() == [nil, "Helse", "Helse"])
        _ = try await store.unstack(cards[1].id, at: now, by: scene.anna)
        _ = try await store.stack(cards[1].id, on: cards[2].id, at: now, by: scene.anna)
        #expect(try await names().last != "Helse")
    }

    @Test("taking back what was laid in a stack, and what was taken out of it, makes it whole again")
    func wholeAgain() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let cards = [try await scene.pin("Alfa"), try await scene.pin("Beta"), try await scene.pin("Gamma")]
        _ = try await store.stack(cards[1].id, on: cards[2].id, at: now, by: scene.anna)
        _ = try await store.unstack(cards[1].id, at: now, by: scene.anna)
        _ = try await store.stack(cards[0].id, on: cards[2].id, at: now, by: scene.anna)
        for _ in 0..<2 { _ = try await store.undo(on: cards[0].boardID, at: now, by: scene.anna) }
        #expect(try await scene.board().cards.filter { $0.stack != nil }.map(\.card.text).sorted() == ["Beta", "Gamma"])
    }

    @Test("a card that is moved within its field stays in its stack beside another of it, and leaves it elsewhere")
    func movedWithin() async throws {
        let scene = try await Scene()
        let (store, now, anna) = (scene.day.store, scene.day.clock.now, scene.anna)
        let cards = [try await scene.pin("Alfa"), try await scene.pin("Beta"), try await scene.pin("Gamma"), try await scene.pin("Delta")]
        for card in cards[1...2] { _ = try await store.stack(card.id, on: cards[0].id, at: now, by: anna) }
        func move(_ card: Card, before next: Card?, x: Double? = nil, y: Double? = nil) async throws -> Set<String> {
            let lane = try await scene.board().lanes[0].id
            _ = try await store.place(card.id, in: lane, before: next?.id, x: x, y: y, at: now, by: anna)
            return Set(try await scene.board().cards.filter { $0.stack != nil }.map(\.card.text))
        }
        #expect(try await move(cards[2], before: cards[0]) == ["Alfa", "Beta", "Gamma"])
        #expect(try await move(cards[2], before: nil) == ["Alfa", "Beta"])
        try await scene.layOut(.free)
        _ = try await store.stack(cards[3].id, on: cards[0].id, at: now, by: anna)
        let place = try await scene.card("Delta").place
        #expect(try await move(cards[3], before: nil, x: (place.x ?? 0) + 0.1, y: (place.y ?? 0) + 0.02) == ["Alfa", "Beta", "Delta"])
        #expect(try await move(cards[3], before: nil, x: 1, y: 0.9) == ["Alfa", "Beta"])
    }
}
