/// A list of people as a file tells it, and what it would change in a community.
package struct Roster: Hashable, Sendable {
    /// What a column holds.
    package enum Field: String, Hashable, Sendable, CaseIterable { case name, discipline, unit, party, email, language, traits }

    /// One person of the list; nil and empty leave what is known of the person as it is.
    package struct Entry: Hashable, Sendable {
        package var line: Int
        package var name: String
        package var discipline: String
        package var unit: String
        package var party: Party?
        package var email: String
        package var language: String
        /// Nil leaves what is known; the file's words replace it.
        package var traits: Set<Trait>?
    }

    /// Something that must be put right, with its line and column from 1; column 0 is the whole line.
    package struct Problem: Hashable, Sendable {
        package var line: Int
        package var column: Int
        /// What stands there.
        package var text: String
        package var kind: Kind

        package enum Kind: Hashable, Sendable {
            case empty, tooLarge
            case tooManyLines(limit: Int)
            case unclosedQuote, textAfterQuote
            case unknownHeading, repeatedHeading, noNameHeading
            case missingName
            case tooLong(limit: Int)
            case notAnEmail, unknownParty
            case tooManyTraits(limit: Int)
            case tooManyCells(Int)
            /// The same person or e-mail address stands on an earlier line.
            case repeated(line: Int)
            /// More than one member could be meant.
            case ambiguous
        }
    }

    package struct Wrong: Error, Hashable, Sendable {
        package var problems: [Problem]
    }

    package private(set) var entries: [Entry]

    /// Reads a list whose first line names the columns. Refuses with every problem found, in the order of the file (at most 100).
    package init(_ text: String) throws(Wrong) {
        let csv: CSV
        do {
            csv = try CSV(text)
        } catch {
            throw Wrong(problems: [Problem(error)])
        }
        let heading = csv.lines[0]
        var problems: [Problem] = []
        let fields = Roster.fields(of: heading, &problems)
        guard problems.isEmpty else { throw Wrong(problems: problems) }
        entries = []
        var reader = EntryReader(fields: fields)
        for line in csv.lines.dropFirst() where problems.count < 100 {
            if let entry = reader.entry(line, &problems) { entries.append(entry) }
        }
        if entries.isEmpty, problems.isEmpty { problems = [Problem(line: heading.number, column: 0, text: "", kind: .empty)] }
        guard problems.isEmpty else { throw Wrong(problems: problems) }
    }

    private static func fields(of heading: CSV.Line, _ problems: inout [Problem]) -> [Field?] {
        var fields: [Field?] = []
        for (index, cell) in heading.cells.enumerated() {
            let field = Field(heading: cell)
            if !cell.isEmpty, field == nil {
                problems.append(Problem(line: heading.number, column: index + 1, text: cell, kind: .unknownHeading))
            } else if let field, fields.contains(field) {
                problems.append(Problem(line: heading.number, column: index + 1, text: cell, kind: .repeatedHeading))
            }
            fields.append(field)
        }
        if !fields.contains(.name) { problems.append(Problem(line: heading.number, column: 0, text: "", kind: .noNameHeading)) }
        return fields
    }
}

/// Reads the lines below the heading, and remembers who has been named.
private struct EntryReader {
    let fields: [Roster.Field?]
    var names: [String: Int] = [:]
    var emails: [String: Int] = [:]

    mutating func entry(_ line: CSV.Line, _ problems: inout [Roster.Problem]) -> Roster.Entry? {
        var entry = Roster.Entry(line: line.number, name: "", discipline: "", unit: "", party: nil, email: "", language: "", traits: nil)
        var found: [Roster.Problem] = []
        for (index, cell) in line.cells.enumerated() {
            guard index < fields.count else {
                if line.cells[index...].contains(where: { !$0.isEmpty }) {
                    found.append(Roster.Problem(line: line.number, column: index + 1, text: cell, kind: .tooManyCells(fields.count)))
                }
                break
            }
            guard let field = fields[index] else { continue }
            do {
                try entry.take(cell, as: field)
            } catch {
                found.append(Roster.Problem(line: line.number, column: index + 1, text: cell, kind: error.kind))
            }
        }
        let nameColumn = (fields.firstIndex(of: .name) ?? 0) + 1
        if line.cells.count < nameColumn {
            found.append(Roster.Problem(line: line.number, column: nameColumn, text: "", kind: .missingName))
        }
        if found.isEmpty {
            let person = Roster.key(entry.name, entry.unit)
            if let earlier = names[person] {
                found.append(Roster.Problem(line: line.number, column: nameColumn, text: entry.name, kind: .repeated(line: earlier)))
            } else if !entry.email.isEmpty, let earlier = emails[entry.email.lowercased()] {
                let column = (fields.firstIndex(of: .email) ?? 0) + 1
                found.append(Roster.Problem(line: line.number, column: column, text: entry.email, kind: .repeated(line: earlier)))
            }
            names[person] = line.number
            emails[entry.email.lowercased()] = line.number
        }
        problems += found
        return found.isEmpty ? entry : nil
    }
}

