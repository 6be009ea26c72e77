import Foundation
import Workshop

/// Every string a person sees, one file per language with the same keys: lines of `key = text`, with `%{name}` for what is filled in.
/// A key with the endings `.one` and `.other` is chosen by the argument `n`.
package struct Catalogue: Sendable {
    package let texts: [Language: [String: String]]

    /// Reads `nb.strings`, `nn.strings` and `en.strings` in `folder`; throws `Malformed` naming file and line.
    package init(folder: URL) throws {
        var texts: [Language: [String: String]] = [:]
        for language in Language.allCases {
            let file = folder.appending(path: "\(language.rawValue).strings")
            texts[language] = try Catalogue.read(String(contentsOf: file, encoding: .utf8), named: file.lastPathComponent)
        }
        self.texts = texts
    }

    package struct Malformed: Error, CustomStringConvertible {
        package let description: String
    }

    static func read(_ text: String, named file: String) throws -> [String: String] {
        var entries: [String: String] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let equals = line.range(of: " = ") else { throw Malformed(description: "\(file):\(index + 1): expected ‘key = text’") }
            let key = String(line[..<equals.lowerBound])
            guard entries[key] == nil else {
                throw Malformed(description: "\(file):\(index + 1): the key \(key) stands here a second time")
            }
            entries[key] = String(line[equals.upperBound...]).replacing("\\n", with: "\n")
        }
        return entries
    }

    /// The text of `key` in `language` with its arguments filled in; the key itself, in brackets, when it is missing.
    package func say(_ key: String, in language: Language, _ arguments: [String: String] = [:]) -> String {
        let entries = texts[language] ?? [:]
        guard var text = entries[key] ?? entries[arguments["n"] == "1" ? key + ".one" : key + ".other"] else { return "[\(key)]" }
        guard !arguments.isEmpty, text.contains("%{") else { return text }
        for (name, value) in arguments { text = text.replacing("%{\(name)}", with: value) }
        return text
    }
}

/// The catalogue in one language: what a page speaks with.
package struct Speech: Sendable {
    package let catalogue: Catalogue
    package let language: Language

    package init(catalogue: Catalogue, language: Language) {
        self.catalogue = catalogue
        self.language = language
    }

    package func callAsFunction(_ key: String, _ arguments: [String: String] = [:]) -> String {
        catalogue.say(key, in: language, arguments)
    }

    /// Whether there is a text for the key.
    func has(_ key: String) -> Bool { catalogue.texts[language]?[key] != nil }
}
