import FlyingFox
import Foundation

/// Who a request comes from, as a key to count by.
package enum ClientAddress {
    /// The client's address. Behind a proxy of ours it is the last one the proxy wrote in `X-Forwarded-For`; otherwise that
    /// header is not believed. IPv6 is cut to the /64 that one household or one attacker has.
    package static func of(_ request: HTTPRequest, behindProxy: Bool) -> String {
        if behindProxy, let written = request.headers.values(for: .xForwardedFor).last?.split(separator: ",").last {
            return key(written.trimmingCharacters(in: .whitespaces))
        }
        return switch request.remoteAddress {
        case .ip4(let address, _), .ip6(let address, _): key(address)
        case .unix, nil: "local"
        }
    }

    private static func key(_ address: String) -> String {
        var bytes = in6_addr()
        guard address.contains(":"), inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
        return withUnsafeBytes(of: bytes) { bytes in
            let isMappedIPv4 = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
            if isMappedIPv4 { return bytes.suffix(4).map(String.init).joined(separator: ".") }
            return bytes.prefix(8).map { String(format: "%02x", $0) }.joined() + "/64"
        }
    }
}
