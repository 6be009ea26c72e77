/// A JSON text (RFC 8259) read so that every value knows where it stands: Foundation’s readers tell no line and column of a value that is well-formed but wrong.
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
        var reader = Reader(Array(text.unicodeScalars))
        if reader.next == "\u{FEFF}" { reader.advance() }
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.next == nil else { throw reader.problem("There is more after the end. Delete what follows the last closing bracket.") }
        return value
    }

    private struct Reader {
        let scalars: [Unicode.Scalar]
        var index = 0
        var line = 1
        var column = 1

        init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

        var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
        var place: Place { Place(line: line, column: column) }

        func problem(_ message: String) -> Problem { Problem(at: place, message: message) }

        mutating func advance() {
            let scalar = scalars[index]
            index += 1
            if scalar == "\n" || (scalar == "\r" && next != "\n") {
                line += 1
                column = 1
            } else if scalar != "\u{FEFF}" {
                column += 1
            }
        }

        mutating func skipSpace() {
            while let scalar = next, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" { advance() }
        }

        mutating func value(depth: Int) throws(Problem) -> JSONText {
            skipSpace()
            let place = place
            guard depth < 64 else { throw problem("The brackets are too deep. Put fewer lists inside each other.") }
            guard let first = next else { throw problem("The file ends too early. Close every bracket and quotation mark.") }
            switch first {
            case "{": return JSONText(at: place, value: .object(try object(depth)))
            case "[": return JSONText(at: place, value: .array(try array(depth)))
            case "\"": return JSONText(at: place, value: .text(try text()))
            case "-", "0"..."9": return JSONText(at: place, value: .number(try number()))
            default: return JSONText(at: place, value: try word())
            }
        }

        private mutating func object(_ depth: Int) throws(Problem) -> [(key: String, at: Place, value: JSONText)] {
            var members: [(key: String, at: Place, value: JSONText)] = []
            advance()
            skipSpace()
            if next == "}" {
                advance()
                return []
            }
            while true {
                skipSpace()
                let place = place
                guard next == "\"" else { throw problem("A name in quotation marks is missing here. Write \"name\": value, without a comma after the last.") }
                let key = try text()
                guard !members.contains(where: { $0.key == key }) else {
                    throw Problem(at: place, message: "“\(key)” is here twice. Keep one of them.")
                }
                skipSpace()
                guard next == ":" else { throw problem("A colon is missing after “\(key)”. Write a colon between name and value.") }
                advance()
                members.append((key, place, try value(depth: depth + 1)))
                guard try isMore(closing: "}") else { return members }
            }
        }

        private mutating func array(_ depth: Int) throws(Problem) -> [JSONText] {
            var values: [JSONText] = []
            advance()
            skipSpace()
            if next == "]" {
                advance()
                return []
            }
            while true {
                values.append(try value(depth: depth + 1))
                guard try isMore(closing: "]") else { return values }
            }
        }

        private mutating func isMore(closing: Unicode.Scalar) throws(Problem) -> Bool {
            skipSpace()
            guard let scalar = next, scalar == "," || scalar == closing else {
                throw problem("A comma or \(closing) is missing here. Write a comma between values and \(closing) after the last.")
            }
            advance()
            return scalar == ","
        }

        private mutating func text() throws(Problem) -> String {
            advance()
            var text = String.UnicodeScalarView()
            while let scalar = next {
                if scalar == "\"" {
                    advance()
                    return String(text)
                }
                guard scalar.value >= 32 else { throw problem("A quotation mark is missing. Close the text before the end of the line.") }
                if scalar == "\\" { text.append(try escaped()) } else { text.append(scalar) }
                if scalar != "\\" { advance() }
            }
            throw problem("A quotation mark is missing. Close the text.")
        }

        private mutating func escaped() throws(Problem) -> Unicode.Scalar {
            advance()
            guard let scalar = next else { throw problem("The file ends too early. Close the text.") }
            let plain: [Unicode.Scalar: Unicode.Scalar] = [
                "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
            ]
            if let meant = plain[scalar] {
                advance()
                return meant
            }
            guard scalar == "u" else { throw problem("\\\(scalar) means nothing. Write \\\\ for a backslash.") }
            advance()
            var unit = try hex()
            if (0xD800..<0xDC00).contains(unit), next == "\\", index + 1 < scalars.count, scalars[index + 1] == "u" {
                advance()
                advance()
                let low = try hex()
                if (0xDC00..<0xE000).contains(low) { unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00) }
            }
            guard let meant = Unicode.Scalar(unit) else { throw problem("This \\u is half a character. Write the character itself.") }
            return meant
        }

        private mutating func hex() throws(Problem) -> UInt32 {
            var unit: UInt32 = 0
            for _ in 0..<4 {
                guard let scalar = next, let digit = Character(scalar).hexDigitValue, scalar.isASCII else {
                    throw problem("\\u needs four hexadecimal digits. Write them, or the character itself.")
                }
                unit = unit << 4 + UInt32(digit)
                advance()
            }
            return unit
        }

        private mutating func number() throws(Problem) -> Double {
            let place = place
            var text = String.UnicodeScalarView()
            while let scalar = next, "+-.eE".unicodeScalars.contains(scalar) || ("0"..."9").contains(scalar) {
                text.append(scalar)
                advance()
            }
            guard let number = Double(String(text)), number.isFinite, String(text).last?.isNumber == true else {
                throw Problem(at: place, message: "\(String(text)) is not a number. Write digits with a point before decimals.")
            }
            return number
        }

        private mutating func word() throws(Problem) -> Value {
            let place = place
            var text = String.UnicodeScalarView()
            while let scalar = next, scalar.properties.isAlphabetic {
                text.append(scalar)
                advance()
            }
            switch String(text) {
            case "true": return .bool(true)
            case "false": return .bool(false)
            case "null": return .null
            default: throw Problem(at: place, message: "A value is missing or not in quotation marks here. Put text in quotation marks.")
            }
        }
    }
}
