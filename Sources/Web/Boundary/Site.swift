import FlyingFox

/// What the application offers: one function from request to response.
///
/// The request is whole, its path is decoded and free of tricks, and HEAD arrives as GET. Errors never pass this line:
/// the site answers them itself.
package protocol Site: Sendable {
    func respond(to request: HTTPRequest) async -> HTTPResponse
}

/// A request the boundary refuses before the site sees it, with the status that says why.
struct Rejection: Error, Equatable {
    var status: HTTPStatusCode

    init(_ status: HTTPStatusCode) { self.status = status }
}

extension HTTPResponse {
    /// The bare words of a status, for answers the site has no part in.
    static func plain(_ status: HTTPStatusCode) -> HTTPResponse {
        HTTPResponse(
            statusCode: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init("\(status.code) \(status.phrase)\n".utf8))
    }
}
