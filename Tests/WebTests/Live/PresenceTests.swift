import Cast
import Foundation
import Storage
import Testing
import Workshop

@testable import Web

@Suite("Who is at a board", .timeLimit(.minutes(4)))
struct PresenceTests {
    /// Pauses that last until somebody ends them.
    final class Pauses: Sendable {
        private let waiting = Locked<[(Duration, CheckedContinuation<Void, Never>)]>([])
        private let (begun, began) = AsyncStream.makeStream(of: Duration.self)

        func wait(_ duration: Duration) async {
            await withCheckedContinuation { continuation in
                waiting.withLock { $0.append((duration, continuation)) }
                began.yield(duration)
            }
        }

        /// Lets the next pause of this length end, once it has begun.
        func end(_ duration: Duration) async {
            while true {
                let found = waiting.withLock { waiting in
                    waiting.firstIndex { $0.0 == duration }.map { waiting.remove(at: $0).1 }
                }
                if let found { return found.resume() }
                for await one in begun where one == duration { break }
            }
        }
    }

    let pauses = Pauses()
    let board = ID<Board>(1), other = ID<Board>(2)

    func presence() -> (Presence, AsyncStream<ID<Board>>.Iterator) {
        let presence = Presence(countingFrom: 1000) { [pauses] in await pauses.wait($0) }
        let (told, telling) = AsyncStream.makeStream(of: ID<Board>.self)
        presence.open { telling.yield($0) }
        return (presence, told.makeAsyncIterator())
    }

    @Test("five hundred who come at once are told of once, the first few by name")
    func crowd() async {
        var (presence, told) = presence()
        for number in 1...500 { presence.enter(board, ID(Int64(number)), named: "P\(number)") }
        #expect(presence.sight(of: board).sight == Presence.Sight())
        await pauses.end(Presence.pause)
        #expect(await told.next() == board)
        let (sight, version) = presence.sight(of: board)
        #expect(sight.names.count == Presence.namesShown && sight.names.first == "P1" && sight.more == 500 - Presence.namesShown)
        #expect(presence.sight(of: other).sight == Presence.Sight())
        presence.leave(board, ID(1))
        await pauses.end(Presence.pause)
        #expect(await told.next() == board)
        #expect(presence.sight(of: board).sight.names.first == "P2" && presence.sight(of: board).version > version)
    }

    @Test("whoever has two pages open, or opens the page again, is here once, and nobody hears of it")
    func twice() async {
        var (presence, told) = presence()
        for _ in 0..<2 { presence.enter(board, ID(1), named: "Anna") }
        await pauses.end(Presence.pause)
        _ = await told.next()
        presence.leave(board, ID(1))
        presence.enter(board, ID(1), named: "Anna")
        presence.leave(board, ID(1))
        await pauses.end(Presence.pause)
        presence.enter(other, ID(1), named: "Anna")
        await pauses.end(Presence.pause)
        #expect(await told.next() == other)
        #expect(presence.sight(of: board).sight.names == ["Anna"])
    }

    @Test("a pen that is not held any more goes by itself, and everything with the last who leaves")
    func pens() async {
        var (presence, told) = presence()
        let pen = Presence.Pen(card: ID(7), person: ID(1), name: "Anna")
        presence.enter(board, ID(1), named: "Anna")
        presence.hold(pen, at: board)
        await pauses.end(Presence.pause)
        _ = await told.next()
        #expect(presence.sight(of: board).sight.pens == [pen])
        await pauses.end(Presence.penLasts)
        await pauses.end(Presence.pause)
        #expect(presence.sight(of: board).sight.pens == [pen])
        await pauses.end(Presence.penLasts)
        await pauses.end(Presence.pause)
        #expect(await told.next() == board)
        #expect(presence.sight(of: board).sight.pens == [])
        presence.leave(board, ID(1))
        await pauses.end(Presence.pause)
        #expect(await told.next() == board)
        #expect(presence.sight(of: board).sight == Presence.Sight())
    }

    @Test("somebody writes on one card at a time")
    func onePen() async {
        var (presence, told) = presence()
        for card in 1...9 { presence.hold(Presence.Pen(card: ID(Int64(card)), person: ID(1), name: "Anna"), at: board) }
        presence.lay(Presence.Pen(card: ID(3), person: ID(1), name: "Anna"), at: board)
        await pauses.end(Presence.pause)
        _ = await told.next()
        #expect(presence.sight(of: board).sight.pens.map(\.card) == [ID(9)])
    }

    @Test("a pen is laid down by the hand that took it up, and not by what another page says late")
    func hands() async {
        var (presence, told) = presence()
        let pen = Presence.Pen(card: ID(7), person: ID(1), name: "Anna")
        for hand in ["board", "card"] { presence.hold(pen, in: hand, at: board) }
        presence.lay(pen, from: "board", at: board)
        await pauses.end(Presence.pause)
        _ = await told.next()
        #expect(presence.sight(of: board).sight.pens == [pen])
        presence.lay(pen, from: "card", at: board)
        await pauses.end(Presence.pause)
        _ = await told.next()
        #expect(presence.sight(of: board).sight.pens == [])
    }

