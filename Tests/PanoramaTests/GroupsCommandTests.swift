import Foundation
import Testing

@Suite("panorama groups")
struct GroupsCommandTests {
    private static let spread = #"{"id": "Navn", "rules": [{"level": "must", "kind": "spread", "of": {"field": "Fag", "each": "all"}}]}"#
    private static let four = "Navn,Fag\nA,helse\nB,bolig\nC,helse\nD,bolig\n"

    struct Outcome {
        var printed: String
        var complaint: String
        var status: Int32
    }

    /// Runs the command on these files in a folder of its own.
    private func run(
        _ people: String, rules: String = spread, _ options: [String] = ["--count", "2"], others: [String: String] = [:]
    ) throws -> Outcome {
        try run(Data(people.utf8), rules: Data(rules.utf8), options, others: others)
    }

    private func run(
        _ people: Data, rules: Data = Data(spread.utf8), _ options: [String] = ["--count", "2"], others: [String: String] = [:]
    ) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "panorama-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, content) in others.mapValues({ Data($0.utf8) }).merging(
            ["people.csv": people, "rules.json": rules], uniquingKeysWith: { $1 })
        {
            try content.write(to: folder.appending(path: name))
        }
        let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).count
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(
            path: "panorama")
        if !FileManager.default.fileExists(atPath: process.executableURL?.path ?? "") {
            process.executableURL = Bundle.main.bundleURL.appending(path: "panorama")
        }
        process.currentDirectoryURL = folder
        process.arguments = ["groups", "people.csv", "--rules", "rules.json", "--seconds", "1"] + options
        let (out, complaints) = (Pipe(), Pipe())
        process.standardOutput = out
        process.standardError = complaints
        try process.run()
        let printed = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaint = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == before)
        return Outcome(printed: printed, complaint: complaint, status: process.terminationStatus)
    }

    private struct Answer: Decodable {
        struct Group: Decodable {
            var name: String
            var members: [String]
        }

        var groups: [Group]
    }

    private func groups(_ outcome: Outcome) throws -> [Set<String>] {
        #expect(outcome.status == 0, "\(outcome.complaint)")
        return try JSONDecoder().decode(Answer.self, from: Data(outcome.printed.utf8)).groups.map { Set($0.members) }
    }

    @Test(
        "bad input is refused with line, column and remedy, exit code 2, and nothing printed",
        arguments: [
            ("", "people.csv:1:1: "), ("Navn,Fag\n", "people.csv:2:1: "), ("Name,Fag\nA,helse\n", "people.csv:1:1: "),
            ("Navn,Fag\nA,helse\nA,bolig\n", "people.csv:3:1: "), ("Navn,Fag\nA,helse\n ,bolig\n", "people.csv:3:1: "),
            ("Navn,Fag\rA,helse\rA,bolig\r", "people.csv:3:1: "), ("\u{FEFF}Navn;Fag\nA;helse\nA;bolig\n", "people.csv:3:1: "),
            ("Navn,Yrke\nA,helse\n", "people.csv:1:1: "), ("Navn,Fag\nA,helse\n", "people.csv:1:1: "),
            ("Navn,Fag\nA,\"helse\n", "people.csv:2:2: "),
            ("Navn,Navn\nA,helse\n", "people.csv:1:2: "), ("Navn,Fag\nA,helse,x\n", "people.csv:2:3: "),
            ("Navn;Fag,x\nA;helse\n", "people.csv:1:1: "), ("Navn,Fag\nA,helse\nB\n", "people.csv:3:2: "),
            ("Navn,,Fag\nA,x,helse\n", "people.csv:1:2: "),
            ("Navn,Fag\nA,he\u{0}lse\n", "people.csv:2:2: "), ("Navn,Fag\nA,helse\n\u{0}B,bolig\n", "people.csv:3:1: "),
        ])
    func badPeople(people: String, place: String) throws {
        let outcome = try run(people)
        #expect(outcome.status == 2)
        #expect(outcome.printed.isEmpty)
        #expect(outcome.complaint.hasPrefix(place), "\(outcome.complaint)")
        #expect(outcome.complaint.contains(". "), "there is a remedy after what is wrong")
    }

    @Test("a character that is not UTF-8 is refused at its line and column, in people and in rules")
    func unreadable() throws {
        let people = Data("Navn,Fag\nA,helse\nB,b".utf8) + [0xF8] + Data("lig\n".utf8)
        #expect(try run(people).complaint.hasPrefix("people.csv:3:2: A character cannot be read. "))
        let rules = Data("{\"id\":\n \"Navn".utf8) + [0xFF] + Data("\"}".utf8)
        #expect(try run(Data(Self.four.utf8), rules: rules).complaint.hasPrefix("rules.json:2:7: A character cannot be read. "))
    }

    @Test("a group without anyone whom a rule looks for says so")
    func nobodyToCount() throws {
        let rules = #"{"id": "Navn", "rules": [{"level": "wish", "kind": "spread", "of": {"field": "Fag", "each": ["helse", "bolig"]}}]}"#
        let outcome = try run("Navn,Fag\nA,helse\nB,bolig\nC,skole\nD,skole\n", rules: rules, ["--count", "4"])
        #expect(outcome.printed.contains("helse and bolig: none with “helse or bolig” in Fag\n"), "\(outcome.printed)")
    }

    @Test("a blank in a column that a rule looks at is refused with its place, unless the rules allow it")
    func blanks() throws {
        let people = "Navn,Fag\nA,helse\nB,\nC,helse\nD,bolig\n"
        let refused = try run(people)
        #expect(refused.status == 2)
        #expect(refused.printed.isEmpty)
        #expect(refused.complaint.hasPrefix("people.csv:3:2: "), "\(refused.complaint)")
        #expect(refused.complaint.contains(#"add "blanks": "allowed" to rules.json"#))
        let allowing = Self.spread.replacing(#""rules""#, with: #""blanks": "allowed", "rules""#)
        #expect(try groups(run(people, rules: allowing, ["--count", "2", "--json"])).map(\.count) == [2, 2])
        #expect(try run(people, rules: allowing).complaint.contains("people.csv:3:2: note: "))
        let unknown = Self.spread.replacing(#""rules""#, with: #""blanks": "perhaps", "rules""#)
        #expect(try run(people, rules: unknown).complaint.hasPrefix("rules.json:1:26: "))
    }

    @Test("a blank number, pool or earlier group is refused with its place")
    func otherBlanks() throws {
        let means = #"{"id": "Navn", "rules": [{"level": "should", "kind": "alike-means", "number": "År"}]}"#
        #expect(try run("Navn,År\nA,1\nB,2\nC,\nD,4\n", rules: means).complaint.hasPrefix("people.csv:4:2: "))
        let pools = #"{"id": "Navn", "pool": "Lag", "blanks": "allowed", "rules": []}"#
        #expect(try run("Navn,Lag\nA,1\nB,\n", rules: pools).complaint.hasPrefix("people.csv:3:2: "))
        let day = try run(Self.four, ["--count", "2", "--previous", "day.csv"], others: ["day.csv": "Navn,group\nA,1\nB,\n"])
        #expect(day.complaint.hasPrefix("day.csv:3:2: "), "\(day.complaint)")
        #expect(day.status == 2)
    }

    @Test(
        "bad rules are refused with line and column",
        arguments: [
            ("", "rules.json:1:1: "), ("{\"id\": \"Navn\",\n \"rulez\": []}", "rules.json:2:2: "),
            ("{\"id\": \"Navn\",\n \"rules\": [{\"level\": \"must\" \"kind\": \"spread\"}]}", "rules.json:2:29: "),
            ("{\"id\": \"Navn\", \"set\": \"source-day\"}", "people.csv:1:1: "),
            ("{\"id\": \"Navn\", \"words\": {\"x\": \"y\"}}", "rules.json:1:26: "),
            ("{\"id\": \"Navn\", \"pins\": {\"Z\": 1}}", "rules.json:1:25: "),
        ])
    func badRules(rules: String, place: String) throws {
        let outcome = try run(Self.four, rules: rules)
        #expect(outcome.status == 2)
        #expect(outcome.printed.isEmpty)
        #expect(outcome.complaint.hasPrefix(place), "\(outcome.complaint)")
    }

    @Test("sizes that these people cannot fill are refused", arguments: [["--count", "5"], ["--size", "5-7"], ["--size", "3"]])
    func badSizes(options: [String]) throws {
        let outcome = try run(Self.four, options)
        #expect(outcome.status == 2)
        #expect(outcome.printed.isEmpty)
        #expect(outcome.complaint.contains("people.csv:1:1: 4 people cannot"))
    }

    @Test("commas, semicolons, tabs, every end of line and a byte order mark are read alike")
    func dialects() throws {
        let plain = try groups(run(Self.four, ["--count", "2", "--json"]))
        #expect(plain.map(\.count) == [2, 2])
        for text in [
            Self.four.replacing(",", with: ";"), Self.four.replacing(",", with: "\t"), Self.four.replacing("\n", with: "\r"),
            Self.four.replacing("\n", with: "\r\n"), "\u{FEFF}" + Self.four,
        ] { #expect(try groups(run(text, ["--count", "2", "--json"])) == plain) }
    }

    @Test("who sat together before is told by earlier files, the latest first")
    func previous() throws {
        let rules = #"{"id": "Navn", "rules": [{"level": "must", "kind": "new-companions"}]}"#
        let days = ["a.csv": "Navn,group\nA,1\nB,1\nC,2\nD,2\n", "b.csv": "group;Navn\n1;A\n1;C\n2;B\n2;D\n"]
        let found = try groups(run(Self.four, rules: rules, ["--count", "2", "--json", "--previous", "a.csv", "b.csv"], others: days))
        #expect(Set(found) == [["A", "D"], ["B", "C"]])
        let bad = try run(Self.four, rules: rules, ["--count", "2", "--previous", "a.csv"], others: ["a.csv": "Navn,gruppe\nA,1\n"])
        #expect(bad.status == 2)
        #expect(bad.complaint.hasPrefix("a.csv:1:1: "))
    }

    @Test("people of earlier days who are not on the list are noted with their number and the first of them, and are no error")
    func strangers() throws {
        let outcome = try run(
            Self.four, ["--count", "2", "--json", "--previous", "day.csv"], others: ["day.csv": "Navn,group\nA,1\nX,1\nY,2\n"])
        #expect(try groups(outcome).map(\.count) == [2, 2])
        #expect(
            outcome.complaint.hasPrefix("day.csv:3:1: note: 2 of 3 lines name somebody who is not in people.csv, first “X”. "),
            "\(outcome.complaint)")
    }

    @Test("the explanation comes in the language that is asked for, and a ready set in the words of the list")
    func languages() throws {
        let rules = #"{"id": "Navn", "set": "one-from-each-agency", "words": {"unit": "Fag"}}"#
        #expect(try run(Self.four, rules: rules).printed.contains("At least one for each value of Fag"))
        #expect(try run(Self.four, rules: rules, ["--count", "2", "--language", "nn"]).printed.contains("Minst éin for kvar verdi av Fag"))
        #expect(try run(Self.four, ["--count", "2", "--language", "sv"]).status != 0)
    }

    @Test("nobody sits in two groups of one earlier day")
    func twiceOnOneDay() throws {
        let outcome = try run(Self.four, ["--count", "2", "--previous", "day.csv"], others: ["day.csv": "Navn,group\nA,1\nA,2\n"])
        #expect(outcome.status == 2 && outcome.printed.isEmpty)
    }

    @Test("with the same seed and work the groups are the same")
    func repeatable() throws {
        let options = ["--count", "2", "--seed", "7", "--steps", "20"]
        #expect(try run(Self.four, options).printed == run(Self.four, options).printed)
    }
}
