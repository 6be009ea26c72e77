import FlyingSocks
import Synchronization

/// One subscriber's messages on their way out: bounded, shared with all who get the same bytes, never waited for.
///
/// When more wait than it holds, the subscriber is too slow: the mailbox closes, and the browser comes back and fetches.
package final class Mailbox: Sendable {
    fileprivate struct State {
        var waiting: [[UInt8]] = []
        var waitingBytes = 0
        var isOpen = true
        var reader: CheckedContinuation<[UInt8]?, Never>?
        /// Where messages go at once while the reader waits.
        var line: (any Line)?
        var endings: [@Sendable () -> Void] = []
    }

    private let maxMessages: Int
    private let maxBytes: Int
    private let state = Mutex(State())

    package init(maxMessages: Int = 64, maxBytes: Int = 256 * 1024) {
        self.maxMessages = maxMessages
        self.maxBytes = maxBytes
    }

    package var isOpen: Bool { state.withLock { $0.isOpen } }
    var hasReader: Bool { state.withLock { $0.reader != nil } }

    /// Leaves `message` for the subscriber and returns at once; false when the mailbox is closed or was full and closes now.
    @discardableResult
    package func push(_ message: [UInt8]) -> Bool {
        guard !message.isEmpty else { return isOpen }
        enum Outcome {
            case sent, kept, refused, overflown
            case left([UInt8], CheckedContinuation<[UInt8]?, Never>)
        }
        let outcome = state.withLock { state -> Outcome in
            guard state.isOpen else { return .refused }
            if state.reader != nil { return state.send(message).map { .left($0, $1) } ?? .sent }
            guard state.waiting.count < maxMessages, state.waitingBytes + message.count <= maxBytes else { return .overflown }
            state.waiting.append(message)
            state.waitingBytes += message.count
            return .kept
        }
        switch outcome {
        case .sent, .kept: return true
        case .refused: return false
        case .left(let rest, let reader):
            reader.resume(returning: rest)
            return true
        case .overflown:
            end(keepingWaiting: false)
            return false
        }
    }

    /// Ends the stream when what waits has been sent.
    package func close() { end(keepingWaiting: true) }

    /// Has `action` called once, when the mailbox closes for whatever reason; at once if it has.
    package func onEnd(_ action: @escaping @Sendable () -> Void) {
        let isOpen = state.withLock { state in
            if state.isOpen { state.endings.append(action) }
            return state.isOpen
        }
        if !isOpen { action() }
    }

    /// Pushes `message` only to a subscriber who is waiting for something.
    func nudge(with message: [UInt8]) {
        let left = state.withLock { $0.reader == nil ? nil : $0.send(message) }
        if let (rest, reader) = left { reader.resume(returning: rest) }
    }

    /// Everything that waits, as one piece; suspends while there is nothing, nil at the end. One reader at a time.
    ///
    /// While the reader waits, messages go out on `line` without waking it, as far as they go at once.
    func next(on line: (any Line)? = nil) async -> [UInt8]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enum Outcome {
                    case waits, ended
                    case pieces([[UInt8]])
                }
                let outcome = state.withLock { state -> Outcome in
                    if !state.waiting.isEmpty {
                        defer { state.forgetWaiting() }
                        return .pieces(state.waiting)
                    }
                    guard state.isOpen else { return .ended }
                    state.reader = continuation
                    state.line = line
                    return .waits
                }
                switch outcome {
                case .waits: break
                case .pieces(let pieces): continuation.resume(returning: pieces.count == 1 ? pieces[0] : Array(pieces.joined()))
                case .ended: continuation.resume(returning: nil)
                }
            }
        } onCancel: {
            close()
        }
    }

    private func end(keepingWaiting: Bool) {
        let (reader, endings) = state.withLock { state in
            guard state.isOpen else { return (CheckedContinuation<[UInt8]?, Never>?.none, [@Sendable () -> Void]()) }
            state.isOpen = false
            if !keepingWaiting { state.forgetWaiting() }
            state.line = nil
            defer { state.endings = [] }
            return (state.reader.take(), state.endings)
        }
        reader?.resume(returning: nil)
        for ending in endings { ending() }
    }
}

/// Where a waiting subscriber can be written to without being woken.
protocol Line: Sendable {
    /// Sends the beginning of `message`, as much as is taken at once; how many bytes that was.
    func take(_ message: [UInt8]) -> Int
}

extension Mailbox.State {
    /// Sends a message past the waiting reader; what did not go at once, and the reader who must send it.
    fileprivate mutating func send(_ message: [UInt8]) -> (rest: [UInt8], reader: CheckedContinuation<[UInt8]?, Never>)? {
        let sent = line?.take(message) ?? 0
        guard sent < message.count, let reader = reader.take() else { return nil }
        line = nil
        return (sent == 0 ? message : Array(message[sent...]), reader)
    }

    fileprivate mutating func forgetWaiting() {
        waiting = []
        waitingBytes = 0
    }
}
