import Foundation
import GRDB

/// Moves what is in the log into the database file beside those who write, so that nobody who waits for a change waits for that as well.
final class Tidier: Sendable {
    /// The most pages of log before a change moves them itself.
    static let mostPages = 8000
    private static let changesBetween = 100
    /// When those who were told of the last change have heard.
    private static let pause = DispatchTimeInterval.milliseconds(40)

    private let database: DatabaseQueue
    private let changes = Locked(0)
    private let queue = DispatchQueue(label: "panorama.tidier", qos: .utility)

    init(path: String, _ configuration: Configuration) throws {
        database = try DatabaseQueue(path: path, configuration: configuration)
    }

    func noteChange() {
        let isDue = changes.withLock { changes in
            changes += 1
            return changes.isMultiple(of: Self.changesBetween)
        }
        guard isDue else { return }
        queue.asyncAfter(deadline: .now() + Self.pause) { [weak self] in self?.tidy() }
    }

    /// Moves as much as no reader needs; what is left is moved the next time.
    func tidy() { _ = try? database.writeWithoutTransaction { try $0.checkpoint(.passive) } }

    func close() throws { try database.close() }
}
