import Cast
import FlyingFox
import Foundation
import Logging
import Storage
import Testing
import Workshop

@testable import Web

@Suite("What is rendered once and told to all", .timeLimit(.minutes(4)))
struct RegionShelfTests {
    @Test("a card that is changed while a page is being made is told as it is after the change, not as the page had read it")
    func changedMeanwhile() async throws {
        let day = try await Day.running()
        let (site, anna, group, scenario) = (day.site, day.viewer("Anna"), day.group(1).id, day.scenarios[0].id)
        let board = try await day.store.room(of: group, for: scenario, to: anna).board.board.id
        let card = try await day.store.pin("Ring fastlegen", marker: .red, in: nil, on: board, at: day.clock.now, by: anna)
        let began = site.regions.moment
        let read = try await day.store.room(of: group, for: scenario, to: anna).board
        let rewritten = try await day.store.edit(
            card.id, CardWriting(text: "Ring legevakten"), version: card.version, at: day.clock.now, by: anna)
        let page = try site.cards(of: read, readSince: began, in: .nb, watching: false)
        #expect(page.values.contains { $0.markup.contains("Ring fastlegen") })
        let message = try await site.regions.message(for: CardRegion(card: card.id, group: group), in: .nb, on: site)
        #expect(message.version == Int64(rewritten.version))
        #expect(message.html?.contains("Ring legevakten") == true)
    }

    @Test("a page says no more than it had heard when it began to read, so that what came meanwhile is fetched")
    func heardByThen() async throws {
        let day = try await Day.running()
        let anna = day.viewer("Anna")
        let board = try await day.store.room(of: day.group(1).id, for: day.scenarios[0].id, to: anna).board.board.id
        let request = try await day.site.read(
            HTTPRequest(
                method: .GET, version: .http11, path: day.room(1), query: [], headers: HTTPHeaders(), body: HTTPBodySequence(data: Data())))
        let heard = day.site.regions.position
        _ = try await day.store.pin("Ring fastlegen", marker: .red, in: nil, on: board, at: day.clock.now, by: anna)
        #expect(day.site.regions.position > heard)
        let page = try day.site.pageMarkup(
            "refusal/page.html", [:], titled: "", frame: PageFrame(audiences: [.group(day.group(1).id)]), for: request)
        #expect(page.markup.contains("data-version=\"\(heard)\""))
    }

    @Test("a server that starts again goes on from where its journal was, so that nothing it shows seems older than before")
    func goesOn() async throws {
        let day = try await Day.running()
        _ = try await day.signal()
        #expect(day.site.regions.position > 0)
        let after = try PanoramaSite(
            store: day.store, views: try Day.views.get(),
            settings: SiteSettings(origin: "http://panorama.test", linkKey: Data(repeating: 7, count: 32)), log: Logger(label: "test"))
        #expect(after.regions.position == day.site.regions.position)
    }

    @Test("a scale that goes back to what was told last, after it was something else when nobody heard, is told again")
    func backAgain() async throws {
        let day = try await Day.running()
        let (anna, group, scenario) = (day.viewer("Anna"), day.group(1).id, day.scenarios[0].id)
        let board = try await day.store.room(of: group, for: scenario, to: anna).board.board.id
        _ = try await day.store.layOut(.one(board), as: .timeline, at: day.clock.now, by: day.facilitator)
        var card = try await day.store.pin("Møte", marker: .red, in: nil, on: board, at: day.clock.now, by: anna)
        _ = try await day.anna.get(day.room(1))
        func change(due: String) async throws {
            card = try await day.store.edit(
                card.id, CardWriting(due: .some(due)), version: card.version, at: day.clock.now, by: anna)
        }
        func join() -> Mailbox {
            let mailbox = Mailbox()
            day.site.feed.join(LiveFeed.Subscriber(mailbox: mailbox, audiences: [.group(group)], language: .nb, day: day.id))
            return mailbox
        }
        func hears(_ mailbox: Mailbox) async -> String {
            var heard = ""
            while !heard.contains("\"scale-"), let piece = await mailbox.next() { heard += String(decoding: piece, as: UTF8.self) }
            return heard
        }
        let first = join()
        try await change(due: "2026-05-01")
        #expect(await hears(first).contains("2026-05-01"))
        day.site.feed.leave(ObjectIdentifier(first))
        try await change(due: "2026-06-30")
        let second = join()
        try await change(due: "2026-05-01")
        #expect(await hears(second).contains("2026-05-01"))
    }

    @Test("a card that is touched and not changed is not told again to those who have it, and to a new page it is")
    func toldOnce() async throws {
        let day = try await Day.running()
        let (anna, group) = (day.viewer("Anna"), day.group(1).id)
        let board = try await day.store.room(of: group, for: day.scenarios[0].id, to: anna).board.board.id
        func join() -> Mailbox {
            let mailbox = Mailbox()
            day.site.feed.join(LiveFeed.Subscriber(mailbox: mailbox, audiences: [.group(group)], language: .nb, day: day.id))
            return mailbox
        }
        func pin(_ text: String) async throws -> CardRegion {
            CardRegion(
                card: try await day.store.pin(text, marker: .red, in: nil, on: board, at: day.clock.now, by: anna).id, group: group)
        }
        func heard(by mailbox: Mailbox, until text: String) async -> String {
            var heard = ""
            while !heard.contains(text), let piece = await mailbox.next() { heard += String(decoding: piece, as: UTF8.self) }
            return heard
        }
        let first = join()
        let card = try await pin("Ring fastlegen")
        #expect(await heard(by: first, until: "Ring fastlegen").contains("Ring fastlegen"))
        day.site.feed.announce([card])
        _ = try await pin("Snakk med Kari")
        #expect(await !heard(by: first, until: "Snakk med Kari").contains("Ring fastlegen"))
        let second = join()
        day.site.feed.announce([card])
        _ = try await pin("Møte fredag")
        #expect(await heard(by: second, until: "Møte fredag").contains("Ring fastlegen"))
    }

    @Test("each of two hundred listeners hears every change of a card once and in order, all but the one who made it as news")
    func everyone() async throws {
        let day = try await Day.running()
        let (anna, group) = (day.viewer("Anna"), day.group(1).id)
        let board = try await day.store.room(of: group, for: day.scenarios[0].id, to: anna).board.board.id
        let listeners = (0..<200).map { _ in Mailbox() }
        for mailbox in listeners {
            let audiences: [Audience] = mailbox === listeners[7] ? [.group(group), .person(try #require(anna.attendance))] : [.group(group)]
            day.site.feed.join(LiveFeed.Subscriber(mailbox: mailbox, audiences: audiences, language: .nb, day: day.id))
        }
        var card = try await day.store.pin("Ring fastlegen", marker: .red, in: nil, on: board, at: day.clock.now, by: anna)
        let texts = ["lapp1", "lapp2", "lapp3"]
        for (index, text) in texts.enumerated() {
            card = try await day.store.edit(card.id, CardWriting(text: text), version: card.version, at: day.clock.now, by: anna)
            for mailbox in listeners {
                var heard = ""
                while !heard.contains(text), let piece = await mailbox.next() { heard += String(decoding: piece, as: UTF8.self) }
                #expect(heard.components(separatedBy: text).count == 2)
                #expect(!texts[(index + 1)...].contains(where: heard.contains) && !texts[..<index].contains(where: heard.contains))
                #expect(heard.contains("\"news\":true") == (mailbox !== listeners[7]))
            }
        }
    }
}
