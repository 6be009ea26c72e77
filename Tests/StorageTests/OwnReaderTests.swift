import Cast
import Foundation
import GRDB
import Testing
import Workshop

@testable import Storage

@Suite("Reading on the thread that asks")
struct OwnReaderTests {
    @Test("goes on while every other reader is taken, and sees what has just been written", .timeLimit(.minutes(4)))
    func whileOthersAreTaken() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "own-reader-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(path: folder.appending(path: "panorama.sqlite").path)
        let (begun, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        for _ in 0..<4 {
            store.database.asyncRead { _ in
                begun.signal()
                release.wait()
            }
        }
        for _ in 0..<4 { #expect(waits(for: begun)) }
        try await store.database.write { try $0.execute(sql: "INSERT INTO delivery (key) VALUES ('just now')") }
        #expect(try store.readHere { try Bool.fetchOne($0, sql: "SELECT 1 FROM delivery WHERE key = 'just now'") } == true)
        for _ in 0..<4 { release.signal() }
        try store.close()
    }

    private func waits(for semaphore: DispatchSemaphore) -> Bool { semaphore.wait(timeout: .now() + 20) == .success }
}
