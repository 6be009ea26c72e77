import FlyingFox
import Foundation
import Testing

@testable import Web

@Suite("static files")
struct StaticFilesTests {
    private static func folder(_ files: [String: String]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("static-\(UUID().uuidString)")
        for (name, text) in files {
            let address = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: address.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: address)
        }
        return folder
    }

    private static func withFiles<T>(_ files: [String: String], _ body: (StaticFiles, URL) async throws -> T) async throws -> T {
        let folder = try folder(files)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(StaticFiles(folder: folder), folder)
    }

    private static func get(_ path: String, _ headers: [HTTPHeader: String] = [:], method: HTTPMethod = .GET) -> HTTPRequest {
        HTTPRequest(method: method, version: .http11, path: path, query: [], headers: headers, body: Data())
    }

    @Test("a file is served under the hash of the tree, to be kept for ever")
    func immutable() async throws {
        try await Self.withFiles(["css/board.css": "a{}"]) { files, _ in
            let path = files.path(for: "css/board.css")
            #expect(path == "/static/\(files.treeHash)/css/board.css")
            let response = try #require(files.response(to: Self.get(path)))
            #expect(response.statusCode == .ok)
            #expect(response.headers[.contentType] == "text/css; charset=utf-8")
            #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(try await response.bodyData == Data("a{}".utf8))
        }
    }

    @Test("without the hash, or with one of an earlier version, a file is served but checked every time")
    func unhashed() async throws {
        try await Self.withFiles(["js/a.js": "1"]) { files, _ in
            for path in ["/static/js/a.js", "/static/0123456789/js/a.js"] {
                let response = try #require(files.response(to: Self.get(path)))
                #expect(response.statusCode == .ok && response.headers[.cacheControl] == "no-cache")
            }
        }
    }

    @Test("the icon that browsers ask for unbidden is there")
    func icon() async throws {
        try await Self.withFiles(["icons/panorama.svg": "<svg/>"]) { files, _ in
            let response = try #require(files.response(to: Self.get("/favicon.ico")))
            #expect(response.statusCode == .ok && response.headers[.contentType] == "image/svg+xml")
        }
    }

    @Test("the hash changes with any file's content or name, and only then")
    func treeHash() async throws {
        func hash(_ files: [String: String]) async throws -> String { try await Self.withFiles(files) { files, _ in files.treeHash } }
        let first = try await hash(["a.css": "1", "b.css": "2"])
        #expect(try await hash(["a.css": "1", "b.css": "2"]) == first)
        #expect(try await hash(["a.css": "1", "b.css": "3"]) != first)
        #expect(try await hash(["a.css": "1", "c.css": "2"]) != first)
    }

    @Test("a browser that has the file is told so", arguments: ["%", "W/%", "\"other\", %", "*"])
    func notModified(pattern: String) async throws {
        try await Self.withFiles(["a.svg": "<svg/>"]) { files, _ in
            let tag = try #require(files.response(to: Self.get("/static/a.svg"))?.headers[.eTag])
            let asked = Self.get("/static/a.svg", [.ifNoneMatch: pattern.replacingOccurrences(of: "%", with: tag)])
            #expect(files.response(to: asked)?.statusCode == .notModified)
            #expect(files.response(to: Self.get("/static/a.svg", [.ifNoneMatch: "\"other\""]))?.statusCode == .ok)
        }
    }

    @Test("only known kinds of visible, regular files are there; nothing outside can be named")
    func allowList() async throws {
        try await Self.withFiles([
            "a.css": "1", "secret.sqlite": "2", ".hidden.css": "3", ".git/a.css": "4", "run.sh": "5", "noext": "6",
        ]) { files, folder in
            try FileManager.default.createSymbolicLink(
                at: folder.appendingPathComponent("b.css"), withDestinationURL: URL(fileURLWithPath: "/etc/passwd"))
            let files = try StaticFiles(folder: folder)
            #expect(files.names == ["a.css"])
            for name in ["secret.sqlite", ".hidden.css", "b.css", "../a.css", "/etc/passwd", "", "a.css/", "A.css"] {
                #expect(files.response(to: Self.get("/static/\(name)"))?.statusCode == .notFound)
            }
            #expect(files.response(to: Self.get("/boards")) == nil)
        }
    }

    @Test("a style sheet holds those that it imports, and neither comments nor white space that says nothing")
    func squeezedStyle() async throws {
        let sheet = "@layer base;\n@import url(\"b.css\");\n/* why */\n.a > b:not(.c) , d { margin: calc(1px + 2px) 0; content: \"a,  /* b */ ; c\"; }\n"
        try await Self.withFiles(["css/a.css": sheet, "css/b.css": "@media (min-width: 4rem) {\n  .b :focus { top: 0; }\n}\n"]) { files, _ in
            let response = try #require(files.response(to: Self.get("/static/css/a.css")))
            let text = String(decoding: try await response.bodyData, as: UTF8.self)
            #expect(
                text == "@layer base;@media (min-width:4rem){.b :focus{top:0}}.a > b:not(.c),d{margin:calc(1px + 2px) 0;content:\"a,  /* b */ ; c\"}")
        }
    }

    @Test("a script comes without comments and indentation")
    func squeezedScript() async throws {
        let script = "/**\n * Why.\n */\nexport function a() {\n  // how\n  return '// kept' // kept\n\n}\n/** One line. */\na()\n"
        try await Self.withFiles(["js/a.js": script]) { files, _ in
            let response = try #require(files.response(to: Self.get("/static/js/a.js")))
            #expect(try await response.bodyData == Data("export function a() {\nreturn '// kept' // kept\n}\na()\n".utf8))
        }
    }

    @Test("no script of ours has a string that goes over several lines, for it would lose its indentation")
    func stringsInScripts() throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../../Static/js").standardizedFileURL
        let scripts = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".js") }
        #expect(scripts.count > 40)
        for name in scripts {
            for line in try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n") {
                #expect(line.count { $0 == "`" }.isMultiple(of: 2), "\(name): \(line)")
            }
        }
    }

    @Test("only reading is allowed")
    func methods() async throws {
        try await Self.withFiles(["a.css": "1"]) { files, _ in
            let response = try #require(files.response(to: Self.get("/static/a.css", method: .POST)))
            #expect(response.statusCode == .methodNotAllowed)
            #expect(response.headers[HTTPHeader("Allow")] == "GET, HEAD")
        }
    }

    @Test("over the wire a file comes whole, HEAD tells its length, and no trick leaves the folder")
    func overTheWire() async throws {
        try await Self.withFiles(["a.css": String(repeating: "a", count: 300_000)]) { files, _ in
            try await withServer(Replies { files.response(to: $0) ?? .plain(.notFound) }) { _, port in
                let wire = try Wire(to: port)
                let path = files.path(for: "a.css")
                await wire.say("HEAD \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
                await wire.say("GET \(path) HTTP/1.1\r\nHost: x\r\nRange: bytes=0-99999999999999999999\r\n\r\n")
                #expect(await wire.reply(hasBody: false)?.headers["content-length"] == "300000")
                #expect(await wire.reply()?.body.count == 300_000)
                for target in ["..%2fPackage.swift", "%2e%2e/Package.swift", "../Package.swift", "/etc/passwd"] {
                    let wire = try Wire(to: port)
                    await wire.say("GET /static/\(target) HTTP/1.1\r\nHost: x\r\n\r\n")
                    #expect(await wire.reply()?.status == 400)
                }
            }
        }
    }
}
