import Cast
import Foundation
import Storage
import Testing
import Workshop

@Suite("Building groups", .timeLimit(.minutes(4)))
struct GroupsStory {
    @Test("from a ready set to seats that everyone has, with a hand in between, without script")
    func builds() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        try await day.store.know(
            Profile(traits: [.takesInitiative]), of: day.attendee("Anna").attendance.memberID!, by: day.facilitator)

        try await marit.opens("/days/\(day.id)/plan")
        try await marit.follows("Bygg grupper")
        try await marit.sends(marit.form(to: "/builder", saying: "Tverrfaglige grupper"), ["count": "3"], button: "Lag forslag til grupper")
        #expect(try marit.page.contains("Forslag A"))
        #expect(try marit.page.contains("tar initiativ"))

        let anna = day.attendee("Anna").attendance
        let from = try #require(try await day.store.builder(of: day.id).proposals[.first]?.seats[anna.id]?.number)
        let to = from % 3 + 1
        try await marit.sends(marit.form(to: "/people/\(anna.id)/group"), button: "Gruppe \(to)")
        try await marit.sends(marit.form(to: "/people/\(anna.id)/pin"), button: "Lås her")
        #expect(try marit.page.contains("1 er låst og blir sittende."))
        try await marit.sends(marit.form(to: "/builder/search", saying: "Forbedre resten"), button: "Forbedre resten")
        try await marit.sends(marit.form(to: "/builder/adoption"), button: "Bruk disse gruppene")
        #expect(try marit.page.contains("Gruppene er i bruk."))

        let browser = try await day.anna
        try await marit.moves(dayTo: .open)
        try await browser.comesIn()
        #expect(try browser.page.contains("Gruppe \(to)"))
        #expect(try !browser.page.contains("tar initiativ"))
    }
}
