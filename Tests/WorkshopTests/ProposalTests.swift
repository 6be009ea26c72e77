import Foundation
import Testing
import Workshop

@Suite("A proposal")
struct ProposalTests {
    private let anna = ID<Attendance>(1), bo = ID<Attendance>(2), cato = ID<Attendance>(3)

    private func proposal() -> Proposal {
        var proposal = Proposal(
            id: ID(9), dayID: ID(8), place: .first, rules: "{}", version: 4, madeAt: Date(timeIntervalSince1970: 0))
        proposal.divide([[anna, bo], [cato]], pools: ["", ""])
        return proposal
    }

    @Test("moves a person with the pin, and out of every group")
    func move() throws {
        var proposal = proposal()
        try proposal.pin(anna, true)
        try proposal.move(anna, to: 2)
        #expect(proposal.seats[anna] == Proposal.Seat(2, isPinned: true))
        try proposal.move(anna, to: nil)
        #expect(proposal.seats[anna] == nil)
        #expect(throws: Refusal.invalid("group", .unknownChoice)) { try proposal.move(bo, to: 3) }
        #expect(throws: Refusal.invalid("group", .unknownChoice)) { try proposal.move(bo, to: 0) }
    }

    @Test("lets two change places, each keeping the own pin, but nobody with themselves or with someone who sits nowhere")
    func swap() throws {
        var proposal = proposal()
        try proposal.pin(cato, true)
        try proposal.swap(anna, cato)
        #expect(proposal.seats[anna] == Proposal.Seat(2))
        #expect(proposal.seats[cato] == Proposal.Seat(1, isPinned: true))
        #expect(throws: Refusal.self) { try proposal.swap(anna, anna) }
        try proposal.move(bo, to: nil)
        #expect(throws: Refusal.self) { try proposal.swap(anna, bo) }
        #expect(throws: Refusal.self) { try proposal.pin(bo, true) }
    }

    @Test("keeps pins when people are divided anew, and refuses older versions")
    func divide() throws {
        var proposal = proposal()
        try proposal.pin(group: 1, true)
        proposal.divide([[anna], [bo, cato]], pools: ["", ""])
        #expect(proposal.seats == [anna: .init(1, isPinned: true), bo: .init(2, isPinned: true), cato: .init(2)])
        #expect(throws: Refusal.stale) { try proposal.mustBe(3) }
        try proposal.mustBe(4)
    }
}
