/// Style sheets and scripts without what only their writers need: comments, indentation, blank lines.
///
/// Made once at start, so that the files stay as they are written and a first visit costs a phone less.
enum Squeezed {
    /// A style sheet with no comments, and no white space but what separates words. Strings stay as they are.
    static func style(_ text: String) -> String {
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        var isSpaced = false
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "/"), rest.first == UInt8(ascii: "*") {
                rest = afterComment(rest.dropFirst())
            } else if byte.isStyleSpace {
                isSpaced = true
            } else {
                if isSpaced, let last = out.last, !last.needsNoSpaceAfter, !byte.needsNoSpaceBefore { out.append(UInt8(ascii: " ")) }
                isSpaced = false
                if byte == UInt8(ascii: "}"), out.last == UInt8(ascii: ";") { out.removeLast() }
                out.append(byte)
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { take(stringEndedBy: byte, from: &rest, to: &out) }
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// A script without indentation, blank lines, and lines that are comments. No string in it may go over several lines.
    static func script(_ text: String) -> String {
        var lines: [Substring] = []
        var isComment = false
        for line in text.split(separator: "\n") {
            let line = line.drop(while: \.isWhitespace)
            if line.hasPrefix("/*") { isComment = true }
            if !isComment, !line.isEmpty, !line.hasPrefix("//") { lines.append(line) }
            if line.hasSuffix("*/") { isComment = false }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func afterComment(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "*"), rest.first == UInt8(ascii: "/") { return rest.dropFirst() }
        }
        return rest
    }

    private static func take(stringEndedBy quote: UInt8, from rest: inout ArraySlice<UInt8>, to out: inout [UInt8]) {
        while let byte = rest.popFirst() {
            out.append(byte)
            if byte == quote { return }
            if byte == UInt8(ascii: "\\"), let next = rest.popFirst() { out.append(next) }
        }
    }
}

extension UInt8 {
    fileprivate var isStyleSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
    fileprivate var needsNoSpaceAfter: Bool { "{};,:(".utf8.contains(self) }
    fileprivate var needsNoSpaceBefore: Bool { "{};,)".utf8.contains(self) }
}
