import FlyingFox
import Foundation
import Testing

@testable import Web

@Suite("rate limit")
struct RateLimitTests {
    private static let nine = Date(timeIntervalSince1970: 1_700_000_000)

    @Test("a burst is allowed, then one turn at a time as they come back")
    func bucket() {
        let limit = RateLimit(burst: 3, perSecond: 0.5)
        #expect((1...4).map { _ in limit.allows("a", at: Self.nine) } == [true, true, true, false])
        #expect(limit.allows("b", at: Self.nine))
        #expect(!limit.allows("a", at: Self.nine + 1))
        #expect(limit.allows("a", at: Self.nine + 2))
        #expect(!limit.allows("a", at: Self.nine + 2))
        #expect((1...4).map { _ in limit.allows("a", at: Self.nine + 3600) } == [true, true, true, false])
    }

    @Test("a clock that is set back gives nothing and takes nothing")
    func clock() {
        let limit = RateLimit(burst: 1, perSecond: 1)
        #expect(limit.allows("a", at: Self.nine))
        #expect(!limit.allows("a", at: Self.nine - 100))
        #expect(!limit.allows("a", at: Self.nine + 0.5))
        #expect(limit.allows("a", at: Self.nine + 1))
    }

    @Test("any number of keys takes bounded memory, and one that keeps trying is not forgotten")
    func memory() {
        let limit = RateLimit(burst: 1, perSecond: 0, maxKeys: 100)
        #expect(limit.allows("guesser", at: Self.nine))
        for number in 1...1000 {
            #expect(limit.allows("passer-by \(number)", at: Self.nine))
            if number.isMultiple(of: 20) { #expect(!limit.allows("guesser", at: Self.nine)) }
        }
        #expect(limit.keyCount <= 100)
    }
}

@Suite("client address")
struct ClientAddressTests {
    private static func request(from peer: HTTPRequest.Address, forwarded: [String] = []) -> HTTPRequest {
        var request = HTTPRequest(method: .GET, version: .http11, path: "/", query: [], headers: [:], body: Data())
        request.remoteAddress = peer
        request.headers.setValues(forwarded, for: .xForwardedFor)
        return request
    }

    @Test("a forwarded address counts only behind our own proxy, and there only the one the proxy wrote")
    func forwarded() {
        let request = Self.request(from: .ip4("10.0.0.1", port: 5), forwarded: ["6.6.6.6, 7.7.7.7", "8.8.8.8"])
        #expect(ClientAddress.of(request, behindProxy: false) == "10.0.0.1")
        #expect(ClientAddress.of(request, behindProxy: true) == "8.8.8.8")
        let written = Self.request(from: .ip4("10.0.0.1", port: 5), forwarded: ["6.6.6.6, 7.7.7.7"])
        #expect(ClientAddress.of(written, behindProxy: true) == "7.7.7.7")
        #expect(ClientAddress.of(Self.request(from: .ip4("10.0.0.1", port: 5)), behindProxy: true) == "10.0.0.1")
    }

    @Test("addresses of one IPv6 network count as one, and IPv4 in disguise as IPv4")
    func ipv6() {
        let first = ClientAddress.of(Self.request(from: .ip6("2001:db8:1:2::1", port: 5)), behindProxy: false)
        #expect(first == ClientAddress.of(Self.request(from: .ip6("2001:db8:1:2:ffff::9", port: 6)), behindProxy: false))
        #expect(first != ClientAddress.of(Self.request(from: .ip6("2001:db8:1:3::1", port: 5)), behindProxy: false))
        #expect(ClientAddress.of(Self.request(from: .ip6("::ffff:10.0.0.1", port: 5)), behindProxy: false) == "10.0.0.1")
    }
}
