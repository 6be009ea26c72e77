import FlyingSocks
import Foundation
import Synchronization

/// Wakes each waiting task when its socket is ready; at most one task waits for one socket.
///
/// FlyingFox's `SocketPool` resumes the task first and forgets the descriptor afterwards. If the task closes it in between,
/// the number stays marked as watched, and the next client who gets that number is never heard. Here it is forgotten first.
final class Readiness<Queue: EventQueue>: AsyncSocketPool {
    private typealias Waiter = (events: Socket.Events, continuation: CheckedContinuation<Void, any Error>)

    private struct State {
        var queue: Queue
        var waiters: [Socket.FileDescriptor: Waiter] = [:]
        var isOpen = false
    }

    private let state: Mutex<State>

    init(queue: sending Queue) { state = Mutex(State(queue: queue)) }

    func prepare() async throws {
        try state.withLock { state in
            try state.queue.open()
            state.isOpen = true
        }
    }

    /// Watches on a thread of its own until `stop`; then everyone still waiting gets an error.
    func run() async throws {
        await withCheckedContinuation { continuation in
            let thread = Thread { [self] in
                watch()
                continuation.resume()
            }
            thread.name = "sockets"
            thread.start()
        }
        let left = state.withLock { state in
            state.isOpen = false
            try? state.queue.close()
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        for waiter in left { waiter.continuation.resume(throwing: SocketError.disconnected) }
    }

    func stop() { state.withLock { try? $0.queue.stop() } }

    /// Returns when the socket is ready, or shut down; throws when the task is cancelled and someone calls `release`.
    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        try await withCheckedThrowingContinuation { continuation in
            let refusal = state.withLock { state -> (any Error)? in
                guard state.isOpen, state.waiters[socket.file] == nil else { return SocketError.disconnected }
                guard !Task.isCancelled else { return CancellationError() }
                do { try state.queue.addEvents(events, for: socket.file) } catch { return error }
                state.waiters[socket.file] = (events, continuation)
                return nil
            }
            if let refusal { continuation.resume(throwing: refusal) }
        }
    }

    /// Wakes the task that waits for `socket`, if one does, with an error; for the cancelled.
    func release(_ socket: Socket) { wake(socket.file, with: .failure(CancellationError())) }

    private func watch() {
        nonisolated(unsafe) let queue = state.withLock { $0.queue }
        while let notifications = try? queue.getNotifications() {
            for notification in notifications { wake(notification.file, with: .success(())) }
        }
    }

    private func wake(_ file: Socket.FileDescriptor, with result: Result<Void, any Error>) {
        let waiter = state.withLock { state -> Waiter? in
            guard let waiter = state.waiters.removeValue(forKey: file) else { return nil }
            try? state.queue.removeEvents(waiter.events, for: file)
            return waiter
        }
        waiter?.continuation.resume(with: result)
    }
}
