import FlyingFox
import Foundation
import Storage
import Web
import Workshop

/// A browser as the site meets it, without a socket: it keeps cookies, sends forms, and reads pages.
package final class Browser: Sendable {
    package let day: Day
    package let name: String
    package let language: String
    /// Where this person is, and what stands on the screen.
    let place = Locked(Place())
    private let cookies = Locked<[String: String]>([:])

    package init(day: Day, name: String = "stranger", language: String = "nb") {
        self.day = day
        self.name = name
        self.language = language
    }

    package struct Answer: Sendable {
        package var status: Int
        package var headers: [String: String]
        package var body: String
        package var location: String { headers["Location"] ?? "" }
    }

    package func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send(.GET, path, body: Data(), headers: headers)
    }

    /// Sends a form; with `script`, as our scripts do.
    package func post(
        _ path: String, _ fields: [String: String] = [:], script: Bool = false, key: String? = nil, headers more: [String: String] = [:]
    ) async throws -> Answer {
        var headers = more
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        if script { headers["Accept"] = "application/vnd.panorama.regions+json" }
        if let key { headers["X-Panorama-Key"] = key }
        let pairs = fields.map { "\(Browser.encoded($0.key))=\(Browser.encoded($0.value))" }
        return try await send(.POST, path, body: Data(pairs.joined(separator: "&").utf8), headers: headers)
    }

    package func response(_ method: HTTPMethod, _ path: String, body: Data, headers: [String: String]) async -> HTTPResponse {
        let parts = path.split(separator: "#")[0].split(separator: "?", maxSplits: 1)
        let query = (parts.count > 1 ? parts[1].split(separator: "&") : []).map { pair in
            let words = pair.split(separator: "=", maxSplits: 1)
            return HTTPRequest.QueryItem(
                name: String(words[0]), value: words.count > 1 ? String(words[1]).removingPercentEncoding ?? "" : "")
        }
        var all = headers
        all["Accept-Language"] = language
        if all["Sec-Fetch-Site"] == nil { all["Sec-Fetch-Site"] = "same-origin" }
        let cookie = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        if !cookie.isEmpty { all["Cookie"] = cookie }
        return await day.site.respond(
            to: HTTPRequest(
                method: method, version: .http11, path: String(parts[0]), query: query,
                headers: HTTPHeaders(Dictionary(uniqueKeysWithValues: all.map { (HTTPHeader($0.key), $0.value) })),
                body: HTTPBodySequence(data: body)))
    }

    private func send(_ method: HTTPMethod, _ path: String, body: Data, headers: [String: String]) async throws -> Answer {
        let response = await response(method, path, body: body, headers: headers)
        if let set = response.headers[HTTPHeader("Set-Cookie")], let pair = set.split(separator: ";").first {
            let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies.withLock { $0[String(words[0])] = words.count > 1 ? String(words[1]) : "" }
        }
        var fields: [String: String] = [:]
        for (header, value) in response.headers { fields[header.rawValue] = value }
        return Answer(status: response.statusCode.code, headers: fields, body: String(decoding: try await response.bodyData, as: UTF8.self))
    }

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
