import Foundation
import Testing
import Workshop

@Suite("Undoing on a board")
struct CardStepTests {
    let board = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))
    let lane = Lane(id: ID(2), boardID: ID(1), title: LocalizedText("Vi vet"), position: 0)
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let bjarne = Viewer(
        communityID: ID(1), member: ID(6), name: "Bjarne", day: ID(7), attendance: ID(60), role: .participant, group: ID(10))
    let now = Date(timeIntervalSince1970: 1_774_854_000)

    func pinned() throws -> Card { try board.pin("Ring fastlegen", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: anna) }

    func edited(_ card: inout Card, _ writing: CardWriting, by viewer: Viewer) throws -> CardStep {
        let before = card.face
        try card.edit(writing, version: card.version, on: board, by: viewer)
        return CardStep(.edited, card, of: board, before: before, at: now, by: viewer)
    }

    @Test("brings back what was there, and redoing what was done")
    func undoRedo() throws {
        var card = try pinned()
        var step = try edited(&card, CardWriting(text: "Ring legevakten", marker: .red), by: anna)
        try step.undo(on: &card, of: board, at: now, by: anna)
        #expect(card.text == "Ring fastlegen" && card.marker == .blue && card.version == 3)
        try step.redo(on: &card, of: board, by: anna)
        #expect(card.text == "Ring legevakten" && card.marker == .red)
    }

    @Test("keeps what others have changed meanwhile on the same card")
    func others() throws {
        var card = try pinned()
        var step = try edited(&card, CardWriting(text: "Ring legevakten"), by: anna)
        _ = try edited(&card, CardWriting(marker: .red), by: bjarne)
        try step.undo(on: &card, of: board, at: now, by: anna)
        #expect(card.text == "Ring fastlegen" && card.marker == .red)
    }

    @Test("does not overwrite what somebody has changed since")
    func stale() throws {
        var card = try pinned()
        var step = try edited(&card, CardWriting(text: "Ring legevakten"), by: anna)
        _ = try edited(&card, CardWriting(text: "Ring tannlegen"), by: bjarne)
        #expect(throws: Refusal.stale) { try step.undo(on: &card, of: board, at: now, by: anna) }
        #expect(card.text == "Ring tannlegen" && step.undoneAt == nil)
        step.leave(at: now)
        #expect(step.leftAt == now && step.undoneAt == nil)
    }

    @Test("takes down a card that was just pinned, and puts it back")
    func pinning() throws {
        var card = try pinned()
        var step = CardStep(.pinned, card, of: board, before: nil, at: now, by: anna)
        try step.undo(on: &card, of: board, at: now, by: anna)
        #expect(card.removedAt != nil)
        try step.redo(on: &card, of: board, by: anna)
        #expect(card.removedAt == nil)
    }

    @Test("does not take down a card that somebody else has written on since, but one that was only moved")
    func writtenOn() throws {
        var card = try pinned()
        var step = CardStep(.pinned, card, of: board, before: nil, at: now, by: anna)
        var moved = card
        var copy = step
        #expect(try moved.place(in: lane, between: 1, and: 2, on: board, by: bjarne))
        try copy.undo(on: &moved, of: board, at: now, by: anna)
        #expect(moved.removedAt != nil)
        _ = try edited(&card, CardWriting(text: "Ring fastlegen i dag"), by: bjarne)
        #expect(throws: Refusal.stale) { try step.undo(on: &card, of: board, at: now, by: anna) }
        #expect(card.removedAt == nil)
    }

    @Test("is for whoever made the change")
    func own() throws {
        var card = try pinned()
        var step = try edited(&card, CardWriting(text: "Ring legevakten"), by: anna)
        #expect(throws: Refusal.notFound) { try step.undo(on: &card, of: board, at: now, by: bjarne) }
    }
}
