import Foundation
import Grouping
import Workshop

/// The files that `panorama groups` reads.
enum GroupFiles {
    struct List {
        var people: [Person]
        /// What people are called, by id.
        var names: [String: String]
        /// What looks like a mistake but may be meant.
        var notes: [String]
    }

    static func rules(_ path: String) throws -> RulesFile {
        let text = try text(path, place: character)
        do throws(RulesFile.Problem) {
            return try RulesFile.read(text)
        } catch {
            throw InputProblem(file: path, line: error.line, column: error.column, message: error.message)
        }
    }

    /// The rules of the file after those of its ready set.
    static func rules(of file: RulesFile) -> [Rule] {
        (file.set.map { Rule.set($0, words: file.words) } ?? []) + file.rules
    }

    /// Who sat together, from a file with the id column and a column `group`; those who are not on the `list` may have left, which is noted.
    static func earlierDay(_ path: String, _ file: RulesFile, _ list: List, peoplePath: String) throws -> (
        groups: [[String]], notes: [String]
    ) {
        let table = try Sheet(path)
        guard table.columns[file.id] != nil else { throw table.missing(file.id, "which tells people apart") }
        guard let group = table.header.first(where: { $0.lowercased() == "group" }) else {
            throw table.missing("group", "which says who sat together")
        }
        var order: [String] = []
        var members: [String: [String]] = [:]
        var seen: Set<String> = []
        let known = Set(list.people.map(\.id))
        var strangers: [(id: String, line: CSV.Line)] = []
        for line in table.lines {
            let id = try table.id(line, file.id)
            if !known.contains(id) { strangers.append((id, line)) }
            guard seen.insert(id).inserted else {
                throw table.problem(line, file.id, "“\(id)” sits in two groups of one day. Delete one of the lines.")
            }
            let name = table.value(line, group)
            guard !name.isEmpty else {
                throw table.problem(line, group, "“\(group)” is blank. Write the group, or delete the line of somebody who sat in none.")
            }
            if members[name] == nil { order.append(name) }
            members[name, default: []].append(id)
        }
        let notes = strangers.first.map { first in
            "\(table.place(first.line, file.id)): note: \(strangers.count) of \(table.lines.count) lines name somebody who is not in \(peoplePath), "
                + "first “\(first.id)”. Check the spelling, unless they have left."
        }
        return (order.map { members[$0]! }, notes.map { [$0] } ?? [])
    }

    /// The text of a file; `place` is the line and column of what comes after a text, for a character that cannot be read.
    static func text(_ path: String, place: (String) -> (line: Int, column: Int)) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputProblem(file: path, line: 1, column: 1, message: "The file cannot be opened. Check the name.")
        }
        let text = readable(data)
        guard text.utf8.count == data.count else {
            let (line, column) = place(text)
            throw InputProblem(
                file: path, line: line, column: column, message: "A character cannot be read. Save the file as text in UTF-8.")
        }
        return text
    }

    /// As much as is text in UTF-8, up to anything else and to a NUL.
    private static func readable(_ data: Data) -> String {
        var text = String.UnicodeScalarView()
        var decoder = UTF8()
        var bytes = data.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&bytes), scalar != "\0" { text.append(scalar) }
        return String(text)
    }

    /// The line and the character in it that come after the text.
    private static func character(after text: String) -> (line: Int, column: Int) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return (lines.count, (lines.last?.count ?? 0) + 1)
    }
}
