import FlyingFox
import Foundation
import Testing

@testable import Web

@Suite("same origin")
struct SameOriginTests {
    private static func post(_ headers: [HTTPHeader: String], method: HTTPMethod = .POST) -> HTTPRequest {
        HTTPRequest(
            method: method, version: .http11, path: "/", query: [], headers: [.host: "day.example:8080"].merging(headers) { $1 },
            body: Data())
    }

    @Test(
        "a change is allowed only when the browser says that our own page asks",
        arguments: [
            ([.fetchSite: "same-origin"], true),
            ([.fetchSite: "same-site"], false),
            ([.fetchSite: "cross-site", .origin: "http://day.example:8080"], false),
            ([.fetchSite: "none"], false),
            ([.origin: "http://day.example:8080"], true),
            ([.origin: "https://day.example:8080"], true),
            ([.origin: "http://DAY.example:8080"], true),
            ([.origin: "http://day.example"], false),
            ([.origin: "http://evil.example:8080"], false),
            ([.origin: "http://day.example:8080.evil.example"], false),
            ([.origin: "http://day.example:8080@evil.example"], false),
            ([.origin: "null", .referer: "http://day.example:8080/"], false),
            ([.origin: ""], false),
            ([.referer: "http://day.example:8080/boards/7"], true),
            ([.referer: "http://evil.example/day.example:8080"], false),
            ([:], false),
        ] as [([HTTPHeader: String], Bool)])
    func changes(headers: [HTTPHeader: String], isAllowed: Bool) {
        for method in [HTTPMethod.POST, .PUT, .PATCH, .DELETE, .OPTIONS] {
            #expect(SameOrigin().allows(Self.post(headers, method: method)) == isAllowed)
        }
        #expect(SameOrigin().allows(Self.post(headers, method: .GET)))
    }

    @Test("default ports are understood")
    func defaultPorts() {
        #expect(SameOrigin().allows(Self.post([.host: "a.example", .origin: "https://a.example:443"])))
        #expect(SameOrigin().allows(Self.post([.host: "a.example:80", .origin: "http://a.example"])))
    }

    @Test("behind a proxy the address people type counts, whatever the proxy calls us")
    func publicOrigin() {
        let check = SameOrigin(publicOrigin: "https://day.example")
        #expect(check.allows(Self.post([.host: "127.0.0.1:8080", .origin: "https://day.example"])))
        #expect(check.allows(Self.post([.host: "day.example", .origin: "https://day.example"])))
        #expect(!check.allows(Self.post([.host: "day.example", .origin: "http://day.example"])))
        #expect(!check.allows(Self.post([.host: "127.0.0.1:8080", .origin: "https://evil.example"])))
        #expect(check.allows(Self.post([.host: "127.0.0.1:8080", .origin: "http://127.0.0.1:8080"])))
    }
}
