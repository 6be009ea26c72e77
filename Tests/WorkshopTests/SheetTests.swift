import Foundation
import Testing
import Workshop

@Suite("Cards on free paper")
struct SheetTests {
    let board = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))
    let lane = Lane(id: ID(2), boardID: ID(1), title: LocalizedText("Arket"), position: 0)
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let now = Date(timeIntervalSince1970: 1_774_854_000)

    func cards(_ lengths: [Int]) throws -> [Card] {
        try lengths.enumerated().map { index, length in
            try board.pin(
                String(repeating: "ord ", count: length / 4), marker: .blue, in: lane, after: nil, as: ID(Int64(index + 1)), at: now,
                by: anna)
        }
    }

    /// What two cards cover of each other on a sheet as narrow as it is drawn.
    func overlap(_ one: Card, _ other: Card, height: Int) -> Bool {
        guard let x = one.x, let y = one.y, let otherX = other.x, let otherY = other.y else { return true }
        let (top, otherTop) = (y * Double(height - 8), otherY * Double(height - 8))
        let isBeside = abs(x - otherX) * (42 - 9.87) >= 9.87
        return !isBeside && top < otherTop + other.heightOnSheet && otherTop < top + one.heightOnSheet
    }

    func laid(_ new: [Card], beside others: [Card] = []) -> (cards: [Card], height: Int) {
        let (places, height) = Sheet.laid(new, beside: others, height: Sheet.usualHeight)
        let laid = new.map { card in
            var card = card
            if let place = places[card.id] { card.lie(x: place.x, y: place.y) }
            return card
        }
        return (laid, height)
    }

    func overlaps(_ cards: [Card], height: Int) -> Int {
        cards.indices.reduce(0) { sum, index in
            sum + cards[(index + 1)...].count { overlap(cards[index], $0, height: height) }
        }
    }

    @Test(
        "get room by the length of their texts, and the sheet is as high as that needs",
        arguments: [[40], [500, 8, 8, 8, 8, 8], Array(repeating: 120, count: 24), [8, 480, 60, 240, 500, 16, 330, 40, 500, 120, 8, 200]])
    func room(lengths: [Int]) throws {
        let (cards, height) = try laid(cards(lengths))
        #expect(overlaps(cards, height: height) == 0 && height >= 36 && height < 400)
        #expect(cards.allSatisfy { (0...1).contains($0.x ?? -1) && (0...1).contains($0.y ?? -1) })
    }

    @Test("lie the same wherever it is asked, the first at the top, from the start")
    func same() throws {
        let new = try cards([40, 300, 8, 90, 16])
        #expect(laid(new).cards == laid(new).cards)
        #expect(laid(new).cards.prefix(4).map(\.x) == [0, 1.0 / 3, 2.0 / 3, 1] && laid(new).cards.prefix(4).allSatisfy { $0.y == 0 })
        #expect(laid(new).cards[4].x == 2.0 / 3)
    }

    @Test("leave those alone that somebody has laid by hand, and keep off them")
    func byHand() throws {
        var cards = try cards([200, 120, 120, 40, 40, 40])
        cards[0].lie(x: 0.1, y: 0.2)
        cards[1].lie(x: 0.12, y: 0.25)
        let others = Array(cards[..<2])
        let (new, height) = laid(Array(cards[2...]), beside: others)
        #expect(new.allSatisfy { card in others.allSatisfy { !overlap(card, $0, height: height) } })
        #expect(overlaps(new, height: height) == 0)
    }

    @Test("that are laid on each other lie right below, and above where there is no room below, so that each can be read")
    func stack() throws {
        var cards = try cards([40, 200, 8, 60])
        cards[0].lie(x: 0.3, y: 0.1)
        for index in 1..<4 {
            let place = try #require(Sheet.place(of: cards[index], below: Array(cards[..<index]), height: 60))
            cards[index].lie(x: place.x, y: place.y)
        }
        #expect(cards.allSatisfy { $0.x == 0.3 } && overlaps(cards, height: 60) == 0)
        #expect(zip(cards, cards.dropFirst()).allSatisfy { ($0.y ?? 1) < ($1.y ?? 0) })

        cards[0].lie(x: 0.3, y: 1)
        let above = try #require(Sheet.place(of: cards[1], below: [cards[0]], height: 60))
        cards[1].lie(x: above.x, y: above.y)
        #expect(above.y < 1 && !overlap(cards[0], cards[1], height: 60))
        #expect(try Sheet.place(of: cards[1], below: self.cards([8]), height: 60) == nil)
    }

    @Test("of a stack that nobody has laid lie right below each other")
    func stackLaid() throws {
        var cards = try cards([120, 40, 40, 40, 200])
        for index in 1...3 { cards[index].belong(to: ID(9)) }
        let (laid, height) = laid(cards)
        #expect(overlaps(laid, height: height) == 0 && Set(laid[1...3].map(\.x)).count == 1)
        for (card, next) in zip(laid[1...2], laid[2...3]) {
            #expect(next.lies(with: card, atX: next.x ?? 0, y: next.y ?? 0, height: height))
        }
        #expect(!laid[4].lies(with: laid[3], atX: laid[4].x ?? 0, y: laid[4].y ?? 0, height: height))
    }
}
