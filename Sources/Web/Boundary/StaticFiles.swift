import Crypto
import FlyingFox
import Foundation

/// The files of one folder, read once at start; nothing else can be asked for.
///
/// Addresses carry one hash of the whole tree (`/static/<hash>/js/board.js`), so that everything may be kept for ever by
/// browsers and modules still import each other by relative path.
package struct StaticFiles: Sendable {
    private struct File {
        let content: Data
        let type: String
        let tag: String
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "woff2": "font/woff2",
        "png": "image/png", "ico": "image/x-icon", "webmanifest": "application/manifest+json", "txt": "text/plain; charset=utf-8",
    ]

    private let files: [String: File]
    /// Changes when any file does.
    package let treeHash: String

    /// Reads every file of a known kind under `folder`; leaves out hidden ones and links.
    package init(folder: URL) throws {
        var files: [String: File] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
            let address = folder.appendingPathComponent(name)
            guard !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }), let type = Self.types[address.pathExtension],
                try FileManager.default.attributesOfItem(atPath: address.path)[.type] as? FileAttributeType == .typeRegular
            else { continue }
            let content = try Self.content(of: address)
            files[name] = File(content: content, type: type, tag: "\"\(Self.hash([content]))\"")
        }
        self.files = files
        treeHash = Self.hash(files.sorted { $0.key < $1.key }.flatMap { [Data("\($0.key)\n\($0.value.tag)\n".utf8)] })
    }

    /// The file as it is sent: style sheets hold those that they import, and nothing that only their writers need.
    private static func content(of address: URL) throws -> Data {
        switch address.pathExtension {
        case "css": Data(Squeezed.style(try style(at: address)).utf8)
        case "js": Data(Squeezed.script(try String(contentsOf: address, encoding: .utf8)).utf8)
        default: try Data(contentsOf: address)
        }
    }

    private static func style(at address: URL) throws -> String {
        try String(contentsOf: address, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard let name = line.wholeMatch(of: /@import url\("([\w-]+\.css)"\);/)?.output.1 else { return String(line) }
            return try style(at: address.deletingLastPathComponent().appending(path: String(name)))
        }.joined(separator: "\n")
    }

    /// What every address begins with.
    package var prefix: String { "/static/\(treeHash)" }

    /// The address of a file such as `css/board.css`; an unknown name gives an address where nothing is.
    package func path(for name: String) -> String { "/static/\(treeHash)/\(name)" }

    package var names: [String] { files.keys.sorted() }

    /// The answer to a request under `/static/`, and for the icon that browsers ask for unbidden; nil for every other path.
    package func response(to request: HTTPRequest) -> HTTPResponse? {
        if request.path == "/favicon.ico" { return response(to: request, with: "icons/panorama.svg") }
        guard request.path.hasPrefix("/static/") else { return nil }
        let name = request.path.dropFirst("/static/".count)
        let parts = name.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, Self.isHash(parts[0]) else { return response(to: request, with: String(name)) }
        return response(to: request, with: String(parts[1]), isImmutable: parts[0] == treeHash)
    }

    private func response(to request: HTTPRequest, with name: String, isImmutable: Bool = false) -> HTTPResponse {
        guard let file = files[name] else { return .plain(.notFound) }
        guard request.method == .GET else {
            var refusal = HTTPResponse.plain(.methodNotAllowed)
            refusal.headers[HTTPHeader("Allow")] = "GET, HEAD"
            return refusal
        }
        // What is kept for ever is not asked for again.
        var headers: HTTPHeaders = isImmutable ? [:] : [.eTag: file.tag]
        headers.setValues([isImmutable ? "public, max-age=31536000, immutable" : "no-cache"], for: .cacheControl)
        if Self.matches(request.headers[.ifNoneMatch], file.tag) { return HTTPResponse(statusCode: .notModified, headers: headers) }
        headers[.contentType] = file.type
        let body = HTTPBodySequence(data: file.content, suggestedBufferSize: max(file.content.count, 1))
        return HTTPResponse(statusCode: .ok, headers: headers, body: body)
    }

    private static func matches(_ header: String?, _ tag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { candidate in
            let candidate = candidate.trimmingCharacters(in: .whitespaces)
            return candidate == "*" || candidate == tag || candidate == "W/\(tag)"
        }
    }

    private static func hash(_ pieces: [Data]) -> String {
        var hasher = SHA256()
        for piece in pieces { hasher.update(data: piece) }
        return hasher.finalize().prefix(5).map { String(format: "%02x", $0) }.joined()
    }

    private static func isHash(_ text: Substring) -> Bool {
        text.utf8.count == 10 && text.utf8.allSatisfy { $0.hexValue != nil }
    }
}
