import Cast
import Foundation
import Storage
import Workshop

@testable import Web

/// Someone who reads everything that can be reached, and remembers every answer.
final class Reader: Sendable {
    let browser: Browser
    let attendance: Attendance?
    private let kept = Locked(Kept())

    struct Answer: Sendable {
        var address: String
        var bytes: [UInt8]
    }

    private struct Kept {
        var answers: [Answer] = []
        var hashes: Set<Int> = []
        var count = 0
        var ears: [Listening] = []
        var open: [String: Bool] = [:]
    }

    init(_ browser: Browser, _ attendance: Attendance?) {
        self.browser = browser
        self.attendance = attendance
    }

    var answered: Int { kept.withLock(\.count) }
    /// The topics that were tried, and whether they could be listened to.
    var topics: [String: Bool] { kept.withLock(\.open) }
    var eventsHeard: Int { kept.withLock { $0.ears.reduce(0) { $0 + $1.events.count } } }

    /// Takes the answers out, those of open streams too.
    func answers() -> [Answer] {
        let heard = kept.withLock(\.ears).flatMap { ear in ear.events.map { ("live \(ear.address)", $0.bytes) } }
        for (address, bytes) in heard { keep(address, String(decoding: bytes, as: UTF8.self), escapes: true) }
        return kept.withLock { kept in
            defer {
                kept.answers = []
                kept.hashes = []
            }
            return kept.answers
        }
    }

    /// Keeps what has not been read before; pages that differ only in their own address are one.
    private func keep(_ address: String, _ text: String, escapes: Bool) {
        let path = address.components(separatedBy: " ").last ?? address
        let hash = text.replacingOccurrences(of: path, with: "").hashValue
        let isNew = kept.withLock { kept in
            kept.count += 1
            return kept.hashes.insert(hash).inserted
        }
        guard isNew else { return }
        let bytes = Markup.plain(Array(text.utf8), escapes: escapes)
        kept.withLock { $0.answers.append(Answer(address: address, bytes: bytes)) }
    }

    @discardableResult
    private func read(_ answer: Browser.Answer, at address: String) -> Browser.Answer {
        let isScript = answer.headers["Content-Type"]?.contains("json") == true
        let headers = answer.headers.filter { $0.key != "Set-Cookie" }.map { "\($0.key): \($0.value.removingPercentEncoding ?? $0.value)" }
            .sorted()
        keep(address, headers.joined(separator: "\n") + "\n" + answer.body, escapes: isScript)
        return answer
    }

    /// Follows every link and every form that asks, breadth first. Gives the pages that could be read.
    func follows(from starts: [String]) async throws -> [String] {
        var waiting = starts
        var known = Set(starts)
        var pages: [String] = []
        while !waiting.isEmpty {
            let path = waiting.removeFirst()
            let answer = read(try await browser.get(path), at: "\(browser.language) \(path)")
            if answer.status == 200 { pages.append(path) }
            for next in [answer.location] + Reader.links(on: answer.body) {
                let address = next.components(separatedBy: "#")[0]
                if address.hasPrefix("/"), !address.hasPrefix("/static"), known.insert(address).inserted { waiting.append(address) }
            }
        }
        return pages
    }

    private static func links(on markup: String) -> [String] {
        var links = markup.components(separatedBy: "href=\"").dropFirst().map { Markup.plain($0.components(separatedBy: "\"")[0]) }
        for form in markup.components(separatedBy: "<form method=\"get\" action=\"").dropFirst() {
            let action = form.components(separatedBy: "\"")[0]
            let fields = form.components(separatedBy: "</form>")[0].components(separatedBy: " name=\"").dropFirst().map { field in
                field.components(separatedBy: "\"")[0] + "="
                    + (field.components(separatedBy: "value=\"").dropFirst().first?.components(separatedBy: "\"")[0] ?? "")
            }
            links += [action, action + "?" + fields.joined(separator: "&")]
        }
        return links
    }

    /// Asks for every address, by hand. Gives those that answered with something of their own.
    func asks(for addresses: [String]) async throws -> [String] {
        var good: [String] = []
        for address in addresses {
            if read(try await browser.get(address), at: "\(browser.language) \(address)").status == 200 { good.append(address) }
        }
        return good
    }

    /// Sends `fields` to every address, without script and with.
    func posts(to addresses: [String], _ fields: [String: String]) async throws {
        for (number, address) in addresses.enumerated() {
            read(try await browser.post(address, fields, script: number.isMultiple(of: 2)), at: "POST \(address)")
        }
    }

    /// The topics that could be listened to.
    var openTopics: [String] { topics.filter(\.value).map(\.key) }

    /// Tries every topic, and goes on listening where it can.
    func listens(to topics: [String]) async throws {
        for topic in topics {
            if let ear = await browser.listens(to: "/live?for=\(topic)") {
                kept.withLock { kept in
                    kept.ears.append(ear)
                    kept.open[topic] = true
                }
            } else {
                kept.withLock { $0.open[topic] = false }
                read(try await browser.get("/live?for=\(topic)"), at: "/live?for=\(topic)")
            }
        }
    }

    /// Waits until every open stream has brought `text`, if it brings messages to everyone.
    func hears(_ text: String) async throws {
        let deadline = ContinuousClock.now + .seconds(40)
        for ear in kept.withLock(\.ears) where ear.address.contains("everyone-") {
            while !ear.events.contains(where: { $0.html?.contains(text) == true }) {
                guard ContinuousClock.now < deadline, !ear.isOver else { throw Surprise("\(browser.name) does not hear «\(text)»") }
                await ear.news(after: ear.events.count, before: deadline)
            }
        }
    }

    func stopsListening() {
        let ears = kept.withLock { kept in
            defer {
                kept.ears = []
                kept.open = [:]
            }
            return kept.ears
        }
        for ear in ears { ear.leave() }
    }
}
