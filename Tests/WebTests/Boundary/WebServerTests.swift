import FlyingFox
import FlyingSocks
import Foundation
import Testing

@testable import Web

@Suite("the server", .timeLimit(.minutes(4)))
struct WebServerTests {
    @Test("accepted connections send small answers without waiting")
    func noDelay() async throws {
        try await withServer { server, port in
            let wire = try Wire(to: port)
            await wire.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.reply()?.status == 200)
            let connection = try #require(server.connections.all.first)
            #expect(try connection.socket.getValue(for: .noDelay))
        }
    }

    @Test("head and body leave in one piece")
    func oneWrite() async throws {
        let page = String(repeating: "a", count: 40_000)
        try await withServer(Replies { _ in HTTPResponse(statusCode: .ok, body: Data(page.utf8)) }) { _, port in
            let wire = try Wire(to: port)
            await wire.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            let first = await wire.hearSome()
            #expect(first.utf8.count > 30_000)
        }
    }

    @Test("every answer carries the security headers, also those the site has no part in")
    func securityHeaders() async throws {
        try await withServer { _, port in
            for request in ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "nonsense\r\n\r\n"] {
                let wire = try Wire(to: port)
                await wire.say(request)
                let headers = try #require(await wire.reply()).headers
                #expect(headers["content-security-policy"] == SecurityHeaders.contentSecurityPolicy)
                #expect(headers["x-content-type-options"] == "nosniff")
                #expect(headers["referrer-policy"] == "same-origin")
                #expect(headers["cross-origin-opener-policy"] == "same-origin")
                #expect(headers["permissions-policy"]?.contains("camera=()") == true)
                #expect(headers["cache-control"] == "no-store")
            }
        }
    }

    @Test(
        "a response header with a line break or NUL is never sent, and its value not logged",
        arguments: ["a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\0b"])
    func headerInjection(value: String) async throws {
        let record = LogRecord()
        let site = Replies { _ in HTTPResponse(statusCode: .ok, headers: HTTPHeaders([HTTPHeader("X-Kind"): value, .eTag: "hush"])) }
        try await withServer(site, log: .keeping(in: record)) { _, port in
            let wire = try Wire(to: port)
            await wire.say("GET /hush HTTP/1.1\r\nHost: x\r\n\r\n")
            let reply = try #require(await wire.reply())
            #expect(reply.status == 500)
            #expect(!reply.head.contains("Set-Cookie") && !reply.head.contains("X-Kind"))
        }
        #expect(record.lines.contains { $0.hasPrefix("error") && $0.contains("X-Kind") })
        #expect(!record.lines.contains { $0.contains("hush") || $0.contains("Set-Cookie") })
    }

    @Test("an answer whose length nobody knows is not sent, for the client could not tell where it ends")
    func unknownLength() async throws {
        let record = LogRecord()
        let site = Replies { _ in HTTPResponse(statusCode: .ok, body: HTTPBodySequence(from: MailboxSequence(Mailbox()))) }
        try await withServer(site, log: .keeping(in: record)) { _, port in
            let wire = try Wire(to: port)
            await wire.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try #require(await wire.reply()).status == 500)
        }
        #expect(record.lines.contains { $0.hasPrefix("error") && $0.contains("unknown length") })
    }

    @Test("nothing of a request is logged: no path, no query, no header")
    func quietLog() async throws {
        let record = LogRecord()
        try await withServer(log: .keeping(in: record)) { _, port in
            let plain = "GET /token-7f?k=token-7f HTTP/1.1\r\nHost: x\r\nCookie: token-7f\r\n\r\n"
            for request in [plain, "GET /../token-7f HTTP/1.1\r\n\r\n"] {
                let wire = try Wire(to: port)
                await wire.say(request)
                _ = await wire.reply()
            }
        }
        #expect(!record.lines.isEmpty)
        #expect(!record.lines.contains { $0.contains("token-7f") || $0.contains("127.0.0.1:") })
    }

    @Test("a site's answer may end the connection")
    func closes() async throws {
        let site = Replies { _ in HTTPResponse(statusCode: .seeOther, headers: HTTPHeaders([.connection: "close", .location: "/"])) }
        try await withServer(site) { _, port in
            let wire = try Wire(to: port)
            await wire.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.hearAll()?.contains("Location: /\r\n") == true)
        }
    }

    @Test("several cookies are set on lines of their own")
    func cookies() async throws {
        let site = Replies { _ in
            var response = HTTPResponse(statusCode: .noContent)
            response.headers.setValues(["a=1; Path=/", "b=2"], for: .setCookie)
            return response
        }
        try await withServer(site) { _, port in
            let wire = try Wire(to: port)
            await wire.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            let head = try #require(await wire.reply()).head
            #expect(head.contains("Set-Cookie: a=1; Path=/\r\n") && head.contains("Set-Cookie: b=2\r\n"))
            #expect(!head.contains("Content-Length"))
        }
    }

    @Test("stopping lets the answer in progress finish, ends streams, and returns as soon as all are gone")
    func gracefulStop() async throws {
        let reached = Latch()
        let released = Latch()
        let site = Replies { request in
            if request.path == "/live" { return eventStream(Mailbox()) }
            reached.fire()
            await released.wait()
            return HTTPResponse(statusCode: .ok, body: Data("done".utf8))
        }
        var limits = Limits()
        limits.stopSeconds = 120
        let server = WebServer(settings: ServerSettings(port: 0, limits: limits), site: site, log: .silent)
        let running = Task { try await server.run() }
        let port = try await server.port
        let listener = try Wire(to: port)
        await listener.say("GET /live HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(await listener.reply()?.status == 200)
        let idle = try Wire(to: port)
        let busy = try Wire(to: port)
        await busy.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        await reached.wait()

        async let stopped: Void = server.stop()
        #expect(await listener.hearAll() == "")
        #expect(await idle.hearAll() == "")
        released.fire()
        let answer = try #require(await busy.hearAll())
        #expect(answer.hasSuffix("done") && answer.contains("Connection: close"))
        let began = ContinuousClock.now
        await stopped
        try await running.value
        #expect(ContinuousClock.now - began < .seconds(60))
        #expect(throws: Wire.Failed.self) { try Wire(to: port) }
    }

    @Test("a server that cannot listen says why in plain words")
    func cannotListen() async throws {
        try await withServer { _, port in
            let second = WebServer(settings: ServerSettings(port: port), site: Replies.echo, log: .silent)
            await #expect(throws: CannotListen.portTaken(port)) { try await second.run() }
            await #expect(throws: CannotListen.self) { try await second.port }
        }
        let nowhere = WebServer(settings: ServerSettings(host: "nowhere.example", port: 0), site: Replies.echo, log: .silent)
        await #expect(throws: CannotListen.unknownHost("nowhere.example")) { try await nowhere.run() }
    }

    @Test("running out of descriptors ends nothing in progress; the newcomer is served as soon as someone idle has made room")
    func outOfDescriptors() async throws {
        await #expect(processExitsWith: .success) {
            let record = LogRecord()
            try await withServer(log: .keeping(in: record)) { _, port in
                let busy = try Wire(to: port)
                await busy.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
                #expect(await busy.reply()?.status == 100)
                // The system opens a descriptor for the first timer of a process, without which no later one rings; a server that runs has had one.
                try await Task.sleep(for: .milliseconds(20))
                let newcomer = try Wire(to: port, beforeConnecting: forbidMoreDescriptors)
                await until { record.lines.contains { $0.contains("cannot accept") } }
                await busy.say("abc")
                #expect(await busy.reply()?.text == "POST / abc")
                await newcomer.say("GET /new HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(await newcomer.reply()?.text == "GET /new ")
            }
        }
    }
}

/// Leaves this process no number for one more open file: none above those in use, and none that was free between them, so that
/// whatever is closed makes room.
private func forbidMoreDescriptors() {
    var limit = rlimit()
    getrlimit(openFiles, &limit)
    let open = (try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd")) ?? []
    limit.rlim_cur = rlim_t((open.compactMap(Int32.init).max() ?? 2) + 1)
    #expect(setrlimit(openFiles, &limit) == 0)
    while socket(AF_INET, 2, 0) >= 0 {}
}
