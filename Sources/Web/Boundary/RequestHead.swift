import FlyingFox
import Foundation

/// The request line and headers of one request, read strictly: what could be understood in two ways is refused.
struct RequestHead {
    let method: HTTPMethod
    let version: HTTPVersion
    let target: RequestTarget
    let headers: HTTPHeaders

    /// Reads `bytes`, which end with the empty line.
    init(parsing bytes: ArraySlice<UInt8>, limits: Limits) throws(Rejection) {
        var lines = try Self.lines(of: bytes)[...]
        let words = lines.removeFirst().split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 3 else { throw Rejection(.badRequest) }
        method = try Self.method(words[0])
        version = try Self.version(words[2])
        guard words[1].count <= limits.maxTargetBytes else { throw Rejection(.uriTooLong) }
        target = try RequestTarget(parsing: words[1])
        guard lines.count <= limits.maxHeaders else { throw Rejection(.requestHeaderFieldsTooLarge) }
        headers = try Self.headers(lines)
        guard headers.values(for: .host).count == 1 || version != .http11 else { throw Rejection(.badRequest) }
    }

    /// Whether the client wants the connection kept; HTTP/1.0 never is.
    var keepsOpen: Bool { version == .http11 && !says("close", in: .connection) }

    var awaitsContinue: Bool { says("100-continue", in: .expect) }

    /// How long the body is; refuses an unknown length with 411, a larger one than `limits` allow with 413.
    func bodyLength(within limits: Limits) throws(Rejection) -> Int {
        let length = headers.values(for: .contentLength).first
        if headers[.transferEncoding] != nil { throw Rejection(length == nil ? .lengthRequired : .badRequest) }
        guard let length else {
            if [.POST, .PUT, .PATCH].contains(method) { throw Rejection(.lengthRequired) }
            return 0
        }
        guard !length.isEmpty, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { throw Rejection(.badRequest) }
        guard let count = Int(length), count <= limits.maxBodyBytes(for: target.path) else { throw Rejection(.payloadTooLarge) }
        return count
    }

    private func says(_ word: String, in header: HTTPHeader) -> Bool {
        (headers[header] ?? "").lowercased().split(separator: ",").contains { $0.trimmingCharacters(in: .whitespaces) == word }
    }

    private static let methods: [HTTPMethod] = [.GET, .HEAD, .POST, .PUT, .PATCH, .DELETE, .OPTIONS]
    /// Headers that mean one thing; a second one is an attempt to be understood differently by someone else.
    private static let single: Set<HTTPHeader> = [
        .host, .contentLength, .transferEncoding, .contentType, .authorization, .expect, .origin, .referer, .fetchSite,
    ]

    private static func lines(of head: ArraySlice<UInt8>) throws(Rejection) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = head.startIndex
        for index in head.indices {
            let byte = head[index]
            if byte == .lineFeed {
                guard index > start, head[index - 1] == .carriageReturn else { throw Rejection(.badRequest) }
                lines.append(head[start..<(index - 1)])
                start = index + 1
            } else if byte == .carriageReturn {
                guard index + 1 < head.endIndex, head[index + 1] == .lineFeed else { throw Rejection(.badRequest) }
            } else if (byte < 0x20 && byte != .tab) || byte == 0x7F {
                throw Rejection(.badRequest)
            }
        }
        return lines.dropLast()
    }

    private static func method(_ word: ArraySlice<UInt8>) throws(Rejection) -> HTTPMethod {
        guard !word.isEmpty, word.allSatisfy(\.isTokenByte) else { throw Rejection(.badRequest) }
        guard let method = methods.first(where: { $0.rawValue.utf8.elementsEqual(word) }) else { throw Rejection(.notImplemented) }
        return method
    }

    private static func version(_ word: ArraySlice<UInt8>) throws(Rejection) -> HTTPVersion {
        switch String(decoding: word, as: UTF8.self) {
        case "HTTP/1.1": return .http11
        case "HTTP/1.0": return .http10
        case let other: throw Rejection(other.hasPrefix("HTTP/") ? .httpVersionNotSupported : .badRequest)
        }
    }

    private static func headers(_ lines: some Sequence<ArraySlice<UInt8>>) throws(Rejection) -> HTTPHeaders {
        var headers = HTTPHeaders()
        for line in lines {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
                line[..<colon].allSatisfy(\.isTokenByte)
            else { throw Rejection(.badRequest) }
            let name = HTTPHeader(String(decoding: line[..<colon], as: UTF8.self))
            let value = String(decoding: line[(colon + 1)...], as: UTF8.self).trimmingCharacters(in: .whitespaces)
            if let earlier = headers[name], name == .cookie {
                headers[name] = "\(earlier); \(value)"
            } else {
                guard !single.contains(name) || headers[name] == nil else { throw Rejection(.badRequest) }
                headers.addValue(value, for: name)
            }
        }
        return headers
    }
}

extension HTTPVersion {
    static let http10 = HTTPVersion("HTTP/1.0")
}

extension HTTPHeader {
    static let expect = HTTPHeader("Expect")
    static let origin = HTTPHeader("Origin")
    static let referer = HTTPHeader("Referer")
    static let fetchSite = HTTPHeader("Sec-Fetch-Site")
}

extension UInt8 {
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let tab = UInt8(ascii: "\t")
}
