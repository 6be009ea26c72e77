import Cast
import Foundation
import GRDB
import Testing
import Workshop

@testable import Storage

@Suite("Pictures in the database")
struct PhotoStorageTests {
    typealias Scene = BoardConductStorageTests.Scene

    func hang(_ scene: Scene, _ caption: String = "Arket") async throws -> Photo {
        let board = try await scene.board().board.id
        return try await scene.day.store.hang(
            Picture(PictureFiles.jpeg()), saying: caption, on: board, at: scene.day.clock.now, by: scene.anna)
    }

    @Test("a picture is kept as it was cleaned, with its cards, and a copy of the database has it")
    func kept() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        let now = scene.day.clock.now
        let photo = try await hang(scene)
        let card = try await scene.pin("Her")
        _ = try await store.pin(card.id, onto: photo.id, x: 0.25, y: 0.75, at: now, by: scene.bjarne)
        #expect(try await scene.board().cards[0].photo == photo.id)
        #expect(try await store.picture(photo.id, to: scene.bjarne).bytes == Picture(PictureFiles.jpeg()).bytes)
        let copy = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).sqlite")
        defer { try? FileManager.default.removeItem(at: copy) }
        try store.backup(to: copy.path)
        let opened = try Store(path: copy.path)
        #expect(try await opened.picture(photo.id, to: scene.anna).bytes == Picture(PictureFiles.jpeg()).bytes)
        try opened.close()
    }

    @Test("cards pinned onto a picture without a place lie apart from those that are there, and a place that is given stands")
    func freePlaces() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let photo = try await hang(scene)
        var places: [Photo.Place?] = []
        for text in ["Én", "To", "Tre"] {
            places.append(try await store.pin(scene.pin(text).id, onto: photo.id, at: now, by: scene.anna).placeOnPhoto)
        }
        #expect(Set(places).count == 3 && places[0] == Photo.Place(x: 0.5, y: 0.5))
        let given = try await store.pin(scene.pin("Fire").id, onto: photo.id, x: 0.5, y: 0.5, at: now, by: scene.anna)
        #expect(given.placeOnPhoto == places[0])
    }

    @Test("a card keeps its place on the picture when the board is laid out otherwise, and undoing takes it off the picture")
    func layouts() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        let now = scene.day.clock.now
        let photo = try await hang(scene)
        let card = try await scene.pin("Her")
        _ = try await store.pin(card.id, onto: photo.id, x: 0.25, y: 0.75, at: now, by: scene.anna)
        try await store.layOut(.all(scene.scenario), as: .free, at: now, by: scene.day.facilitator)
        let shown = try await scene.board().cards[0].card
        #expect(shown.photoID == photo.id && shown.photoX == 0.25 && shown.photoY == 0.75)
        try await store.layOut(.all(scene.scenario), as: .lanes, at: now, by: scene.day.facilitator)
        _ = try await store.undo(on: photo.boardID, at: now, by: scene.anna)
        #expect(try await scene.board().cards[0].photo == nil)
        _ = try await store.redo(on: photo.boardID, at: now, by: scene.anna)
        #expect(try await scene.board().cards[0].photo == photo.id)
    }

    @Test("a card in a field is laid on one that hangs on a picture, also when that one never had a place in the layout")
    func stackedFromField() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let photo = try await hang(scene)
        let cards = [try await scene.pin("Her"), try await scene.pin("Der")]
        _ = try await store.pin(cards[0].id, onto: photo.id, x: 0.25, y: 0.75, at: now, by: scene.anna)
        try await store.layOut(.all(scene.scenario), as: .person, at: now, by: scene.day.facilitator)
        let field = try await scene.board().lanes[2].id
        _ = try await store.place(cards[1].id, in: field, before: nil, at: now, by: scene.anna)
        _ = try await store.stack(cards[1].id, on: cards[0].id, at: now, by: scene.anna)
        #expect(try await scene.board().cards.map(\.photo) == [photo.id, photo.id])
    }

    @Test("a card laid in a stack on a picture hangs there with the others")
    func stacked() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        let now = scene.day.clock.now
        let photo = try await hang(scene)
        let one = try await scene.pin("a")
        let other = try await scene.pin("b", in: 1)
        _ = try await store.pin(one.id, onto: photo.id, x: 0.25, y: 0.5, at: now, by: scene.anna)
        let cards = try await store.stack(other.id, on: one.id, at: now, by: scene.bjarne)
        #expect(cards[0].photoID == photo.id && cards[0].photoX == 0.25 && cards[0].stackID == cards[1].stackID)
        _ = try await store.stack(one.id, on: scene.pin("c").id, at: now, by: scene.bjarne)
        #expect(try await scene.board().cards.first { $0.card.id == one.id }?.photo == nil)
    }

    @Test("a card written alone is told to its author, and nobody else, when another takes its picture down or hangs it up again")
    func alone() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let photo = try await hang(scene)
        try await store.writeAlone(on: .one(photo.boardID), at: now, by: scene.anna)
        let card = try await scene.pin("Hemmelig")
        _ = try await store.pin(card.id, onto: photo.id, at: now, by: scene.anna)
        let heard = Locked<[Happening]>([])
        store.announcements.listen { happenings in heard.withLock { $0 += happenings } }
        _ = try await store.takeDown(photo.id, at: now, by: scene.bjarne)
        _ = try await store.hangAgain(photo.id, at: now, by: scene.bjarne)
        let told = heard.withLock { $0 }.filter { $0.subjectID == card.id.rawValue }
        #expect(told.map(\.kind) == [.cardWrittenAlone, .cardWrittenAlone])
        #expect(told.allSatisfy { $0.actorID == scene.anna.attendance })
    }

    @Test("pictures taken down can be hung up again, but not without end")
    func bin() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        var photos: [Photo] = []
        for number in 0...Photo.limit {
            let photo = try await hang(scene, "\(number)")
            scene.day.clock.advance(minutes: 1)
            photos.append(try await store.takeDown(photo.id, at: scene.day.clock.now, by: scene.anna))
        }
        await #expect(throws: Refusal.notFound) { try await store.hangAgain(photos[0].id, at: scene.day.clock.now, by: scene.anna) }
        #expect(try await store.hangAgain(photos[1].id, at: scene.day.clock.now, by: scene.anna).isHung)
        await #expect(throws: Refusal.notFound) { try await store.picture(photos[2].id, to: scene.anna) }
    }

    @Test("a member of another group gets a picture while the plenary shows its case, and only then; one of another day never")
    func plenary() async throws {
        let scene = try await Scene()
        let (day, store, now) = (scene.day, scene.day.store, scene.day.clock.now)
        let photo = try await hang(scene)
        let cecilie = day.viewer("Cecilie")
        await #expect(throws: Refusal.notFound) { try await store.picture(photo.id, to: cecilie) }
        try await store.move(day.id, to: .plenary, at: now, by: day.facilitator)
        try await store.turnPlenary(of: day.id, to: day.scenarios[1].id, group: nil, part: .groups, at: now, by: day.facilitator)
        await #expect(throws: Refusal.notFound) { try await store.picture(photo.id, to: cecilie) }
        try await store.turnPlenary(of: day.id, to: scene.scenario, group: nil, part: .groups, at: now, by: day.facilitator)
        #expect(try await store.picture(photo.id, to: cecilie).photo.id == photo.id)
        var stranger = cecilie
        stranger.day = ID(1)
        await #expect(throws: Refusal.notFound) { try await store.picture(photo.id, to: stranger) }
    }

    @Test("a board has room for so many pictures and no more")
    func room() async throws {
        let scene = try await Scene()
        for _ in 0..<Photo.limit { _ = try await hang(scene) }
        await #expect(throws: Refusal.invalid("photo", .noRoom(limit: Photo.limit))) { try await hang(scene) }
    }
}
