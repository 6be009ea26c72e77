import Foundation
import Testing
import Workshop

@Suite("Two people who write on one card")
struct CardJoiningTests {
    let board = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))
    let lane = Lane(id: ID(2), boardID: ID(1), title: LocalizedText("Vi vet"), position: 0)
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let bjarne = Viewer(
        communityID: ID(1), member: ID(6), name: "Bjarne", day: ID(7), attendance: ID(60), role: .participant, group: ID(10))
    let opened = CardWriting(text: "Ring fastlegen", marker: .blue, responsibles: [ID(50)], due: .some(nil), saidBy: .some(nil))

    /// The card as both saw it, after Anna has written `first` on it, and then Bjarne `second`.
    func card(_ first: CardWriting, then second: CardWriting) throws -> Card {
        let now = Date(timeIntervalSince1970: 1_774_854_000)
        var card = try board.pin("Ring fastlegen", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: anna)
        try card.edit(CardWriting(responsibles: [ID(50)]), version: 1, on: board, by: anna)
        try card.edit(whole(first), since: opened, version: 2, on: board, by: anna)
        try card.edit(whole(second), since: opened, version: 2, on: board, by: bjarne)
        return card
    }

    /// A form sends everything, also what nobody has touched.
    func whole(_ part: CardWriting) -> CardWriting {
        CardWriting(
            text: part.text ?? opened.text, marker: part.marker ?? opened.marker, responsibles: part.responsibles ?? opened.responsibles,
            due: part.due ?? opened.due, saidBy: part.saidBy ?? opened.saidBy)
    }

    @Test("are both heard when each has changed a part of its own")
    func apart() throws {
        let card = try card(CardWriting(text: "Ring fastlegen i dag"), then: CardWriting(marker: .red, due: .some("2026-04-01")))
        #expect(card.text == "Ring fastlegen i dag" && card.marker == .red && card.due == "2026-04-01")
    }

    @Test("take responsibility each, and lay it down each")
    func responsibles() throws {
        let card = try card(CardWriting(responsibles: [ID(50), ID(70)]), then: CardWriting(responsibles: [ID(60)]))
        #expect(card.responsibles == [ID(60), ID(70)])
    }

    @Test("are told when both have changed the text, and nothing is overwritten")
    func both() throws {
        #expect(throws: Refusal.stale) { try card(CardWriting(text: "Ring i dag"), then: CardWriting(text: "Ring i morgen")) }
    }

    @Test("do not hinder each other with the same words, nor with line breaks that travelled")
    func same() throws {
        #expect(try card(CardWriting(text: "Ring\ni dag"), then: CardWriting(text: "Ring\r\ni dag ")).text == "Ring\ni dag")
        #expect(try card(CardWriting(text: "Ring i dag"), then: CardWriting(text: " Ring fastlegen\r\n")).text == "Ring i dag")
    }

    @Test("find every word of both in the joined text, and what both wrote only once")
    func joined() {
        #expect(Card.joined("Ring i dag", "Ring i morgen") == "Ring i dag\nRing i morgen")
        #expect(Card.joined("Husk:\n- lege\n- bolig", "Husk:\n- lege\n- søster") == "Husk:\n- lege\n- bolig\n- søster")
        #expect(Card.joined("Ring fastlegen i dag", "Ring fastlegen") == "Ring fastlegen i dag")
        #expect(Card.joined("Ring", "Ring legen") == "Ring legen")
    }

    @Test("can keep both texts however long they are, and shorten them afterwards, but not write on without end")
    func long() throws {
        let (one, other) = (String(repeating: "a", count: 500), String(repeating: "b", count: 500))
        let both = Card.joined(one, other)
        var card = try card(CardWriting(text: one), then: CardWriting())
        #expect(throws: Refusal.stale) { try card.edit(whole(CardWriting(text: other)), since: opened, version: 2, on: board, by: bjarne) }
        try card.edit(CardWriting(text: both), version: card.version, on: board, by: bjarne)
        #expect(card.text == both && both.count == 1001)
        #expect(throws: Refusal.invalid("text", .tooLong(limit: 1001))) {
            try card.edit(CardWriting(text: both + "c"), version: card.version, on: board, by: bjarne)
        }
        try card.edit(CardWriting(text: String(both.dropFirst(100))), since: CardWriting(text: both), version: 1, on: board, by: bjarne)
        #expect(card.text.count == 901)
        #expect(throws: Refusal.invalid("text", .tooLong(limit: 901))) {
            try card.edit(CardWriting(text: String(repeating: "d", count: 902)), version: card.version, on: board, by: bjarne)
        }
    }
}
