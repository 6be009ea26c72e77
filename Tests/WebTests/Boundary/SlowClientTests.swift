import FlyingFox
import Foundation
import Testing

@testable import Web

@Suite("slow and absent clients", .timeLimit(.minutes(4)))
struct SlowClientTests {
    @Test("a head that never ends is told so and closed, whether it stalls or drips")
    func head() async throws {
        try await withServer(limits: .quick) { _, port in
            let stalled = try Wire(to: port)
            await stalled.say("GET / HTTP/1.1\r\nHost: x\r\n")
            let dripping = try Wire(to: port)
            let drip = Task { while await dripping.say("GET") { try? await Task.sleep(for: .milliseconds(10)) } }
            #expect(await stalled.hearAll()?.hasPrefix("HTTP/1.1 408 ") == true)
            #expect(await dripping.hearAll()?.hasPrefix("HTTP/1.1 408 ") == true)
            await drip.value
        }
    }

    @Test("a body that never comes is told so and closed")
    func body() async throws {
        try await withServer(limits: .quick) { _, port in
            let wire = try Wire(to: port)
            await wire.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc")
            #expect(await wire.hearAll()?.hasPrefix("HTTP/1.1 408 ") == true)
        }
    }

    @Test("a connection that says nothing is closed without a word, before and between requests")
    func idle() async throws {
        try await withServer(limits: .quick) { server, port in
            let silent = try Wire(to: port)
            #expect(await silent.hearAll() == "")
            let used = try Wire(to: port)
            await used.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await used.reply()?.status == 200)
            #expect(await used.hearAll() == "")
        }
    }

    @Test("a site that does not answer in time is answered for")
    func handler() async throws {
        let slow = Replies { _ in
            try? await Task.sleep(for: .seconds(30))
            return HTTPResponse(statusCode: .ok)
        }
        try await withServer(slow, limits: .quick) { _, port in
            let wire = try Wire(to: port)
            await wire.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.hearAll()?.hasPrefix("HTTP/1.1 503 ") == true)
        }
    }

    @Test("a client that asks for much and does not read is cut off")
    func write() async throws {
        let generous = Replies { _ in HTTPResponse(statusCode: .ok, body: Data(repeating: 7, count: 20_000_000)) }
        try await withServer(generous, limits: .quick) { server, port in
            let wire = try Wire(to: port, receiveBuffer: 4096)
            await wire.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            await until { server.connectionCount == 1 }
            await until { server.connectionCount == 0 }
            #expect((await wire.hearAll() ?? "").utf8.count < 20_000_000)
        }
    }

    @Test("when the house is full, whoever waits longest between requests makes room, and else the door says so")
    func fullHouse() async throws {
        let streams = Replies { request in
            request.path == "/live" ? eventStream(Mailbox()) : HTTPResponse(statusCode: .ok)
        }
        try await withServer(streams, limits: Limits().with { $0.maxConnections = 3 }) { server, port in
            let waiting = try Wire(to: port)
            await waiting.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await waiting.reply()?.status == 200)
            var listeners: [Wire] = []
            for _ in 1...3 {
                let listener = try Wire(to: port)
                await listener.say("GET /live HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(await listener.reply()?.status == 200)
                listeners.append(listener)
            }
            #expect(await waiting.hearAll() == "")
            #expect(await (try Wire(to: port)).hearAll()?.hasPrefix("HTTP/1.1 503 ") == true)
        }
    }

    @Test("heads of any size cost no more than they weigh")
    func cost() async throws {
        try await withServer { _, port in
            let wire = try Wire(to: port)
            func seconds(_ count: Int, heads size: Int) async -> Double {
                let head = "GET / HTTP/1.1\r\nHost: x\r\nCookie: \(String(repeating: "a", count: size))\r\n\r\n"
                let before = ContinuousClock.now
                for _ in 0..<count {
                    await wire.say(head)
                    #expect(await wire.reply()?.status == 200)
                }
                return (ContinuousClock.now - before) / .seconds(1)
            }
            var small = Double.infinity
            var large = Double.infinity
            for _ in 0..<5 {
                small = min(small, await seconds(100, heads: 150))
                large = min(large, await seconds(10, heads: 15_000))
            }
            #expect(large < small * 5, "ten large heads weigh ten times as much as a hundred small ones")
        }
    }
}

/// Returns when `condition` holds; the test's time limit ends a wait in vain.
func until(_ condition: @Sendable () -> Bool) async {
    while !condition(), !Task.isCancelled { await Task.yield() }
}
