import Foundation

/// Rows for a spreadsheet.
enum Spreadsheet {
    /// UTF-8 with a mark, semicolons, and no cell that a spreadsheet takes for a formula.
    static func csv(_ rows: [[String]]) -> Data {
        let lines = rows.map { $0.map(cell).joined(separator: ";") }
        return Data([0xEF, 0xBB, 0xBF]) + Data((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    private static func cell(_ text: String) -> String {
        let guarded = text.first.map { "=+-@\t\r\n＝＋－＠".contains($0) } == true ? "'" + text : text
        return "\"" + guarded.replacing("\"", with: "\"\"") + "\""
    }
}
