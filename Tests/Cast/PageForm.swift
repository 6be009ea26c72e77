import Foundation

/// A form on a page: where it goes, what it would send, and what can be chosen in it.
package struct PageForm: Sendable {
    package struct Choice: Sendable {
        package let name: String
        package let value: String
        package let words: String
    }

    package let action: String
    package let method: String
    /// Everything that can be read in it.
    package let words: String
    /// What it sends when nobody touches it.
    package private(set) var fields: [String: String] = [:]
    package private(set) var choices: [Choice] = []
    package private(set) var buttons: [Choice] = []
    package private(set) var writable: [String] = []

    init(_ elements: [Page.Element]) {
        action = elements[0].attributes["action"] ?? ""
        method = elements[0].attributes["method"] ?? "get"
        words = Markup.plain(elements.map(\.text).joined(separator: " "))
        var selecting: String?
        for (index, element) in elements.enumerated() {
            let name = element.attributes["name"] ?? ""
            let value = element.attributes["value"] ?? ""
            let words = { (end: String) in Page.words(elements[index...], to: end) }
            switch element.name {
            case "input": read(element, name, value, words("/label"))
            case "textarea":
                fields[name] = element.text
                writable.append(name)
            case "select": selecting = name
            case "/select": selecting = nil
            case "option":
                guard let selecting else { break }
                choices.append(Choice(name: selecting, value: value, words: words("/option")))
                if fields[selecting] == nil || element.attributes["selected"] != nil { fields[selecting] = value }
            case "button" where element.attributes["type"] != "button":
                buttons.append(Choice(name: name, value: value, words: words("/button")))
            default: break
            }
        }
    }

    private mutating func read(_ element: Page.Element, _ name: String, _ value: String, _ words: String) {
        switch element.attributes["type"] {
        case "radio", "checkbox":
            choices.append(Choice(name: name, value: value, words: words))
            if element.attributes["checked"] != nil { fields[name] = value }
        case "file": break
        case let type:
            fields[name] = value
            if type != "hidden" { writable.append(name) }
        }
    }

    func goes(to part: String, saying words: String) -> Bool {
        action.contains(part) && (words.isEmpty || self.words.contains(Markup.plain(words)))
    }

    /// The value of the choice that is called `words`.
    package func choice(_ words: String) -> Choice? { choices.first { $0.words == words } ?? choices.first { $0.words.contains(words) } }
}

/// Something on a page was not as the story tells it.
package struct Surprise: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
