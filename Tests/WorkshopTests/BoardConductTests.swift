import Foundation
import Testing
import Workshop

@Suite("A board and those who lead it")
struct BoardConductTests {
    var board = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))
    let lane = Lane(id: ID(2), boardID: ID(1), title: LocalizedText("Vi vet"), position: 0)
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let bjarne = Viewer(
        communityID: ID(1), member: ID(6), name: "Bjarne", day: ID(7), attendance: ID(60), role: .participant, group: ID(10))
    let marit = Viewer(communityID: ID(1), member: ID(9), name: "Marit", day: ID(7), attendance: ID(90), role: .facilitator)
    let unni = Viewer(communityID: ID(1), member: ID(8), name: "Unni", day: ID(7), attendance: ID(80), role: .observer, group: ID(10))
    let laptop = Viewer(communityID: ID(1), member: nil, name: "Gruppe 1", day: ID(7), attendance: ID(70), role: .screen, group: ID(10))
    let elsewhere = Viewer(communityID: ID(1), member: nil, name: "Gruppe 2", day: ID(7), attendance: ID(71), role: .screen, group: ID(11))
    let now = Date(timeIntervalSince1970: 1_774_854_000)

    @Test("is laid out by facilitators, not by the group")
    mutating func layout() throws {
        #expect(throws: Refusal.notFound) { try board.lay(out: .person, by: anna) }
        try board.lay(out: .person, by: marit)
        #expect(board.layout == .person && board.version == 2)
        try board.lay(out: .person, by: marit)
        #expect(board.version == 2)
    }

    @Test("is written on by the group’s screen and by facilitators, and by no other group’s screen")
    func writers() throws {
        #expect(try board.pin("x", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: laptop).authorID == ID(70))
        #expect(try board.pin("x", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: marit).authorID == ID(90))
        #expect(throws: Refusal.notFound) { try board.pin("x", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: elsewhere) }
        #expect(throws: Refusal.notAllowed) { try board.pin("x", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: unni) }
    }

    @Test("takes no change while it is locked")
    mutating func locked() throws {
        var card = try board.pin("x", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: anna)
        try board.lock(true, at: now, by: marit)
        #expect(throws: Refusal.notNow(.boardLocked)) { try card.mark(done: true, at: now, on: board, by: anna) }
        #expect(throws: Refusal.notNow(.boardLocked)) {
            try board.pin("y", marker: .blue, in: lane, after: nil, as: ID(5), at: now, by: anna)
        }
        try board.lock(false, at: now, by: marit)
        try card.mark(done: true, at: now, on: board, by: anna)
        #expect(card.isDone)
    }

    @Test("hides from all but the author what is written alone, until everything is shown")
    mutating func alone() throws {
        try board.writeAlone(at: now, by: anna)
        var card = try board.pin("Jeg tror", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: anna)
        #expect(card.isShown(to: anna) && !card.isShown(to: bjarne) && !card.isShown(to: marit))
        #expect(throws: Refusal.notFound) { try card.mark(done: true, at: now, on: board, by: bjarne) }
        try board.showAll(by: bjarne)
        card.show()
        #expect(card.isShown(to: bjarne) && card.version == 2)
    }

    @Test("gives each person so many dots until they are shown")
    mutating func votes() throws {
        #expect(throws: Refusal.notNow(.noVote)) { try board.votesLeft(given: 0) }
        #expect(throws: Refusal.invalid("votes", .outOfRange(0, 20))) { try board.vote(each: 21, by: anna) }
        try board.vote(each: 3, by: anna)
        #expect(try board.votesLeft(given: 2) == 1 && board.votesLeft(given: 5) == 0)
        #expect(board.dotsKept(of: 2, beside: 0) == 2 && board.dotsKept(of: 2, beside: 2) == 1 && board.dotsKept(of: 2, beside: 5) == 0)
        #expect(throws: Refusal.notNow(.voteRunning)) { try board.vote(each: 5, by: bjarne) }
        #expect(board.votesEach == 3)
        try board.showVotes(at: now, by: anna)
        #expect(throws: Refusal.notNow(.noVote)) { try board.votesLeft(given: 0) }
        try board.vote(each: 5, by: bjarne)
        #expect(board.votes && board.votesEach == 5)
    }

    @Test("has fields of the group’s own in layouts that allow it")
    mutating func lanes() throws {
        let added = try Lane.added("Parkert", to: board, after: [lane], as: ID(3), by: anna)
        #expect(added.position == 4 && added.layout == .lanes)
        try board.lay(out: .fourfold, by: marit)
        #expect(throws: Refusal.notAllowed) { try Lane.added("Femte", to: board, after: [], as: ID(3), by: anna) }
    }

    @Test(
        "gives up a field that is empty, one of several, and the layout’s to give up; while everybody writes alone none, whatever it holds")
    mutating func leavingLanes() throws {
        try lane.mayGo(from: board, holding: 0, beside: 1, by: anna)
        #expect(throws: Refusal.notNow(.laneHasCards)) { try lane.mayGo(from: board, holding: 1, beside: 1, by: anna) }
        #expect(throws: Refusal.notNow(.lastLane)) { try lane.mayGo(from: board, holding: 0, beside: 0, by: anna) }
        #expect(throws: Refusal.notAllowed) { try lane.mayGo(from: board, holding: 0, beside: 1, by: unni) }
        try board.writeAlone(at: now, by: anna)
        for (cards, others) in [(0, 1), (1, 1), (0, 0)] {
            #expect(throws: Refusal.notNow(.writingAlone)) { try lane.mayGo(from: board, holding: cards, beside: others, by: anna) }
        }
        try board.showAll(by: anna)
        try board.lay(out: .fourfold, by: marit)
        #expect(throws: Refusal.notFound) { try lane.mayGo(from: board, holding: 0, beside: 1, by: anna) }
        let corner = Lane(id: ID(9), boardID: ID(1), layout: .fourfold, title: LocalizedText("A"), position: 0)
        #expect(throws: Refusal.notAllowed) { try corner.mayGo(from: board, holding: 0, beside: 3, by: anna) }
    }

    @Test("gives a field its usual name back, in every language, when the name is emptied or written as it was")
    mutating func usualNames() throws {
        var wonder = Lane(id: ID(3), boardID: ID(1), title: Layout.lanes.startingTitles[1], position: 1)
        for title in ["", "  ", "We wonder"] {
            try wonder.rename("Gåter", on: board, by: anna)
            #expect(wonder.title[.en] == "Gåter")
            try wonder.rename(title, on: board, by: anna)
            #expect(wonder.title == Layout.lanes.startingTitles[1])
        }
        var added = try Lane.added("Parkert", to: board, after: [], as: ID(4), by: anna)
        #expect(added.usualTitle == nil)
        #expect(throws: Refusal.invalid("title", .missing)) { try added.rename(" ", on: board, by: anna) }
    }

    @Test("has fields in every layout, named in every language")
    func startingFields() {
        for layout in Layout.allCases {
            #expect(!layout.startingTitles.isEmpty)
            for title in layout.startingTitles { #expect(Language.allCases.allSatisfy { !title[$0].isEmpty }) }
        }
        #expect(Layout.person.startingTitles.count == LifeDomain.allCases.count)
    }
}
