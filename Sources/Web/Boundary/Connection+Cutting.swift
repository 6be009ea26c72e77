import FlyingFox
import FlyingSocks
import Foundation

/// What the sweep, the cap and a stopping server do to a connection from outside.
extension Connection {
    /// Ends the connection if its time is up, with the status that fits what it was doing.
    func expire(at now: ContinuousClock.Instant) {
        cut(if: { phase, deadline in
            guard let deadline, deadline <= now else { return false }
            switch phase {
            case .head, .body: say(.requestTimeout)
            case .handling: say(.serviceUnavailable)
            case .writing: forgetUnsent()
            case .idle, .streaming, .lingering, .closed: break
            }
            return true
        })
    }

    /// Ends a stream whose client has gone; without this it would be noticed only when two more messages had been sent.
    func endIfLeft() {
        cut(if: { phase, _ in
            guard phase == .streaming else { return false }
            var byte: UInt8 = 0
            let count = recv(socket.file.rawValue, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
            return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
        })
    }

    /// Ends the connection if nothing is going on; tells whether it did.
    func endIfIdle() -> Bool { cut(if: { phase, _ in phase == .idle }) }

    /// Lets an answer in progress be the last; ends at once what waits or streams.
    func retire() {
        markLastRequest()
        cut(if: { phase, _ in phase == .idle || phase == .streaming })
    }

    func cutOff() { cut(if: { _, _ in true }) }

    /// The status as the whole last word, sent while nobody else writes.
    private func say(_ status: HTTPStatusCode) {
        let words = Outgoing.lastWords(status)
        _ = try? socket.write(words)
    }

    /// Drops what the client would not take instead of leaving it with the kernel.
    private func forgetUnsent() {
        var value = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket.file.rawValue, SOL_SOCKET, SO_LINGER, &value, socklen_t(MemoryLayout<linger>.size))
    }
}
