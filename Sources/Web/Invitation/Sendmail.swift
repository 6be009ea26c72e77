import Foundation
import Storage
import Workshop

/// A program that takes a message on standard input and sends it to those its head names, as sendmail does.
package struct Sendmail: Sendable {
    package let path: String
    /// After so many seconds a program that has not ended is stopped.
    package var patience: Double

    package struct Unusable: Error {}

    /// Refuses what is not a program that can be run.
    package init(path: String, patience: Double = 60) throws(Unusable) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            FileManager.default.isExecutableFile(atPath: path),
            let mode = try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int, mode & 0o111 != 0
        else { throw Unusable() }
        self.path = path
        self.patience = patience
    }

    package struct Outcome: Hashable, Sendable {
        /// Nil when the program did not end by itself: then nobody knows whether the message went.
        package var exitStatus: Int?
        package var complaint: String
    }

    /// Hands the message over and waits for the program to end. Files stand in for pipes, so that no program can make us wait or stop us.
    package func send(_ message: Data) async -> Outcome {
        let folder = FileManager.default.temporaryDirectory
        let input = folder.appending(path: "panorama-letter-\(UUID().uuidString)")
        let errors = folder.appending(path: "panorama-letter-\(UUID().uuidString)")
        defer { for file in [input, errors] { try? FileManager.default.removeItem(at: file) } }
        let isPrivate: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: input.path, contents: message, attributes: isPrivate),
            FileManager.default.createFile(atPath: errors.path, contents: nil, attributes: isPrivate),
            let reading = try? FileHandle(forReadingFrom: input), let writing = try? FileHandle(forWritingTo: errors)
        else { return Outcome(exitStatus: 75, complaint: "The message could not be written to \(folder.path).") }
        defer { for handle in [reading, writing] { try? handle.close() } }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = ["-i", "-t"]
        process.standardInput = reading
        process.standardOutput = FileHandle.nullDevice
        process.standardError = writing
        let ended = AsyncStream<Bool>.makeStream()
        process.terminationHandler = { _ in
            ended.continuation.yield(true)
            ended.continuation.finish()
        }
        do { try process.run() } catch { return Outcome(exitStatus: 127, complaint: "\(path) could not be started.") }
        let id = process.processIdentifier
        let clock = Task { [patience] in
            try await Task.sleep(for: .seconds(patience))
            ended.continuation.yield(false)
            ended.continuation.finish()
        }
        var didEnd = false
        for await word in ended.stream { didEnd = word }
        clock.cancel()
        let said = (try? FileHandle(forReadingFrom: errors))?.readData(ofLength: 8192) ?? Data()
        let complaint = String(decoding: said, as: UTF8.self)
        guard didEnd else {
            kill(id, SIGKILL)
            return Outcome(exitStatus: nil, complaint: complaint)
        }
        return Outcome(exitStatus: process.terminationReason == .exit ? Int(process.terminationStatus) : nil, complaint: complaint)
    }
}

/// The letters on their way: a few at a time, in the background, each claimed in the database just before it is handed over.
package final class Post: Sendable {
    struct Progress: Hashable { var done = 0, all = 0 }

    private struct Ways {
        var underway: [ID<TrainingDay>: Progress] = [:]
        var runs: [ID<TrainingDay>: Int] = [:]
        var isClosed = false
    }

    private let ways = Locked(Ways())
    static let width = 4

    /// How far the sending on the day has come; nil when nothing is on its way.
    func progress(on day: ID<TrainingDay>) -> Progress? { ways.withLock { $0.underway[day] } }

    /// Begins to send `letters`; `send` claims, hands over and notes one. `after` is called when the day's last has ended.
    func begin<Letter: Sendable>(
        _ letters: [Letter], on day: ID<TrainingDay>, _ send: @escaping @Sendable (Letter) async -> Void, after: @escaping @Sendable () async -> Void
    ) {
        let begins = ways.withLock { ways in
            guard !ways.isClosed, !letters.isEmpty else { return false }
            ways.runs[day, default: 0] += 1
            ways.underway[day, default: Progress()].all += letters.count
            return true
        }
        guard begins else { return }
        Task.detached { [self] in
            await withTaskGroup(of: Void.self) { group in
                for (index, letter) in letters.enumerated() {
                    if index >= Post.width { await group.next() }
                    if ways.withLock({ $0.isClosed }) { break }
                    group.addTask { [self] in
                        await send(letter)
                        ways.withLock { $0.underway[day]?.done += 1 }
                    }
                }
            }
            ways.withLock { ways in
                ways.runs[day, default: 1] -= 1
                if ways.runs[day] == 0 {
                    ways.runs[day] = nil
                    ways.underway[day] = nil
                }
            }
            await after()
        }
    }

    /// Starts no more letters, and waits at most `seconds` for those that have been handed over.
    package func close(within seconds: Double) async {
        ways.withLock { $0.isClosed = true }
        for _ in 0..<Int(seconds * 20) where ways.withLock({ !$0.runs.isEmpty }) { try? await Task.sleep(for: .milliseconds(50)) }
    }
}
