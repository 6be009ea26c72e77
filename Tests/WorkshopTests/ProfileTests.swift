import Testing
import Workshop

@Suite("What facilitators know of a member")
struct ProfileTests {
    @Test("traits are known in three languages; other words are the community's own")
    func words() throws {
        #expect(try Trait.list("Tar initiativ, byggjer bru | quiet;erfaren\nny") == Set(Trait.ready))
        #expect(try Trait.list(" , |") == [])
        #expect(try Trait.list("kan tegnspråk, Kan tegnspråk, ny").map(\.rawValue).sorted() == ["Kan tegnspråk", "kan tegnspråk", "new"])
        #expect(throws: Refusal.invalid("trait", .tooLong(limit: 40))) { try Trait.list(String(repeating: "x", count: 41)) }
        let many = (1...21).map { "ord \($0)" }.joined(separator: ",")
        #expect(throws: Refusal.invalid("trait", .outOfRange(0, 20))) { try Trait.list(many) }
    }

    @Test("a number has a name and a decimal comma or point", arguments: [("2,5", 2.5), ("2.5", 2.5), ("−3", -3), (" 1 000 ", 1000)])
    func numbers(_ text: String, _ value: Double) throws {
        let number = try Profile.number(text, named: " år i faget ")
        #expect(number.name == "år i faget" && number.value == value)
    }

    @Test("what is no number is refused", arguments: ["mange", "1e9", "0x10", "nan", "inf", "1.2.3", "-", "1e400"])
    func notNumbers(_ text: String) {
        #expect(throws: Refusal.invalid("number-value", .notANumber)) { try Profile.number(text, named: "år") }
        #expect(throws: Refusal.invalid("number-name", .missing)) { try Profile.number("1", named: " ") }
        #expect(throws: Refusal.invalid("number-value", .outOfRange(-1_000_000, 1_000_000))) { try Profile.number("1000001", named: "år") }
    }

    @Test("a tie that goes both ways is the same from either end; nobody is tied to herself")
    func ties() throws {
        #expect(try Tie(ID(2), .colleague, ID(1)) == Tie(ID(1), .colleague, ID(2)))
        #expect(try Tie(ID(2), .caseworker, ID(1)) != Tie(ID(1), .caseworker, ID(2)))
        #expect(throws: Refusal.invalid("other", .unknownChoice)) { try Tie(ID(1), .apart, ID(1)) }
        let both = try Profile(ties: [Tie(ID(1), .together, ID(2)), Tie(ID(2), .apart, ID(1))])
        let circle = try Profile(ties: [Tie(ID(1), .caseworker, ID(2)), Tie(ID(2), .caseworker, ID(1))])
        for profile in [both, circle] {
            #expect(throws: Refusal.invalid("other", .againstAnotherTie)) { try profile.mustNotContradictItself() }
        }
        try Profile(ties: [Tie(ID(1), .together, ID(2)), Tie(ID(1), .apart, ID(3)), Tie(ID(3), .caseworker, ID(1))])
            .mustNotContradictItself()
    }

    @Test("a list of people may tell languages and traits, in three languages; what it leaves blank is left")
    func roster() throws {
        let roster = try Roster("navn;språk;trekk\nAnna;arabisk;tar initiativ, kan tegnspråk\nBo;;\n")
        #expect(roster.entries[0].language == "arabisk")
        #expect(roster.entries[0].traits == [.takesInitiative, Trait(rawValue: "kan tegnspråk")])
        #expect(roster.entries[1].traits == nil)
        #expect(try Roster("Name,Language,Traits\nAnna,Arabic,quiet|new\n").entries[0].traits == [.quiet, .new])
        #expect(try Roster("namn;språk;eigenskapar\nAnna;arabisk;roleg").entries[0].traits == [.quiet])
        let bo = try Member(id: ID(1), communityID: ID(9), name: "Bo", language: "norsk")
        let anna = try Member(id: ID(2), communityID: ID(9), name: "Anna")
        let changes = try roster.changes(to: [bo, anna], knowing: [bo.id: [.new], anna.id: [.quiet]], in: ID(9), mint: { ID(7) })
        #expect(changes.map(\.matters) == [true, false])
        #expect(changes[0].after.language == "arabisk")
        #expect(changes[0].traitsBefore == [.quiet] && changes[0].traits.contains(.takesInitiative))
        #expect(changes[1].after.language == "norsk" && changes[1].traits == [.new])
        do {
            _ = try Roster("navn;trekk\nBo;\(String(repeating: "x", count: 41))\n")
            Issue.record("a long word was taken")
        } catch {
            #expect(error.problems.map(\.kind) == [.tooLong(limit: 40)] && error.problems[0].column == 2)
        }
    }
}
