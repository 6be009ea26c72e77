import Cast
import Foundation
import Testing
import Workshop

/// The promise that no secret travels, tried by reading everything that everyone can get, and trying for the rest.
@Suite("No secret travels", .timeLimit(.minutes(4)))
struct SecretsStory {
    @Test("in no page, answer, refusal, file or stream, at no time of the day, does anyone read a secret that is not theirs")
    func wholeDay() async throws {
        let watch = try await Watch(Day.planned(with: Day.ourScenarios()))
        let day = watch.day
        let marit = try await day.marit
        #expect(watch.secretCount > 1200)

        try await watch.stage("planned", thorough: false) {}
        try await marit.moves(dayTo: .open)
        try await watch.stage("open") { try await work(day) }
        try await marit.moves(dayTo: .plenary)
        try await watch.stage("plenary", thorough: false) { try await marit.shows(case: 4, part: .facts) }
        try await watch.stage("uncovered") {
            try await marit.opens("/days/\(day.id)/plenary")
            try await marit.uncovers()
        }
        try await marit.moves(dayTo: .closed)
        try await watch.stage("closed") {}

        for leak in watch.leaks { Issue.record("\(leak)") }
        #expect(watch.answersRead > 7000)
        #expect(watch.eventsHeard > 200)
        // What may be read is found by the same search: it cannot pass by finding nothing.
        #expect(watch.rightlyRead > 400)
        print("secrets \(watch.secretCount), answers \(watch.answersRead), events \(watch.eventsHeard), rightly read \(watch.rightlyRead)")
    }

    /// Group 1 is told some of two cases, one of which the plenary never shows; group 2 waits; group 3 talks with somebody in another case.
    func work(_ day: Day) async throws {
        let anna = try await day.anna
        let cecilie = try await day.cecilie
        let morten = try await day.person("Morten")
        let theo = try await day.person("Theo")
        let olivia = try await day.olivia
        try await anna.enters(case: 4)
        try await anna.asks(for: "Ung mann", through: "i publikumsmottaket", about: "Hvem er du?")
        try await theo.takes("Ung mann", for: "Gruppe 1")
        for fact in day.scenarios[3].disclosures.prefix(3) { try await theo.ticks(fact.fact[.nb]) }
        try await theo.improvises("Jeg har en gul hund som heter Fant.", to: "Har du dyr?")
        try await anna.pins(told: day.scenarios[3].disclosures[0].fact[.nb])
        try await anna.writes("Vi begynner med et rom.", under: "Tiltak")
        try await theo.ends(praising: "Dere satte dere ned hos meg.")

        try await anna.enters(case: 3)
        try await anna.asks(for: "Kvinnen", through: "telefon")
        try await theo.takes("Kvinnen", for: "Gruppe 1")
        for fact in day.scenarios[2].personas[0].script.disclosures.prefix(2) { try await theo.ticks(fact.fact[.nb]) }
        try await anna.pins(told: day.scenarios[2].personas[0].script.disclosures[1].fact[.nb])

        try await cecilie.enters(case: 1)
        try await cecilie.asks(for: "Moren", through: "hjemmebesøk")
        try await cecilie.pins("Lapp i gruppe 2", in: "Vi vet")
        try await morten.enters(case: 5)
        try await morten.asks(for: "Damen", through: "hjemmebesøk")
        try await olivia.takes("Damen", for: "Gruppe 3")
        try await olivia.ticks(day.scenarios[4].personas[0].script.disclosures[0].fact[.nb])
    }
}