    @Test("who goes from the board to a card’s page still writes there, also when the board says late that it was left")
    func fromPageToPage() async throws {
        let scene = try await BoardConductTests.Scene()
        let card = try await scene.pin("Ring fastlegen")
        try await scene.anna.opens(scene.day.room(1))
        for (held, hand) in [("1", "board"), ("1", "card"), ("", "board")] {
            #expect(try await scene.bjarne.post("/cards/\(card)/pen", ["held": held, "hand": hand]).status == 204)
        }
        try await scene.anna.sees("Noen i gruppa skriver på en lapp")
    }

    @Test("those of the group see each other and who writes on which card; no other group does, and those who watch are not shown")
    func group() async throws {
        let scene = try await BoardConductTests.Scene()
        let card = try await scene.pin("Ring fastlegen")
        let cecilie = try await scene.day.cecilie
        let unni = try await scene.day.unni
        for browser in [scene.anna, scene.bjarne, unni] { try await browser.opens(scene.day.room(1)) }
        try await cecilie.opens(scene.day.room(2))
        try await scene.anna.sees("Her nå: Anna Berg, Bjarne Moen")
        try await unni.sees("Her nå: Anna Berg, Bjarne Moen")
        #expect(try await scene.bjarne.post("/cards/\(card)/pen", ["held": "1"]).status == 204)
        try await scene.anna.sees("Noen i gruppa skriver på en lapp")
        scene.bjarne.listening?.leave()
        try await scene.anna.neverSees("Unni")
        try await cecilie.neverSees("Anna Berg, Bjarne Moen")
        try await cecilie.neverSees("Bjarne Moen skriver")
    }

    @Test("one’s pen can be laid down whatever has become of the card, and is taken up on none that nobody may write on")
    func laying() async throws {
        let scene = try await BoardConductTests.Scene()
        let (card, board) = (try await scene.pin("Ring fastlegen"), try await scene.board())
        let closings = [
            ("/cards/\(card)/lock", ["locked": "1"]), ("/boards/\(board)/lock", ["locked": "1"]), ("/cards/\(card)/removal", [:]),
        ]
        let openings = ["/cards/\(card)/lock", "/boards/\(board)/lock", "/cards/\(card)/restoration"]
        for ((closing, fields), opening) in zip(closings, openings) {
            #expect(try await scene.bjarne.post("/cards/\(card)/pen", ["held": "1"]).status == 204)
            #expect(try await scene.marit.post(closing, fields).status == 303)
            #expect(try await scene.bjarne.post("/cards/\(card)/pen", ["held": "1"]).status != 204)
            #expect(try await scene.bjarne.post("/cards/\(card)/pen", ["held": ""]).status == 204)
            #expect(try await scene.marit.post(opening).status == 303)
        }
        #expect(try await scene.day.cecilie.post("/cards/\(card)/pen", ["held": ""]).status == 404)
        _ = try await scene.anna.post("/boards/\(board)/alone", ["alone": "1"])
        let hidden = try await scene.pin("Skjult", by: scene.bjarne)
        #expect(try await scene.anna.post("/cards/\(hidden)/pen", ["held": ""]).status == 404)
    }

    @Test("whoever writes is named where the board tells who wrote")
    func named() async throws {
        let scene = try await BoardConductTests.Scene()
        let card = try await scene.pin("Ring fastlegen")
        _ = try await scene.marit.post("/boards/\(scene.board())/authors", ["shown": "1"])
        try await scene.anna.opens(scene.day.room(1))
        #expect(try await scene.bjarne.post("/cards/\(card)/pen", ["held": "1"]).status == 204)
        try await scene.anna.sees("Bjarne Moen skriver på en lapp")
    }

    @Test("a board of another group cannot be listened to, nor a pen be taken there, nor on a card that others do not see")
    func strangers() async throws {
        let scene = try await BoardConductTests.Scene()
        let card = try await scene.pin("Ring fastlegen")
        let board = try await scene.board()
        let cecilie = try await scene.day.cecilie
        #expect(try await cecilie.get("/live?for=board-\(board)").status == 404)
        #expect(try await cecilie.post("/cards/\(card)/pen", ["held": "1"]).status == 404)
        #expect(try await scene.day.unni.post("/cards/\(card)/pen", ["held": "1"]).status == 403)
        try await scene.anna.opens(scene.day.room(1))
        #expect(try await scene.marit.post("/cards/\(card)/pen", ["held": "1"]).status == 204)
        try await scene.anna.neverSees("skriver på en lapp")
        _ = try await scene.anna.post("/boards/\(board)/alone", ["alone": "1"])
        let hidden = try await scene.pin("Skjult", by: scene.bjarne)
        try await scene.anna.opens(scene.day.room(1))
        #expect(try await scene.bjarne.post("/cards/\(hidden)/pen", ["held": "1"]).status == 204)
        #expect(try await scene.anna.post("/cards/\(hidden)/pen", ["held": "1"]).status == 404)
        try await scene.anna.neverSees("Bjarne Moen skriver")
    }
}
