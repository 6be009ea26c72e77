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
        let text = try text(path)
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

    /// Who sat together, from a file with the id column and a column `group`.
    static func earlierDay(_ path: String, _ file: RulesFile) throws -> [[String]] {
        let table = try Sheet(path)
        guard table.columns[file.id] != nil else { throw table.missing(file.id, "which tells people apart") }
        guard let group = table.header.first(where: { $0.lowercased() == "group" }) else {
            throw table.missing("group", "which says who sat together")
        }
        var order: [String] = []
        var members: [String: [String]] = [:]
        var seen: Set<String> = []
        for line in table.lines {
            let id = try table.id(line, file.id)
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
        return order.map { members[$0]! }
    }

    static func text(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputProblem(file: path, line: 1, column: 1, message: "The file cannot be opened. Check the name.")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            let lines = data.split(omittingEmptySubsequences: false) { $0 == 10 }
            let wrong = lines.firstIndex { String(data: $0, encoding: .utf8) == nil } ?? 0
            throw InputProblem(file: path, line: wrong + 1, column: 1, message: "A character cannot be read. Save the file as UTF-8.")
        }
        return text
    }
}
