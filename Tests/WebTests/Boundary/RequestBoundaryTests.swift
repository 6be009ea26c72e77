import FlyingFox
import Foundation
import Testing

@testable import Web

@Suite("requests at the boundary", .timeLimit(.minutes(4)))
struct RequestBoundaryTests {
    @Test("requests on one connection are answered in order, also when sent together")
    func pipelining() async throws {
        try await withServer { _, port in
            let wire = try Wire(to: port)
            let post = "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
            await wire.say("GET /a HTTP/1.1\r\nHost: x\r\n\r\n\(post)GET /c HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.reply()?.text == "GET /a ")
            #expect(await wire.reply()?.text == "POST /b abc")
            #expect(await wire.reply()?.text == "GET /c ")
        }
    }

    @Test("a body the site ignores is never taken for the next request")
    func ignoredBody() async throws {
        let deaf = Replies { HTTPResponse(statusCode: .ok, body: Data($0.path.utf8)) }
        try await withServer(deaf) { _, port in
            let wire = try Wire(to: port)
            let smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
            let body = String(repeating: smuggled, count: 5000)
            await wire.say("POST /first HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            await wire.say("GET /second HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.reply()?.text == "/first")
            #expect(await wire.reply()?.text == "/second")
        }
    }

    @Test(
        "a request that can be understood in two ways is refused and the connection closed",
        arguments: [
            ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400),
            ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 3\r\n\r\nabc", 400),
            ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc", 400),
            ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", 413),
            ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2097153\r\n\r\n", 413),
            ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 411),
            ("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n", 411),
            ("POST / HTTP/1.1\r\nHost: x\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n", 411),
            ("GET / HTTP/1.1\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nOrigin: http://y\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n", 400),
            ("GET / HTTP/1.1\nHost: x\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n", 400),
            ("GET /  HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            ("GET /\r\nHost: x\r\n\r\n", 400),
            ("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505),
            ("get / HTTP/1.1\r\nHost: x\r\n\r\n", 501),
            ("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 501),
            ("\u{16}\u{3}\u{1}hello", 400),
            ("GET /\(String(repeating: "a", count: 5000)) HTTP/1.1\r\nHost: x\r\n\r\n", 414),
            ("GET /\(String(repeating: "a", count: 50_000)) HTTP/1.1\r\nHost: x\r\n\r\n", 414),
            ("GET / HTTP/1.1\r\nHost: x\r\nCookie: \(String(repeating: "a", count: 70_000))\r\n\r\n", 431),
            ("GET / HTTP/1.1\r\nHost: x\r\n\(String(repeating: "a: b\r\n", count: 101))\r\n", 431),
        ])
    func refusals(request: String, status: Int) async throws {
        try await withServer(limits: Limits().with { $0.lingerSeconds = 0.1 }) { _, port in
            let wire = try Wire(to: port)
            await wire.say(request)
            let answer = try #require(await wire.hearAll())
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
            #expect(answer.contains("Connection: close\r\n"))
            #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2)
            #expect(!answer.contains("smuggled"))
        }
    }

    @Test(
        "a target that is not a plain path of this site is refused",
        arguments: [
            "/../secret", "/a/../b", "/a/..", "/./a", "/%2e%2e/a", "/%2E%2e/a", "/.%2e/a", "/a%2fb", "/..%2f..%2fetc/passwd", "/a%5cb",
            "/a\\b", "/%00", "/a%0d%0aSet-Cookie:x", "/a%7f", "//a", "/a//b", "http://other/a", "other", "*", "/å", "/a#b", "/%", "/%4",
            "/%zz", "/%ff", "/%c0%af",
        ])
    func targets(target: String) async throws {
        try await withServer { _, port in
            let wire = try Wire(to: port)
            await wire.say("GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.reply()?.status == 400)
        }
    }

    @Test(
        "a plain path reaches the site decoded, with its query",
        arguments: [
            ("/", "/"), ("/boards/7", "/boards/7"), ("/a%20b", "/a b"), ("/s%C3%B8k", "/søk"), ("/a..b/.well", "/a..b/.well"),
            ("/%3Fx", "/?x"),
        ])
    func plainTargets(target: String, path: String) async throws {
        let site = Replies { HTTPResponse(statusCode: .ok, body: Data("\($0.path) \($0.target.query())".utf8)) }
        try await withServer(site) { _, port in
            let wire = try Wire(to: port)
            await wire.say("GET \(target)?q=%C3%A6+1&r=/../x HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.reply()?.text == "\(path) q=%C3%A6+1&r=/../x")
        }
    }

    @Test("HEAD is a GET without its body but with its length")
    func head() async throws {
        try await withServer { _, port in
            let wire = try Wire(to: port)
            await wire.say("HEAD /page HTTP/1.1\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.reply(hasBody: false)?.headers["content-length"] == "\("GET /page ".utf8.count)")
            #expect(await wire.reply()?.text == "GET /next ")
        }
    }

    @Test("a client that asks first is told to go on, and one that would send too much is not")
    func expectation() async throws {
        try await withServer(limits: Limits().with { $0.maxBodyBytes = 100 }) { _, port in
            let wire = try Wire(to: port)
            await wire.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
            #expect(await wire.reply()?.status == 100)
            await wire.say("abc")
            #expect(await wire.reply()?.text == "POST / abc")
            await wire.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\nExpect: 100-continue\r\n\r\n")
            #expect(await wire.reply()?.status == 413)
        }
    }

    @Test("a path may take a larger body than the others")
    func largerBody() async throws {
        let limits = Limits().with {
            $0.maxBodyBytes = 10
            $0.largerBody = { $0 == "/import" ? 20 : nil }
        }
        try await withServer(limits: limits) { _, port in
            let body = String(repeating: "a", count: 20)
            for (path, status) in [("/import", 200), ("/other", 413)] {
                let wire = try Wire(to: port)
                await wire.say("POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\n\(body)")
                #expect(await wire.reply()?.status == status)
            }
        }
    }

    @Test("a client that sends a too large body all the same can read why it was refused")
    func largeBody() async throws {
        try await withServer { _, port in
            let wire = try Wire(to: port)
            let body = String(repeating: "a", count: 8_000_000)
            async let sent = wire.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n\(body)")
            #expect(await wire.reply()?.status == 413)
            wire.leave()
            _ = await sent
        }
    }

    @Test("all bodies together may not fill the memory")
    func bodyBudget() async throws {
        try await withServer(limits: Limits().with { $0.maxBodyBytesInFlight = 1000 }) { _, port in
            let first = try Wire(to: port)
            await first.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\nExpect: 100-continue\r\n\r\n")
            #expect(await first.reply()?.status == 100)
            let second = try Wire(to: port)
            await second.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n")
            #expect(await second.reply()?.status == 503)
            await first.say(String(repeating: "a", count: 900))
            #expect(await first.reply()?.status == 200)
        }
    }
}
