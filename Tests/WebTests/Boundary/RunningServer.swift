import FlyingFox
import Foundation
import Logging
import Synchronization

@testable import Web

/// A site made of one closure.
struct Replies: Site {
    let reply: @Sendable (HTTPRequest) async -> HTTPResponse

    init(_ reply: @escaping @Sendable (HTTPRequest) async -> HTTPResponse) { self.reply = reply }

    func respond(to request: HTTPRequest) async -> HTTPResponse { await reply(request) }

    /// Tells what it was asked: method, path and body.
    static let echo = Replies { request in
        let body = (try? await request.bodyData) ?? Data()
        return HTTPResponse(statusCode: .ok, body: Data("\(request.method.rawValue) \(request.path) ".utf8) + body)
    }
}

/// A server with a site, for as long as `body` runs.
func withServer<T: Sendable>(
    _ site: Replies = .echo, limits: Limits = Limits(), log: Logger = .silent,
    _ body: @Sendable (_ server: WebServer, _ port: UInt16) async throws -> T
) async throws -> T {
    let server = WebServer(settings: ServerSettings(port: 0, limits: limits), site: site, log: log)
    let running = Task { try await server.run() }
    let result: Result<T, any Error>
    do {
        result = .success(try await body(server, server.port))
    } catch {
        result = .failure(error)
    }
    await server.stop()
    try await running.value
    return try result.get()
}

extension Limits {
    /// The same limits with every time short.
    static var quick: Limits {
        var limits = Limits()
        limits.headerSeconds = 0.2
        limits.bodySeconds = 0.2
        limits.idleSeconds = 0.3
        limits.handlerSeconds = 0.3
        limits.writeSeconds = 0.3
        limits.lingerSeconds = 0.2
        limits.stopSeconds = 0.5
        return limits
    }

    func with(_ change: (inout Limits) -> Void) -> Limits {
        var limits = self
        change(&limits)
        return limits
    }
}

extension Logger {
    static var silent: Logger { Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() } }

    static func keeping(in record: LogRecord) -> Logger {
        var logger = Logger(label: "kept") { _ in KeptLog(record: record) }
        logger.logLevel = .trace
        return logger
    }
}

/// Every line that was logged, with its metadata.
final class LogRecord: Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }
    func add(_ line: String) { kept.withLock { $0.append(line) } }
}

private struct KeptLog: LogHandler {
    let record: LogRecord
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { record.add("\(event.level) \(event.message) \(event.metadata ?? [:])") }
}
