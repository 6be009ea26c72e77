/// Where the tags, attributes and texts of an XML file stand, in the order of the file.
/// Reads leniently: what is well-formed is for `XMLParser` to say, which gives no places that can be trusted.
struct SourceOutline {
    struct Tag {
        var name: String
        var isEnd: Bool
        var offset: Int
        var attributes: [(name: String, offset: Int)] = []
        /// The first visible text after the tag and before the next.
        var textAfter: Int?
    }

    private(set) var tags: [Tag] = []
    private(set) var documentType: Int?
    private(set) var encoding: (name: String, offset: Int)?
    /// Ampersands that begin nothing known, with the name they try; empty when there is none.
    private(set) var references: [(name: String, offset: Int)] = []
    private(set) var cdataSections: [Int] = []

    init(_ source: SourceText, tagLimit: Int) {
        var index = source.hasByteOrderMark ? 3 : 0
        while index < source.bytes.count, tags.count < tagLimit {
            let byte = source.bytes[index]
            if source.has("<!--", at: index) {
                index = source.end(of: "-->", from: index + 4)
            } else if source.has("<![CDATA[", at: index) {
                cdataSections.append(index)
                noteText(at: index)
                index = source.end(of: "]]>", from: index)
            } else if source.has("<?", at: index) {
                index = readInstruction(source, at: index)
            } else if source.has("<!", at: index) {
                if documentType == nil { documentType = index }
                index = source.end(of: ">", from: index)
            } else if byte == UInt8(ascii: "<") {
                index = readTag(source, at: index)
            } else {
                if byte == UInt8(ascii: "&") { readReference(source, at: index) }
                if !byte.isXMLSpace { noteText(at: index) }
                index += 1
            }
        }
    }

    private mutating func noteText(at offset: Int) {
        guard !tags.isEmpty, tags[tags.count - 1].textAfter == nil else { return }
        tags[tags.count - 1].textAfter = offset
    }

    private mutating func readInstruction(_ source: SourceText, at start: Int) -> Int {
        let end = source.end(of: "?>", from: start)
        let text = source.text(start..<end)
        if text.hasPrefix("<?xml "), let match = text.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/) {
            encoding = (String(match.1), start)
        }
        return end
    }

    private mutating func readTag(_ source: SourceText, at start: Int) -> Int {
        let bytes = source.bytes
        let isEnd = start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "/")
        var index = start + (isEnd ? 2 : 1)
        let nameStart = index
        while index < bytes.count, !bytes[index].endsXMLName { index += 1 }
        var tag = Tag(name: source.text(nameStart..<index), isEnd: isEnd, offset: start)
        var isSelfClosing = false
        scan: while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: ">"):
                index += 1
                break scan
            case UInt8(ascii: "<"):
                break scan
            case UInt8(ascii: "/"):
                isSelfClosing = true
                index += 1
            case let byte where byte.isXMLSpace:
                index += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                index = readValue(source, at: index)
            case UInt8(ascii: "="):
                index += 1
            default:
                let attributeStart = index
                while index < bytes.count, !bytes[index].endsXMLName { index += 1 }
                tag.attributes.append((source.text(attributeStart..<index), attributeStart))
            }
        }
        tags.append(tag)
        if isSelfClosing, !isEnd { tags.append(Tag(name: tag.name, isEnd: true, offset: start)) }
        return index
    }

    private mutating func readValue(_ source: SourceText, at start: Int) -> Int {
        var index = start + 1
        while index < source.bytes.count, source.bytes[index] != source.bytes[start] {
            if source.bytes[index] == UInt8(ascii: "&") { readReference(source, at: index) }
            index += 1
        }
        return index + 1
    }

    private mutating func readReference(_ source: SourceText, at start: Int) {
        let window = source.text(start..<min(start + 40, source.bytes.count))
        guard let match = window.prefixMatch(of: /&(#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);/) else {
            references.append(("", start))
            return
        }
        let name = String(match.1)
        if !name.hasPrefix("#"), !["amp", "lt", "gt", "quot", "apos"].contains(name) { references.append((name, start)) }
    }
}

extension UInt8 {
    var isXMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }

    fileprivate var endsXMLName: Bool {
        isXMLSpace || self == UInt8(ascii: ">") || self == UInt8(ascii: "/") || self == UInt8(ascii: "=") || self == UInt8(ascii: "<")
    }
}
