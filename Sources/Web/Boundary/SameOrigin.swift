import FlyingFox
import Foundation

/// Tells a change asked for by our own pages from one that another site makes a browser send.
package struct SameOrigin: Sendable {
    private let publicOrigin: Origin?

    /// `publicOrigin` is the address people type, when a proxy shows another one than the server sees.
    package init(publicOrigin: String? = nil) { self.publicOrigin = publicOrigin.flatMap(Origin.init) }

    /// Whether `request` may change something. The first of `Sec-Fetch-Site`, `Origin` and `Referer` that is there decides;
    /// when none is, the answer is no. Reading is always allowed.
    package func allows(_ request: HTTPRequest) -> Bool {
        if request.method == .GET || request.method == .HEAD { return true }
        if let site = request.headers[.fetchSite] { return site == "same-origin" }
        if let origin = request.headers[.origin] { return isOurs(origin, host: request.headers[.host]) }
        if let referer = request.headers[.referer] { return isOurs(referer, host: request.headers[.host]) }
        return false
    }

    private func isOurs(_ address: String, host: String?) -> Bool {
        guard let origin = Origin(address), let host else { return false }
        if origin == publicOrigin { return true }
        if let publicOrigin, Origin("\(publicOrigin.scheme)://\(host)") == publicOrigin { return false }
        return origin == Origin("\(origin.scheme)://\(host)")
    }
}

/// Scheme, host and port, written so that equal ones are equal.
private struct Origin: Equatable, Sendable {
    let scheme: String
    let host: String
    let port: Int

    init?(_ address: String) {
        guard let parts = URLComponents(string: address), let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = parts.host?.lowercased(), !host.isEmpty, parts.user == nil
        else { return nil }
        self.scheme = scheme
        self.host = host
        port = parts.port ?? (scheme == "https" ? 443 : 80)
    }
}
