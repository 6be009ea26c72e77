import FlyingFox
import Foundation
import Synchronization
import Testing

@testable import Web

@Suite("event streams", .timeLimit(.minutes(4)))
struct EventStreamTests {
    @Test("messages come in order, as they are, and the stream says what it is")
    func order() async throws {
        let mailbox = Mailbox()
        try await withServer(Replies { _ in eventStream(mailbox) }) { _, port in
            let wire = try Wire(to: port)
            await wire.say("GET /live HTTP/1.1\r\nHost: x\r\n\r\n")
            let reply = try #require(await wire.reply())
            #expect(reply.headers["content-type"] == "text/event-stream")
            #expect(reply.headers["cache-control"] == "no-store" && reply.headers["x-accel-buffering"] == "no")
            #expect(reply.headers["content-length"] == nil && reply.headers["transfer-encoding"] == nil)
            for number in 1...100 {
                mailbox.push(Array("data: \(number)\n\n".utf8))
                if number.isMultiple(of: 10) { #expect(await wire.hear(until: "data: \(number)\n\n") != nil) }
            }
            mailbox.push(Array("data: last\n\n".utf8))
            mailbox.close()
            #expect(await wire.hearAll() == "data: last\n\n")
        }
    }

    @Test("messages that wait leave as one piece")
    func coalescing() async {
        let mailbox = Mailbox()
        for text in ["a", "b", "c"] { #expect(mailbox.push(Array(text.utf8))) }
        #expect(await mailbox.next() == Array("abc".utf8))
        mailbox.close()
        #expect(await mailbox.next() == nil)
    }

    @Test("a mailbox that overflows closes, forgets, and tells once", arguments: [(3, 1000), (1000, 12)])
    func overflow(maxMessages: Int, maxBytes: Int) async {
        let mailbox = Mailbox(maxMessages: maxMessages, maxBytes: maxBytes)
        let ends = Mutex(0)
        mailbox.onEnd { ends.withLock { $0 += 1 } }
        #expect((1...5).map { _ in mailbox.push(Array("four".utf8)) } == [true, true, true, false, false])
        #expect(!mailbox.isOpen)
        #expect(await mailbox.next() == nil)
        mailbox.close()
        #expect(ends.withLock { $0 } == 1)
        mailbox.onEnd { ends.withLock { $0 += 1 } }
        #expect(ends.withLock { $0 } == 2)
    }

    @Test("pushing from many threads at once loses nothing and blocks nobody")
    func manyThreads() async {
        let mailbox = Mailbox(maxMessages: 100_000, maxBytes: 10_000_000)
        async let heard = {
            var count = 0
            while let piece = await mailbox.next() { count += piece.count }
            return count
        }()
        await withTaskGroup(of: Void.self) { group in
            for _ in 1...8 { group.addTask { for _ in 1...1000 { mailbox.push([1, 2, 3]) } } }
        }
        mailbox.close()
        #expect(await heard == 24_000)
    }

    /// A line that takes `most` bytes of each message.
    private final class ShortLine: Line {
        let most: Int
        let taken = Mutex<[UInt8]>([])
        init(most: Int) { self.most = most }
        func take(_ message: [UInt8]) -> Int {
            taken.withLock { $0 += message.prefix(most) }
            return min(most, message.count)
        }
    }

    @Test("a message that goes out whole leaves its reader waiting; of one that does not, the reader gets the rest, and what comes after waits behind it")
    func straightOut() async {
        let mailbox = Mailbox()
        let line = ShortLine(most: 4)
        async let rest = mailbox.next(on: line)
        await until { mailbox.hasReader }
        for text in ["one", "two", "seven", "next"] { #expect(mailbox.push(Array(text.utf8))) }
        #expect(await rest == Array("n".utf8))
        #expect(line.taken.withLock { $0 } == Array("onetwoseve".utf8))
        #expect(await mailbox.next(on: line) == Array("next".utf8))
    }

    @Test("one who leaves is noticed without a message, and only once")
    func leaver() async throws {
        let mailbox = Mailbox()
        let ends = Mutex(0)
        mailbox.onEnd { ends.withLock { $0 += 1 } }
        try await withServer(Replies { _ in eventStream(mailbox) }, limits: .quick) { server, port in
            let wire = try Wire(to: port)
            await wire.say("GET /live HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.reply()?.status == 200)
            wire.leave()
            await until { !mailbox.isOpen && server.connectionCount == 0 }
        }
        #expect(ends.withLock { $0 } == 1)
    }

    @Test("an answer that is never sent closes its mailbox too")
    func unsent() async throws {
        let mailbox = Mailbox()
        try await withServer(Replies { _ in eventStream(mailbox) }) { _, port in
            let wire = try Wire(to: port)
            await wire.say("HEAD /live HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.reply(hasBody: false)?.status == 200)
            await until { !mailbox.isOpen }
        }
    }

    @Test("a subscriber that does not read is cut off, and the others hear everything")
    func slowSubscriber() async throws {
        let mailboxes = Mutex<[String: Mailbox]>([:])
        let site = Replies { request in
            let mailbox = Mailbox(maxMessages: 50, maxBytes: 1_000_000)
            mailboxes.withLock { $0[request.path] = mailbox }
            return eventStream(mailbox)
        }
        var limits = Limits()
        limits.writeSeconds = 1
        try await withServer(site, limits: limits) { server, port in
            let slow = try Wire(to: port, receiveBuffer: 4096)
            let quick = try Wire(to: port)
            for (wire, path) in [(slow, "/slow"), (quick, "/quick")] {
                await wire.say("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(await wire.reply()?.status == 200)
            }
            let message = Array((String(repeating: "x", count: 100_000) + "\n\n").utf8)
            for _ in 1...200 {
                for mailbox in mailboxes.withLock({ Array($0.values) }) { mailbox.push(message) }
                #expect(await quick.hear(until: "\n\n") != nil)
            }
            await until { mailboxes.withLock { $0["/slow"] }?.isOpen == false && server.connectionCount == 1 }
            #expect(mailboxes.withLock { $0["/quick"] }?.isOpen == true)
        }
    }

    @Test("a silent subscriber hears the heartbeat")
    func heartbeat() async throws {
        let heartbeat = Heartbeat(every: .milliseconds(20))
        let mailbox = Mailbox()
        try await withServer(Replies { _ in eventStream(mailbox, heartbeat: heartbeat) }) { _, port in
            let wire = try Wire(to: port)
            await wire.say("GET /live HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.reply()?.status == 200)
            #expect(await wire.hear(until: "event: beat\ndata: {}\n\nevent: beat\ndata: {}\n\n") != nil)
        }
        await until { heartbeat.mailboxCount == 0 }
    }

    @Test("a stream outlives the time a handler gets")
    func outlivesHandler() async throws {
        let mailbox = Mailbox()
        let heartbeat = Heartbeat(every: .milliseconds(50))
        try await withServer(Replies { _ in eventStream(mailbox, heartbeat: heartbeat) }, limits: .quick) { _, port in
            let wire = try Wire(to: port)
            await wire.say("GET /live HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(await wire.hear(until: String(repeating: "event: beat\ndata: {}\n\n", count: 12)) != nil)
            mailbox.push(Array("data: still\n\n".utf8))
            #expect(await wire.hear(until: "data: still\n\n") != nil)
        }
    }
}
