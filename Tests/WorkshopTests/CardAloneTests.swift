import Foundation
import Testing
import Workshop

@Suite("What was written on a card before it was shown")
struct CardAloneTests {
    var board = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))
    let lane = Lane(id: ID(2), boardID: ID(1), title: LocalizedText("Vi vet"), position: 0)
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let bjarne = Viewer(
        communityID: ID(1), member: ID(6), name: "Bjarne", day: ID(7), attendance: ID(60), role: .participant, group: ID(10))
    let marit = Viewer(communityID: ID(1), member: ID(9), name: "Marit", day: ID(7), attendance: ID(90), role: .facilitator)
    let now = Date(timeIntervalSince1970: 1_774_854_000)
    var card: Card
    var steps: [CardStep]

    init() throws {
        try board.writeAlone(at: now, by: anna)
        card = try board.pin("Hemmelig", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: anna)
        steps = [CardStep(.pinned, card, of: board, before: nil, at: now, by: anna)]
        try write("Nøytralt")
    }

    mutating func write(_ text: String) throws {
        let before = card.face
        try card.edit(CardWriting(text: text), version: card.version, on: board, by: anna)
        steps.append(CardStep(.edited, card, of: board, before: before, at: now, by: anna))
    }

    mutating func show() throws {
        try board.showAll(by: bjarne)
        card.show()
    }

    @Test("is its author’s to read; to others the card begins with what it said when it was shown")
    mutating func history() throws {
        try show()
        for viewer in [bjarne, marit] { #expect(card.history(of: steps, to: viewer).map(\.after.text) == ["Nøytralt"]) }
        try write("Etterpå")
        for viewer in [bjarne, marit] {
            let told = card.history(of: steps, to: viewer)
            #expect(told.map(\.kind) == [.pinned, .edited] && told.map(\.after.text) == ["Nøytralt", "Etterpå"])
        }
        #expect(card.history(of: steps, to: anna).map(\.after.text) == ["Hemmelig", "Nøytralt", "Etterpå"])
    }

    @Test("is not brought back by undoing or redoing once it is shown, though the card can be taken down")
    mutating func turning() throws {
        var (hidden, step) = (card, steps[1])
        try step.undo(on: &hidden, of: board, at: now, by: anna)
        #expect(hidden.text == "Hemmelig")
        hidden.show()
        #expect(throws: Refusal.stale) { try step.redo(on: &hidden, of: board, by: anna) }
        try show()
        #expect(throws: Refusal.stale) { try steps[1].undo(on: &card, of: board, at: now, by: anna) }
        hidden = try board.pin("Hemmelig", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: anna)
        try steps[0].undo(on: &hidden, of: board, at: now, by: anna)
        #expect(hidden.removedAt != nil)
    }
}
