import Cast
import Foundation
import Storage
import Testing
import Workshop

@testable import Web

@Suite("A large day")
struct LargeDayTests {
    @Test("three hundred people in forty groups, in pools by unit, are shown and moved without delay")
    func large() async throws {
        let day = try await Day.planned()
        let community = day.people.day.communityID
        let words = ["Helse", "Bolig", "Økonomi", "Sosialt arbeid", "Gjeldsrådgivning", "Barnevern"]
        var list = "navn;fagområde;enhet\n"
        for number in 1...282 { list += "Person \(number);\(words[number % 6]);\(number % 2 == 0 ? "Nord" : "Sør")\n" }
        let changes = try await day.store.take(Roster(list), into: community, at: day.clock.now, by: day.facilitator)
        try await day.store.invite(changes.map(\.after.id), as: .participant, to: day.id, at: day.clock.now, by: day.facilitator)
        let marit = try await day.marit
        let clock = ContinuousClock()
        let proposal = try await BuilderTests.divided(day, marit, groups: 40)
        #expect(proposal.seats.count == 300)
        let anna = day.attendee("Anna").attendance.id
        let to = proposal.seats[anna]!.number % 40 + 1
        var answer: Browser.Answer?
        let spent = try await clock.measure {
            answer = try await marit.post(
                "/days/\(day.id)/builder/people/\(anna)/group", ["version": "\(proposal.version)", "group": "\(to)"], script: true)
        }
        #expect(answer?.status == 200)
        #expect(answer.map { $0.body.utf8.count < 120_000 } == true)
        #expect(spent < .seconds(10))
    }
}
