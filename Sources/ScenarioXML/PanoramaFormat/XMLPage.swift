/// XML as it is written, indented for people to read.
struct XMLPage {
    private(set) var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    private var depth = 0

    mutating func blankLine() { output += "\n" }

    mutating func element(_ name: String, _ attributes: [(name: String, value: String)] = [], _ content: (inout XMLPage) -> Void) {
        let values = attributes.map { " \($0.name)=\"\(Self.escaped($0.value, inAttribute: true))\"" }.joined()
        line("<\(name)\(values)>")
        depth += 1
        content(&self)
        depth -= 1
        line("</\(name)>")
    }

    /// Writes a text: on one line, or with each paragraph on its own; as it is when neither would give it back.
    mutating func prose(_ name: String, _ text: String) {
        let text = Prose.cleaned(text)
        guard !Prose.isBlank(text) else { return }
        let words = Self.escaped(text, inAttribute: false)
        if !Prose.survivesFolding(text) {
            line("<\(name) xml:space=\"preserve\">\(words)</\(name)>")
        } else if !words.contains("\n") {
            line("<\(name)>\(words)</\(name)>")
        } else {
            line("<\(name)>")
            depth += 1
            for paragraph in words.split(separator: "\n", omittingEmptySubsequences: false) {
                if paragraph.isEmpty { blankLine() } else { line(String(paragraph)) }
            }
            depth -= 1
            line("</\(name)>")
        }
    }

    private mutating func line(_ text: String) {
        output += String(repeating: "  ", count: depth) + text + "\n"
    }

    static func escaped(_ text: String, inAttribute: Bool) -> String {
        var result = String.UnicodeScalarView()
        for scalar in Prose.cleaned(text).unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\r": result.append(contentsOf: "&#13;".unicodeScalars)
            case "\"" where inAttribute: result.append(contentsOf: "&quot;".unicodeScalars)
            case "\n" where inAttribute: result.append(contentsOf: "&#10;".unicodeScalars)
            case "\t" where inAttribute: result.append(contentsOf: "&#9;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
