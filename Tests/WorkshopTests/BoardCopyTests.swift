import Foundation
import Testing
import Workshop

@Suite("A board that starts from an earlier one")
struct BoardCopyTests {
    let marit = Viewer(communityID: ID(1), member: ID(9), name: "Marit", day: ID(8), attendance: ID(91), role: .facilitator)
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let earlier = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))
    let lane = Lane(id: ID(2), boardID: ID(1), title: LocalizedText("Vi vet"), position: 0)
    let now = Date(timeIntervalSince1970: 1_774_854_000)

    @Test("is drawn and named as that one, by facilitators only, and only while it is empty")
    func start() throws {
        var earlier = earlier
        try earlier.lay(out: .fourfold, by: marit)
        try earlier.nameAxes(across: "Dyrt", up: "", by: marit)
        var board = Board(id: ID(3), groupID: ID(30), scenarioID: ID(20))
        #expect(throws: Refusal.notFound) { try board.start(from: earlier, isEmpty: true, by: anna) }
        #expect(throws: Refusal.notNow(.boardHasCards)) { try board.start(from: earlier, isEmpty: false, by: marit) }
        #expect(throws: Refusal.invalid("from", .unknownChoice)) { try board.start(from: board, isEmpty: true, by: marit) }
        try board.start(from: earlier, isEmpty: true, by: marit)
        #expect(board.layout == .fourfold && board.acrossName == "Dyrt" && board.version == 2)
    }

    @Test("has the cards with their writing and place, and names for authors, but nothing that belongs to the earlier day")
    func cards() throws {
        let board = Board(id: ID(3), groupID: ID(30), scenarioID: ID(20))
        let field = Lane(id: ID(4), boardID: ID(3), title: LocalizedText("Vi vet"), position: 0)
        var card = try earlier.pin("Ring fastlegen", marker: .red, in: lane, after: nil, as: ID(6), from: ID(99), at: now, by: anna)
        try card.edit(
            CardWriting(responsibles: [ID(50)], due: .some("2026-05-01"), saidBy: .some(ID(50))), version: 1, on: earlier, by: anna)
        func copied(writer: String) -> Card {
            card.copied(to: board, in: field, as: ID(7), stack: ID(12), photo: ID(33), responsibles: [ID(70)], writer: writer, at: now)
        }
        let copy = copied(writer: "Anna")
        #expect(copy.text == "Ring fastlegen" && copy.marker == .red && copy.due == "2026-05-01" && copy.position == card.position)
        #expect(
            copy.boardID == ID(3) && copy.laneID == ID(4) && copy.stackID == ID(12) && copy.responsibles == [ID(70)] && copy.version == 1)
        #expect(copy.isNamed && !copied(writer: "").isNamed && copy.photoID == ID(33))
        #expect(copy.writerName == "Anna" && copy.authorID == nil && copy.saidByID == nil && copy.revelationID == nil)
    }
}
