import Cast
import Foundation
import Storage
import Testing
import Workshop

@Suite("What a board keeps")
struct BoardConductStorageTests {
    struct Scene {
        let day: Day
        let anna: Viewer
        let bjarne: Viewer
        let scenario: ID<Scenario>

        init() async throws {
            day = try await Day.running()
            (anna, bjarne, scenario) = (day.viewer("Anna"), day.viewer("Bjarne"), day.scenarios[0].id)
        }

        func board(to viewer: Viewer? = nil) async throws -> BoardContent {
            try await day.store.board(of: day.group(1).id, for: scenario, to: viewer ?? anna)
        }

        func pin(_ text: String, in lane: Int = 0, by viewer: Viewer? = nil) async throws -> Card {
            let board = try await board()
            return try await day.store.pin(
                text, marker: .blue, in: board.lanes[lane].id, on: board.board.id, at: day.clock.now, by: viewer ?? anna)
        }
    }

    @Test("a card is the same card in every layout, and lies where it lay when the layout comes back")
    func layouts() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("Ring fastlegen", in: 2)
        try await scene.day.store.layOut(.all(scene.scenario), as: .person, at: scene.day.clock.now, by: scene.day.facilitator)
        let person = try await scene.board()
        #expect(person.lanes.count == 7 && person.cards.map(\.card.id) == [card.id] && person.cards[0].card.laneID == person.tray?.id)
        _ = try await scene.day.store.place(card.id, in: person.lanes[3].id, before: nil, at: scene.day.clock.now, by: scene.anna)
        try await scene.day.store.layOut(.all(scene.scenario), as: .lanes, at: scene.day.clock.now, by: scene.day.facilitator)
        let lanes = try await scene.board()
        #expect(lanes.cards[0].card.laneID == lanes.lanes[2].id)
        try await scene.day.store.layOut(.all(scene.scenario), as: .person, at: scene.day.clock.now, by: scene.day.facilitator)
        #expect(try await scene.board().cards[0].card.laneID == person.lanes[3].id)
    }

    @Test("on free paper a card gets a place with room for it the first time, and keeps the one it was given by hand")
    func freePaper() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let long = String(repeating: "lange ord ", count: 40)
        for number in 0..<9 { _ = try await scene.pin("\(number) \(long)", in: number % 4) }
        func layOut(_ layout: Layout) async throws -> BoardContent {
            try await store.layOut(.all(scene.scenario), as: layout, at: now, by: scene.day.facilitator)
            return try await scene.board()
        }
        func places(_ board: BoardContent) -> [[Double?]] { board.cards.map { [$0.card.x, $0.card.y] } }
        var free = try await layOut(.free)
        let byHand = free.cards[4].card.id
        #expect(Set(places(free)).count == 9 && places(free).allSatisfy { !$0.contains(nil) } && free.board.sheetHeight > 36)
        _ = try await store.place(byHand, in: free.lanes[0].id, before: nil, x: 0.5, y: 0.01, at: now, by: scene.anna)
        let pinned = try await scene.pin("Ny lapp på arket")
        #expect(pinned.x != nil && pinned.y != nil)
        let before = try await scene.board()
        _ = try await layOut(.lanes)
        _ = try await scene.pin("Skrevet imens", in: 2)
        free = try await layOut(.free)
        #expect(places(free).prefix(10) == places(before)[...])
        #expect(free.cards.last?.card.text == "Skrevet imens" && free.cards.last?.card.x != nil)
        #expect(free.cards.first { $0.card.id == byHand }?.card.x == 0.5)
    }

    @Test("on a timeline cards come by their days, and one taken to another track comes there by when it was written where none has a day")
    func timeline() async throws {
        let scene = try await Scene()
        let (store, clock) = (scene.day.store, scene.day.clock)
        try await store.layOut(.all(scene.scenario), as: .timeline, at: clock.now, by: scene.day.facilitator)
        var cards: [Card] = []
        for text in ["første", "andre", "tredje"] {
            cards.append(try await scene.pin(text))
            clock.advance(minutes: 1)
        }
        let (board, group) = (try await scene.board(), scene.day.group(1).id)
        for card in [cards[2], cards[0], cards[1]] {
            _ = try await store.place(card.id, in: board.lanes[1].id, before: nil, at: clock.now, by: scene.anna)
        }
        #expect(try await scene.board().cards.map(\.card.text) == ["første", "andre", "tredje"])
        #expect(try await store.timeScale(of: group, for: scene.scenario) == .moments(cards.map(\.createdAt)))
        let version = try #require(try await scene.board().cards.last).card.version
        _ = try await store.edit(
            cards[2].id, CardWriting(due: .some("2026-05-01")), version: version, at: clock.now, by: scene.anna)
        #expect(try await scene.board().cards.map(\.card.text) == ["tredje", "første", "andre"])
        #expect(try await store.timeScale(of: group, for: scene.scenario) == .days(["2026-05-01"]))
        try await store.vote(each: 1, on: .one(board.board.id), at: clock.now, by: scene.anna)
        #expect(try await store.ballot(on: board.board.id, to: scene.anna).content.cards.map(\.card.text) == ["tredje", "første", "andre"])
    }

    @Test("what was ticked, locked or taken down is undone also at moments that fall between two milliseconds")
    func moments() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        let board = try await scene.board().board.id
        for fraction in [0.000_3, 0.123_456_7, 0.999_9] {
            let now = scene.day.clock.now + fraction
            let card = try await scene.pin("Ring fastlegen").id
            _ = try await store.remove(card, at: now, by: scene.anna)
            #expect(try await store.undo(on: board, at: now + 1, by: scene.anna)[0].removedAt == nil)
            #expect(try await store.redo(on: board, at: now + 2, by: scene.anna)[0].removedAt != nil)
            #expect(try await store.undo(on: board, at: now + 3, by: scene.anna)[0].removedAt == nil)
            _ = try await store.mark(card, done: true, at: now, by: scene.anna)
            #expect(try await !store.undo(on: board, at: now + 1, by: scene.anna)[0].isDone)
        }
    }

    @Test("what is written alone reaches nobody else before it is shown, then everybody")
    func alone() async throws {
        let scene = try await Scene()
        let board = try await scene.board().board.id
        try await scene.day.store.writeAlone(on: .one(board), at: scene.day.clock.now, by: scene.anna)
        _ = try await scene.pin("Jeg tror han ikke kan lese", by: scene.bjarne)
        #expect(try await scene.board(to: scene.anna).cards.isEmpty)
        #expect(try await scene.board(to: scene.day.facilitator).cards.isEmpty)
        #expect(try await scene.board(to: scene.bjarne).cards.count == 1)
        try await scene.day.store.showAll(on: .one(board), at: scene.day.clock.now, by: scene.anna)
        #expect(try await scene.board(to: scene.anna).cards.count == 1)
    }

    @Test("what was written on a card before it was shown is in nobody else’s history of it, nor brought to them by undoing")
    func aloneHistory() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let board = try await scene.board().board.id
        try await store.writeAlone(on: .one(board), at: now, by: scene.anna)
        let card = try await scene.pin("Hemmelig tanke om Kari")
        _ = try await store.edit(card.id, CardWriting(text: "Nøytral tanke"), version: 1, at: now, by: scene.anna)
        try await store.showAll(on: .one(board), at: now, by: scene.bjarne)
        for viewer in [scene.bjarne, scene.day.facilitator] {
            #expect(try await store.history(of: card.id, to: viewer).steps.map(\.after.text) == ["Nøytral tanke"])
        }
        #expect(try await store.history(of: card.id, to: scene.anna).steps.count == 2)
        await #expect(throws: Overtaken.self) { try await store.undo(on: board, at: now, by: scene.anna) }
        #expect(try await scene.board(to: scene.bjarne).cards.map(\.card.text) == ["Nøytral tanke"])
    }

    @Test("a card that was taken down before all were shown stays its author’s, who alone puts it back and shows it")
    func aloneTakenDown() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let board = try await scene.board().board.id
        try await store.writeAlone(on: .one(board), at: now, by: scene.anna)
        let card = try await scene.pin("Hemmelig").id
        _ = try await store.remove(card, at: now, by: scene.anna)
        try await store.showAll(on: .one(board), at: now, by: scene.bjarne)
        await #expect(throws: Refusal.notFound) { try await store.restore(card, at: now, by: scene.bjarne) }
        await #expect(throws: Refusal.notFound) { try await store.history(of: card, to: scene.bjarne) }
        _ = try await store.restore(card, at: now, by: scene.anna)
        try await store.showAll(on: .one(board), at: now, by: scene.bjarne)
        #expect(try await scene.board(to: scene.bjarne).cards.isEmpty)
        let version = try await scene.board().board.version
        try await store.showAll(on: .one(board), at: now, by: scene.anna)
        #expect(try await scene.board(to: scene.bjarne).cards.map(\.card.text) == ["Hemmelig"])
        #expect(try await scene.board().board.version > version)
    }

    @Test("dots are counted for nobody else until they are shown, and never more than each person has")
    func dots() async throws {
        let scene = try await Scene()
        let first = try await scene.pin("a")
        let second = try await scene.pin("b")
        let board = first.boardID
        try await scene.day.store.vote(each: 3, on: .one(board), at: scene.day.clock.now, by: scene.anna)
        _ = try await scene.day.store.give(2, to: first.id, at: scene.day.clock.now, by: scene.anna)
        await #expect(throws: Refusal.invalid("dots", .outOfRange(0, 1))) {
            try await scene.day.store.give(2, to: second.id, at: scene.day.clock.now, by: scene.anna)
        }
        _ = try await scene.day.store.give(1, to: first.id, at: scene.day.clock.now, by: scene.bjarne)
        #expect(try await scene.board().cards.allSatisfy { $0.dots == nil })
        try await scene.day.store.showVotes(on: .one(board), at: scene.day.clock.now, by: scene.anna)
        #expect(try await scene.board().cards.map(\.dots) == [3, 0])
    }

    @Test("a dot given in a vote that has ended does not count in the next one")
    func dotsOfAnEndedVote() async throws {
        let scene = try await Scene()
        let (store, now, card) = (scene.day.store, scene.day.clock.now, try await scene.pin("a"))
        try await store.vote(each: 3, on: .one(card.boardID), at: now, by: scene.anna)
        let round = try await store.ballot(on: card.boardID, to: scene.bjarne).board.voteRound
        _ = try await store.give(1, to: card.id, in: round, at: now, by: scene.bjarne)
        try await store.showVotes(on: .one(card.boardID), at: now, by: scene.anna)
        try await store.vote(each: 3, on: .one(card.boardID), at: now, by: scene.anna)
        await #expect(throws: Refusal.notNow(.voteOver)) {
            try await store.give(2, to: card.id, in: round, at: now, by: scene.bjarne)
        }
        #expect(try await store.ballot(on: card.boardID, to: scene.bjarne).left == 3)
    }

    @Test("a card that comes back keeps only the dots that people have not given others meanwhile")
    func dotsOfTakenCard() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let (alfa, beta) = (try await scene.pin("Alfa"), try await scene.pin("Beta"))
        let board = alfa.boardID
        for restores in [false, true] {
            try await store.vote(each: 0, on: .one(board), at: now, by: scene.anna)
            try await store.vote(each: 2, on: .one(board), at: now, by: scene.anna)
            _ = try await store.give(2, to: alfa.id, at: now, by: scene.bjarne)
            _ = try await store.give(1, to: alfa.id, at: now, by: scene.anna)
            _ = try await store.remove(alfa.id, at: now, by: scene.anna)
            _ = try await store.give(1, to: beta.id, at: now, by: scene.bjarne)
            if restores {
                _ = try await store.restore(alfa.id, at: now, by: scene.bjarne)
            } else {
                _ = try await store.undo(on: board, at: now, by: scene.anna)
            }
            #expect(try await store.ballot(on: board, to: scene.bjarne).dots == [alfa.id: 1, beta.id: 1])
            #expect(try await store.ballot(on: board, to: scene.anna).dots == [alfa.id: 1])
        }
    }

    @Test("cards come in the order of the fields and of their places there, on the board, on the ballot and in another layout")
    func order() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        for lane in [3, 1, 2, 0] { for text in ["\(lane) sist", "\(lane) først"] { _ = try await scene.pin(text, in: lane) } }
        let board = try await scene.board()
        for lane in board.lanes {
            let cards = board.cards.map(\.card).filter { $0.laneID == lane.id }
            _ = try await store.place(
                #require(cards.last).id, in: lane.id, before: #require(cards.first).id, at: scene.day.clock.now, by: scene.anna)
        }
        let wanted = (0..<4).flatMap { ["\($0) først", "\($0) sist"] }
        #expect(try await scene.board().cards.map(\.card.text) == wanted)
        try await store.vote(each: 3, on: .one(board.board.id), at: scene.day.clock.now, by: scene.anna)
        #expect(try await store.ballot(on: board.board.id, to: scene.anna).content.cards.map(\.card.text) == wanted)
        try await store.layOut(.one(board.board.id), as: .rings, at: scene.day.clock.now, by: scene.day.facilitator)
        #expect(try await scene.board().cards.map(\.card.text) == wanted)
    }

    @Test("one takes back one’s own changes in turn, and makes them again")
    func undo() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("a")
        _ = try await scene.day.store.edit(card.id, CardWriting(text: "b"), version: 1, at: scene.day.clock.now, by: scene.anna)
        _ = try await scene.pin("Bjarnes", by: scene.bjarne)
        #expect(try await scene.day.store.undo(on: card.boardID, at: scene.day.clock.now, by: scene.anna)[0].text == "a")
        #expect(try await scene.day.store.undo(on: card.boardID, at: scene.day.clock.now, by: scene.anna)[0].removedAt != nil)
        await #expect(throws: Refusal.notNow(.nothingToUndo)) {
            try await scene.day.store.undo(on: card.boardID, at: scene.day.clock.now, by: scene.anna)
        }
        _ = try await scene.day.store.redo(on: card.boardID, at: scene.day.clock.now, by: scene.anna)
        #expect(try await scene.day.store.redo(on: card.boardID, at: scene.day.clock.now, by: scene.anna)[0].text == "b")
        #expect(try await scene.board().cards.map(\.card.text) == ["b", "Bjarnes"])
    }

    @Test("a step whose card another has changed since is told of and left behind, and the next press goes on")
    func overtaken() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let first = try await scene.pin("Første")
        let second = try await scene.pin("Andre")
        let board = first.boardID
        func write(_ text: String, on card: ID<Card>, by viewer: Viewer) async throws {
            let version = try #require(try await scene.board().cards.map(\.card).first { $0.id == card }).version
            _ = try await store.edit(card, CardWriting(text: text), version: version, at: now, by: viewer)
        }
        func texts() async throws -> [String] { try await scene.board().cards.map(\.card.text) }
        try await write("Annas", on: first.id, by: scene.anna)
        try await write("Annas", on: second.id, by: scene.anna)
        try await write("Bjarnes", on: second.id, by: scene.bjarne)
        let overtaken = try #require(
            await #expect(throws: Overtaken.self) { try await store.undo(on: board, at: now, by: scene.anna) })
        #expect(overtaken.since?.byID == scene.bjarne.attendance && overtaken.card.card.id == second.id)
        #expect(try await store.undo(on: board, at: now, by: scene.anna)[0].text == "Første")
        #expect(try await texts() == ["Første", "Bjarnes"])
        #expect(try await store.redo(on: board, at: now, by: scene.anna)[0].text == "Annas")
        #expect(try await store.history(of: second.id, to: scene.anna).steps.count == 3)

        _ = try await store.undo(on: board, at: now, by: scene.anna)
        _ = try await store.mark(first.id, done: true, at: now, by: scene.anna)
        try await write("Bjarnes", on: first.id, by: scene.bjarne)
        #expect(try await !store.undo(on: board, at: now, by: scene.anna)[0].isDone)
        _ = try await store.lock(first.id, true, at: now, by: scene.bjarne)
        await #expect(throws: Overtaken.self) { try await store.redo(on: board, at: now, by: scene.anna) }
        await #expect(throws: Refusal.notNow(.nothingToRedo)) { try await store.redo(on: board, at: now, by: scene.anna) }
    }

    @Test("while everybody writes alone no field goes, neither an empty one nor one with what others do not see")
    func fieldsAlone() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let board = try await scene.board()
        try await store.writeAlone(on: .one(board.board.id), at: now, by: scene.anna)
        _ = try await scene.pin("skjult", in: 3, by: scene.bjarne)
        for lane in board.lanes[2...3] {
            await #expect(throws: Refusal.notNow(.writingAlone)) { try await store.removeLane(lane.id, at: now, by: scene.anna) }
        }
        try await store.showAll(on: .one(board.board.id), at: now, by: scene.anna)
        await #expect(throws: Refusal.notNow(.laneHasCards)) { try await store.removeLane(board.lanes[3].id, at: now, by: scene.anna) }
        try await store.removeLane(board.lanes[2].id, at: now, by: scene.anna)
        #expect(try await scene.board().lanes.count == 3)
    }

    @Test("a card that is moved to a field which has been taken away, or belongs to another layout, stays and is told why")
    func moveToGoneField() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let card = try await scene.pin("a", in: 0)
        let board = try await scene.board()
        try await store.removeLane(board.lanes[3].id, at: now, by: scene.anna)
        await #expect(throws: Refusal.notNow(.laneGone)) {
            try await store.place(card.id, in: board.lanes[3].id, before: nil, at: now, by: scene.anna)
        }
        try await store.layOut(.one(board.board.id), as: .rings, at: now, by: scene.day.facilitator)
        await #expect(throws: Refusal.notNow(.laneGone)) {
            try await store.place(card.id, in: board.lanes[1].id, before: nil, at: now, by: scene.anna)
        }
    }

    @Test("a card that was taken down comes back in another field when its own has gone")
    func fieldOfTakenCard() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let card = try await scene.pin("a", in: 3)
        let lanes = try await scene.board().lanes
        _ = try await store.remove(card.id, at: now, by: scene.anna)
        try await store.removeLane(lanes[3].id, at: now, by: scene.anna)
        #expect(try await store.restore(card.id, at: now, by: scene.anna).laneID == lanes[0].id)
    }

    @Test("a move out of a field that has been taken away since is left behind")
    func overtakenField() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let card = try await scene.pin("a", in: 3)
        let lanes = try await scene.board().lanes
        _ = try await store.place(card.id, in: lanes[0].id, before: nil, at: now, by: scene.anna)
        try await store.removeLane(lanes[3].id, at: now, by: scene.bjarne)
        let overtaken = try #require(
            await #expect(throws: Overtaken.self) { try await store.undo(on: card.boardID, at: now, by: scene.anna) })
        #expect(overtaken.since == nil)
        #expect(try await store.undo(on: card.boardID, at: now, by: scene.anna)[0].removedAt != nil)
    }

    @Test("cards lie in stacks with a name, hang together by threads, and carry remarks")
    func company() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        let now = scene.day.clock.now
        let one = try await scene.pin("a")
        let other = try await scene.pin("b")
        let third = try await scene.pin("c", in: 1)
        _ = try await store.stack(third.id, on: one.id, at: now, by: scene.anna)
        var board = try await scene.board()
        #expect(board.cards.filter { $0.card.laneID == board.lanes[0].id }.map(\.card.text) == ["a", "c", "b"])
        _ = try await store.rename(board.stacks[0].id, to: "Helse", at: now, by: scene.bjarne)
        _ = try await store.tie(one.id, to: other.id, word: "fører til", at: now, by: scene.anna)
        _ = try await store.remark("Enig", on: other.id, at: now, by: scene.bjarne)
        board = try await scene.board()
        #expect(board.cards.map { $0.stack?.name } == ["Helse", "Helse", nil])
        #expect(board.cards[0].threads.map(\.word) == ["fører til"] && board.cards[2].threads[0].other == one.id)
        #expect(board.cards[2].remarks.map(\.text) == ["Enig"])
        await #expect(throws: Refusal.notAllowed) { try await store.remove(board.cards[2].remarks[0].id, at: now, by: scene.anna) }
    }

    @Test("a locked card is changed by nobody until it is unlocked")
    func lockedCard() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("a")
        _ = try await scene.day.store.lock(card.id, true, at: scene.day.clock.now, by: scene.anna)
        await #expect(throws: Refusal.notNow(.cardLocked)) {
            try await scene.day.store.mark(card.id, done: true, at: scene.day.clock.now, by: scene.bjarne)
        }
        _ = try await scene.day.store.lock(card.id, false, at: scene.day.clock.now, by: scene.bjarne)
        #expect(try await scene.day.store.mark(card.id, done: true, at: scene.day.clock.now, by: scene.bjarne).isDone)
    }

    @Test("a facilitator of another day cannot write on it")
    func otherDay() async throws {
        let scene = try await Scene()
        let card = try await scene.pin("a")
        var stranger = scene.day.facilitator
        stranger.day = ID(1)
        await #expect(throws: Refusal.notFound) {
            try await scene.day.store.mark(card.id, done: true, at: scene.day.clock.now, by: stranger)
        }
    }
}
