import Foundation

/// A client that says exactly what it is told, byte by byte, over a real socket; it waits on threads of its own.
final class Wire: Sendable {
    struct Reply: Sendable {
        var status = 0
        var head = ""
        var headers: [String: String] = [:]
        var body = Data()

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    struct Failed: Error { let errno: Int32 }

    let descriptor: Int32

    /// Connects to `port` on this machine; reads give up after `patience` seconds.
    init(to port: UInt16, patience: Int = 60, receiveBuffer: Int32? = nil, beforeConnecting: () -> Void = {}) throws {
        #if os(Linux)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw Failed(errno: errno) }
        var time = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        beforeConnecting()
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard connected == 0 else {
            let error = errno
            _ = Foundation.close(descriptor)
            throw Failed(errno: error)
        }
    }

    deinit { _ = Foundation.close(descriptor) }

    func leave() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Sends all of `text`; false when the server no longer takes it.
    @discardableResult
    func say(_ text: String) async -> Bool { await say(Array(text.utf8)) }

    @discardableResult
    func say(_ bytes: [UInt8]) async -> Bool {
        await onThread { [descriptor] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }

    /// Everything until the server closes, or nil if it does not within the patience.
    func hearAll() async -> String? {
        await onThread { [descriptor] in
            var heard: [UInt8] = []
            while true {
                var buffer = [UInt8](repeating: 0, count: 65536)
                let count = recv(descriptor, &buffer, buffer.count, 0)
                if count < 0, errno == EAGAIN { return nil }
                guard count > 0 else { return String(decoding: heard, as: UTF8.self) }
                heard += buffer.prefix(count)
            }
        }
    }

    /// At least one byte more; empty when the server has closed.
    func hearSome() async -> String {
        await onThread { [descriptor] in
            var buffer = [UInt8](repeating: 0, count: 65536)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
        }
    }

    /// Hears until `text` has come; nil if the server closes first, or sends a megabyte of something else.
    func hear(until text: String) async -> String? {
        let wanted = Array(text.utf8)
        var heard: [UInt8] = []
        for _ in 0..<2000 where heard.count < 1 << 20 {
            let more = await hearSome()
            if more.isEmpty { return nil }
            let from = max(0, heard.count - wanted.count)
            heard += more.utf8
            if heard[from...].contains(wanted) { return String(decoding: heard, as: UTF8.self) }
        }
        return nil
    }

    /// One reply with its body by Content-Length; nil when the server closes without one.
    func reply(hasBody: Bool = true) async -> Reply? {
        await onThread { [descriptor] in
            var head: [UInt8] = []
            while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
                var byte: UInt8 = 0
                guard recv(descriptor, &byte, 1, 0) == 1 else { return nil }
                head.append(byte)
            }
            var reply = Reply(head: String(decoding: head, as: UTF8.self))
            let lines = reply.head.components(separatedBy: "\r\n")
            reply.status = Int(lines[0].split(separator: " ")[1]) ?? 0
            for line in lines.dropFirst() where line.contains(": ") {
                let parts = line.components(separatedBy: ": ")
                reply.headers[parts[0].lowercased()] = parts.dropFirst().joined(separator: ": ")
            }
            let length = hasBody ? Int(reply.headers["content-length"] ?? "0") ?? 0 : 0
            while reply.body.count < length {
                var buffer = [UInt8](repeating: 0, count: length - reply.body.count)
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { return nil }
                reply.body.append(contentsOf: buffer.prefix(count))
            }
            return reply
        }
    }

    private func onThread<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: work()) }
        }
    }
}
