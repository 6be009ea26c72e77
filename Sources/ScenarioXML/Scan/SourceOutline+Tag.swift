extension SourceOutline {
    /// Reads the tag at `start` and gives the offset just past it.
    mutating func readTag(at start: Int) -> Int {
        let bytes = source.bytes
        let isEnd = start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "/")
        var index = start + (isEnd ? 2 : 1)
        let nameStart = index
        while index < bytes.count, !bytes[index].endsXMLName { index += 1 }
        guard index > nameStart, bytes[nameStart].beginsXMLName else {
            complain(.looseLessThan, at: start)
            return start + 1
        }
        var tag = Tag(name: source.text(nameStart..<index), isEnd: isEnd, offset: start)
        var closesItself = false
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            switch bytes[index] {
            case UInt8(ascii: "<"):
                complain(.unfinishedTag(name: tag.name), at: start)
                return index
            case UInt8(ascii: "/"):
                closesItself = true
                index += 1
            case let byte where byte.isXMLSpace:
                index += 1
            default:
                index = readAttribute(of: &tag, at: index)
            }
        }
        guard index < bytes.count else {
            complain(.unfinishedTag(name: tag.name), at: start)
            return index
        }
        if isEnd { end(tag) } else { begin(tag, closesItself: closesItself) }
        return index + 1
    }

    private mutating func readAttribute(of tag: inout Tag, at start: Int) -> Int {
        let bytes = source.bytes
        var index = start
        while index < bytes.count, !bytes[index].endsXMLName { index += 1 }
        let name = source.text(start..<index)
        if tag.attributes.count > 50 {
            stop(.notWellFormed, at: start)
            return bytes.count
        }
        if tag.attributes.contains(where: { $0.name == name }) { complain(.repeatedAttribute(name: name, element: tag.name), at: start) }
        tag.attributes.append((name, start))
        index = afterSpace(index)
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return unquoted(name, of: tag, start, index) }
        index = afterSpace(index + 1)
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
            return unquoted(name, of: tag, start, index)
        }
        let quote = bytes[index]
        index += 1
        while index < bytes.count, bytes[index] != quote, bytes[index] != UInt8(ascii: "<") {
            if bytes[index] == UInt8(ascii: "&") { readReference(at: index) }
            if bytes[index] < 0x20, !bytes[index].isXMLSpace { complain(.forbiddenCharacter, at: index) }
            index += 1
        }
        guard index < bytes.count, bytes[index] == quote else {
            stop(.unclosedValue(name: name, element: tag.name), at: start)
            return bytes.count
        }
        return index + 1
    }

    private mutating func unquoted(_ name: String, of tag: Tag, _ start: Int, _ index: Int) -> Int {
        complain(.unquotedValue(name: name, element: tag.name), at: start)
        var end = max(index, start + 1)
        while end < source.bytes.count, !source.bytes[end].endsXMLName { end += 1 }
        return end
    }

    private func afterSpace(_ start: Int) -> Int {
        var index = start
        while index < source.bytes.count, source.bytes[index].isXMLSpace { index += 1 }
        return index
    }
}

extension UInt8 {
    var isXMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }

    fileprivate var endsXMLName: Bool {
        isXMLSpace || self == UInt8(ascii: ">") || self == UInt8(ascii: "/") || self == UInt8(ascii: "=") || self == UInt8(ascii: "<")
    }

    fileprivate var beginsXMLName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...: true
        default: false
        }
    }
}
