/// The text of a card with its few signs drawn: `*bold*`, lines that begin with `- ` as a list, and web addresses as links that nothing fetches.
struct CardText {
    let text: String

    init(_ text: String) { self.text = text }

    /// Whether the text looks otherwise than it was written.
    var isDrawn: Bool { html.markup != HTML.escaped(text) }

    /// Escaped; holds only `b`, `ul`, `li`, `br` and `a`.
    var html: HTML {
        var lines: [String] = []
        var items: [String] = []
        func closeList() {
            guard !items.isEmpty else { return }
            lines.append("<ul>" + items.map { "<li>\($0)</li>" }.joined() + "</ul>")
            items = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("- "), line.count > 2 {
                items.append(drawn(line.dropFirst(2)))
            } else {
                closeList()
                lines.append(drawn(line))
            }
        }
        closeList()
        var html = ""
        for (index, line) in lines.enumerated() {
            if index > 0, !line.hasPrefix("<ul>"), !lines[index - 1].hasPrefix("<ul>") { html += "<br>" }
            html += line
        }
        return HTML(trusted: html)
    }

    /// As it reads where the card is only named: without the stars.
    var plain: String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).starred(String.init) }.joined(separator: "\n")
    }

    private func drawn(_ line: Substring) -> String {
        line.split(separator: " ", omittingEmptySubsequences: false).map(link).joined(separator: " ").starred { "<b>\($0)</b>" }
    }

    private func link(_ word: Substring) -> String {
        let opening = word.prefix { Self.openers.contains($0) }
        let address = Self.withoutClosers(word.dropFirst(opening.count))
        guard address.hasPrefix("https://") || address.hasPrefix("http://"), address.count > 10, !word.contains("*") else {
            return HTML.escaped(String(word))
        }
        let safe = HTML.escaped(String(address))
        let closing = word.dropFirst(opening.count + address.count)
        return HTML.escaped(String(opening)) + "<a href=\"\(safe)\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">\(safe)</a>"
            + HTML.escaped(String(closing))
    }

    private static let openers: Set<Character> = ["(", "[", "{", "<", "«", "\"", "'", "“", "”", "„", "‘", "’"]
    private static let closers: Set<Character> = [".", ",", ";", ":", "!", "?", "…", ">", "»", "\"", "'", "“", "”", "’", "‘"]
    private static let brackets: [Character: Character] = [")": "(", "]": "[", "}": "{"]

    /// The address without the signs that end the sentence around it; a closing bracket stays where the address opens it.
    private static func withoutClosers(_ word: Substring) -> Substring {
        var address = word
        while let last = address.last {
            let opens = brackets[last].map { open in address.count { $0 == open } >= address.count { $0 == last } }
            guard opens.map({ !$0 }) ?? closers.contains(last) else { break }
            address.removeLast()
        }
        return address
    }
}

extension String {
    /// With what stands between two stars, or two pairs of them, drawn without them. They open where a word begins and close where one ends.
    fileprivate func starred(_ drawn: (Substring) -> String) -> String {
        var whole = ""
        var rest = startIndex
        var opening: Range<Index>?
        for stars in ranges(of: /\*+/) where self[stars].count <= 2 {
            if let opened = opening, self[opened] == self[stars], endsWord(at: stars) {
                whole += self[rest..<opened.lowerBound] + drawn(self[opened.upperBound..<stars.lowerBound])
                (rest, opening) = (stars.upperBound, nil)
            } else if beginsWord(at: stars) {
                opening = stars
            }
        }
        return whole + self[rest...]
    }

    private func beginsWord(at stars: Range<Index>) -> Bool {
        self[..<stars.lowerBound].last?.isOfWord != true && self[stars.upperBound...].first?.isWhitespace == false
    }

    private func endsWord(at stars: Range<Index>) -> Bool {
        self[..<stars.lowerBound].last?.isWhitespace == false && self[stars.upperBound...].first?.isOfWord != true
    }
}

extension Character {
    fileprivate var isOfWord: Bool { isLetter || isNumber }
}
