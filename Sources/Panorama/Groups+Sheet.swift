import Foundation
import Grouping
import Workshop

/// A list with a header, whose cells know where they stand.
struct Sheet {
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
            throw InputProblem(
                file: path, line: headerLine + 1, column: 1,
                message: "There are no people. Write one on each line below the names of the columns.")
        }
        for line in lines where line.cells.count > header.count {
            throw InputProblem(
                file: path, line: line.number, column: header.count + 1,
                message:
                    "The line has \(line.cells.count) values and the first line \(header.count). Put quotation marks around separators."
            )
        }
    }

    private static func problem(_ problem: CSV.Problem, _ path: String) -> InputProblem {
        switch problem {
        case .empty:
            InputProblem(
                file: path, line: 1, column: 1, message: "The file is empty. Write the names of the columns, and a person on each line.")
        case .tooLarge(let limit):
            InputProblem(
                file: path, line: 1, column: 1, message: "The file is larger than \(limit) bytes. Leave out columns that no rule needs.")
        case .tooManyLines(let limit):
            InputProblem(
                file: path, line: limit + 1, column: 1, message: "There are more than \(limit) lines. Divide the people into several files."
            )
        case .unclosedQuote(let line, let column):
            InputProblem(
                file: path, line: line, column: column,
                message: "A quotation mark is never closed. Close it, or write it twice inside a value.")
        case .textAfterQuote(let line, let column):
            InputProblem(
                file: path, line: line, column: column,
                message: "There is text after a closing quotation mark. Write quotation marks inside a value twice.")
        }
    }

    func missing(_ name: String, _ where: String) -> InputProblem {
        let there = header.filter { !$0.isEmpty }.joined(separator: ", ")
        if let mixed = header.firstIndex(where: { $0.contains(";") || $0.contains("\t") }) {
            return InputProblem(
                file: path, line: headerLine, column: mixed + 1,
                message:
                    "The name “\(header[mixed])” holds a separator, so columns cannot be told apart. Use one separator in the whole file."
            )
        }
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
        guard !id.isEmpty else {
            throw problem(line, column, "“\(column)” is blank. Write what tells this person apart, or delete the line.")
        }
        return id
    }

    /// Nil when it is blank.
    func number(_ line: CSV.Line, _ column: String) throws -> Double? {
        var text = value(line, column)
        if text.isEmpty { return nil }
        if usesDecimalComma { text = text.replacingOccurrences(of: ",", with: ".") }
        guard let number = Double(text), number.isFinite else {
            throw problem(line, column, "“\(value(line, column))” is not a number. Write digits only, with one sign before decimals.")
        }
        return number
    }
}
