import Synchronization

/// A sign of life to every silent subscriber, from one timer, so that proxies keep the line and dead ones are found.
package final class Heartbeat: Sendable {
    package static let seconds = 15
    package static let shared = Heartbeat(every: .seconds(seconds))

    private struct State {
        var mailboxes: [ObjectIdentifier: Mailbox] = [:]
        var isBeating = false
    }

    private let interval: Duration
    private let state = Mutex(State())

    package init(every interval: Duration) { self.interval = interval }

    /// Beats for `mailbox` until it closes.
    func keepAlive(_ mailbox: Mailbox) {
        let id = ObjectIdentifier(mailbox)
        let begins = state.withLock { state in
            state.mailboxes[id] = mailbox
            defer { state.isBeating = true }
            return !state.isBeating
        }
        mailbox.onEnd { [self] in state.withLock { $0.mailboxes[id] = nil } }
        if begins { Task { await beat() } }
    }

    var mailboxCount: Int { state.withLock { $0.mailboxes.count } }

    private func beat() async {
        let beat = Array("event: beat\ndata: {}\n\n".utf8)
        while true {
            try? await Task.sleep(for: interval)
            let mailboxes = state.withLock { state in
                state.isBeating = !state.mailboxes.isEmpty
                return Array(state.mailboxes.values)
            }
            if mailboxes.isEmpty { return }
            for mailbox in mailboxes { mailbox.nudge(with: beat) }
        }
    }
}
