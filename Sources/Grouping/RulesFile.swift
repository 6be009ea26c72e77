/// A file of rules, with the columns that it expects in the list of people.
///
///     {
///       "id": "Number",                          the column that tells people apart
///       "name": "Name",                          optional, shown to people
///       "pool": "Class",                         optional: people with different values never share a group
///       "traits": "Traits",                      optional: words separated by , ; or |
///       "relations": {"caseworker": "Caseworker"},   optional: columns with the ids of others, separated likewise
///       "sizes": {"min": 5, "ideal": 6, "max": 7},   optional, or {"count": 8}; the command line decides
///       "blanks": "allowed",                     optional: a rule’s column may be blank, and whoever is blank is not counted by it
///       "pins": {"17": 2},                       optional: the person with id 17 stays in group 2
///       "set": "source-day",                     optional: a ready set, before the rules below
///       "words": {"discipline": "Role"},         optional: what the list calls the columns and values that the set speaks of
///       "rules": [
///         {"level": "must", "kind": "at-least", "count": 1, "of": {"field": "Role", "is": "initiator"}},
///         {"level": "should", "kind": "spread", "of": {"field": "Major", "each": ["EE", "CS"]}},
///         {"level": "wish", "kind": "alike-means", "number": "Years", "tolerance": 0.5}
///       ]
///     }
///
/// Kinds: `at-least`, `at-most`, `exactly` (with `count` and `of`), `spread`, `not-alone` (with `of`), `one-kind` (with `field`),
/// `alike-means` (with `number`, `tolerance` in standard deviations), `together` and `apart` (with `people`, `relation` or `same`),
/// `never-with` (with `relation`), `new-companions` (with `recency` from 0 to 1).
/// `of` is `{"field", "is"}`, `{"field", "is-not"}`, `{"field", "each"}` (a list, or `"all"`), `{"trait"}` or `{"without-trait"}`.
package struct RulesFile: Sendable {
    package struct Problem: Error, Hashable, Sendable {
        package var line: Int
        package var column: Int
        /// What is wrong and what to do about it.
        package var message: String
    }

    package var id = ""
    package var name: String?
    package var pool: String?
    package var traits: String?
    package var relations: [String: String] = [:]
    package var sizes: Sizes?
    package var pins: [String: Int] = [:]
    /// Whether people may be blank in a column that a rule looks at.
    package var allowsBlanks = false
    package var rules: [Rule] = []
    package var set: Rule.Preset?
    /// What the list of people calls the words of ready sets.
    package var words: [String: String] = [:]
    /// Where the file names people by their ids.
    package internal(set) var named: [(id: String, line: Int, column: Int)] = []
    /// Where the file names each column, as (column, line, column in the line).
    package internal(set) var columns: [(name: String, line: Int, column: Int, isNumber: Bool)] = []

    /// Refuses (`Problem`) the first thing that is not as described, naming the place.
    package static func read(_ text: String) throws(Problem) -> RulesFile {
        do {
            var file = RulesFile()
            try file.fill(try JSONText.read(text))
            return file
        } catch {
            throw Problem(line: error.at.line, column: error.at.column, message: error.message)
        }
    }

    private mutating func fill(_ json: JSONText) throws(JSONText.Problem) {
        var root = try Members(json, of: "the file")
        let idText = try root.required("id")
        id = try idText.text()
        note(id, idText)
        if let value = root.take("name") { name = try noted(value) }
        if let value = root.take("pool") { pool = try noted(value) }
        if let value = root.take("traits") { traits = try noted(value) }
        if let value = root.take("relations") {
            for (key, _, column) in try value.members() { relations[key] = try noted(column) }
        }
        if let value = root.take("sizes") { sizes = try RulesFile.sizes(value) }
        if let value = root.take("blanks") {
            let words = ["allowed": true, "refused": false]
            guard let allows = words[try value.text()] else { throw value.problem("This is not known. Write allowed or refused.") }
            allowsBlanks = allows
        }
        if let value = root.take("pins") {
            for (key, place, group) in try value.members() {
                pins[key] = try group.count(from: 1)
                named.append((key, place.line, place.column))
            }
        }
        if let value = root.take("set") {
            guard let preset = Rule.Preset(rawValue: try value.text()) else {
                throw value.problem("There is no such set. Choose one of \(list(Rule.Preset.allCases.map(\.rawValue))).")
            }
            set = preset
        }
        if let value = root.take("words") {
            for (key, place, word) in try value.members() {
                guard Rule.setWords.contains(key) else {
                    throw JSONText.Problem(at: place, message: "No set speaks of “\(key)”. Choose among \(list(Rule.setWords)).")
                }
                words[key] = try word.text()
            }
        }
        for rule in try root.take("rules")?.list() ?? [] { rules.append(try self.rule(rule)) }
        try root.end()
    }

    mutating func note(_ name: String, _ json: JSONText, isNumber: Bool = false) {
        columns.append((name, json.at.line, json.at.column, isNumber))
    }

    mutating func noted(_ json: JSONText) throws(JSONText.Problem) -> String {
        let name = try json.text()
        note(name, json)
        return name
    }

    private static func sizes(_ json: JSONText) throws(JSONText.Problem) -> Sizes {
        var members = try Members(json, of: "sizes")
        if let count = members.take("count") {
            let sizes = Sizes.count(try count.count(from: 1))
            try members.end()
            return sizes
        }
        let min = try members.required("min").count(from: 1)
        let maxText = try members.required("max")
        let max = try maxText.count(from: 1)
        guard min <= max else { throw maxText.problem("max is below min. Write a larger number.") }
        let idealText = members.take("ideal")
        let ideal = try idealText?.count(from: 1) ?? (min + max) / 2
        guard (min...max).contains(ideal) else {
            throw (idealText ?? json).problem("ideal is not between min and max. Write a number between them.")
        }
        try members.end()
        return .range(min: min, ideal: ideal, max: max)
    }
}

func list(_ words: [String]) -> String { words.joined(separator: ", ") }
