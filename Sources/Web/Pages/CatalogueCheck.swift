import Foundation
import Workshop

/// What is wrong between the catalogues, the templates and the code that speaks with them.
package struct CatalogueCheck: Sendable {
    package private(set) var problems: [String] = []

    /// Words that stand in templates as they are, the same in every language.
    static let sameEverywhere: Set<String> = ["Panorama", "min"]

    private let catalogue: Catalogue

    /// Looks at the views in `views`; with `sources`, the folder of the program's code, also for keys that are missing there and keys nobody uses.
    package init(views: URL, sources: URL?) throws {
        catalogue = try Catalogue(folder: views.appending(path: "languages"))
        compareLanguages()
        let templates = try CatalogueCheck.files(below: views, named: "html")
        var use = KeyUse()
        for (name, text) in templates {
            for key in use.read(template: text) where !knows(key) { problems.append("\(name): the key \(key) is in no catalogue") }
            for word in CatalogueCheck.looseWords(in: text) {
                problems.append("\(name): “\(word)” is written in the template; it belongs in the catalogues")
            }
        }
        guard let sources else { return }
        for (name, text) in try CatalogueCheck.files(below: sources, named: "swift") {
            for key in use.read(code: text) where !knows(key) { problems.append("\(name): the key \(key) is in no catalogue") }
        }
        for key in (catalogue.texts[.nb] ?? [:]).keys.sorted() where !use.covers(key) {
            problems.append("nb.strings: nobody uses the key \(key)")
        }
    }

    private func knows(_ key: String) -> Bool {
        let entries = catalogue.texts[.nb] ?? [:]
        return entries[key] != nil || (entries[key + ".one"] != nil && entries[key + ".other"] != nil)
    }

    private mutating func compareLanguages() {
        let norm = catalogue.texts[.nb] ?? [:]
        for language in [Language.nn, .en] {
            let other = catalogue.texts[language] ?? [:]
            for key in Set(norm.keys).symmetricDifference(other.keys).sorted() {
                problems.append("\(norm[key] == nil ? "nb" : language.rawValue).strings: the key \(key) is missing")
            }
            for (key, text) in norm.sorted(by: { $0.key < $1.key }) {
                guard let translated = other[key], CatalogueCheck.gaps(in: text) != CatalogueCheck.gaps(in: translated) else { continue }
                problems.append("\(language.rawValue).strings: \(key) has other %{…} than in nb.strings")
            }
        }
    }

    static func gaps(in text: String) -> Set<String> { Set(text.matches(of: /%\{(\w+)\}/).map { String($0.output.1) }) }

    /// Words that a reader would see, outside tags and expressions, and in attributes that are read aloud.
    static func looseWords(in template: String) -> [String] {
        let bare = template.replacing(/(?s)\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}/, with: "")
        let spoken = bare.matches(of: /\s(?:aria-label|placeholder|title|alt)="([^"]*)"/).map { String($0.output.1) }
        let shown = bare.replacing(/(?s)<!--.*?-->|<[^>]*>/, with: " ").replacing(/&\w+;/, with: " ")
        return ([shown] + spoken).flatMap { $0.matches(of: /\p{L}+/).map { String($0.output) } }.filter { !sameEverywhere.contains($0) }
    }

    private static func files(below folder: URL, named suffix: String) throws -> [(name: String, text: String)] {
        var files: [(String, String)] = []
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = all?.nextObject() as? URL {
            guard file.pathExtension == suffix else { continue }
            files.append((file.lastPathComponent, try String(contentsOf: file, encoding: .utf8)))
        }
        return files.sorted { $0.0 < $1.0 }
    }
}

/// The keys that templates and code name, in full or by how they begin.
private struct KeyUse {
    private var whole: Set<String> = []
    private var beginnings: Set<String> = []

    /// The keys `{% say … %}` names in the template.
    mutating func read(template: String) -> [String] {
        let keys = template.matches(of: /\{%\s*say\s+([^@\s%][^\s%]*)/).map { String($0.output.1) }
        whole.formUnion(keys)
        return keys
    }

    /// The keys that the code speaks outright. Every other literal may become one.
    mutating func read(code: String) -> [String] {
        for literal in code.matches(of: /"((?:[^"\\\n]|\\.)*)"/).map({ String($0.output.1) }) {
            if let gap = literal.range(of: "\\(") {
                let beginning = String(literal[..<gap.lowerBound])
                if beginning.contains(".") { beginnings.insert(beginning) }
            } else {
                whole.insert(literal)
            }
        }
        return code.matches(of: /\b(?:say|speech\([^()]*\))\("([^"\\]+)"/).map { String($0.output.1) }
    }

    func covers(_ key: String) -> Bool {
        var key = key
        for ending in [".one", ".other", ".advice"] where key.hasSuffix(ending) { key.removeLast(ending.count) }
        return whole.contains(key) || beginnings.contains { key.hasPrefix($0) }
    }
}
