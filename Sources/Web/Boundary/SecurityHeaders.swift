import FlyingFox

/// What every response tells the browser to refuse on our behalf.
package enum SecurityHeaders {
    /// Nothing but our own files; no inline script or style, no frames, no other site.
    static let contentSecurityPolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
        "manifest-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    ].joined(separator: "; ")

    private static let always: [(name: HTTPHeader, value: String)] = [
        (HTTPHeader("X-Content-Type-Options"), "nosniff"),
        (HTTPHeader("Cross-Origin-Resource-Policy"), "same-origin"),
    ]

    /// What only a document heeds; a style sheet or a script is part of one and has no use for it.
    private static let ofDocuments: [(name: HTTPHeader, value: String)] = [
        (HTTPHeader("Content-Security-Policy"), contentSecurityPolicy),
        (HTTPHeader("Referrer-Policy"), "same-origin"),
        (HTTPHeader("Cross-Origin-Opener-Policy"), "same-origin"),
        (HTTPHeader("Permissions-Policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
    ]

    /// All of them, ready for a response written without the site.
    static let lines = (always + ofDocuments).map { "\($0.name.rawValue): \($0.value)\r\n" }.joined()

    /// Sets them, whatever was there; what says nothing about caching is not cached at all.
    package static func apply(to response: inout HTTPResponse) {
        let type = response.headers[.contentType] ?? ""
        let isPart = type.hasPrefix("text/css") || type.hasPrefix("text/javascript")
        for header in isPart ? always : always + ofDocuments { response.headers.setValues([header.value], for: header.name) }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    }
}
