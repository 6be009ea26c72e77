import Cast
import Foundation
import GRDB
import Testing
import Workshop

@testable import Storage

@Suite("Anonymous answers in the database")
struct AnonymityTests {
    /// A day in its plenary, in a database file of its own, with everyone who takes part.
    struct Evening {
        let folder: URL
        let store: Store
        let people: DayPeople

        init() async throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "panorama-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            store = try Store(path: folder.appending(path: "day.sqlite").path)
            let now = Date(timeIntervalSince1970: 1_774_854_000)
            let id = try await store.addSample(scenarios: [TrialScenario.made()], date: "2026-03-30", at: now)
            people = try await store.people(on: id)
            for state in [TrainingDay.State.open, .plenary] { try await store.move(id, to: state, at: now, by: viewer("Marit")) }
        }

        func viewer(_ name: String) -> Viewer {
            let person = people.attendees.first { $0.name.hasPrefix(name) }!
            return Viewer(
                communityID: people.day.communityID, member: person.attendance.memberID, name: person.name, day: people.day.id,
                attendance: person.attendance.id, role: person.attendance.role, group: person.attendance.groupID)
        }

        func question(_ kind: EvaluationQuestion.Kind) async throws -> EvaluationQuestion {
            try await store.evaluationQuestions(of: people.day.id, to: viewer("Marit")).questions.first {
                $0.kind == kind && $0.role == nil
            }!
        }

        func answers(_ name: String, _ text: String) async throws {
            try await store.answer([question(.text).id: text, question(.scale).id: "4"], on: people.day.id, by: viewer(name))
        }

        /// Every row of every table, as text.
        func dump() async throws -> [String: [String]] {
            try await store.read { db in
                var dump: [String: [String]] = [:]
                for table in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'") {
                    dump[table] = try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map { "\($0)" }
                }
                return dump
            }
        }

        func end() throws {
            try store.close()
            try FileManager.default.removeItem(at: folder)
        }
    }

    @Test("nothing in any table ties an answer to the person who gave it")
    func tables() async throws {
        let day = try await Evening()
        defer { try? day.end() }
        let before = try await day.dump()
        try await day.answers("Anna", "ordet fra den ene")
        try await day.answers("Bjarne", "ordet fra den andre")
        let after = try await day.dump()
        #expect(Set(after.keys.filter { after[$0] != before[$0] }) == ["evaluationAnswer", "evaluationReceipt"])
        let sheets = try await day.store.read { try String.fetchAll($0, sql: "SELECT DISTINCT sheet FROM evaluationAnswer") }
        #expect(sheets.count == 2 && after["evaluationAnswer"]?.count == 4)
        for sheet in sheets {
            #expect(after.filter { table, _ in table != "evaluationAnswer" }.values.joined().allSatisfy { !$0.contains(sheet) })
        }
        #expect(after["evaluationReceipt"]?.count == 2)
        let columns = try await day.store.read { db in
            try ["evaluationAnswer", "evaluationReceipt"].map { try Set(db.columns(in: $0).map(\.name)) }
        }
        #expect(columns == [["sheet", "questionID", "role", "scale", "text"], ["attendanceID"]])
        for person in ["Anna", "Bjarne"] {
            let id = day.viewer(person).attendance!.description
            #expect(after["evaluationAnswer"]!.allSatisfy { !$0.contains(id) })
        }
    }

    @Test("the log of writes is emptied, so that no earlier state of the tables is left beside the database")
    func log() async throws {
        let day = try await Evening()
        defer { try? day.end() }
        try await day.answers("Anna", "ordet fra den ene")
        let log = try Data(contentsOf: day.folder.appending(path: "day.sqlite-wal"))
        #expect(log.isEmpty)
    }

    @Test("the places of the rows in the file are not the order in which people answered")
    func places() async throws {
        let day = try await Evening()
        defer { try? day.end() }
        let names = day.people.attendees.filter { $0.attendance.role == .participant }.map(\.name)
        for (index, name) in names.enumerated() { try await day.answers(name, "svar nummer \(100 + index) slutt") }
        let file = try Data(contentsOf: day.folder.appending(path: "day.sqlite"))
        let places = try names.indices.map { index in
            let found = try #require(file.range(of: Data("svar nummer \(100 + index) slutt".utf8)))
            #expect(file.range(of: Data("svar nummer \(100 + index) slutt".utf8), in: found.upperBound..<file.endIndex) == nil)
            return found.lowerBound
        }
        #expect(places != places.sorted() && places != places.sorted(by: >))
    }

    @Test("a person answers once, and only the tick tells")
    func once() async throws {
        let day = try await Evening()
        defer { try? day.end() }
        try await day.answers("Anna", "første")
        await #expect(throws: Refusal.notNow(.alreadyAnswered)) { try await day.answers("Anna", "andre") }
        #expect(try await day.store.evaluation(of: day.people.day.id, to: day.viewer("Anna")).hasAnswered)
        #expect(try await !day.store.evaluation(of: day.people.day.id, to: day.viewer("Bjarne")).hasAnswered)
        let result = try await day.store.evaluationResult(of: day.people.day.id, to: day.viewer("Marit"))
        #expect(result.answered == 1 && result.invited == SampleDay.people.count)
        await #expect(throws: Refusal.notFound) { try await day.store.evaluationResult(of: day.people.day.id, to: day.viewer("Anna")) }
    }
}
