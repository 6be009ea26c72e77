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
    static func rules(of file: RulesFile, _ sizes: Sizes, _ people: Int) -> [Rule] {
        let largest =
            switch sizes {
            case .count(let count): (people + count - 1) / max(count, 1)
            case .range(_, _, let max): max
            }
        return (file.set.map { Rule.set($0, size: largest, words: file.words) } ?? []) + file.rules
    }

    static func people(_ path: String, _ file: RulesFile, rulesPath: String) throws -> List {
        let table = try Sheet(path)
        for column in file.columns where table.columns[column.name] == nil {
            throw table.missing(column.name, "named in \(rulesPath):\(column.line):\(column.column)")
        }
        for rule in rules(of: file, .count(1), 1) {
            if let field = rule.kind.field, table.columns[field] == nil { throw table.missing(field, "named in the set \(file.set?.rawValue ?? "")") }
            if rule.kind.usesTraits, file.traits == nil {
                throw InputProblem(file: rulesPath, line: 1, column: 1, message: "The set counts traits. Add \"traits\": the name of their column.")
            }
            if case .apart(.relation(let name)) = rule.kind, file.relations[name] == nil {
                throw InputProblem(file: rulesPath, line: 1, column: 1, message: "The set uses the relation \(name). Add it to \"relations\".")
            }
        }
        var list = List(people: [], names: [:], notes: [])
        var firstLines: [String: Int] = [:]
        for line in table.lines {
            let id = try table.id(line, file.id)
            if let first = firstLines[id] {
                throw table.problem(line, file.id, "“\(id)” is also on line \(first). Delete one of the two lines, or give them different values.")
            }
            firstLines[id] = line.number
            var person = Person(id: id, fields: table.values(line))
            for column in file.columns where column.isNumber { person.numbers[column.name] = try table.number(line, column.name) }
            if let traits = file.traits { person.traits = Set(words(table.value(line, traits))) }
            for (relation, column) in file.relations { person.relations[relation] = Set(words(table.value(line, column))) }
            if let pool = file.pool {
                person.pool = table.value(line, pool)
                if person.pool.isEmpty { throw table.problem(line, pool, "The value is blank. Write which \(pool) “\(id)” belongs to.") }
            }
            if let name = file.name { list.names[id] = table.value(line, name) }
            list.people.append(person)
        }
        for named in file.named where firstLines[named.id] == nil {
            throw InputProblem(
                file: rulesPath, line: named.line, column: named.column,
                message: "Nobody in \(path) has the \(file.id) “\(named.id)”. Mend the spelling or delete it.")
        }
        list.notes = notes(file, table, path)
        return list
    }

    /// Blank values and values that nobody has, where rules look.
    private static func notes(_ file: RulesFile, _ table: Sheet, _ path: String) -> [String] {
        var notes: [String] = []
        for field in Set(file.rules.compactMap(\.kind.field) + file.columns.filter(\.isNumber).map(\.name)).sorted() {
            let blank = table.lines.filter { table.value($0, field).isEmpty }
            guard let first = blank.first else { continue }
            let place = "\(path):\(first.number):\((table.columns[field] ?? 0) + 1)"
            notes.append("\(place): note: “\(field)” is blank for \(blank.count) of \(table.lines.count); rules about it do not count them.")
        }
        for rule in file.rules {
            guard let (field, values) = rule.kind.namedValues else { continue }
            let there = Set(table.lines.map { table.value($0, field) })
            for value in values where !there.contains(value) {
                notes.append("\(path):1:\((table.columns[field] ?? 0) + 1): note: nobody has “\(value)” in “\(field)”. Check the spelling in the rules.")
            }
        }
        return notes
    }

    /// Who sat together, from a file with the id column and a column `group`.
    static func earlierDay(_ path: String, _ file: RulesFile) throws -> [[String]] {
        let table = try Sheet(path)
        guard table.columns[file.id] != nil else { throw table.missing(file.id, "which tells people apart") }
        guard let group = table.header.first(where: { $0.lowercased() == "group" }) else { throw table.missing("group", "which says who sat together") }
        var order: [String] = []
        var members: [String: [String]] = [:]
        for line in table.lines {
            let name = table.value(line, group)
            if name.isEmpty { continue }
            if members[name] == nil { order.append(name) }
            members[name, default: []].append(try table.id(line, file.id))
        }
        return order.map { members[$0]! }
    }

    private static func words(_ text: String) -> [String] {
        text.split { ",;|".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    fileprivate static func text(_ path: String) throws -> String {
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

/// A list with a header, whose cells know where they stand.
private struct Sheet {
    let path: String
    let header: [String]
    /// The place of each column, from 0.
    let columns: [String: Int]
    let lines: [CSV.Line]
    private let headerLine: Int
    private let usesDecimalComma: Bool

    init(_ path: String) throws {
        self.path = path
        let text = try GroupFiles.text(path)
        let csv: CSV
        do throws(CSV.Problem) {
            csv = try CSV(text)
        } catch {
            throw Sheet.problem(error, path)
        }
        header = csv.lines[0].cells
        headerLine = csv.lines[0].number
        usesDecimalComma = csv.separator != UInt8(ascii: ",")
        var columns: [String: Int] = [:]
        for (place, name) in header.enumerated() where !name.isEmpty {
            if let first = columns[name] {
                throw InputProblem(
                    file: path, line: csv.lines[0].number, column: place + 1,
                    message: "The column “\(name)” is also column \(first + 1). Give the columns different names.")
            }
            columns[name] = place
        }
        self.columns = columns
        lines = Array(csv.lines.dropFirst())
        guard !lines.isEmpty else {
            throw InputProblem(file: path, line: headerLine + 1, column: 1, message: "There are no people. Write one on each line below the names of the columns.")
        }
        for line in lines where line.cells.count > header.count {
            throw InputProblem(
                file: path, line: line.number, column: header.count + 1,
                message: "The line has \(line.cells.count) values and the first line \(header.count) columns. Put values with separators in quotation marks.")
        }
    }

    private static func problem(_ problem: CSV.Problem, _ path: String) -> InputProblem {
        switch problem {
        case .empty: InputProblem(file: path, line: 1, column: 1, message: "The file is empty. Write the names of the columns, and a person on each line.")
        case .tooLarge(let limit):
            InputProblem(file: path, line: 1, column: 1, message: "The file is larger than \(limit) bytes. Leave out columns that no rule needs.")
        case .tooManyLines(let limit):
            InputProblem(file: path, line: limit + 1, column: 1, message: "There are more than \(limit) lines. Divide the people into several files.")
        case .unclosedQuote(let line, let column):
            InputProblem(file: path, line: line, column: column, message: "A quotation mark is never closed. Close it, or write it twice inside a value.")
        case .textAfterQuote(let line, let column):
            InputProblem(file: path, line: line, column: column, message: "There is text after a closing quotation mark. Write quotation marks inside a value twice.")
        }
    }

    func missing(_ name: String, _ where: String) -> InputProblem {
        let there = header.filter { !$0.isEmpty }.joined(separator: ", ")
        return InputProblem(
            file: path, line: headerLine, column: 1,
            message: "The column “\(name)”, \(`where`), is missing. Add it or mend the name; there is: \(there).")
    }

    func value(_ line: CSV.Line, _ column: String) -> String {
        guard let place = columns[column], place < line.cells.count else { return "" }
        return line.cells[place]
    }

    func values(_ line: CSV.Line) -> [String: String] { columns.mapValues { $0 < line.cells.count ? line.cells[$0] : "" } }

    func problem(_ line: CSV.Line, _ column: String, _ message: String) -> InputProblem {
        InputProblem(file: path, line: line.number, column: (columns[column] ?? 0) + 1, message: message)
    }

    func id(_ line: CSV.Line, _ column: String) throws -> String {
        let id = value(line, column)
        guard !id.isEmpty else { throw problem(line, column, "“\(column)” is blank. Write what tells this person apart, or delete the line.") }
        return id
    }

    /// Nil when it is blank.
    func number(_ line: CSV.Line, _ column: String) throws -> Double? {
        var text = value(line, column)
        if text.isEmpty { return nil }
        if usesDecimalComma { text = text.replacingOccurrences(of: ",", with: ".") }
        guard let number = Double(text), number.isFinite else {
            throw problem(line, column, "“\(value(line, column))” is not a number. Write digits, or leave it blank when it is not known.")
        }
        return number
    }
}

extension Rule.Kind {
    fileprivate var field: String? { condition?.field }

    fileprivate var usesTraits: Bool {
        if case .trait = condition { true } else { false }
    }

    fileprivate var namedValues: (String, [String])? {
        switch condition {
        case .isOneOf(let field, let values), .isNoneOf(let field, let values), .each(let field, let values): (field, values)
        case .trait, nil: nil
        }
    }
}
