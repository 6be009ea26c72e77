import Foundation
import Stencil
import Storage
import Workshop

/// The templates, read once at start. Everything written with `{{ … }}` is escaped unless it is `HTML`;
/// `{% say key name=value %}` speaks from the catalogue; `{% include "board/_card.html" %}` takes in a partial.
package final class Views: Sendable {
    package let catalogue: Catalogue
    private let sources: [String: String]
    private let parsed = Locked<[String: Parsed]>([:])
    nonisolated(unsafe) private var environment: Environment
    private let staticPrefix: String

    /// Reads every template below `folder` and the catalogue in its `languages`; throws when one cannot be parsed.
    /// `staticPrefix` is where pages find style sheets, scripts and icons.
    package init(folder: URL, staticPrefix: String = "/static") throws {
        self.staticPrefix = staticPrefix
        catalogue = try Catalogue(folder: folder.appending(path: "languages"))
        var sources: [String: String] = [:]
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "html" else { continue }
            let name = file.standardizedFileURL.path.dropFirst(folder.standardizedFileURL.path.count).drop { $0 == "/" }
            sources[String(name)] = try String(contentsOf: file, encoding: .utf8)
        }
        self.sources = sources
        environment = Environment()
        environment = Environment(extensions: [PageLanguage(views: self)])
        for name in sources.keys.sorted() { _ = try template(name) }
    }

    package var names: [String] { sources.keys.sorted() }

    /// The markup of `name`, spoken in `language`, with the fields of `page` at hand as names.
    package func render(_ name: String, _ page: [String: Any], in language: Language) throws -> HTML {
        var page = page
        page["language"] = language.rawValue
        page["static"] = staticPrefix
        page["speech"] = Speech(catalogue: catalogue, language: language)
        return HTML(trusted: try renderNodes(template(name).nodes, Context(dictionary: page, environment: environment)))
    }

    /// Parsed once; the nodes are only read afterwards.
    struct Parsed: @unchecked Sendable { let nodes: [any NodeType] }

    func template(_ name: String) throws -> Parsed {
        if let known = parsed.withLock({ $0[name] }) { return known }
        guard let source = sources[name] else { throw MissingView(name: name) }
        let tokens = Template(templateString: Views.escaping(source), environment: environment, name: name).tokens
        let template = Parsed(nodes: try TokenParser(tokens: tokens, environment: environment).parse())
        parsed.withLock { $0[name] = template }
        return template
    }

    package struct MissingView: Error { let name: String }

    /// The source with the escaping filter put last in every `{{ … }}`; indentation, and line breaks after tags that stand alone, taken away.
    static func escaping(_ source: String) -> String {
        source.replacing(/\{\{\s*(.+?)\s*\}\}/) { "{{ \($0.output.1)|escaped }}" }
            .replacing(/(?m)^[ \t]+/, with: "")
            .replacing(/(?m)^(\{%[^%]*%\})[ \t]*\n/) { "\($0.output.1)" }
    }
}

/// What our templates know besides Stencil's own: `escaped`, `say` and `include`.
private final class PageLanguage: Extension {
    init(views: Views) {
        super.init()
        registerFilter("escaped") { (value: Any?) in
            switch value {
            case nil: ""
            case let html as HTML: html.markup
            case let text as String: HTML.escaped(text)
            case let value?: HTML.escaped("\(value)")
            }
        }
        registerTag("say") { parser, token in try SayNode(parser: parser, token: token) }
        registerTag("include") { [unowned views] parser, token in
            let words = token.components
            guard words.count >= 2 else { throw TemplateSyntaxError("include wants the name of a view") }
            let name = words[1].trimmingCharacters(in: CharacterSet(charactersIn: "\"'"))
            let arguments = try Arguments(words.dropFirst(2), parser: parser, token: token)
            return SimpleNode(token: token) { context in
                let template = try views.template(name)
                return try context.push(dictionary: arguments.resolved(in: context)) { try renderNodes(template.nodes, context) }
            }
        }
    }
}

/// `{% say board.add lane=lane.title %}`; a key in parentheses' place may be a variable after `@`: `{% say @block.kindKey %}`.
private struct SayNode: NodeType {
    let token: Token?
    private let key: String
    private let variable: (any Resolvable)?
    private let arguments: Arguments

    init(parser: TokenParser, token: Token) throws {
        let words = token.components
        guard words.count >= 2 else { throw TemplateSyntaxError("say wants a key") }
        self.token = token
        key = words[1]
        variable = key.hasPrefix("@") ? try parser.compileResolvable(String(key.dropFirst()), containedIn: token) : nil
        arguments = try Arguments(words.dropFirst(2), parser: parser, token: token)
    }

    func render(_ context: Context) throws -> String {
        guard let speech = context["speech"] as? Speech else { throw TemplateSyntaxError("say has no speech") }
        let key = try variable.map { try $0.resolve(context) as? String ?? "" } ?? self.key
        let words = try arguments.resolved(in: context).mapValues { "\($0)" }
        return HTML.escaped(speech(key, words))
    }
}

/// `name=value` pairs of a tag.
private struct Arguments {
    private let pairs: [(name: String, value: any Resolvable)]

    init(_ words: some Sequence<String>, parser: TokenParser, token: Token) throws {
        pairs = try words.map { word in
            guard let equals = word.firstIndex(of: "=") else { throw TemplateSyntaxError("expected name=value, got \(word)") }
            return (
                String(word[..<equals]), try parser.compileResolvable(String(word[word.index(after: equals)...]), containedIn: token)
            )
        }
    }

    func resolved(in context: Context) throws -> [String: Any] {
        var values: [String: Any] = [:]
        for pair in pairs { values[pair.name] = try pair.value.resolve(context) ?? "" }
        return values
    }
}
