/// Where the tags, attributes and texts of an XML file stand, in the order of the file, and what is wrong with the XML itself.
/// It exists because `XMLParser` mends broken files in silence and gives places that cannot be trusted.
struct SourceOutline {
    struct Tag {
        var name: String
        var isEnd: Bool
        var offset: Int
        var attributes: [(name: String, offset: Int)] = []
        /// The first visible text after the tag and before the next.
        var textAfter: Int?

        func offset(of attribute: String) -> Int { attributes.first { $0.name == attribute }?.offset ?? offset }
    }

    struct Limits {
        var depth: Int
        var elements: Int
        var problems: Int
    }

    let source: SourceText
    let limits: Limits
    private(set) var tags: [Tag] = []
    private(set) var problems: [(offset: Int, kind: ScenarioProblem.Kind)] = []
    private var open: [Tag] = []
    private var elementCount = 0
    /// Set when reading on makes no sense.
    private var hasStopped = false

    init(_ source: SourceText, limits: Limits) {
        self.source = source
        self.limits = limits
        readAll()
    }

    /// Whether the tags can be paired, so that what stands in them can be judged.
    var isSound: Bool { problems.allSatisfy { !$0.kind.breaksStructure } }

    mutating func complain(_ kind: ScenarioProblem.Kind, at offset: Int) {
        guard !hasStopped else { return }
        if problems.count > limits.problems {
            hasStopped = true
            return
        }
        problems.append((offset, kind))
    }

    mutating func stop(_ kind: ScenarioProblem.Kind, at offset: Int) {
        problems.append((offset, kind))
        hasStopped = true
    }

    private mutating func readAll() {
        var index = source.hasByteOrderMark ? 3 : 0
        let start = index
        while index < source.bytes.count, !hasStopped {
            let byte = source.bytes[index]
            if byte != UInt8(ascii: "<") {
                readText(byte, at: index)
                index += 1
            } else if source.has("<!--", at: index) {
                index = readComment(at: index)
            } else if source.has("<![CDATA[", at: index) {
                complain(.cdataSection, at: index)
                noteText(at: index)
                index = source.end(ofNext: "]]>", from: index) ?? source.bytes.count
            } else if source.has("<?", at: index) {
                index = readInstruction(at: index, isFirst: index == start)
            } else if source.has("<!", at: index) {
                stop(.documentType, at: index)
            } else {
                index = readTag(at: index)
            }
        }
        guard !hasStopped else { return }
        if tags.isEmpty, problems.isEmpty { complain(.empty, at: 0) }
        for element in open { complain(.unclosedElement(name: element.name), at: element.offset) }
    }

    private mutating func readComment(at start: Int) -> Int {
        guard let past = source.end(ofNext: "-->", from: start + 4) else {
            complain(.unclosedComment, at: start)
            return source.bytes.count
        }
        if let hyphens = source.end(ofNext: "--", from: start + 4), hyphens < past - 1 { complain(.doubleHyphen, at: hyphens - 2) }
        return past
    }

    private mutating func readInstruction(at start: Int, isFirst: Bool) -> Int {
        guard let past = source.end(ofNext: "?>", from: start) else {
            complain(.unclosedComment, at: start)
            return source.bytes.count
        }
        let text = source.text(start..<min(past, start + 200))
        if isFirst, text.hasPrefix("<?xml "), let match = text.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/) {
            if match.1.uppercased() != "UTF-8" { stop(.otherEncoding(name: String(match.1)), at: start) }
        }
        return past
    }

    private mutating func readText(_ byte: UInt8, at offset: Int) {
        guard !byte.isXMLSpace else { return }
        if byte < 0x20 { complain(.forbiddenCharacter, at: offset) }
        if byte == UInt8(ascii: "&") { readReference(at: offset) }
        noteText(at: offset)
    }

    private mutating func noteText(at offset: Int) {
        guard !tags.isEmpty else {
            if !problems.contains(where: { $0.kind == .textBeforeStart }) { complain(.textBeforeStart, at: offset) }
            return
        }
        guard tags[tags.count - 1].textAfter == nil else { return }
        tags[tags.count - 1].textAfter = offset
        if open.isEmpty { stop(.textAfterEnd, at: offset) }
    }

    mutating func readReference(at start: Int) {
        let window = source.text(start..<min(start + 40, source.bytes.count))
        guard let match = window.prefixMatch(of: /&(#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);/) else {
            return complain(.looseAmpersand, at: start)
        }
        let name = String(match.1)
        if name.hasPrefix("#") {
            let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
            if !(number.flatMap(Unicode.Scalar.init).map(Prose.isAllowed) ?? false) { complain(.forbiddenCharacter, at: start) }
        } else if !["amp", "lt", "gt", "quot", "apos"].contains(name) {
            complain(.unknownEntity(name: name), at: start)
        }
    }

    /// Takes a start tag into the outline, and its end tag with it when it closes itself.
    mutating func begin(_ tag: Tag, closesItself: Bool) {
        if open.isEmpty, !tags.isEmpty { return stop(.textAfterEnd, at: tag.offset) }
        elementCount += 1
        if open.count >= limits.depth { return stop(.tooDeep(limit: limits.depth), at: tag.offset) }
        if elementCount > limits.elements { return stop(.tooManyElements(limit: limits.elements), at: tag.offset) }
        tags.append(tag)
        if closesItself {
            tags.append(Tag(name: tag.name, isEnd: true, offset: tag.offset))
        } else {
            open.append(tag)
        }
    }

    /// Takes an end tag; one that fits nothing open is taken for a misspelt end of the innermost.
    mutating func end(_ tag: Tag) {
        guard let innermost = open.last else {
            return tags.isEmpty ? complain(.textBeforeStart, at: tag.offset) : stop(.textAfterEnd, at: tag.offset)
        }
        if innermost.name != tag.name {
            complain(.wrongEndTag(found: tag.name, expected: innermost.name), at: tag.offset)
            while let last = open.last, last.name != tag.name, open.contains(where: { $0.name == tag.name }) { open.removeLast() }
        }
        open.removeLast()
        tags.append(tag)
    }
}

extension ScenarioProblem.Kind {
    fileprivate var breaksStructure: Bool {
        switch self {
        case .looseAmpersand, .unknownEntity, .cdataSection, .forbiddenCharacter: false
        default: true
        }
    }
}
