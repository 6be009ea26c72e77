import Foundation
import Testing
import Workshop

@Suite("A contact between a group and someone in the case")
struct ContactTests {
    let now = Date(timeIntervalSince1970: 1_774_854_000)
    let day: TrainingDay
    let disclosure = Disclosure(
        id: ID(31), key: "sofa", fact: LocalizedText("Sover på sofaen"), release: .freely, channels: [], domain: .housing)
    let persona: Persona
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let cecilie = Viewer(
        communityID: ID(1), member: ID(6), name: "Cecilie", day: ID(7), attendance: ID(60), role: .participant, group: ID(11))
    let unni = Viewer(communityID: ID(1), member: ID(8), name: "Unni", day: ID(7), attendance: ID(80), role: .observer, group: ID(10))
    let olivia = Viewer(communityID: ID(1), member: ID(9), name: "Olivia", day: ID(7), attendance: ID(90), role: .leader)
    let johanne = Viewer(communityID: ID(1), member: ID(12), name: "Johanne", day: ID(7), attendance: ID(91), role: .leader)

    init() throws {
        var day = try TrainingDay(
            id: ID(7), communityID: ID(1), title: "Fagdag", date: "2026-03-30", place: "", language: .nb, joinCode: "ABCD2345")
        try day.move(to: .open)
        self.day = day
        persona = Persona(
            id: ID(30), key: "son", name: LocalizedText("Sønnen"), presentation: LocalizedText(""), channels: [.phone, .frontDesk],
            script: Script(manner: LocalizedText(""), goal: LocalizedText(""), background: LocalizedText(""), disclosures: [disclosure]))
    }

    func asked(_ id: Int64 = 1, by viewer: Viewer? = nil, after seconds: Double = 0, open: [ContactRequest] = []) throws -> ContactRequest {
        try persona.request(
            through: .phone, wish: "Hvor bor du?", of: (viewer ?? anna).group ?? ID(10), in: ID(20), on: day, open: open, as: ID(id),
            at: now + seconds, by: viewer ?? anna)
    }

    func taken() throws -> ContactRequest {
        var contact = try asked()
        try contact.take(at: now, by: olivia)
        return contact
    }

