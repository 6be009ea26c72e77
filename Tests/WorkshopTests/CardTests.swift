import Foundation
import Testing
import Workshop

@Suite("A card on a board")
struct CardTests {
    let board = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))
    let lane = Lane(id: ID(2), boardID: ID(1), title: LocalizedText("Vi vet"), position: 0)
    let elsewhere = Lane(id: ID(3), boardID: ID(99), title: LocalizedText("Andres"), position: 0)
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let cecilie = Viewer(
        communityID: ID(1), member: ID(6), name: "Cecilie", day: ID(7), attendance: ID(60), role: .participant, group: ID(11))
    let unni = Viewer(communityID: ID(1), member: ID(8), name: "Unni", day: ID(7), attendance: ID(80), role: .observer, group: ID(10))
    let now = Date(timeIntervalSince1970: 1_774_854_000)

    func pinned(_ text: String = "Ring fastlegen") throws -> Card {
        try board.pin(text, marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: anna)
    }

    @Test("is pinned with the text as written, without the space around it")
    func pin() throws {
        #expect(try pinned("  Ring fastlegen \n").text == "Ring fastlegen")
    }

    @Test("needs a text, and not too long a one")
    func text() throws {
        for blank in [" \n\t ", "\u{200B}", "\u{2060}\u{200D} "] {
            #expect(throws: Refusal.invalid("text", .emptyCard)) { try pinned(blank) }
        }
        #expect(throws: Refusal.invalid("text", .tooLong(limit: 500))) { try pinned(String(repeating: "a", count: 501)) }
    }

    @Test("cannot be pinned by another group, nor be known to it")
    func otherGroup() throws {
        #expect(throws: Refusal.notFound) { try board.pin("x", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: cecilie) }
        var card = try pinned()
        #expect(throws: Refusal.notFound) { try card.mark(done: true, at: now, on: board, by: cecilie) }
    }

    @Test("cannot be changed by an observer of the group")
    func observer() throws {
        var card = try pinned()
        #expect(throws: Refusal.notAllowed) { try card.remove(at: now, on: board, by: unni) }
    }

    @Test("is not overwritten by someone who read an older version")
    func stale() throws {
        var card = try pinned()
        try card.edit(CardWriting(text: "Ring legevakten", marker: .red), version: 1, on: board, by: anna)
        #expect(throws: Refusal.stale) { try card.edit(CardWriting(text: "Noe annet"), version: 1, on: board, by: anna) }
        #expect(card.text == "Ring legevakten" && card.version == 2)
    }

    @Test("accepts the same change twice")
    func sameAgain() throws {
        var card = try pinned()
        for _ in 0..<2 { try card.edit(CardWriting(text: "Ring legevakten", marker: .red), version: 1, on: board, by: anna) }
        #expect(card.version == 2)
    }

    @Test("lands between its neighbours, and tells when no room is left")
    func placement() throws {
        var card = try pinned()
        #expect(try card.place(in: lane, between: 1024, and: 2048, on: board, by: anna))
        #expect(card.position == 1536)
        #expect(try !card.place(in: lane, between: 1, and: 1, on: board, by: anna))
    }

    @Test("stays where it is when the lane it is moved to is not on the board")
    func laneGone() throws {
        var card = try pinned()
        let before = card.place
        #expect(throws: Refusal.notNow(.laneGone)) { try card.place(in: elsewhere, between: nil, and: nil, on: board, by: anna) }
        #expect(card.place == before)
    }

    @Test("comes back where it was when it was taken down by mistake")
    func undo() throws {
        var card = try pinned()
        let before = (card.laneID, card.position)
        try card.remove(at: now, on: board, by: anna)
        #expect(throws: Refusal.notFound) { try card.mark(done: true, at: now, on: board, by: anna) }
        try card.restore(on: board, by: anna)
        #expect(card.removedAt == nil && (card.laneID, card.position) == before)
    }
}
