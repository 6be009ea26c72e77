import Cast
import FlyingFox
import Foundation
import Storage
import Testing
import Workshop

@testable import Web

@Suite("What is rendered once and told to all")
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
}
