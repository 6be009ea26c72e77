import FlyingFox

/// The target of a request line, taken apart only if it can mean one thing.
///
/// Refuses everything that is not a plain path of this site: other forms, empty and dot segments, separators and control
/// characters in disguise, and text that is not UTF-8.
struct RequestTarget {
    let path: String
    let query: String

    init(parsing bytes: some Collection<UInt8>) throws(Rejection) {
        guard bytes.first == UInt8(ascii: "/"), bytes.allSatisfy(Self.isPlain) else { throw Rejection(.badRequest) }
        let question = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
        let rawPath = bytes[..<question]
        try Self.check(Self.decoded(rawPath))
        path = String(decoding: rawPath, as: UTF8.self)
        query = question == bytes.endIndex ? "" : String(decoding: bytes[bytes.index(after: question)...], as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "#"), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"): false
        default: byte > 0x20 && byte < 0x7F
        }
    }

    /// The path without percent signs; a slash, a backslash or a control character may not hide behind one.
    private static func decoded(_ path: some Collection<UInt8>) throws(Rejection) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(path.count)
        var rest = path.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard let high = rest.next()?.hexValue, let low = rest.next()?.hexValue else { throw Rejection(.badRequest) }
            let hidden = high << 4 | low
            guard hidden >= 0x20, hidden != 0x7F, hidden != UInt8(ascii: "/"), hidden != UInt8(ascii: "\\") else {
                throw Rejection(.badRequest)
            }
            decoded.append(hidden)
        }
        return decoded
    }

    private static func check(_ path: [UInt8]) throws(Rejection) {
        guard String(validating: path, as: UTF8.self) != nil else { throw Rejection(.badRequest) }
        let segments = path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            guard isLast || !segment.isEmpty, segment != [0x2E], segment != [0x2E, 0x2E] else { throw Rejection(.badRequest) }
        }
    }
}

extension UInt8 {
    var hexValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Whether RFC 9110 allows the byte in a method or in the name of a header.
    var isTokenByte: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: "!#$%&'*+-.^_`|~".utf8.contains(self)
        }
    }
}
