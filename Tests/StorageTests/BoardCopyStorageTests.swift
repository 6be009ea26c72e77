import Cast
import Foundation
import Storage
import Testing
import Workshop

@Suite("Starting from an earlier day’s board")
struct BoardCopyStorageTests {
    typealias Scene = BoardConductStorageTests.Scene

    /// The board of the first group on a day planned like the scene’s, and its facilitator there.
    func next(after scene: Scene) async throws -> (board: Board, marit: Viewer) {
        let day = scene.day
        let next = try await day.store.planDay(
            title: "Neste", date: "2026-04-30", startsAt: "09:00", place: "", language: .nb, like: day.id, in: day.people.day.communityID,
            at: day.clock.now, by: day.facilitator)
        let people = try await day.store.people(on: next.id)
        var marit = day.facilitator
        marit.day = next.id
        marit.attendance = try #require(people.attendees.first { $0.attendance.memberID == marit.member }).attendance.id
        return (try await day.store.board(of: people.groups[0].id, for: scene.scenario, to: marit).board, marit)
    }

    @Test("takes fields, cards, stacks and threads along, leaves out what is done, and changes nothing where it came from")
    func copy() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        let now = scene.day.clock.now
        let one = try await scene.pin("a")
        let two = try await scene.pin("b")
        let third = try await scene.pin("c", in: 1)
        let done = try await scene.pin("ferdig", in: 1)
        _ = try await store.stack(two.id, on: one.id, at: now, by: scene.anna)
        _ = try await store.rename(try #require(try await scene.board().stacks.first).id, to: "Helse", at: now, by: scene.anna)
        _ = try await store.tie(one.id, to: third.id, word: "fører til", at: now, by: scene.anna)
        _ = try await store.edit(
            third.id, CardWriting(responsibles: [try scene.bjarne.acting()]), version: third.version + 1, at: now, by: scene.anna)
        _ = try await store.mark(done.id, done: true, at: now, by: scene.anna)
        _ = try await store.rename(try await scene.board().lanes[0].id, to: "Nå", at: now, by: scene.anna)
        let before = try await scene.board().cards.map(\.card)

        let (board, marit) = try await next(after: scene)
        let earlier = try await store.earlierBoards(than: board.id, to: marit)
        #expect(earlier.map(\.cards) == [4] && earlier.map(\.done) == [1] && earlier[0].id == one.boardID)
        let taken = try await store.start(board.id, from: one.boardID, done: false, at: now, by: marit)
        #expect(taken.cards == 3 && taken.photos == 0 && taken.left == 1)
        let copy = try await store.board(of: board.groupID, for: scene.scenario, to: marit)
        #expect(copy.cards.map(\.card.text).sorted() == ["a", "b", "c"] && copy.lanes[0].title[.nb] == "Nå" && copy.lanes.count == 4)
        #expect(copy.stacks.map(\.name) == ["Helse"] && copy.cards.filter { $0.stack != nil }.count == 2)
        let tied = try #require(copy.cards.first { $0.card.text == "c" })
        #expect(
            tied.threads.map(\.word) == ["fører til"] && tied.card.responsibles.compactMap { copy.people.names[$0] } == [scene.bjarne.name])
        #expect(try await scene.board().cards.map(\.card) == before)
        #expect(try await store.earlierBoards(than: board.id, to: marit).isEmpty)
        await #expect(throws: Refusal.notNow(.boardHasCards)) {
            try await store.start(board.id, from: one.boardID, done: true, at: now, by: marit)
        }
    }

    @Test("tells who wrote the cards as text where that board told it, and nobody where it did not")
    func authors() async throws {
        for shows in [true, false] {
            let scene = try await Scene()
            _ = try await scene.pin("før")
            if shows {
                try await scene.day.store.show(authors: true, on: .all(scene.scenario), at: scene.day.clock.now, by: scene.day.facilitator)
            }
            let card = try await scene.pin("etter")
            let (board, marit) = try await next(after: scene)
            try await scene.day.store.start(board.id, from: card.boardID, done: true, at: scene.day.clock.now, by: marit)
            let copy = try await scene.day.store.board(of: board.groupID, for: scene.scenario, to: marit)
            #expect(copy.cards.map(\.card.text) == ["før", "etter"] && copy.cards.allSatisfy { $0.card.authorID == nil })
            #expect(copy.cards.map(\.card.writerName) == ["", shows ? scene.anna.name : ""])
            #expect(copy.cards.map { copy.board.tellsAuthor(of: $0.card) } == [false, shows])
            #expect(copy.board.showsAuthors == shows)
        }
    }

    @Test("brings back no field that was taken away, and takes along where the cards lie in other layouts")
    func fieldsAndPlaces() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let card = try await scene.pin("a", in: 2)
        let free = try await scene.pin("b")
        func layOut(_ layout: Layout) async throws {
            try await store.layOut(.one(card.boardID), as: layout, at: now, by: scene.day.facilitator)
        }
        try await layOut(.person)
        let field = try await scene.board().lanes[3]
        _ = try await store.place(card.id, in: field.id, before: nil, at: now, by: scene.anna)
        try await layOut(.free)
        let sheet = try await scene.board().lanes[0].id
        _ = try await store.place(free.id, in: sheet, before: nil, x: 0.25, y: 0.5, at: now, by: scene.anna)
        try await layOut(.lanes)
        for lane in try await scene.board().lanes where [1, 3].contains(lane.position) {
            try await store.removeLane(lane.id, at: now, by: scene.anna)
        }
        let before = try await scene.board().lanes.map(\.title)
        let (board, marit) = try await next(after: scene)
        func copy() async throws -> BoardContent { try await store.board(of: board.groupID, for: scene.scenario, to: marit) }
        try await store.start(board.id, from: card.boardID, done: true, at: now, by: marit)
        let lanes = try await copy()
        #expect(lanes.lanes.map(\.title) == before && lanes.lanes.map(\.position) == [0, 2] && lanes.tray == nil)
        for layout in [Layout.person, .free] { try await store.layOut(.one(board.id), as: layout, at: now, by: marit) }
        #expect(try await copy().cards.first { $0.card.text == "b" }?.card.x == 0.25)
        try await store.layOut(.one(board.id), as: .person, at: now, by: marit)
        let person = try await copy()
        #expect(person.cards.first { $0.card.text == "a" }?.card.laneID == person.lanes[3].id)
        #expect(person.cards.first { $0.card.text == "b" }?.card.laneID == person.tray?.id)
    }

    @Test("takes the pictures along with the cards on them, and refuses more than there is room for")
    func photos() async throws {
        let scene = try await Scene()
        let (store, now) = (scene.day.store, scene.day.clock.now)
        let card = try await scene.pin("på bildet")
        _ = try await scene.pin("i feltet")
        let picture = try Picture(PictureFiles.png())
        let photo = try await store.hang(picture, saying: "Sokkelen", on: card.boardID, at: now, by: scene.anna)
        let taken = try await store.hang(picture, saying: "Tatt ned", on: card.boardID, at: now, by: scene.anna)
        _ = try await store.takeDown(taken.id, at: now, by: scene.anna)
        _ = try await store.pin(card.id, onto: photo.id, x: 0.25, y: 0.75, at: now, by: scene.anna)
        let (board, marit) = try await next(after: scene)
        #expect(try await store.earlierBoards(than: board.id, to: marit).map(\.photos) == [1])
        let came = try await store.start(board.id, from: card.boardID, done: true, at: now, by: marit)
        #expect(came.cards == 2 && came.photos == 1 && came.left == 0)
        let copy = try await store.board(of: board.groupID, for: scene.scenario, to: marit)
        let hung = try #require(copy.photos.first)
        #expect(copy.photos.count == 1 && hung.caption == "Sokkelen" && hung.byID == nil && hung.id != photo.id)
        let pinned = try #require(copy.cards.first { $0.card.text == "på bildet" })
        #expect(pinned.photo == hung.id && pinned.card.photoX == 0.25 && pinned.card.photoY == 0.75)
        #expect(copy.cards.first { $0.card.text == "i feltet" }?.photo == nil)
        #expect(try await store.picture(hung.id, to: marit).bytes == picture.bytes)
    }

    @Test("is for facilitators, leaves out cards written alone, and knows no other community")
    func limits() async throws {
        let scene = try await Scene()
        let store = scene.day.store
        let now = scene.day.clock.now
        let card = try await scene.pin("a")
        try await store.writeAlone(on: .one(card.boardID), at: now, by: scene.anna)
        _ = try await scene.pin("bare min")
        let (board, marit) = try await next(after: scene)
        #expect(try await store.earlierBoards(than: board.id, to: marit).map(\.cards) == [1])
        await #expect(throws: Refusal.notFound) { try await store.start(board.id, from: card.boardID, done: true, at: now, by: scene.anna) }
        var stranger = marit
        stranger.communityID = ID(999)
        await #expect(throws: Refusal.notFound) { try await store.start(board.id, from: card.boardID, done: true, at: now, by: stranger) }
        try await store.start(board.id, from: card.boardID, done: true, at: now, by: marit)
        #expect(try await store.board(of: board.groupID, for: scene.scenario, to: marit).cards.map(\.card.text) == ["a"])
    }
}
