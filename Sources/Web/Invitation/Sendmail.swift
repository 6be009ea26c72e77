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
        guard let program = Program(starting: path, ["-i", "-t"], reading: reading, complainingTo: writing) else {
            return Outcome(exitStatus: 127, complaint: "\(path) could not be started.")
        }
        let end = await program.ended(within: patience)
        let said = (try? FileHandle(forReadingFrom: errors))?.readData(ofLength: 8192) ?? Data()
        return Outcome(exitStatus: end, complaint: String(decoding: said, as: UTF8.self))
    }
}

/// The C library's; Swift's own list of what it has leaves it out.
@_silgen_name("posix_spawn_file_actions_addclosefrom_np")
private func closeAll(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ first: Int32) -> Int32

/// A program that runs in a session of its own, so that it can be stopped with all that it has started. Whoever starts one waits for its end.
private struct Program {
    private let id: pid_t

    /// Nil when it could not be started. It gets no other file of ours than these.
    init?(starting path: String, _ arguments: [String], reading: FileHandle, complainingTo writing: FileHandle) {
        var files = posix_spawn_file_actions_t()
        var ways = posix_spawnattr_t()
        posix_spawn_file_actions_init(&files)
        posix_spawnattr_init(&ways)
        defer {
            posix_spawn_file_actions_destroy(&files)
            posix_spawnattr_destroy(&ways)
        }
        posix_spawn_file_actions_adddup2(&files, reading.fileDescriptor, 0)
        posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&files, writing.fileDescriptor, 2)
        _ = closeAll(&files, 3)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&ways, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&ways, &signals)
        let ownSession: Int32 = 0x80  // POSIX_SPAWN_SETSID
        posix_spawnattr_setflags(&ways, Int16(ownSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)))
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var started: pid_t = 0
        guard posix_spawn(&started, path, &files, &ways, &words, environ) == 0 else { return nil }
        id = started
    }

    /// The exit status; nil when the program did not end by itself within `patience` seconds. Then it is stopped, with all that it started
    /// and that stayed with it. No child is left behind.
    func ended(within patience: Double) async -> Int? {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(patience)
        var pause = Duration.milliseconds(2)
        while clock.now < deadline {
            if let end = reaped() { return end.status }
            await wait(pause)
            pause = min(pause * 2, .milliseconds(50))
        }
        kill(-id, SIGKILL)
        while reaped() == nil { await wait(.milliseconds(5)) }
        return nil
    }

    /// How it ended, if it has ended: a status, or nil in it when a signal ended it.
    private func reaped() -> (status: Int?, Void)? {
        var word: Int32 = 0
        let found = waitpid(id, &word, WNOHANG)
        if found == 0 || (found < 0 && errno == EINTR) { return nil }
        guard found == id, word & 0x7f == 0 else { return (nil, ()) }
        return (Int((word >> 8) & 0xff), ())
    }

    /// Not cut short by anything: a child must be waited for.
    private func wait(_ time: Duration) async { await Task.detached { try? await Task.sleep(for: time) }.value }
}

/// The letters on their way: a few at a time, in the background, each claimed in the database just before it is handed over.
/// A person has one letter on its way at a time.
package final class Post: Sendable {
    struct Progress: Hashable { var done = 0, all = 0 }

    private struct Ways {
        var progress: [ID<TrainingDay>: Progress] = [:]
        /// What waits or is handed over.
        var underway: [ID<TrainingDay>: [ID<Attendance>: Letter.Kind]] = [:]
        var runs: [ID<TrainingDay>: Int] = [:]
        var isClosed = false

        mutating func arrive(_ person: ID<Attendance>, on day: ID<TrainingDay>) {
            if underway[day]?.removeValue(forKey: person) != nil { progress[day]?.done += 1 }
        }
    }

    private let ways = Locked(Ways())
    static let width = 4

    /// How far the sending on the day has come; nil when nothing is on its way.
    func progress(on day: ID<TrainingDay>) -> Progress? { ways.withLock { $0.progress[day] } }

    /// The letters of the day that wait to be sent or are being sent, by person.
    func underway(on day: ID<TrainingDay>) -> [ID<Attendance>: Letter.Kind] { ways.withLock { $0.underway[day] ?? [:] } }

    /// Begins to send a letter of `kind` to those of `people` who have none on its way. `send` claims, hands over and notes one, and calls
    /// its last argument when nothing more will happen to it. `after` is called when the day's last has ended.
    func begin(
        _ people: [ID<Attendance>], _ kind: Letter.Kind, on day: ID<TrainingDay>,
        _ send: @escaping @Sendable (ID<Attendance>, _ isOver: @Sendable () -> Void) async -> Void,
        after: @escaping @Sendable () async -> Void
    ) {
        let people = ways.withLock { ways in
            let people = people.filter { ways.underway[day]?[$0] == nil }
            guard !ways.isClosed, !people.isEmpty else { return [ID<Attendance>]() }
            ways.runs[day, default: 0] += 1
            ways.progress[day, default: Progress()].all += people.count
            for person in people { ways.underway[day, default: [:]][person] = kind }
            return people
        }
        guard !people.isEmpty else { return }
        Task.detached { [self] in
            await withTaskGroup(of: Void.self) { group in
                for (index, person) in people.enumerated() {
                    if index >= Post.width { await group.next() }
                    if ways.withLock({ $0.isClosed }) { break }
                    group.addTask { [self] in
                        let isOver: @Sendable () -> Void = { [self] in ways.withLock { $0.arrive(person, on: day) } }
                        await send(person, isOver)
                        isOver()
                    }
                }
            }
            ways.withLock { ways in
                for person in people { ways.arrive(person, on: day) }
                ways.runs[day, default: 1] -= 1
                if ways.runs[day] == 0 {
                    ways.runs[day] = nil
                    ways.progress[day] = nil
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
