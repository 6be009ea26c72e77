import Foundation
import Testing
import Workshop

@Suite("What the parts of a board mean")
struct BoardMeaningTests {
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let marit = Viewer(communityID: ID(1), member: ID(9), name: "Marit", day: ID(7), attendance: ID(90), role: .facilitator)
    let board = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))
    let now = Date(timeIntervalSince1970: 1_774_854_000)

    @Test("a pen means what the facilitator says, and the usual again when she says nothing")
    func markers() throws {
        var words = MarkerWords()
        try words.call(.red, "  Bekymring ", by: marit)
        #expect(words[.red] == "Bekymring" && words[.blue] == nil)
        try words.call(.red, " ", by: marit)
        #expect(words == MarkerWords())
    }

    @Test("only facilitators say what the pens and the axes mean, and briefly")
    func whoNames() {
        #expect(throws: Refusal.notFound) {
            var words = MarkerWords()
            try words.call(.red, "Bekymring", by: anna)
        }
        #expect(throws: Refusal.invalid("red", .tooLong(limit: 30))) {
            var words = MarkerWords()
            try words.call(.red, String(repeating: "a", count: 31), by: marit)
        }
        #expect(throws: Refusal.notFound) {
            var board = board
            try board.nameAxes(across: "Lett", up: "Viktig", by: anna)
        }
        #expect(throws: Refusal.invalid("up", .tooLong(limit: 40))) {
            var board = board
            try board.nameAxes(across: "", up: String(repeating: "a", count: 41), by: marit)
        }
    }

    @Test("axes have names of their own until these are taken away")
    func axes() throws {
        var board = board
        try board.nameAxes(across: "Koster mer", up: " Haster mer ", by: marit)
        #expect(board.acrossName == "Koster mer" && board.upName == "Haster mer" && board.version == 2)
        try board.nameAxes(across: "Koster mer", up: "Haster mer", by: marit)
        #expect(board.version == 2)
        #expect(Board(id: ID(2), groupID: ID(11), scenarioID: ID(20)).like(board, in: .fourfold).acrossName == "Koster mer")
        try board.nameAxes(across: "", up: "", by: marit)
        #expect(board.acrossName.isEmpty)
    }

    @Test("a filter takes the cards of a person, of a pen, and those that are not done, and everything when nothing is chosen")
    func filter() throws {
        let lane = Lane(id: ID(2), boardID: ID(1), title: LocalizedText("Vi vet"), position: 0)
        var card = try board.pin("Ring fastlegen", marker: .red, in: lane, after: nil, as: ID(4), at: now, by: anna)
        #expect(CardFilter().takes(card) && !CardFilter().isOn)
        #expect(!CardFilter(person: ID(51)).takes(card) && CardFilter(marker: .red).takes(card) && !CardFilter(marker: .blue).takes(card))
        try card.edit(CardWriting(responsibles: [ID(51)]), version: 1, on: board, by: anna)
        #expect(CardFilter(person: ID(51), marker: .red, isOpen: true).takes(card) && !CardFilter(person: ID(50)).takes(card))
        try card.edit(CardWriting(saidBy: .some(ID(52))), version: 2, on: board, by: anna)
        #expect(CardFilter(person: ID(52)).takes(card))
        try card.mark(done: true, at: now, on: board, by: anna)
        #expect(!CardFilter(isOpen: true).takes(card))
    }
}
