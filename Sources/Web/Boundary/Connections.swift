import FlyingSocks
import Foundation
import Synchronization

/// Everyone who is connected now.
final class Connections: Sendable {
    private struct Table {
        var open: [ObjectIdentifier: Connection] = [:]
        var emptied: Latch?
    }

    private let table = Mutex(Table())

    var count: Int { table.withLock { $0.open.count } }
    var all: [Connection] { table.withLock { Array($0.open.values) } }

    func insert(_ connection: Connection) { table.withLock { $0.open[ObjectIdentifier(connection)] = connection } }

    func remove(_ connection: Connection) {
        table.withLock { table in
            table.open[ObjectIdentifier(connection)] = nil
            if table.open.isEmpty { table.emptied?.fire() }
        }
    }

    /// Makes room by ending the connection that has waited longest between requests; false when all are busy.
    @discardableResult
    func endLongestIdle() -> Bool {
        let idle = all.compactMap { connection in connection.idleDeadline.map { (connection, $0) } }
        return idle.min { $0.1 < $1.1 }?.0.endIfIdle() ?? false
    }

    /// Looks at every deadline each `interval`, and each second for streams whose client has gone, until cancelled.
    func sweep(every interval: Duration) async {
        var lookedForLeavers = ContinuousClock.now
        while !Task.isCancelled {
            try? await Task.sleep(for: interval)
            let now = ContinuousClock.now
            let looksForLeavers = now - lookedForLeavers >= min(.seconds(1), interval * 4)
            if looksForLeavers { lookedForLeavers = now }
            for connection in all {
                connection.expire(at: now)
                if looksForLeavers { connection.endIfLeft() }
            }
        }
    }

    /// Returns when nobody is connected: requests in progress get `seconds`, then they are cut off.
    func drain(within seconds: Double) async {
        let emptied = Latch()
        table.withLock { table in
            table.emptied = emptied
            if table.open.isEmpty { emptied.fire() }
        }
        for connection in all { connection.retire() }
        let impatience = Task {
            try await Task.sleep(for: .seconds(seconds))
            for connection in all { connection.cutOff() }
            try await Task.sleep(for: .seconds(1))
            emptied.fire()
        }
        await emptied.wait()
        impatience.cancel()
    }
}
