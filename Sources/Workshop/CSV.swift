/// The lines of a comma-separated file, whatever separates them: `;`, `,` or tab, as the first line shows.
package struct CSV: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        /// Where the line begins in the file, from 1.
        package var number: Int
        package var cells: [String]
    }

    package enum Problem: Error, Hashable, Sendable {
        case empty
        case tooLarge(limit: Int)
        case tooManyLines(limit: Int)
        /// A quotation mark that begins a cell here is never closed.
        case unclosedQuote(line: Int, column: Int)
        /// Something stands between a closing quotation mark and the next separator.
        case textAfterQuote(line: Int, column: Int)
    }

    package static let sizeLimit = 1_000_000
    package static let lineLimit = 2000

    package private(set) var separator: UInt8
    /// Lines with anything in them, in order.
    package private(set) var lines: [Line]

    /// Reads `text`: with or without a byte order mark, lines ended by CR, LF or both, cells in quotation marks where they need it.
    package init(_ text: String) throws(Problem) {
        var bytes = Array(text.utf8)
        guard bytes.count <= CSV.sizeLimit else { throw .tooLarge(limit: CSV.sizeLimit) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        separator = CSV.separator(of: bytes)
        var reader = Reader(bytes: bytes, separator: separator)
        lines = try reader.lines()
        if lines.first?.cells.first?.lowercased() == "sep=" { lines.removeFirst() }
        lines.removeAll { $0.cells.allSatisfy(\.isEmpty) }
        if lines.isEmpty { throw .empty }
    }

    /// What stands most often outside quotation marks in the first line with text.
    private static func separator(of bytes: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var quoted = false
        var seenText = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if !quoted, byte == 10 || byte == 13 {
                if seenText { break }
                continue
            }
            seenText = true
            if !quoted, [UInt8(ascii: ";"), UInt8(ascii: ","), 9].contains(byte) { counts[byte, default: 0] += 1 }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? UInt8(ascii: ";")
    }

    private struct Reader {
        let bytes: [UInt8]
        let separator: UInt8
        var index = 0
        var number = 1

        init(bytes: [UInt8], separator: UInt8) {
            self.bytes = bytes
            self.separator = separator
        }

        mutating func lines() throws(Problem) -> [Line] {
            var lines: [Line] = []
            while index < bytes.count {
                let start = number
                var cells: [String] = []
                repeat { cells.append(try cell(column: cells.count + 1)) } while pass(separator)
                endLine()
                lines.append(Line(number: start, cells: cells))
                guard lines.count <= CSV.lineLimit + 1 else { throw .tooManyLines(limit: CSV.lineLimit) }
            }
            return lines
        }

        private mutating func cell(column: Int) throws(Problem) -> String {
            while index < bytes.count, bytes[index] == 32 { index += 1 }
            guard pass(UInt8(ascii: "\"")) else { return plainCell() }
            let start = number
            var text: [UInt8] = []
            while true {
                guard index < bytes.count else { throw .unclosedQuote(line: start, column: column) }
                if pass(UInt8(ascii: "\"")) {
                    guard pass(UInt8(ascii: "\"")) else { break }
                    text.append(UInt8(ascii: "\""))
                } else {
                    if bytes[index] == 10 || (bytes[index] == 13 && !(index + 1 < bytes.count && bytes[index + 1] == 10)) { number += 1 }
                    text.append(bytes[index])
                    index += 1
                }
            }
            guard CSV.trimmed(plainCell()).isEmpty else { throw .textAfterQuote(line: number, column: column) }
            return CSV.trimmed(String(decoding: text, as: UTF8.self))
        }

        private mutating func plainCell() -> String {
            let start = index
            while index < bytes.count, bytes[index] != separator, bytes[index] != 10, bytes[index] != 13 { index += 1 }
            return CSV.trimmed(String(decoding: bytes[start..<index], as: UTF8.self))
        }

        private mutating func pass(_ byte: UInt8) -> Bool {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
            return true
        }

        private mutating func endLine() {
            guard index < bytes.count else { return }
            if pass(13) { _ = pass(10) } else { _ = pass(10) }
            number += 1
        }
    }

    static func trimmed(_ text: String) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }), let last = text.lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return String(text[first...last])
    }
}
