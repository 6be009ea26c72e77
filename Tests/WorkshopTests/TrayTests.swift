import Foundation
import Testing
import Workshop

@Suite("The tray for cards without a place")
struct TrayTests {
    var board = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))
    let lane = Lane(id: ID(2), boardID: ID(1), title: LocalizedText("Vi vet"), position: 0)
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let marit = Viewer(communityID: ID(1), member: ID(9), name: "Marit", day: ID(7), attendance: ID(90), role: .facilitator)
    let now = Date(timeIntervalSince1970: 1_774_854_000)

    func fields(of layout: Layout) -> [Lane] {
        layout.startingTitles.enumerated().map { position, title in
            Lane(id: ID(Int64(100 + position)), boardID: ID(1), layout: layout, title: title, position: position)
        }
    }

    @Test("is no field: it has a name in every language that nobody changes, and nothing new is pinned in it")
    func noField() throws {
        var tray = Lane.tray(of: board, as: ID(3))
        #expect(tray.isTray && tray.layout == board.layout && Language.allCases.allSatisfy { !tray.title[$0].isEmpty })
        for title in ["Parkert", ""] { #expect(throws: Refusal.notAllowed) { try tray.rename(title, on: board, by: anna) } }
        #expect(throws: Refusal.notAllowed) { try tray.mustBeField() }
        try lane.mustBeField()
        for viewer in [anna, marit] {
            #expect(throws: Refusal.notAllowed) {
                try board.pin("x", marker: .blue, in: tray, after: nil, as: ID(4), at: now, by: viewer)
            }
        }
    }

    @Test("is left by cards and not entered, but within it they change places, and undoing a move brings one back")
    func onlyOut() throws {
        let tray = Lane.tray(of: board, as: ID(3))
        var card = try board.pin("x", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: anna)
        #expect(throws: Refusal.notAllowed) { try card.place(in: tray, between: nil, and: nil, on: board, by: anna) }
        #expect(throws: Refusal.notAllowed) { try card.mayLie(in: tray) }
        #expect(card.laneID == lane.id && card.version == 1)
        card.move(to: Card.Place(laneID: tray.id, position: 1024))
        #expect(try card.place(in: tray, between: 2048, and: nil, on: board, by: anna) && card.laneID == tray.id)
        let before = card.face
        #expect(try card.place(in: lane, between: nil, and: nil, on: board, by: anna) && card.laneID == lane.id)
        var step = CardStep(.placed, card, of: board, before: before, at: now, by: anna)
        try step.undo(on: &card, of: board, at: now, by: anna)
        #expect(card.laneID == tray.id && card.position == 3072)
    }

    @Test("takes every card but those whose old field has a namesake in the new layout, in whichever language it was written")
    mutating func home() throws {
        try board.lay(out: .person, by: marit)
        let person = fields(of: .person)
        func home(_ title: String) -> Int? {
            board.home(of: Lane(id: ID(5), boardID: ID(1), title: LocalizedText(title), position: 4), among: person)?.position
        }
        #expect(home("Vi vet") == nil && home("Økonomi") == 1 && home("økonomi") == 1 && home("Bustad") == 2 && home("Coping") == 6)
        for old in fields(of: .lanes) + fields(of: .rings) { #expect(board.home(of: old, among: person) == nil) }
    }

    @Test("is never taken for a field of its name, and not needed on free paper, where there is room for everything")
    mutating func elsewhere() throws {
        let old = Lane.tray(of: board, as: ID(3))
        try board.lay(out: .timeline, by: marit)
        let namesake = Lane(id: ID(6), boardID: ID(1), layout: .timeline, title: old.title, position: 3)
        #expect(board.home(of: old, among: fields(of: .timeline) + [namesake]) == nil)
        try board.lay(out: .free, by: marit)
        let sheet = fields(of: .free)
        #expect(board.home(of: old, among: sheet) == sheet[0] && board.home(of: lane, among: sheet) == sheet[0])
    }
}
