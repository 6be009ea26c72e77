/// A JSON text (RFC 8259) in which every value knows its line and column.
///
/// Foundation’s readers give a place only for what is no JSON at all, not for a name or value that is well-formed but wrong.
struct JSONText {
    struct Place: Hashable, Sendable {
        var line: Int
        var column: Int
    }

    indirect enum Value {
        case object([(key: String, at: Place, value: JSONText)])
        case array([JSONText])
        case text(String)
        case number(Double)
        case bool(Bool)
        case null
    }

    struct Problem: Error {
        var at: Place
        var message: String
    }

    var at: Place
    var value: Value

    /// Refuses (`Problem`) anything that is not exactly one JSON value.
    static func read(_ text: String) throws(Problem) -> JSONText {
        var reader = JSONReader(Array(text.unicodeScalars))
        if reader.next == "\u{FEFF}" { reader.advance() }
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.next == nil else { throw reader.problem("There is more after the end. Delete what follows the last closing bracket.") }
        return value
    }
}
