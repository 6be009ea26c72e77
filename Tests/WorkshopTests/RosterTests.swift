import Testing
import Workshop

@Suite("A list of people from a spreadsheet")
struct RosterTests {
    static let heading = "navn;fagområde;enhet;part;e-post\n"

    func problems(_ text: String) -> [Roster.Problem] {
        do {
            _ = try Roster(text)
            return []
        } catch {
            return error.problems
        }
    }

    @Test(
        "is read whatever separates its cells and ends its lines, with or without a mark",
        arguments: [
            "navn;fagområde;enhet;part;e-post\nAnna Berg;Helse;NAV;ansatt;anna@eksempel.no\n",
            "\u{FEFF}Name,Discipline,Unit,Party,E-mail\r\nAnna Berg,Helse,NAV,staff,anna@eksempel.no",
            "Namn\tFagområde\tEining\tPart\tEpost\rAnna Berg\tHelse\tNAV\ttilsett\tanna@eksempel.no\r",
            "sep=;\nnavn;fag;avdeling;part;e-postadresse\n\n\"Anna Berg\"; \"Helse\" ;NAV;Ansatt;anna@eksempel.no\n;;;;\n",
        ])
    func forms(_ text: String) throws {
        let entries = try Roster(text).entries
        #expect(entries.count == 1)
        #expect(entries[0].name == "Anna Berg" && entries[0].discipline == "Helse" && entries[0].unit == "NAV")
        #expect(entries[0].party == .staff && entries[0].email == "anna@eksempel.no")
    }

    @Test("may have separators, quotation marks and line breaks inside quoted cells, and still knows its lines")
    func quotes() throws {
        let entries = try Roster("navn;enhet\n\"Berg; Anna \"\"Ann\"\"\";\"Første\nenhet\"\nBo;X\n").entries
        #expect(entries.map(\.name) == ["Berg; Anna \"Ann\"", "Bo"])
        #expect(entries[0].unit == "Første\nenhet" && entries[1].line == 4)
    }

    @Test(
        "names every wrong line and column",
        arguments: [
            ("", 1, 0, Roster.Problem.Kind.empty),
            ("   \n\n", 1, 0, .empty),
            ("navn;enhet\n", 1, 0, .empty),
            ("enhet;fag\nNAV;Helse\n", 1, 0, .noNameHeading),
            ("navn;skonummer\nBo;43\n", 1, 2, .unknownHeading),
            ("navn;enhet;Namn\nBo;NAV;Bo\n", 1, 3, .repeatedHeading),
            ("enhet;navn\nNAV;\n", 2, 2, .missingName),
            ("enhet;navn\nNAV\n", 2, 2, .missingName),
            ("navn;part\nBo;konsulent\n", 2, 2, .unknownParty),
            ("navn;e-post\nBo;bo.eksempel.no\n", 2, 2, .notAnEmail),
            ("navn;enhet\nBo;NAV;noe\n", 2, 3, .tooManyCells(2)),
            ("navn;enhet\nBo;\"NAV\n", 2, 2, .unclosedQuote),
            ("navn;enhet\nBo;\"NAV\" x\n", 2, 2, .textAfterQuote),
            ("navn;enhet\nBo;NAV\nEli;NAV\nbo;nav\n", 4, 1, .repeated(line: 2)),
            ("navn;e-post\nBo;a@b.no\nEli;A@B.no\n", 3, 2, .repeated(line: 2)),
        ])
    func wrong(_ text: String, line: Int, column: Int, kind: Roster.Problem.Kind) {
        let found = problems(text)
        #expect(found.count == 1)
        #expect(found.first?.line == line && found.first?.column == column && found.first?.kind == kind)
    }

    @Test("tells of all that is wrong at once, and is bounded")
    func bounds() {
        #expect(problems(Self.heading + ";;;konsulent;x\nBo;;;chef;\n").map(\.line) == [2, 2, 2, 3])
        #expect(problems("navn\n" + String(repeating: "a\n", count: 2100)).first?.kind == .tooManyLines(limit: 2000))
        #expect(problems(String(repeating: "a", count: 1_000_001)).first?.kind == .tooLarge)
        #expect(problems("navn\n" + String(repeating: "b", count: 121)).first?.kind == .tooLong(limit: 120))
        #expect(problems("navn;part\n" + String(repeating: "x;y\n", count: 500)).count <= 101)
    }

    @Test("updates people who are known by e-mail address, else by name and unit, and doubles nobody")
    func changes() throws {
        let anna = try Member(id: ID(1), communityID: ID(9), name: "Anna Berg", discipline: "Helse", unit: "NAV", email: "anna@eksempel.no")
        let bo = try Member(id: ID(2), communityID: ID(9), name: "Bo Lie", unit: "Mottaket", isFacilitator: true)
        let roster = try Roster("navn;enhet;fag;e-post\nAnna Lund;NAV;;ANNA@eksempel.no\nbo lie;mottaket;Støtte;\nBo Lie;Skolen;;\n")
        let changes = try roster.changes(to: [anna, bo], in: ID(9), mint: { ID(3) })
        #expect(changes.map(\.isNew) == [false, false, true])
        #expect(changes[0].after.name == "Anna Lund" && changes[0].after.discipline == "Helse")
        #expect(changes[1].after.id == bo.id && changes[1].after.discipline == "Støtte" && changes[1].after.isFacilitator)
        #expect(try !roster.changes(to: changes.map(\.after), in: ID(9), mint: { ID(4) }).contains(where: \.matters))
    }

    @Test("refuses lines that may mean more than one member, and two lines that mean the same")
    func ambiguous() throws {
        let twins = try [1, 2].map { try Member(id: ID(Int64($0)), communityID: ID(9), name: "Bo Lie", unit: "U\($0)") }
        func problems(_ text: String, _ members: [Member]) throws -> [Roster.Problem.Kind] {
            do {
                _ = try Roster(text).changes(to: members, in: ID(9), mint: { ID(5) })
                return []
            } catch let wrong as Roster.Wrong {
                return wrong.problems.map(\.kind)
            }
        }
        #expect(try problems("navn\nBo Lie\n", twins) == [.ambiguous])
        var known = twins[0]
        known.email = "bo@eksempel.no"
        #expect(try problems("navn;enhet;e-post\nBo Lie;U1;\nB. Lie;;bo@eksempel.no\n", [known]) == [.repeated(line: 2)])
    }
}
