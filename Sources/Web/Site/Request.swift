import FlyingFox
import Foundation
import Storage
import Workshop

/// A request as the actions read it: the address in parts, the form, who asks, in which language, at what time.
package struct Request: Sendable {
    package let method: String
    package let path: String
    package let query: Form
    package var form: Form
    package let language: Language
    package let token: SessionToken?
    package let identity: Identity?
    package let now: Date
    /// How far the site had heard when the request came: what its answer shows is at least as new.
    let heard: RegionShelf.Moment
    /// The address of the machine that asks, for rate limits.
    package let client: String
    /// Script asked and wants regions and problems as data instead of a page.
    package let wantsRegions: Bool
    package let headers: HTTPHeaders
    package var parameters: [String: String] = [:]

    /// The id that the address names; refuses with `.notFound` what is not one.
    package func id<Of>(_ name: String, of: Of.Type = Of.self) throws(Refusal) -> ID<Of> {
        guard let id = ID<Of>(parameters[name] ?? "") else { throw .notFound }
        return id
    }

    /// The local page the form was sent from; `fallback` when it is not known.
    package func origin(or fallback: String) -> String {
        let named = form.has("page") ? form.text("page") : Request.localPath(headers[.referer] ?? "")
        return Request.isLocal(named) ? named : fallback
    }

    /// The person has said yes to the question that comes before something not easily undone: on a page, or in the page's own dialog.
    var isConfirmed: Bool { form.has("confirmed") || form.has("agreed") || wantsRegions }

    static func isLocal(_ path: String) -> Bool {
        path.hasPrefix("/") && !path.hasPrefix("//") && path.utf8.count < 500
            && path.utf8.allSatisfy { (33...126).contains($0) && $0 != UInt8(ascii: "\\") }
    }

    private static func localPath(_ referer: String) -> String {
        guard let address = URLComponents(string: referer) else { return "" }
        return address.percentEncodedPath + (address.percentEncodedQuery.map { "?" + $0 } ?? "")
    }
}

extension Language {
    /// The person's own choice, or else the first language the browser asks for that we speak; nil when neither says.
    static func asked(cookie: String?, acceptLanguage: String?) -> Language? {
        if let cookie, let language = Language(rawValue: cookie) { return language }
        for range in (acceptLanguage ?? "").split(separator: ",").prefix(10) {
            let tag = range.split(separator: ";")[0].trimmingCharacters(in: .whitespaces).lowercased()
            switch tag.split(separator: "-").first {
            case "nb", "no": return .nb
            case "nn": return .nn
            case "en": return .en
            default: continue
            }
        }
        return nil
    }
}

/// The cookies a browser sent, at most 20; of two with one name the first counts.
func cookies(_ header: String?) -> [String: String] {
    var cookies: [String: String] = [:]
    for pair in (header ?? "").utf8.split(separator: UInt8(ascii: ";")).prefix(20) {
        guard let sign = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
        let name = trimmed(pair[..<sign])
        let value = trimmed(pair[pair.index(after: sign)...])
        if cookies[name] == nil { cookies[name] = value }
    }
    return cookies
}

/// The bytes without spaces and tabs around them.
private func trimmed(_ bytes: Substring.UTF8View) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let rest = bytes.drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(decoding: rest[...last], as: UTF8.self)
}
