import FlyingFox
import FlyingSocks
import Foundation
import Logging
import Synchronization

/// One client's requests, answered in order until it, the server or a limit ends it.
struct Conversation {
    private let connection: Connection
    private let site: any Site
    private let limits: Limits
    private let bodies: BodyBudget
    private let log: Logger
    private var inbox: Inbox

    init(on connection: Connection, site: any Site, limits: Limits, bodies: BodyBudget, log: Logger) {
        self.connection = connection
        self.site = site
        self.limits = limits
        self.bodies = bodies
        self.log = log
        inbox = Inbox(of: connection, limits: limits)
    }

    /// Serves the client to the end, and closes the connection unless the last answer goes on as a stream: that is left to the caller.
    mutating func run() async -> HTTPBodySequence? {
        do {
            while let answer = try await nextAnswer() {
                try await connection.write(answer.bytes, within: limits.writeSeconds)
                if let stream = answer.stream { return stream }
                if !answer.keepsOpen { break }
            }
        } catch let rejection as Rejection {
            await refuse(rejection)
        } catch {
            log.trace("connection ended early")
        }
        connection.close()
        return nil
    }

    /// Reads a whole request and has it answered; nothing of the request outlives this, however long the answer streams.
    private mutating func nextAnswer() async throws -> Outgoing? {
        guard let head = try await inbox.nextHead() else { return nil }
        let length = try head.bodyLength(within: limits)
        guard bodies.take(length) else { throw Rejection(.serviceUnavailable) }
        defer { bodies.give(length) }
        let body = try await inbox.body(of: length, for: head)
        try connection.enter(.handling, for: limits.handlerSeconds)
        var response = await site.respond(to: HTTPRequest(head, body: body, from: connection.peer))
        SecurityHeaders.apply(to: &response)
        return try await answer(response, to: head)
    }

    private func answer(_ response: HTTPResponse, to head: RequestHead) async throws -> Outgoing {
        let keepsOpen = head.keepsOpen && !connection.isLastRequest
        do {
            return try await Outgoing(response, to: head, keepsOpen: keepsOpen)
        } catch let unsendable as Outgoing.Unsendable {
            log.error("response not sent", metadata: ["reason": "\(unsendable.reason)"])
        } catch {
            log.error("response body failed", metadata: ["kind": "\(type(of: error))"])
        }
        var failure = HTTPResponse.plain(.internalServerError)
        SecurityHeaders.apply(to: &failure)
        return try await Outgoing(failure, to: head, keepsOpen: keepsOpen)
    }

    private func refuse(_ rejection: Rejection) async {
        log.debug("request refused", metadata: ["status": "\(rejection.status.code)"])
        do {
            try await connection.write(Outgoing.lastWords(rejection.status), within: limits.writeSeconds)
            try await inbox.discardRest()
        } catch {
            log.trace("refused client gone")
        }
    }
}

extension HTTPRequest {
    /// The request as the site sees it: HEAD is a GET whose body will not be sent.
    init(_ head: RequestHead, body: Data, from peer: Address?) {
        self.init(
            method: head.method == .HEAD ? .GET : head.method,
            version: head.version,
            target: Target(path: head.target.path, query: head.target.query),
            headers: head.headers,
            body: HTTPBodySequence(data: body, suggestedBufferSize: max(body.count, 1)),
            remoteAddress: peer)
    }
}

/// How many bytes of bodies may be in memory at once, over all connections.
final class BodyBudget: Sendable {
    private let left: Mutex<Int>

    init(bytes: Int) { left = Mutex(bytes) }

    func take(_ count: Int) -> Bool {
        left.withLock { left in
            guard count <= left else { return false }
            left -= count
            return true
        }
    }

    func give(_ count: Int) { left.withLock { $0 += count } }
}
