import FlyingFox
import Foundation

/// Bytes a client has sent and nobody has used yet, and what is read out of them.
struct Inbox {
    private var bytes: [UInt8] = []
    private let connection: Connection
    private let limits: Limits

    init(of connection: Connection, limits: Limits) {
        self.connection = connection
        self.limits = limits
    }

    /// The next head; nil when the client is done. Looks at each byte once, however slowly they come.
    mutating func nextHead() async throws -> RequestHead? {
        if bytes.isEmpty {
            bytes = []
            try connection.enter(.idle, for: limits.idleSeconds)
            guard try await fill(atMost: 4096) else { return nil }
        }
        try connection.enter(.head, for: limits.headerSeconds)
        var searched = 0
        while true {
            skipEmptyLine()
            if let first = bytes.first, !first.isTokenByte { throw Rejection(.badRequest) }
            if let end = endOfHead(from: searched), end <= limits.maxHeaderBytes {
                defer { bytes = Array(bytes[end...]) }
                return try RequestHead(parsing: bytes[..<end], limits: limits)
            }
            guard bytes.count < limits.maxHeaderBytes else {
                throw Rejection(bytes.contains(.lineFeed) ? .requestHeaderFieldsTooLarge : .uriTooLong)
            }
            searched = max(0, bytes.count - 3)
            guard try await fill(atMost: 4096) else { return nil }
        }
    }

    /// Exactly `length` bytes; nothing is kept ready for what has not come.
    mutating func body(of length: Int, for head: RequestHead) async throws -> Data {
        guard length > 0 else { return Data() }
        if head.awaitsContinue, bytes.count < length {
            try await connection.write(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8), within: limits.writeSeconds)
        }
        try connection.enter(.body, for: limits.bodySeconds)
        var body = Data(bytes.prefix(length))
        bytes.removeFirst(body.count)
        while body.count < length {
            body.append(contentsOf: try await connection.read(atMost: min(length - body.count, 64 * 1024)))
        }
        return body
    }

    /// Throws away what a refused client still sends, so that it can read the answer before the connection closes.
    func discardRest() async throws {
        connection.endWriting()
        try connection.enter(.lingering, for: limits.lingerSeconds)
        while true { _ = try await connection.read(atMost: 64 * 1024) }
    }

    private mutating func fill(atMost count: Int) async throws -> Bool {
        bytes += try await connection.read(atMost: count)
        return true
    }

    private mutating func skipEmptyLine() {
        if bytes.starts(with: [.carriageReturn, .lineFeed]) { bytes.removeFirst(2) }
    }

    private func endOfHead(from start: Int) -> Int? {
        var index = max(start, 3)
        while index < bytes.count {
            if bytes[index] == .lineFeed, bytes[index - 1] == .carriageReturn, bytes[index - 2] == .lineFeed { return index + 1 }
            index += 1
        }
        return nil
    }
}
