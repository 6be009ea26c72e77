/// Markup that may go into a page as it is. Made only by rendering a view, or by escaping text.
package struct HTML: Hashable, Sendable, CustomStringConvertible {
    package let markup: String

    /// Trusts `markup`: every use is a place to look at.
    package init(trusted markup: String) { self.markup = markup }

    package init(text: String) { markup = HTML.escaped(text) }

    package var description: String { markup }

    /// `text` with the five characters that mean something in markup written as entities.
    package static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 38 || $0 == 60 || $0 == 62 || $0 == 34 || $0 == 39 || $0 == 0 }) else { return text }
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count + 16)
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\0": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
