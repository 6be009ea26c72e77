import Cast
import Foundation
import Testing
import Workshop

@Suite("A message in the browser")
struct MessageTests {
    @Test("to a group reaches that group and those who look in, and nobody else")
    func group() async throws {
        let day = try await Day.running()
        let answer = try await day.marit.post("/days/\(day.id)/messages", ["to": "group-\(day.group(1).id)", "text": "Husk å lufte"])
        #expect(answer.status == 303)
        for browser in [try await day.anna, try await day.unni] {
            #expect(try await browser.get("/days/\(day.id)").body.contains("Husk å lufte"))
            #expect(try await browser.get(day.room(1)).body.contains("Husk å lufte"))
        }
        for browser in [try await day.cecilie, try await day.olivia] {
            #expect(try await !browser.get("/days/\(day.id)").body.contains("Husk å lufte"))
        }
        #expect(try await !day.cecilie.get(day.room(2)).body.contains("Husk å lufte"))
        #expect(try await day.marit.get("/days/\(day.id)").body.contains("Husk å lufte"))
    }

    @Test("to everyone reaches every room and the projector")
    func everyone() async throws {
        let day = try await Day.running()
        let cecilie = try await day.cecilie
        #expect(try await !cecilie.get(day.room(2)).body.contains("Lunsj nå"))
        _ = try await day.marit.post("/days/\(day.id)/messages", ["to": "everyone", "text": "Lunsj nå"])
        #expect(try await cecilie.get(day.room(2)).body.contains("Lunsj nå"))
        #expect(try await day.marit.get("/days/\(day.id)/projector").body.contains("Lunsj nå"))
    }

    @Test("to those who play reaches no group")
    func players() async throws {
        let day = try await Day.running()
        _ = try await day.marit.post("/days/\(day.id)/messages", ["to": "players", "text": "Møt meg på gangen"])
        #expect(try await !day.anna.get(day.room(1)).body.contains("Møt meg"))
        let persona = day.scenarios[0].personas[0].id
        #expect(try await day.store.messages(to: .players(day.id, persona), newest: 3).map(\.text) == ["Møt meg på gangen"])
    }

    @Test("with hostile text is shown as text, and an empty or foreign one is refused")
    func hostile() async throws {
        let day = try await Day.running()
        let marit = try await day.marit
        _ = try await marit.post("/days/\(day.id)/messages", ["to": "everyone", "text": "<script>alert('x')</script>{{ language }}"])
        for page in [try await marit.get("/days/\(day.id)").body, try await day.anna.get(day.room(1)).body] {
            #expect(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;{{ language }}"))
        }
        for fields in [
            ["to": "everyone", "text": " "], ["to": "group-5", "text": "Hei"], ["to": "nobody", "text": "Hei"], ["text": "Hei"],
        ] {
            #expect(try await marit.post("/days/\(day.id)/messages", fields).status == 422)
        }
    }
}
