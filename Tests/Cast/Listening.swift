import FlyingFox
import Foundation
import Storage

/// A page's own stream, listened to without a socket.
package final class Listening: Sendable {
    package struct Event: Sendable {
        package var name: String
        package var region: String?
        package var version: Int64?
        /// Nil when the region is gone.
        package var html: String?
        package var bytes: [UInt8]
    }

    private struct Heard {
        var events: [Event] = []
        var isOver = false
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var tickets = 0
    }

    package let address: String
    private let heard = Locked(Heard())
    private let reader = Locked<Task<Void, Never>?>(nil)

    init?(_ response: HTTPResponse, at address: String) {
        guard response.statusCode == .ok, case .httpBody(let body) = response.payload else { return nil }
        self.address = address
        let task = Task { [weak self] in
            var rest = Data()
            var iterator = body.makeAsyncIterator()
            while let piece = try? await iterator.next() {
                rest.append(piece)
                while let end = rest.range(of: Data("\n\n".utf8)) {
                    self?.take(rest[rest.startIndex..<end.lowerBound])
                    rest.removeSubrange(rest.startIndex..<end.upperBound)
                }
            }
            self?.end()
        }
        reader.withLock { $0 = task }
    }

    deinit { reader.withLock { $0?.cancel() } }

    /// Leaves, as a browser does that goes to another page.
    package func leave() { reader.withLock { $0?.cancel() } }

    package var events: [Event] { heard.withLock(\.events) }
    /// The server has ended the stream.
    package var isOver: Bool { heard.withLock(\.isOver) }

    private struct Message: Decodable {
        var region: String?
        var version: Int64?
        var html: String?
    }

    private func take(_ bytes: Data) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let name = lines.first { $0.hasPrefix("event: ") }?.dropFirst(7) ?? ""
        let data = lines.first { $0.hasPrefix("data: ") }?.dropFirst(6) ?? ""
        let message = try? JSONDecoder().decode(Message.self, from: Data(data.utf8))
        wake { heard in
            heard.events.append(
                Event(name: String(name), region: message?.region, version: message?.version, html: message?.html, bytes: Array(bytes)))
        }
    }

    private func end() { wake { $0.isOver = true } }

    private func wake(_ change: (inout Heard) -> Void) {
        let waiting = heard.withLock { heard in
            change(&heard)
            defer { heard.waiting = [:] }
            return heard.waiting.values
        }
        for one in waiting { one.resume() }
    }

    /// Suspends until something is heard beyond the first `count` events, the stream ends, or `deadline` passes.
    package func news(after count: Int, before deadline: ContinuousClock.Instant) async {
        let ticket = heard.withLock { heard in
            heard.tickets += 1
            return heard.tickets
        }
        let alarm = Task { [heard] in
            try? await Task.sleep(until: deadline)
            heard.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume()
        }
        await withCheckedContinuation { continuation in
            let isNow = heard.withLock { heard in
                if heard.events.count > count || heard.isOver || ContinuousClock.now >= deadline { return true }
                heard.waiting[ticket] = continuation
                return false
            }
            if isNow { continuation.resume() }
        }
        alarm.cancel()
    }
}

extension Listening {
    /// Suspends until the server ends the stream, for a bounded time.
    package func ends() async {
        let deadline = ContinuousClock.now + Browser.patience
        while !isOver, ContinuousClock.now < deadline { await news(after: events.count, before: deadline) }
    }
}
