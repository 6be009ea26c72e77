import FlyingFox
import Foundation

/// A response as it goes on the wire: head and whole body together, or a head and a stream to follow.
struct Outgoing {
    /// Sent in one piece.
    let bytes: Data
    let stream: HTTPBodySequence?
    let keepsOpen: Bool

    /// A response that would break the protocol if it were sent.
    struct Unsendable: Error {
        let reason: String
    }

    init(_ response: HTTPResponse, to head: RequestHead, keepsOpen: Bool) async throws {
        guard case .httpBody(let body) = response.payload else { throw Unsendable(reason: "not a body") }
        try Self.check(response)
        var isLast = !keepsOpen || response.headers[.connection]?.lowercased() == "close"
        var framing = ""
        var content: HTTPBodySequence?
        var stream: HTTPBodySequence?

        switch body.count {
        case _ where response.statusCode.hasNoBody: break
        case HTTPBodySequence.endless:
            isLast = true
            stream = body
        case nil: throw Unsendable(reason: "unknown length")
        case .some(let count):
            framing = "Content-Length: \(count)\r\n"
            content = body
        }
        if head.method == .HEAD {
            content = nil
            stream = nil
        }
        var text = "HTTP/1.1 \(response.statusCode.code) \(response.statusCode.phrase)\r\n"
        for (name, value) in response.headers where !Self.ours.contains(name) { text += "\(name.rawValue): \(value)\r\n" }
        text += framing
        if isLast { text += "Connection: close\r\n" }
        text += "\r\n"

        let length = text.utf8.count + (content?.count ?? 0)
        var bytes = Data(capacity: length)
        bytes.append(contentsOf: text.utf8)
        if let content {
            for try await piece in content { bytes.append(piece) }
        }
        guard bytes.count == length else { throw Unsendable(reason: "length") }
        self.bytes = bytes
        self.stream = stream
        self.keepsOpen = !isLast
    }

    /// A status without the site's help, after which the connection closes.
    static func lastWords(_ status: HTTPStatusCode) -> Data {
        let words = "\(status.code) \(status.phrase)\n"
        var text = "HTTP/1.1 \(status.code) \(status.phrase)\r\nContent-Type: text/plain; charset=utf-8\r\n"
        text += SecurityHeaders.lines
        text += "Cache-Control: no-store\r\nContent-Length: \(words.utf8.count)\r\nConnection: close\r\n\r\n\(words)"
        return Data(text.utf8)
    }

    /// Headers that tell where the message ends; only this file says so.
    private static let ours: Set<HTTPHeader> = [.contentLength, .transferEncoding, .connection]

    private static func check(_ response: HTTPResponse) throws {
        guard (200...599).contains(response.statusCode.code), response.statusCode.phrase.utf8.allSatisfy(isText) else {
            throw Unsendable(reason: "status")
        }
        for (name, value) in response.headers {
            guard !name.rawValue.isEmpty, name.rawValue.utf8.allSatisfy(\.isTokenByte) else { throw Unsendable(reason: "header name") }
            guard value.utf8.allSatisfy(isText) else { throw Unsendable(reason: "value of \(name.rawValue)") }
        }
    }

    private static func isText(_ byte: UInt8) -> Bool { (byte >= 0x20 && byte != 0x7F) || byte == .tab }
}

extension HTTPStatusCode {
    var hasNoBody: Bool { code == 204 || code == 304 }
}

extension HTTPBodySequence {
    /// The count of a stream that ends when the connection does, and is sent as it is, without chunk marks.
    package static let endless = Int.max
}
