import Foundation
import GRDB
import Storage
import Testing
import Workshop

@Suite("The database file")
struct StoreFileTests {
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "panorama-\(UUID().uuidString)", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    @Test("is written through to the disk before anything is acknowledged, and keeps what refers to what")
    func durable() async throws {
        try await withFolder { folder in
            let store = try Store(path: folder.appending(path: "p.sqlite").path)
            let settings = try await store.change { db in
                (
                    [
                        try String.fetchOne(db, sql: "PRAGMA journal_mode"), try String.fetchOne(db, sql: "PRAGMA synchronous"),
                        try String.fetchOne(db, sql: "PRAGMA foreign_keys"),
                    ], []
                )
            }
            #expect(settings == ["wal", "2", "1"])
            try store.close()
        }
    }

    @Test("can be copied while it is in use, and the copy opens with everything in it")
    func backup() async throws {
        try await withFolder { folder in
            let store = try Store(path: folder.appending(path: "p.sqlite").path)
            let day = try await store.addSample(scenarios: [], date: "2026-03-30", at: Date(timeIntervalSince1970: 0))
            let copy = folder.appending(path: "copy.sqlite").path
            try store.backup(to: copy)
            try store.close()
            let opened = try Store(path: copy)
            #expect(try await opened.people(on: day).attendees.count == SampleDay.people.count + 1)
            try opened.close()
        }
    }

    @Test("keeps no session token that could be used")
    func tokens() async throws {
        try await withFolder { folder in
            let path = folder.appending(path: "p.sqlite").path
            let store = try Store(path: path)
            let day = try await store.addSample(scenarios: [], date: "2026-03-30", at: Date(timeIntervalSince1970: 0))
            let anna = try #require(try await store.people(on: day).attendees.first { $0.name.hasPrefix("Anna") })
            let token = try await store.signIn(as: anna.attendance.id, withCode: false, at: Date(timeIntervalSince1970: 0))
            #expect(try await store.identity(of: token)?.attendance?.id == anna.attendance.id)
            try store.close()
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                let bytes = try Data(contentsOf: folder.appending(path: file))
                #expect(bytes.range(of: Data(token.text.utf8)) == nil, "\(file)")
            }
        }
    }
}
