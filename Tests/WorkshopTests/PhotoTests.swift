import Cast
import Foundation
import Testing
import Workshop

@Suite("A picture on a board")
struct PhotoTests {
    var board = Board(id: ID(1), groupID: ID(10), scenarioID: ID(20))
    let lane = Lane(id: ID(2), boardID: ID(1), title: LocalizedText("Vi vet"), position: 0)
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let cecilie = Viewer(
        communityID: ID(1), member: ID(6), name: "Cecilie", day: ID(7), attendance: ID(60), role: .participant, group: ID(11))
    let unni = Viewer(communityID: ID(1), member: ID(8), name: "Unni", day: ID(7), attendance: ID(80), role: .observer, group: ID(10))
    let marit = Viewer(communityID: ID(1), member: ID(9), name: "Marit", day: ID(7), attendance: ID(90), role: .facilitator)
    let now = Date(timeIntervalSince1970: 1_774_854_000)

    func photo(beside others: Int = 0, by viewer: Viewer? = nil) throws -> Photo {
        try Photo(id: ID(3), of: Picture(PictureFiles.jpeg()), saying: " Arket ", beside: others, on: board, at: now, by: viewer ?? anna)
    }

    @Test("is hung up by those who work there, and by nobody else")
    func hung() throws {
        #expect(try photo().caption == "Arket")
        #expect(throws: Refusal.notFound) { try photo(by: cecilie) }
        #expect(throws: Refusal.notAllowed) { try photo(by: unni) }
        #expect(throws: Refusal.invalid("photo", .noRoom(limit: 20))) { try photo(beside: 20) }
    }

    @Test("holds cards where they are put, within its edges, and gives them back to their fields")
    func cards() throws {
        var photo = try photo()
        var card = try board.pin("Her", marker: .blue, in: lane, after: nil, as: ID(4), at: now, by: anna)
        try card.pin(onto: photo, x: 0.25, y: 7, on: board, by: anna)
        #expect(card.photoID == photo.id && card.photoX == 0.25 && card.photoY == 1 && card.laneID == lane.id && card.version == 2)
        #expect(throws: Refusal.invalid("photo", .notANumber)) { try card.pin(onto: photo, x: .nan, y: 0, on: board, by: anna) }
        #expect(try card.place(in: lane, between: nil, and: nil, on: board, by: anna))
        #expect(card.photoID == nil)
        try photo.takeDown(at: now, on: board, by: anna)
        #expect(throws: Refusal.notFound) { try card.pin(onto: photo, x: 0, y: 0, on: board, by: anna) }
        try photo.hangAgain(beside: 0, on: board, by: anna)
        #expect(photo.isHung && photo.version == 3)
    }

    @Test("gives each new card a free place: the middle, then around it, and never the place of another, however many there are")
    func freePlaces() {
        var taken: [Photo.Place] = []
        for _ in 0..<500 { taken.append(Photo.freePlace(beside: taken)) }
        #expect(Set(taken).count == 500 && taken[0] == Photo.Place(x: 0.5, y: 0.5))
        #expect(taken.prefix(9).allSatisfy { abs($0.x - 0.5) <= 0.25 && abs($0.y - 0.5) <= 0.34 })
        #expect(
            taken.prefix(35).indices.allSatisfy { one in
                taken.prefix(one).allSatisfy { abs($0.x - taken[one].x) > 0.24 || abs($0.y - taken[one].y) > 0.16 }
            })
        #expect(taken.allSatisfy { (0...1).contains($0.x) && (0...1).contains($0.y) })
        #expect(Photo.freePlace(beside: [Photo.Place(x: 0.45, y: 0.55)]) != Photo.Place(x: 0.5, y: 0.5))
        #expect(Photo.freePlace(beside: [Photo.Place(x: 0.5, y: 0.9)]) == Photo.Place(x: 0.5, y: 0.5))
    }

    @Test("can be described anew, but not while the board is locked")
    mutating func described() throws {
        var photo = try photo()
        try photo.describe("Alle gule lapper", on: board, by: anna)
        #expect(photo.caption == "Alle gule lapper" && photo.version == 2)
        try board.lock(true, at: now, by: marit)
        #expect(throws: Refusal.notNow(.boardLocked)) { try photo.takeDown(at: now, on: board, by: anna) }
    }
}
