/// Reads one JSON text scalar by scalar, counting lines and columns.
struct JSONReader {
    let scalars: [Unicode.Scalar]
    var index = 0
    var line = 1
    var column = 1

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
    var place: JSONText.Place { JSONText.Place(line: line, column: column) }

    func problem(_ message: String) -> JSONText.Problem { JSONText.Problem(at: place, message: message) }

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

    mutating func value(depth: Int) throws(JSONText.Problem) -> JSONText {
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

    mutating func object(_ depth: Int) throws(JSONText.Problem) -> [(key: String, at: JSONText.Place, value: JSONText)] {
        var members: [(key: String, at: JSONText.Place, value: JSONText)] = []
        advance()
        skipSpace()
        if next == "}" {
            advance()
            return []
        }
        while true {
            skipSpace()
            let place = place
            guard next == "\"" else {
                throw problem("A name in quotation marks is missing here. Write \"name\": value, without a comma after the last.")
            }
            let key = try text()
            guard !members.contains(where: { $0.key == key }) else {
                throw JSONText.Problem(at: place, message: "“\(key)” is here twice. Keep one of them.")
            }
            skipSpace()
            guard next == ":" else { throw problem("A colon is missing after “\(key)”. Write a colon between name and value.") }
            advance()
            members.append((key, place, try value(depth: depth + 1)))
            guard try isMore(closing: "}") else { return members }
        }
    }

    mutating func array(_ depth: Int) throws(JSONText.Problem) -> [JSONText] {
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

    mutating func isMore(closing: Unicode.Scalar) throws(JSONText.Problem) -> Bool {
        skipSpace()
        guard let scalar = next, scalar == "," || scalar == closing else {
            throw problem("A comma or \(closing) is missing here. Write a comma between values and \(closing) after the last.")
        }
        advance()
        return scalar == ","
    }
}
