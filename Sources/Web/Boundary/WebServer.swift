import FlyingFox
import FlyingSocks
import Foundation
import Logging
import Synchronization

/// Listens, and gives every client a conversation with the site.
///
/// Connections are read and written by us on FlyingFox's sockets and in its types; its own `HTTPServer` reads heads
/// without limits, before any hook, and could not be guarded from outside.
package final class WebServer: Sendable {
    private let settings: ServerSettings
    private let site: any Site
    private let log: Logger
    private let bodies: BodyBudget
    private let begun = Latch()
    private let stopping = Latch()
    private let ended = Latch()
    private let state = Mutex(State())
    let connections = Connections()

    private struct State {
        var hasStarted = false
        var isStopping = false
        var port: UInt16?
    }

    package init(settings: ServerSettings, site: any Site, log: Logger) {
        self.settings = settings
        self.site = site
        self.log = log
        bodies = BodyBudget(bytes: settings.limits.maxBodyBytesInFlight)
    }

    /// The port that is listened on, as soon as it is; throws when the server has ended without getting there.
    package var port: UInt16 {
        get async throws {
            await begun.wait()
            guard let port = state.withLock({ $0.port }) else { throw CannotListen.failed("the server has ended") }
            return port
        }
    }

    /// How many clients are connected now.
    package var connectionCount: Int { connections.count }

    /// Serves until `stop` or until the task is cancelled; both end gracefully. Refuses with `CannotListen`. Runs once.
    package func run() async throws {
        let isFirst = state.withLock { state in
            defer { state.hasStarted = true }
            return !state.hasStarted
        }
        guard isFirst else { throw CannotListen.failed("the server has run before") }
        defer {
            begun.fire()
            ended.fire()
        }
        let listening = try Socket.listening(on: settings)
        defer { try? listening.close() }
        let pool = Self.makePool(log: log)
        try await pool.prepare()
        let port = listening.port
        state.withLock { $0.port = port }
        begun.fire()
        log.notice("listening", metadata: ["host": "\(settings.host)", "port": "\(port)"])
        await serve(listening, on: pool)
        log.notice("stopped")
    }

    /// Takes no more clients, lets requests in progress finish within `stopSeconds`, and returns when all are gone.
    package func stop() async {
        let hasStarted = state.withLock { state in
            state.isStopping = true
            return state.hasStarted
        }
        stopping.fire()
        if hasStarted { await ended.wait() }
    }

    private func serve(_ listening: Socket, on pool: Readiness<some EventQueue>) async {
        let polling = Task {
            try? await pool.run()
            stopping.fire()
        }
        let sweeping = Task { await connections.sweep(every: settings.limits.sweepInterval) }
        let accepting = Task { await accept(from: listening, on: pool) }
        await withTaskCancellationHandler {
            await stopping.wait()
        } onCancel: {
            stopping.fire()
        }

        accepting.cancel()
        pool.release(listening)
        await accepting.value
        await connections.drain(within: settings.limits.stopSeconds)
        sweeping.cancel()
        pool.stop()
        await polling.value
    }

    /// Accepts until cancelled. A failure, such as no descriptors left, costs a pause and the longest idle client, no more.
    ///
    /// Asks only when someone is at the door: without descriptors `accept` fails even if nobody is.
    private func accept(from listening: Socket, on pool: some AsyncSocketPool) async {
        let cap = min(settings.limits.maxConnections, max(raiseDescriptorLimit() - 64, 16))
        var isFailing = false
        while !Task.isCancelled {
            do {
                try await pool.suspendSocket(listening, untilReadyFor: .connection)
                try admit(Socket(file: listening.accept().file), on: pool, cap: cap)
                isFailing = false
            } catch SocketError.blocked, is CancellationError {
                continue
            } catch {
                if !isFailing { log.error("cannot accept connections", metadata: ["open": "\(connections.count)"]) }
                isFailing = true
                connections.endLongestIdle()
                await pause()
            }
        }
    }

    private func admit(_ socket: Socket, on pool: some AsyncSocketPool, cap: Int) throws {
        guard connections.count < cap || connections.endLongestIdle() else {
            _ = try? socket.write(Outgoing.lastWords(.serviceUnavailable))
            return try socket.close()
        }
        let connection = try Connection(socket, pool: pool)
        connections.insert(connection)
        connection.serve { [self] in
            var conversation = Conversation(on: connection, site: site, limits: settings.limits, bodies: bodies, log: log)
            guard let stream = await conversation.run() else { return connections.remove(connection) }
            // A task keeps the room that its deepest answer took, so what may wait for hours goes on in a new one.
            connection.serve { [self] in
                await connection.carry(stream, within: settings.limits.writeSeconds)
                connections.remove(connection)
            }
        }
    }

    private func pause() async { try? await Task.sleep(for: .milliseconds(50)) }

    private static func makePool(log: Logger) -> Readiness<some EventQueue> {
        #if os(Linux)
            Readiness(queue: ePoll(maxEvents: 256, logger: SocketLog(log: log)))
        #else
            Readiness(queue: kQueue(maxEvents: 256, logger: SocketLog(log: log)))
        #endif
    }
}