    @Test("is asked for through a channel the person has, once at a time, by those who work in the group")
    func ask() throws {
        let first = try asked()
        #expect(first.state == .waiting)
        #expect(throws: Refusal.notNow(.alreadyAsked)) { try asked(2, open: [first]) }
        #expect(try asked(2, by: cecilie, open: [first]).groupID == ID(11))
        #expect(throws: Refusal.notAllowed) { try asked(by: unni) }
        #expect(throws: Refusal.notNow(.notReachableThisWay)) {
            try persona.request(through: .homeVisit, wish: "", of: ID(10), in: ID(20), on: day, open: [], as: ID(3), at: now, by: anna)
        }
    }

    @Test("waits in a queue by the time it was asked for, and keeps its place when it is put back")
    func queue() throws {
        var first = try asked(9)
        let second = try asked(2, by: cecilie, after: 30)
        #expect(first.place(among: [second, first]) == 1 && second.place(among: [second, first]) == 2)
        try first.take(at: now + 60, by: olivia)
        #expect(first.place(among: [second, first]) == nil && second.place(among: [second, first]) == 1)
        try first.release(by: olivia)
        #expect(first.place(among: [second, first]) == 1 && second.place(among: [second, first]) == 2)
    }

    @Test("is taken by one leader; the second is told that another has it")
    func take() throws {
        var contact = try taken()
        #expect(throws: Refusal.notNow(.contactTaken)) { try contact.take(at: now, by: johanne) }
        #expect(throws: Refusal.notNow(.contactTaken)) { try contact.end(feedback: "", at: now, by: johanne) }
        #expect(throws: Refusal.notNow(.contactTaken)) { try contact.withdraw(at: now, by: anna) }
        try contact.end(feedback: "Dere lyttet godt.", at: now, by: olivia)
        #expect(contact.state == .done)
        #expect(throws: Refusal.notNow(.contactEnded)) { try contact.take(at: now, by: olivia) }
    }

    @Test("can be declined only with a reason, and withdrawn only by its own group")
    func decline() throws {
        var contact = try asked()
        #expect(throws: Refusal.invalid("reason", .missing)) { try contact.decline(reason: " ", at: now, by: olivia) }
        #expect(throws: Refusal.notFound) { try contact.withdraw(at: now, by: cecilie) }
        try contact.decline(reason: "Han sover.", at: now, by: olivia)
        #expect(contact.state == .declined && contact.declineReason == "Han sover.")
    }

    @Test("tells only what belongs to the person who was reached, and only through the leader who has it")
    func reveal() throws {
        let contact = try taken()
        #expect(try contact.reveal(disclosure, of: persona, as: ID(1), at: now, by: olivia).groupID == ID(10))
        #expect(throws: Refusal.notNow(.contactTaken)) { try contact.reveal(disclosure, of: persona, as: ID(1), at: now, by: johanne) }
        let foreign = Disclosure(id: ID(99), key: "x", fact: LocalizedText("x"), release: .freely, channels: [], domain: .health)
        #expect(throws: Refusal.notFound) { try contact.reveal(foreign, of: persona, as: ID(1), at: now, by: olivia) }
        #expect(throws: Refusal.invalid("answer", .missing)) {
            try contact.improvise(question: "Søsken?", answer: "", as: ID(1), at: now, by: olivia)
        }
    }

    @Test("a tick can be taken back for five minutes, by the one who made it")
    func undo() throws {
        let told = try taken().reveal(disclosure, of: persona, as: ID(1), at: now, by: olivia)
        try told.mustBeUndoable(at: now + 300, by: olivia)
        #expect(throws: Refusal.notNow(.tooLateToUndo)) { try told.mustBeUndoable(at: now + 301, by: olivia) }
        #expect(throws: Refusal.notAllowed) { try told.mustBeUndoable(at: now, by: johanne) }
    }

    @Test("belongs to the leaders cast as the person, and is not known to others")
    func casting() throws {
        let castings = [Casting(dayID: ID(7), personaID: ID(30), attendanceID: ID(90))]
        try Casting.mustLet(olivia, play: ID(30), by: castings)
        #expect(throws: Refusal.notFound) { try Casting.mustLet(johanne, play: ID(30), by: castings) }
        #expect(throws: Refusal.notFound) { try Casting.mustLet(olivia, play: ID(31), by: castings) }
        #expect(throws: Refusal.notFound) {
            try Casting.mustLet(anna, play: ID(30), by: [Casting(dayID: ID(7), personaID: ID(30), attendanceID: ID(50))])
        }
    }
}

@Suite("A script through a channel")
struct ScriptSheetTests {
    @Test("gathers facts by topic and hint in the script's order, and sets apart what belongs to other channels")
    func sheet() {
        func fact(_ id: Int64, _ release: Release, _ channels: [Channel] = []) -> Disclosure {
            Disclosure(id: ID(id), key: "\(id)", fact: LocalizedText("\(id)"), release: release, channels: channels, domain: .health)
        }
        let money = LocalizedText("penger")
        let health = LocalizedText("helse")
        let script = Script(
            manner: LocalizedText(""), goal: LocalizedText(""), background: LocalizedText(""),
            disclosures: [
                fact(1, .asked(topic: money)), fact(2, .freely), fact(3, .asked(topic: health)), fact(4, .asked(topic: money)),
                fact(5, .shown, [.homeVisit]), fact(6, .mustComeAcross(hint: health)), fact(7, .withheld(hint: money), [.phone]),
            ])
        let sheet = script.sheet(through: .phone)
        #expect(sheet.asked.map(\.heading) == [money, health])
        #expect(sheet.asked.map { $0.facts.map(\.id) } == [[ID(1), ID(4)], [ID(3)]])
        #expect(sheet.freely.map(\.id) == [ID(2)] && sheet.shown.isEmpty)
        #expect(sheet.withheld.flatMap(\.facts).map(\.id) == [ID(7)] && sheet.mustComeAcross.flatMap(\.facts).map(\.id) == [ID(6)])
        #expect(sheet.elsewhere.map(\.heading) == [[.homeVisit]])
        #expect(script.sheet(through: nil).elsewhere.isEmpty)
    }
}
