import FlyingSocks
import Foundation

/// Why the server cannot begin, in words for the person who started it.
package enum CannotListen: Error, Equatable, CustomStringConvertible {
    case unknownHost(String)
    case portTaken(UInt16)
    case notPermitted(UInt16)
    case failed(String)

    package var description: String {
        switch self {
        case .unknownHost(let host): "“\(host)” is neither localhost nor a numeric address of this machine."
        case .portTaken(let port): "Port \(port) is in use by another program."
        case .notPermitted(let port): "This user may not listen on port \(port)."
        case .failed(let reason): "Cannot listen: \(reason)"
        }
    }
}

extension Socket {
    /// A socket bound to the host and port of `settings` and listening; every connection it accepts sends without delay.
    static func listening(on settings: ServerSettings) throws(CannotListen) -> Socket {
        do {
            switch settings.host {
            case "::":
                return try listening(at: .inet6(port: settings.port))
            case let host where host.contains(":"):
                return try listening(at: .inet6(ip6: host, port: settings.port))
            case let host:
                return try listening(at: .inet(ip4: host == "localhost" ? "127.0.0.1" : host, port: settings.port))
            }
        } catch SocketError.failed(_, EADDRINUSE, _) {
            throw .portTaken(settings.port)
        } catch SocketError.failed(_, EACCES, _) {
            throw .notPermitted(settings.port)
        } catch SocketError.failed("Bind", EADDRNOTAVAIL, _), SocketError.unsupportedAddress {
            throw .unknownHost(settings.host)
        } catch SocketError.failed(let type, _, _) where type.hasPrefix("inet_pton") {
            throw .unknownHost(settings.host)
        } catch {
            throw .failed("\(error.localizedDescription)")
        }
    }

    private static func listening(at address: sockaddr_in) throws -> Socket { try listening(bound: address) }
    private static func listening(at address: sockaddr_in6) throws -> Socket { try listening(bound: address) }

    /// How many bytes may lie with the kernel for one client (it doubles the number); accepted sockets inherit it.
    /// Left to itself it takes megabytes for a client who has stopped reading, who then goes unnoticed for minutes.
    private static let sendBuffer: Int32 = 128 * 1024

    private static func listening(bound address: some SocketAddress) throws -> Socket {
        let socket = try Socket(domain: Int32(address.family), type: .stream)
        do {
            try socket.setValue(true, for: .localAddressReuse)
            try socket.setValue(true, for: .noDelay)
            try socket.setValue(Self.sendBuffer, for: .sendBufferSize)
            try socket.bind(to: address)
            try socket.listen()
            try socket.setFlags(.nonBlocking)
        } catch {
            try? socket.close()
            throw error
        }
        return socket
    }

    var port: UInt16 {
        switch try? sockname() {
        case .ip4(_, let port), .ip6(_, let port): port
        default: 0
        }
    }
}

extension SocketOption where Self == BoolSocketOption {
    /// Small writes leave at once; accepted sockets inherit it from the listening one.
    static var noDelay: Self { BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY) }
}

/// Raises this process's own limit of open files as far as it may, and tells what it became.
func raiseDescriptorLimit() -> Int {
    var limit = rlimit()
    guard getrlimit(openFiles, &limit) == 0 else { return 1024 }
    let before = limit.rlim_cur
    limit.rlim_cur = limit.rlim_max
    return setrlimit(openFiles, &limit) == 0 ? Int(clamping: limit.rlim_cur) : Int(clamping: before)
}

#if canImport(Glibc)
    let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
#else
    let openFiles = RLIMIT_NOFILE
#endif
