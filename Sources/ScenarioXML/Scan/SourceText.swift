import Foundation

/// The bytes of a file with the places of its lines; refuses nothing, reads nothing but line ends.
struct SourceText {
    let bytes: [UInt8]
    private let lineStarts: [Int]

    init(_ data: Data) {
        bytes = Array(data)
        var starts = [0]
        for (index, byte) in bytes.enumerated() {
            let endsLine = byte == 0x0A || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
            if endsLine { starts.append(index + 1) }
        }
        lineStarts = starts
    }

    /// The place of the byte at `offset`, counting Unicode scalars from 1.
    func position(of offset: Int) -> FilePosition {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let start = low == 0 && hasByteOrderMark ? min(3, offset) : lineStarts[low]
        let before = bytes[start..<min(max(offset, start), bytes.count)]
        return FilePosition(line: low + 1, column: 1 + before.count { $0 & 0xC0 != 0x80 })
    }

    var hasByteOrderMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

    /// The offset of the first byte that is not part of valid UTF-8; nil when all is well.
    var firstInvalidByte: Int? {
        bytes.withUnsafeBufferPointer { buffer in
            if String(validating: buffer, as: UTF8.self) != nil { return nil }
            var decoder = UTF8.ForwardParser()
            var iterator = buffer.makeIterator()
            var offset = 0
            while true {
                switch decoder.parseScalar(from: &iterator) {
                case .valid(let scalar): offset += scalar.count
                case .error: return offset
                case .emptyInput: return nil
                }
            }
        }
    }

    func has(_ ascii: StaticString, at offset: Int) -> Bool {
        let count = ascii.utf8CodeUnitCount
        guard offset + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { bytes[offset + $0] == ascii.utf8Start[$0] }
    }

    /// The offset just past the next `ascii` at or after `offset`; nil when there is none.
    func end(ofNext ascii: StaticString, from offset: Int) -> Int? {
        var index = offset
        while index < bytes.count {
            if has(ascii, at: index) { return index + ascii.utf8CodeUnitCount }
            index += 1
        }
        return nil
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
