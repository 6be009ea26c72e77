import Foundation
import Testing
import Workshop

@Suite("Names on the cards")
struct CardNamesTests {
    var board = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))
    let lane = Lane(id: ID(2), boardID: ID(1), title: LocalizedText("Vi vet"), position: 0)
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let marit = Viewer(communityID: ID(1), member: ID(9), name: "Marit", day: ID(7), attendance: ID(90), role: .facilitator)
    let now = Date(timeIntervalSince1970: 1_774_854_000)

    func pinned(_ text: String) throws -> Card {
        try board.pin(text, marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: anna)
    }

    @Test("stand on what is written while they are shown, and never on what was written while they were hidden")
    mutating func cards() throws {
        let before = try pinned("før")
        try board.show(authors: true, by: marit)
        let named = try pinned("med navn")
        #expect(board.tellsAuthor(of: named) && !board.tellsAuthor(of: before))
        try board.show(authors: false, by: marit)
        let between = try pinned("imens")
        #expect(!board.tellsAuthor(of: named))
        try board.show(authors: true, by: marit)
        #expect(board.tellsAuthor(of: named) && !board.tellsAuthor(of: before) && !board.tellsAuthor(of: between))
    }

    @Test("are not put on what was written while they were hidden and comes only when they are shown")
    mutating func late() throws {
        try board.show(authors: true, by: marit)
        var late = anna
        late.isUnnamed = true
        let card = try board.pin("sent", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: late)
        #expect(!board.tellsAuthor(of: card))
        #expect(!board.tellsDoer(of: CardStep(.pinned, card, of: board, before: nil, at: now, by: anna)))
        #expect(!board.tellsDoer(of: CardStep(.edited, card, of: board, before: card.face, at: now, by: late)))
        #expect(!board.tellsWriter(of: try Remark(id: ID(8), "Enig", about: card, on: board, at: now, by: late)))
        #expect(board.tellsDoer(of: CardStep(.done, card, of: board, before: card.face, at: now, by: anna)))
    }

    @Test("are not put on what was written alone while they were hidden, however it is shown or changed")
    mutating func alone() throws {
        try board.writeAlone(at: now, by: anna)
        var card = try pinned("tvil")
        try board.show(authors: true, by: marit)
        try card.edit(CardWriting(text: "Jeg tviler"), version: 1, on: board, by: anna)
        #expect(!board.tellsDoer(of: CardStep(.edited, card, of: board, before: nil, at: now, by: anna)))
        try board.showAll(by: marit)
        card.show()
        #expect(!board.tellsAuthor(of: card))
        #expect(board.tellsDoer(of: CardStep(.done, card, of: board, before: card.face, at: now, by: anna)))
    }

    @Test("are told of a change only if they were shown when it was made")
    mutating func steps() throws {
        let card = try pinned("før")
        let hidden = CardStep(.pinned, card, of: board, before: nil, at: now, by: anna)
        try board.show(authors: true, by: marit)
        let shown = CardStep(.locked, card, of: board, before: card.face, at: now, by: anna)
        #expect(!board.tellsDoer(of: hidden) && board.tellsDoer(of: shown))
        try board.show(authors: false, by: marit)
        #expect(!board.tellsDoer(of: shown))
    }

    @Test("stand beside a remark only if they were shown when it was written")
    mutating func remarks() throws {
        let card = try pinned("før")
        func remark() throws -> Remark { try Remark(id: ID(8), "Enig", about: card, on: board, at: now, by: anna) }
        let hidden = try remark()
        try board.show(authors: true, by: marit)
        let shown = try remark()
        #expect(!board.tellsWriter(of: hidden) && board.tellsWriter(of: shown))
        try board.show(authors: false, by: marit)
        #expect(!board.tellsWriter(of: shown))
    }
}
