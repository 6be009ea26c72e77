import Cast
import FlyingFox
import Foundation
import Testing
import Web

@Suite("Addresses")
struct AddressTests {
    @Test("a wrong method is told which ones are right")
    func wrongMethod() async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        let answer = await anna.response(HTTPMethod("DELETE"), day.room(1), body: Data(), headers: [:])
        #expect(answer.statusCode.code == 405 && answer.headers[HTTPHeader("Allow")] == "GET, HEAD")
        let posted = try await anna.post("/healthz")
        #expect(posted.status == 405)
        #expect(try await anna.get("/boards/1/cards").status == 405)
    }

    @Test("what is not there is a calm page in the person’s language, with a way on", arguments: ["nb", "nn", "en"])
    func notFound(language: String) async throws {
        let day = try await Day.running()
        let answer = try await day.person("Anna", language: language).get("/no/such/page")
        #expect(answer.status == 404 && answer.body.contains("<html lang=\"\(language)\"") && answer.body.contains("href=\"/\""))
    }

    @Test("ids that are no ids are not found, whatever they hold", arguments: ["0", "-1", "x", "9999999999999999999", "1%20OR%201=1", "١"])
    func ids(id: String) async throws {
        let day = try await Day.running()
        let anna = try await day.anna
        #expect(try await anna.get("/cards/\(id)").status == 404)
        #expect(try await anna.get("/groups/\(id)/cases/\(id)").status == 404)
        #expect(try await anna.get("/live?for=group-\(id)").status == 404)
    }
}
