extension JSONReader {
    mutating func text() throws(JSONText.Problem) -> String {
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

    private mutating func escaped() throws(JSONText.Problem) -> Unicode.Scalar {
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

    private mutating func hex() throws(JSONText.Problem) -> UInt32 {
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

    mutating func number() throws(JSONText.Problem) -> Double {
        let place = place
        var text = String.UnicodeScalarView()
        while let scalar = next, "+-.eE".unicodeScalars.contains(scalar) || ("0"..."9").contains(scalar) {
            text.append(scalar)
            advance()
        }
        guard let number = Double(String(text)), number.isFinite, String(text).last?.isNumber == true else {
            throw JSONText.Problem(at: place, message: "\(String(text)) is not a number. Write digits with a point before decimals.")
        }
        return number
    }

    mutating func word() throws(JSONText.Problem) -> JSONText.Value {
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
        default:
            throw JSONText.Problem(at: place, message: "A value is missing or not in quotation marks here. Put text in quotation marks.")
        }
    }
}
