/// Where the server listens, what stands in front of it, and how much it takes from one client.
package struct ServerSettings: Sendable {
    /// `localhost` or a numeric address; `0.0.0.0` and `::` mean every interface.
    package var host: String
    /// 0 means any free port; `WebServer.port` tells which.
    package var port: UInt16
    /// The address people type, such as `https://fagdag.example.org`, when a proxy shows another one than the server sees.
    package var publicOrigin: String?
    /// Whether a proxy of ours stands in front; only then is `X-Forwarded-For` believed.
    package var behindProxy: Bool
    package var limits: Limits

    package init(
        host: String = "127.0.0.1", port: UInt16 = 8080, publicOrigin: String? = nil, behindProxy: Bool = false,
        limits: Limits = Limits()
    ) {
        self.host = host
        self.port = port
        self.publicOrigin = publicOrigin
        self.behindProxy = behindProxy
        self.limits = limits
    }
}

/// How much, how many and how long; what goes beyond is refused or cut off.
package struct Limits: Sendable {
    package var maxConnections = 4096
    package var maxHeaderBytes = 16 * 1024
    package var maxTargetBytes = 4 * 1024
    package var maxHeaders = 100
    package var maxBodyBytes = 2 * 1024 * 1024
    /// A larger body for the few paths that take files; nil means `maxBodyBytes`.
    package var largerBody: @Sendable (_ path: String) -> Int? = { _ in nil }
    /// All bodies being read or handled at one moment, so that many clients together cannot fill the memory.
    package var maxBodyBytesInFlight = 64 * 1024 * 1024

    /// From the first byte of a request until its head is whole.
    package var headerSeconds = 10.0
    /// From the head until the body is whole.
    package var bodySeconds = 30.0
    /// Between requests on one connection.
    package var idleSeconds = 75.0
    /// For the site to answer; a stream counts only until it has begun.
    package var handlerSeconds = 15.0
    /// For the client to take one piece of an answer (at most 128 KB).
    package var writeSeconds = 20.0
    /// For a refused client to read why before the connection is closed on what it still sends.
    package var lingerSeconds = 2.0
    /// For requests in progress when the server stops.
    package var stopSeconds = 5.0

    package init() {}

    func maxBodyBytes(for path: String) -> Int { largerBody(path) ?? maxBodyBytes }

    /// How often deadlines are looked at: a quarter of the shortest, between 10 ms and one second.
    var sweepInterval: Duration {
        let shortest = [headerSeconds, bodySeconds, idleSeconds, handlerSeconds, writeSeconds, lingerSeconds].min() ?? 1
        return .seconds(min(max(shortest / 4, 0.01), 1))
    }
}
