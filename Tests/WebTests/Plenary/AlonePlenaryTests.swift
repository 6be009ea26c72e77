import Cast
import Foundation
import Testing
import Workshop

@Suite("Cards written alone, and the plenary")
struct AlonePlenaryTests {
    typealias Scene = BoardConductTests.Scene

    /// Group 1 has one card that everyone in it sees, and two that were written alone.
    static func alone() async throws -> (scene: Scene, board: String) {
        let scene = try await Scene()
        try await scene.pin("Ring fastlegen")
        let board = try await scene.board()
        _ = try await scene.anna.post("/boards/\(board)/alone", ["alone": "1"])
        try await scene.pin("Han kan kanskje ikke lese", by: scene.bjarne)
        try await scene.pin("Han er redd", by: scene.anna)
        return (scene, board)
    }

    @Test("what is shown during the plenary comes to everyone who looks, and is there when they come back; before that it is nowhere")
    func shown() async throws {
        let (scene, board) = try await Self.alone()
        let day = scene.day
        try await day.store.move(day.id, to: .plenary, at: day.clock.now, by: day.facilitator)
        _ = try await scene.marit.post("/days/\(day.id)/plenary", ["scenario": day.scenarios[0].id.description])
        let cecilie = try await day.cecilie
        for (person, path) in [(cecilie, "plenary"), (scene.marit, "projector")] {
            try await person.opens("/days/\(day.id)/\(path)")
            try await person.sees("Ring fastlegen")
            #expect(try !person.page.contains("kanskje ikke lese") && !person.page.contains("Han er redd"))
        }
        _ = try await (try await day.marit).post("/boards/\(board)/alone", ["confirmed": "1"])
        for person in [cecilie, scene.marit] {
            try await person.sees("Han kan kanskje ikke lese")
            try await person.looksAgain()
            #expect(try person.page.contains("kanskje ikke lese") && person.page.contains("Han er redd"))
        }
    }

    @Test("one who goes to plenary is told how many cards that would leave out, wherever she goes from, until they are shown")
    func warned() async throws {
        let (scene, board) = try await Self.alone()
        let day = scene.day
        let words = "2 lapper på 1 tavle er skrevet alene og ikke vist ennå."
        let doors = ["/days/\(day.id)", "/days/\(day.id)/plan", "/days/\(day.id)/plenary"]
        for door in doors { #expect(try await scene.marit.get(door).body.contains(words), "\(door)") }
        let asked = try await scene.marit.post("/days/\(day.id)/state", ["state": "plenary"])
        #expect(asked.status == 200 && asked.body.contains(words))
        #expect(try await day.store.standing(of: day.id).state == .open)
        try await scene.marit.opens(doors[0])
        try await scene.pin("Enda en", by: scene.bjarne)
        try await scene.marit.sees("3 lapper på 1 tavle")
        _ = try await scene.anna.post("/boards/\(board)/alone", ["confirmed": "1"])
        for door in doors { #expect(try await !scene.marit.get(door).body.contains("skrevet alene og ikke vist"), "\(door)") }
        #expect(try await scene.marit.post("/days/\(day.id)/state", ["state": "plenary"]).status == 303)
        #expect(try await day.store.standing(of: day.id).state == .plenary)
    }

    @Test("one who closes the day is told that too, and what becomes of them")
    func warnedBeforeTheEnd() async throws {
        let (scene, _) = try await Self.alone()
        let words = "2 lapper på 1 tavle er skrevet alene og ikke vist ennå. Når dagen er avsluttet, kan bare de som skrev dem, lese dem."
        let day = "/days/\(scene.day.id)"
        for door in [day, day + "/plan"] { #expect(try await scene.marit.get(door).body.contains(words), "\(door)") }
        #expect(try await scene.marit.post(day + "/state", ["state": "closed"]).body.contains(words))
        #expect(try await scene.marit.post(day + "/state", ["state": "closed", "confirmed": "1"]).status == 303)
    }

    @Test(
        "she who has been told goes on all the same, and is told in her own language",
        arguments: [
            ("nb", "2 lapper på 1 tavle"), ("nn", "2 lappar på 1 tavle"), ("en", "2 cards on 1 board"),
        ])
    func goesOn(language: String, words: String) async throws {
        let (scene, _) = try await Self.alone()
        let marit = try await scene.day.person("Marit", language: language)
        #expect(try await marit.post("/days/\(scene.day.id)/state", ["state": "plenary"]).body.contains(words))
        #expect(try await marit.post("/days/\(scene.day.id)/state", ["state": "plenary", "confirmed": "1"]).status == 303)
        #expect(try await scene.day.store.standing(of: scene.day.id).state == .plenary)
    }
}
