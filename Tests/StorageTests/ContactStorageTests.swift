import Cast
import Foundation
import Storage
import Testing
import Workshop

@Suite("Contacts in the database")
struct ContactStorageTests {
    /// Group 1 asks to reach the young man at the desk.
    func asked(_ day: Day, by name: String = "Anna") async throws -> ContactRequest {
        try await day.store.request(
            day.scenarios[0].personas[0].id, in: day.scenarios[0].id, through: .frontDesk, wish: "", at: day.clock.now, by: day.viewer(name)
        )
    }

    @Test("of many leaders who take the same request at once, exactly one gets it")
    func race() async throws {
        let day = try await Day.running()
        let contact = try await asked(day)
        let winners = await withTaskGroup(of: String?.self) { tasks in
            for index in 0..<20 {
                let name = index.isMultiple(of: 2) ? "Olivia" : "Johanne"
                tasks.addTask { (try? await day.store.take(contact.id, at: day.clock.now, by: day.viewer(name))).map { _ in name } }
            }
            return await tasks.reduce(into: Set<String>()) { if let name = $1 { $0.insert(name) } }
        }
        #expect(winners.count == 1)
        let winner = try #require(winners.first)
        await #expect(throws: Refusal.notNow(.contactTaken)) {
            try await day.store.take(contact.id, at: day.clock.now, by: day.viewer(winner == "Olivia" ? "Johanne" : "Olivia"))
        }
    }

    @Test("a leader who is not cast as the person does not learn that the request exists")
    func notCast() async throws {
        let day = try await Day.running()
        let contact = try await asked(day)
        for name in ["Karl", "Anna", "Unni", "Marit"] {
            await #expect(throws: Refusal.notFound) { try await day.store.take(contact.id, at: day.clock.now, by: day.viewer(name)) }
        }
    }

    @Test("a fact is told to a group once, in whichever contact")
    func once() async throws {
        let day = try await Day.running()
        let contact = try await asked(day)
        let olivia = day.viewer("Olivia")
        _ = try await day.store.take(contact.id, at: day.clock.now, by: olivia)
        let fact = day.scenarios[0].personas[0].script.disclosures[0].id
        _ = try await day.store.reveal(fact, in: contact.id, at: day.clock.now, by: olivia)
        await #expect(throws: Refusal.notNow(.alreadyTold)) {
            try await day.store.reveal(fact, in: contact.id, at: day.clock.now, by: olivia)
        }
        #expect(try await day.store.knowledge(of: day.group(1).id, for: day.scenarios[0].id).count == 1)
        #expect(try await day.store.knowledge(of: day.group(2).id, for: day.scenarios[0].id).isEmpty)
    }

    @Test("a fact that several have pinned alone hangs once when all are shown, and what somebody has written more on it stays")
    func pinnedAlone() async throws {
        let day = try await Day.running()
        let (store, now, olivia) = (day.store, day.clock.now, day.viewer("Olivia"))
        let (anna, bjarne) = (day.viewer("Anna"), day.viewer("Bjarne"))
        let contact = try await asked(day)
        _ = try await store.take(contact.id, at: now, by: olivia)
        let board = try await store.board(of: day.group(1).id, for: day.scenarios[0].id, to: anna).board.id
        func texts() async throws -> Int { try await store.board(of: day.group(1).id, for: day.scenarios[0].id, to: anna).cards.count }
        try await store.writeAlone(on: .one(board), at: now, by: anna)
        for (number, fact) in day.scenarios[0].personas[0].script.disclosures.prefix(2).enumerated() {
            let told = try await store.reveal(fact.id, in: contact.id, at: now, by: olivia)
            _ = try await store.pin(told.id, in: .nb, at: now, by: anna)
            let card = try await store.pin(told.id, in: .nb, at: now, by: bjarne)
            guard number == 1 else { continue }
            _ = try await store.edit(card.id, CardWriting(responsibles: [bjarne.acting()]), version: 1, at: now, by: bjarne)
        }
        try await store.showAll(on: .one(board), at: now, by: anna)
        #expect(try await texts() == 3)
    }

    @Test("an improvised answer can be told again to another group, and stays when the first tick of another is taken back")
    func retelling() async throws {
        let day = try await Day.running()
        let olivia = day.viewer("Olivia")
        let johanne = day.viewer("Johanne")
        let first = try await asked(day)
        let second = try await asked(day, by: "Cecilie")
        _ = try await day.store.take(first.id, at: day.clock.now, by: olivia)
        _ = try await day.store.take(second.id, at: day.clock.now, by: johanne)
        let answer = try await day.store.improvise(question: "Søsken?", answer: "En bror.", in: first.id, at: day.clock.now, by: olivia)
        let again = try await day.store.retell(answer.id, in: second.id, at: day.clock.now, by: johanne)
        await #expect(throws: Refusal.notNow(.alreadyTold)) {
            try await day.store.retell(answer.id, in: second.id, at: day.clock.now, by: johanne)
        }
        #expect(try await day.store.knowledge(of: day.group(2).id, for: day.scenarios[0].id).map(\.question) == ["Søsken?"])
        _ = try await day.store.takeBack(again.id, at: day.clock.now, by: johanne)
        let script = try await day.store.script(of: day.scenarios[0].personas[0].id, for: day.group(2).id, on: day.id)
        #expect(script.answers.map(\.groups) == [["Gruppe 1"]] && script.answers.first?.told == nil)
    }

    @Test("an answer noted by mistake leaves the script when it is taken back before anyone else got it")
    func mistake() async throws {
        let day = try await Day.running()
        let olivia = day.viewer("Olivia")
        let contact = try await asked(day)
        _ = try await day.store.take(contact.id, at: day.clock.now, by: olivia)
        _ = try await day.store.improvise(question: "", answer: "Feil.", in: contact.id, at: day.clock.now, by: olivia)
        let told = try #require(try await day.store.knowledge(of: day.group(1).id, for: day.scenarios[0].id).first)
        _ = try await day.store.takeBack(told.id, at: day.clock.now, by: olivia)
        #expect(try await day.store.script(of: day.scenarios[0].personas[0].id, for: day.group(1).id, on: day.id).answers.isEmpty)
    }

    @Test("what happens is journaled with group, case, person and subject")
    func journal() async throws {
        let day = try await Day.running()
        let heard = Locked<[Happening]>([])
        day.store.announcements.listen { happenings in heard.withLock { $0 += happenings } }
        let olivia = day.viewer("Olivia")
        let contact = try await asked(day)
        _ = try await day.store.take(contact.id, at: day.clock.now, by: olivia)
        _ = try await day.store.take(contact.id, at: day.clock.now, by: olivia)
        _ = try await day.store.release(contact.id, at: day.clock.now, by: olivia)
        _ = try await day.store.decline(contact.id, reason: "Han sover.", at: day.clock.now, by: olivia)
        let happenings = heard.withLock { $0 }
        #expect(happenings.map(\.kind) == [.contactAsked, .contactTaken, .contactReleased, .contactDeclined])
        #expect(
            happenings.allSatisfy {
                $0.groupID == contact.groupID && $0.scenarioID == contact.scenarioID && $0.personaID == contact.personaID
            })
        #expect(happenings.allSatisfy { $0.subjectID == contact.id.rawValue })
    }
}
