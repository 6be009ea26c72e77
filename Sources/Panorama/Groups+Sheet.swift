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
        let text = try GroupFiles.text(path, place: Sheet.cell)
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
        for (place, name) in header.enumerated() {
            if name.isEmpty {
                throw InputProblem(
                    file: path, line: headerLine, column: place + 1, message: "The column has no name. Name it, or delete the column.")
            }
            if let first = columns[name] {
                throw InputProblem(
                    file: path, line: headerLine, column: place + 1,
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
        for line in lines where line.cells.count != header.count {
            if let mixed { throw mixed }
            let isShort = line.cells.count < header.count
            let remedy = isShort ? "Write one in each column, or at least its separator." : "Put quotation marks around separators."
            throw InputProblem(
                file: path, line: line.number, column: min(line.cells.count, header.count) + 1,
                message: "The number of values is \(line.cells.count), and \(header.count) in the first line. \(remedy)")
        }
    }

    /// The line and column of the cell to which what comes after the text belongs.
    private static func cell(after text: String) -> (line: Int, column: Int) {
        do throws(CSV.Problem) {
            let last = try CSV(text + "x").lines.last
            return (last?.number ?? 1, last?.cells.count ?? 1)
        } catch {
            let problem = problem(error, "")
            return (problem.line, problem.column)
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

    /// A name in the first line that holds another separator.
    private var mixed: InputProblem? {
        header.firstIndex { $0.contains(";") || $0.contains("\t") }.map {
            InputProblem(
                file: path, line: headerLine, column: $0 + 1,
                message: "The name “\(header[$0])” holds a separator, so columns cannot be told apart. Use one separator in the whole file."
            )
        }
    }

    func missing(_ name: String, _ where: String) -> InputProblem {
        let there = header.joined(separator: ", ")
        return mixed
            ?? InputProblem(
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

    /// The place of a cell, as problems and notes name it.
    func place(_ line: CSV.Line, _ column: String) -> String { "\(path):\(line.number):\((columns[column] ?? 0) + 1)" }

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
