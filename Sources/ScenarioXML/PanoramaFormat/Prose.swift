/// How text is laid out in a file: lines are joined with a space, a blank line begins a new paragraph, indentation does not count.
enum Prose {
    static func folded(_ raw: String) -> String {
        var paragraphs: [[String]] = [[]]
        for line in raw.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = String(String.UnicodeScalarView(trimmed(line)))
            if words.isEmpty {
                if paragraphs[paragraphs.count - 1].isEmpty { continue }
                paragraphs.append([])
            } else {
                paragraphs[paragraphs.count - 1].append(words)
            }
        }
        return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }.joined(separator: "\n\n")
    }

    /// Whether a file with ordinary layout gives `text` back unchanged.
    static func survivesFolding(_ text: String) -> Bool {
        text.unicodeScalars.elementsEqual(folded(text).unicodeScalars)
    }

    /// `text` without the characters that XML cannot carry.
    static func cleaned(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter(isAllowed)))
    }

    static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
    }

    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    private static func trimmed(_ line: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
        var line = line
        while let first = line.first, first == " " || first == "\t" { line.removeFirst() }
        while let last = line.last, last == " " || last == "\t" { line.removeLast() }
        return line
    }
}
