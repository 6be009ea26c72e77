import Foundation
import Testing
import Workshop

@Suite("A stack")
struct StackTests {
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let marit = Viewer(communityID: ID(1), member: ID(9), name: "Marit", day: ID(7), attendance: ID(90), role: .facilitator)
    let now = Date(timeIntervalSince1970: 1_774_854_000)
    var board = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))

    func lane(_ id: Int64) -> Lane { Lane(id: ID(id), boardID: ID(1), layout: board.layout, title: LocalizedText("x"), position: Int(id)) }

    /// Three cards of a stack, one after the other in field 2.
    func stack() throws -> [Card] {
        try (1...3).map { number in
            var card = try board.pin(
                "x", marker: .blue, in: lane(2), after: Double(number - 1) * 1024, as: ID(Int64(number)), at: now, by: anna)
            card.belong(to: ID(9))
            return card
        }
    }

    @Test("is moved with all its cards in their order, between two others")
    func move() throws {
        var cards = try stack()
        #expect(try Stack.place(&cards, in: lane(3), between: 1, and: 2, on: board, by: anna))
        #expect(cards.map(\.position) == [1.25, 1.5, 1.75] && cards.allSatisfy { $0.laneID == ID(3) && $0.stackID == ID(9) })
        #expect(try Stack.place(&cards, in: lane(2), between: 7, and: nil, on: board, by: anna))
        #expect(cards.map(\.position) == [1031, 2055, 3079])
        #expect(try Stack.place(&cards, in: lane(2), between: nil, and: 7, on: board, by: anna))
        #expect(cards.map(\.position) == [-3065, -2041, -1017])
        let before = cards
        #expect(try !Stack.place(&cards, in: lane(2), between: 1, and: 1 + 1e-7, on: board, by: anna) && cards == before)
    }

    @Test("with a locked card is not moved at all")
    func locked() throws {
        var cards = try stack()
        try cards[2].lock(true, at: now, on: board, by: anna)
        let before = cards
        #expect(throws: Refusal.notNow(.stackLocked)) { try Stack.place(&cards, in: lane(3), between: nil, and: nil, on: board, by: anna) }
        #expect(cards == before)
    }

    @Test("on free paper keeps its shape when it is moved, and stays whole at the edge")
    mutating func shape() throws {
        try board.lay(out: .free, by: marit)
        var cards = try stack()
        #expect(try Stack.place(&cards, in: lane(2), between: nil, and: nil, x: 0.5, y: 0.1, on: board, by: anna))
        let heights = zip(cards, cards.dropFirst()).map { ($1.y ?? 0) - ($0.y ?? 0) }
        #expect(cards.allSatisfy { $0.x == 0.5 } && heights.allSatisfy { $0 > 0.1 } && cards[0].y == 0.1)
        #expect(try Stack.place(&cards, in: lane(2), between: nil, and: nil, x: 0.9, y: 1, on: board, by: anna))
        #expect(cards.allSatisfy { $0.x == 0.9 } && cards[2].y == 1)
        for (gap, before) in zip(zip(cards, cards.dropFirst()).map({ ($1.y ?? 0) - ($0.y ?? 0) }), heights) {
            #expect(abs(gap - before) < 1e-9)
        }
    }

    @Test("follows its first card in the order of the field, whatever its other cards’ own order says")
    func order() throws {
        let place = Stack.Place(stack: ID(9), lane: ID(2), photo: nil)
        let own: [ID<Card>: Double] = [ID(1): 10, ID(2): 20, ID(3): 30, ID(4): 40]
        let orders = Stack.together(own, in: [ID(1): place, ID(3): place])
        #expect(orders.keys.sorted { (orders[$0] ?? 0) < (orders[$1] ?? 0) } == [ID(1), ID(3), ID(2), ID(4)])
        let elsewhere = Stack.Place(stack: ID(9), lane: ID(3), photo: nil)
        #expect(Stack.together(own, in: [ID(1): place, ID(3): elsewhere]) == own)
    }
}