extension Roster {
    static func key(_ name: String, _ unit: String) -> String { name.lowercased() + "\n" + unit.lowercased() }
}

private struct CellProblem: Error { var kind: Roster.Problem.Kind }

extension Roster.Entry {
    fileprivate mutating func take(_ cell: String, as field: Roster.Field) throws(CellProblem) {
        do {
            switch field {
            case .name: name = try Writing.accepted(cell, as: "name", limit: 120)
            case .discipline: discipline = try Writing.accepted(cell, as: "discipline", limit: 80, optional: true)
            case .unit: unit = try Writing.accepted(cell, as: "unit", limit: 80, optional: true)
            case .email: email = try Member.acceptedEmail(cell)
            case .language: language = try Writing.accepted(cell, as: "language", limit: 80, optional: true)
            case .traits:
                let words = try Trait.list(cell)
                if !words.isEmpty { traits = words }
            case .party:
                guard !cell.isEmpty else { return }
                guard let party = Party(word: cell) else { throw CellProblem(kind: .unknownParty) }
                self.party = party
            }
        } catch let problem as CellProblem {
            throw problem
        } catch Refusal.invalid(let problems) {
            switch problems.first?.kind {
            case .tooLong(let limit): throw CellProblem(kind: .tooLong(limit: limit))
            case .notAnEmail: throw CellProblem(kind: .notAnEmail)
            case .outOfRange(_, let limit): throw CellProblem(kind: .tooManyTraits(limit: limit))
            default: throw CellProblem(kind: .missingName)
            }
        } catch {
            throw CellProblem(kind: .missingName)
        }
    }
}

extension Roster.Problem {
    fileprivate init(_ problem: CSV.Problem) {
        switch problem {
        case .empty: self.init(line: 1, column: 0, text: "", kind: .empty)
        case .tooLarge: self.init(line: 1, column: 0, text: "", kind: .tooLarge)
        case .tooManyLines(let limit): self.init(line: limit + 2, column: 0, text: "", kind: .tooManyLines(limit: limit))
        case .unclosedQuote(let line, let column): self.init(line: line, column: column, text: "", kind: .unclosedQuote)
        case .textAfterQuote(let line, let column): self.init(line: line, column: column, text: "", kind: .textAfterQuote)
        }
    }
}

extension Roster.Field {
    /// The field a heading names, in any of our languages.
    init?(heading: String) {
        switch heading.lowercased().filter({ $0.isLetter }) {
        case "navn", "namn", "name", "fulltnavn", "fulltnamn", "fullname": self = .name
        case "fag", "fagområde", "fagfelt", "yrke", "profesjon", "discipline", "profession", "field": self = .discipline
        case "enhet", "eining", "avdeling", "arbeidssted", "arbeidsstad", "tjeneste", "teneste", "unit", "agency", "department":
            self = .unit
        case "part", "party", "type", "tilknytning": self = .party
        case "epost", "epostadresse", "email", "emailaddress", "mail": self = .email
        case "språk", "morsmål", "language", "languages": self = .language
        case "trekk", "kjennetegn", "kjenneteikn", "egenskaper", "eigenskapar", "traits", "trait": self = .traits
        default: return nil
        }
    }
}

extension Party {
    /// The party that a word means, in any of our languages.
    package init?(word: String) {
        switch word.lowercased().filter({ $0.isLetter }) {
        case "ansatt", "tilsett", "medarbeider", "medarbeidar", "staff", "employee": self = .staff
        case "leder", "leiar", "leader", "manager": self = .leader
        case "støtte", "stønad", "støttefunksjon", "kontorstøtte", "support": self = .support
        case "bruker", "brukar", "tjenestebruker", "tenestebrukar", "brukerrepresentant", "brukarrepresentant", "serviceuser", "user":
            self = .serviceUser
        case "partner", "samarbeidspart", "samarbeidspartner", "samarbeidspartnar": self = .partner
        default: return nil
        }
    }
}
