import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// One client's socket, what it is doing, and until when it may.
///
/// The task that serves the client reads, writes and closes; the sweep may cut it off from outside. Both touch the
/// descriptor under one lock, so a number the system has given to someone else is never shut by mistake.
final class Connection: Sendable {
    enum Phase { case idle, head, body, handling, writing, streaming, lingering, closed }

    /// The connection was cut off, or the server is stopping and there is nothing left to do here.
    struct Cut: Error {}

    private struct State {
        var phase = Phase.idle
        var deadline: ContinuousClock.Instant?
        var task: Task<Void, Never>?
        var isLastRequest = false
        var hasDescriptor = true
    }

    let socket: Socket
    let peer: HTTPRequest.Address?
    private let pool: any AsyncSocketPool
    private let state = Mutex(State())

    init(_ socket: Socket, pool: any AsyncSocketPool) throws {
        try socket.setFlags(.nonBlocking)
        self.socket = socket
        self.pool = pool
        peer = (try? socket.remotePeer()).map(HTTPRequest.Address.make)
    }

    /// Whether the server is stopping, so that the answer in progress ends the connection.
    var isLastRequest: Bool { state.withLock { $0.isLastRequest } }

    /// When the time between requests runs out; nil while there is something to do.
    var idleDeadline: ContinuousClock.Instant? { state.withLock { $0.phase == .idle ? $0.deadline ?? .now : nil } }

    /// Has `work` done by a task of its own, which is cancelled when the connection is cut off.
    func serve(_ work: @escaping @Sendable () async -> Void) {
        state.withLock { state in
            let task = Task(operation: work)
            if state.phase == .closed { task.cancel() } else { state.task = task }
        }
    }

    /// Begins a phase that may last `seconds`; nil is without end.
    func enter(_ phase: Phase, for seconds: Double?) throws(Cut) {
        let deadline = seconds.map { ContinuousClock.now + .seconds($0) }
        let mayGoOn = state.withLock { state in
            if state.phase == .closed || (phase == .idle && state.isLastRequest) { return false }
            state.phase = phase
            state.deadline = deadline
            return true
        }
        if !mayGoOn { throw Cut() }
    }

    /// Some bytes, at most `count`; throws when the client has closed its side.
    func read(atMost count: Int) async throws -> [UInt8] {
        while true {
            do {
                return try socket.read(atMost: count)
            } catch SocketError.blocked {
                try await pool.suspendSocket(socket, untilReadyFor: .read)
            }
        }
    }

    /// Sends all of `bytes`; each piece must be taken within `seconds`, or the client is cut off.
    func write(_ bytes: Data, within seconds: Double) async throws {
        let piece = 128 * 1024
        var sent = bytes.startIndex
        while sent < bytes.endIndex {
            try enter(.writing, for: seconds)
            let end = min(sent + piece, bytes.endIndex)
            while sent < end {
                do {
                    sent = try socket.write(end == bytes.endIndex ? bytes : bytes[..<end], from: sent)
                } catch SocketError.blocked {
                    try await pool.suspendSocket(socket, untilReadyFor: .write)
                }
            }
        }
    }

    /// Tells the client that nothing more comes, while it may still be sending.
    func endWriting() {
        state.withLock { if $0.hasDescriptor { _ = shutdown(socket.file.rawValue, Int32(SHUT_WR)) } }
    }

    /// What `body` makes of the descriptor while the connection streams; nil when it does not, or not any more.
    func whileStreaming<Result>(_ body: (Int32) -> Result) -> Result? {
        state.withLock { $0.phase == .streaming ? body(socket.file.rawValue) : nil }
    }

    /// Gives the descriptor back; only the task that serves the client does this, and last.
    func close() {
        state.withLock { state in
            guard state.hasDescriptor else { return }
            state.hasDescriptor = false
            state.phase = .closed
            state.task = nil
            try? socket.close()
        }
    }

    func markLastRequest() { state.withLock { $0.isLastRequest = true } }

    /// Ends the connection from outside if `shouldEnd` says so: its task finds the socket shut and itself cancelled.
    @discardableResult
    func cut(if shouldEnd: (Phase, ContinuousClock.Instant?) -> Bool) -> Bool {
        let task = state.withLock { state -> Task<Void, Never>?? in
            guard state.phase != .closed, shouldEnd(state.phase, state.deadline) else { return nil }
            state.phase = .closed
            _ = shutdown(socket.file.rawValue, Int32(SHUT_RDWR))
            return .some(state.task)
        }
        guard let task else { return false }
        task?.cancel()
        return true
    }
}
