import FlyingFox

/// One address with one method, and what is done there. Parts that begin with a colon are named parameters.
package struct Route: Sendable {
    typealias Action = @Sendable (PanoramaSite, Request) async throws -> HTTPResponse

    let method: String
    let parts: [Substring]
    let action: Action

    static func get(_ path: String, _ action: @escaping Action) -> Route { Route(method: "GET", path: path, action: action) }
    static func post(_ path: String, _ action: @escaping Action) -> Route { Route(method: "POST", path: path, action: action) }

    private init(method: String, path: String, action: @escaping Action) {
        self.method = method
        parts = path.split(separator: "/")
        self.action = action
    }

    func parameters(matching path: [Substring]) -> [String: String]? {
        guard path.count == parts.count else { return nil }
        var parameters: [String: String] = [:]
        for (part, given) in zip(parts, path) {
            if part.hasPrefix(":") {
                parameters[String(part.dropFirst())] = String(given)
            } else if part != given {
                return nil
            }
        }
        return parameters
    }
}

/// All routes, kept by the first part of their path.
struct RouteTable: Sendable {
    private let routes: [Substring: [Route]]

    init(_ routes: [Route]) { self.routes = Dictionary(grouping: routes) { $0.parts.first ?? "" } }

    enum Match {
        case found(Route, [String: String])
        case wrongMethod(allowed: [String])
        case none
    }

    /// The route for `method` and `path`; HEAD is answered by GET.
    func match(_ method: String, _ path: String) -> Match {
        let parts = path.split(separator: "/")
        let method = method == "HEAD" ? "GET" : method
        var allowed: [String] = []
        for route in routes[parts.first ?? ""] ?? [] {
            guard let parameters = route.parameters(matching: parts) else { continue }
            if route.method == method { return .found(route, parameters) }
            allowed += route.method == "GET" ? ["GET", "HEAD"] : [route.method]
        }
        return allowed.isEmpty ? .none : .wrongMethod(allowed: allowed)
    }
}
