import Cast
import Foundation
import Testing
import Workshop

@testable import Web

@Suite("One’s own group")
struct OwnGroupTests {
    @Test("whoever looks into the room of another group, as one does who has just been moved, is told which group is one’s own and nothing more")
    func moved() async throws {
        let day = try await Day.running()
        let answer = try await day.cecilie.get(day.room(1))
        #expect(answer.status == 404)
        #expect(answer.body.contains("Du er i \(day.group(2).name)") && answer.body.contains("href=\"/days/\(day.id)\""))
        #expect(!answer.body.contains(day.group(1).name) && !answer.body.contains(day.scenarios[0].title[.nb]))
    }

    @Test("so is whoever looks for a ballot or a card there")
    func movedFromTheBoard() async throws {
        let scene = try await BoardConductTests.Scene()
        let card = try await scene.pin("Ring fastlegen", by: scene.anna)
        let board = try await scene.board()
        for path in ["/boards/\(board)/ballot", "/cards/\(card)"] {
            let answer = try await scene.day.cecilie.get(path)
            #expect(answer.status == 404 && answer.body.contains("Du er i \(scene.day.group(2).name)"), "\(path)")
            #expect(!answer.body.contains("Ring fastlegen"))
        }
    }

    @Test("nobody sees the programme or the group of a day that is a draft")
    func draft() async throws {
        let day = try await Day.planned()
        let anna = try await day.anna
        let block = try #require(try await day.store.programme(of: day.id).first)
        let draft = try await anna.get("/days/\(day.id)").body
        #expect(!draft.contains(block.title) && !draft.contains("Bjarne Moen"))
        try await day.store.move(day.id, to: .invited, at: day.clock.now, by: day.facilitator)
        let invited = try await anna.get("/days/\(day.id)").body
        #expect(invited.contains(block.title) && invited.contains("Bjarne Moen"))
    }
}
