import Cast
import Foundation
import Testing
import Workshop

@Suite("The board in the browser")
struct BoardTests {
    /// The id of the first lane on the page's board.
    static func lane(in page: String, _ number: Int = 0) throws -> String {
        let lanes = page.matches(of: /id="lane-(\d+)" data-region-list/).map { String($0.output.1) }
        return try #require(lanes.indices.contains(number) ? lanes[number] : nil)
    }

    static func board(in page: String) throws -> String {
        String(try #require(page.firstMatch(of: /id="board-(\d+)"/)).output.1)
    }

    @Test("what one pins, the others in the group see, and no other group")
    func pin() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let page = try await anna.get(day.room(1))
        #expect(page.status == 200)
        let lane = try Self.lane(in: page.body)
        let answer = try await anna.post(
            "/boards/\(Self.board(in: page.body))/cards", ["lane": lane, "text": "Ring fastlegen", "marker": "red"])
        #expect(answer.status == 303)
        #expect(try await day.bjarne.get(day.room(1)).body.contains("Ring fastlegen"))
        let other = try await day.cecilie
        #expect(try await !other.get(day.room(2)).body.contains("Ring fastlegen"))
        #expect(try await other.get(day.room(1)).status == 404)
    }

    @Test("a card with hostile text is shown as text")
    func hostile() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let page = try await anna.get(day.room(1))
        let text = "<script>alert('x')</script>\"{{ language }}{% include 'x' %}"
        let answer = try await anna.post(
            "/boards/\(Self.board(in: page.body))/cards", ["lane": Self.lane(in: page.body), "text": text], script: true)
        #expect(answer.status == 200 && !answer.body.contains("<script>"))
        let after = try await anna.get(day.room(1)).body
        #expect(!after.contains("<script>alert"))
        #expect(after.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;{{ language }}{% include &#39;x&#39; %}"))
    }

    @Test("a change that is sent again after a lost answer happens once")
    func exactlyOnce() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let page = try await anna.get(day.room(1)).body
        for _ in 0..<2 {
            let answer = try await anna.post(
                "/boards/\(Self.board(in: page))/cards", ["lane": Self.lane(in: page), "text": "Bare en gang"], script: true,
                key: "abcdefgh-12345678")
            #expect(answer.status == 200)
        }
        #expect(try await anna.get(day.room(1)).body.matches(of: /">Bare en gang<\/div>/).count == 1)
    }

    @Test("an observer sees the board and can change nothing")
    func observer() async throws {
        let day = try await Day.running()
        let page = try await day.anna.get(day.room(1)).body
        let unni = try await day.unni
        let seen = try await unni.get(day.room(1))
        #expect(seen.status == 200 && !seen.body.contains("action=\"/boards/"))
        let answer = try await unni.post("/boards/\(Self.board(in: page))/cards", ["lane": Self.lane(in: page), "text": "Nei"])
        #expect(answer.status == 403)
    }
}
