/// A file of rules, with the columns that it expects in the list of people.
///
///     {
///       "id": "Number",                          the column that tells people apart
///       "name": "Name",                          optional, shown to people
///       "pool": "Class",                         optional: people with different values never share a group
///       "traits": "Traits",                      optional: words separated by , ; or |
///       "relations": {"caseworker": "Caseworker"},   optional: columns with the ids of others, separated likewise
///       "sizes": {"min": 5, "ideal": 6, "max": 7},   optional, or {"count": 8}; the command line decides
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
/// `of` is `{"field", "is"}`, `{"field", "is-not"}`, `{"field", "each"}` (a list, or `"all"`) or `{"trait"}`.
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
    package var rules: [Rule] = []
    package var set: Rule.Preset?
    /// What the list of people calls the words of ready sets.
    package var words: [String: String] = [:]
    /// Where the file names people by their ids.
    package private(set) var named: [(id: String, line: Int, column: Int)] = []
    /// Where the file names each column, as (column, line, column in the line).
    package private(set) var columns: [(name: String, line: Int, column: Int, isNumber: Bool)] = []

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

    private mutating func note(_ name: String, _ json: JSONText, isNumber: Bool = false) {
        columns.append((name, json.at.line, json.at.column, isNumber))
    }

    private mutating func noted(_ json: JSONText) throws(JSONText.Problem) -> String {
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
        guard (min...max).contains(ideal) else { throw (idealText ?? json).problem("ideal is not between min and max. Write a number between them.") }
        try members.end()
        return .range(min: min, ideal: ideal, max: max)
    }

    private mutating func rule(_ json: JSONText) throws(JSONText.Problem) -> Rule {
        var members = try Members(json, of: "a rule")
        let levelText = try members.required("level")
        let levels: [String: Rule.Level] = ["must": .must, "should": .should, "wish": .wish]
        guard let level = levels[try levelText.text()] else { throw levelText.problem("This is no level. Write must, should or wish.") }
        let kind = try kind(&members)
        let name = try members.take("name")?.text() ?? ""
        try members.end()
        return Rule(level, kind, name: name)
    }

    private mutating func kind(_ members: inout Members) throws(JSONText.Problem) -> Rule.Kind {
        let kindText = try members.required("kind")
        switch try kindText.text() {
        case "at-least": return .atLeast(try members.required("count").count(from: 1), try condition(&members))
        case "at-most": return .atMost(try members.required("count").count(from: 0), try condition(&members))
        case "exactly": return .exactly(try members.required("count").count(from: 0), try condition(&members))
        case "spread": return .spread(try condition(&members))
        case "not-alone": return .notAlone(try condition(&members))
        case "one-kind": return .oneKind(field: try noted(try members.required("field")))
        case "alike-means":
            let number = try members.required("number")
            note(try number.text(), number, isNumber: true)
            return .alikeMeans(number: try number.text(), tolerance: try members.take("tolerance")?.number(0...100) ?? 0.5)
        case "together": return .together(try ties(&members))
        case "apart": return .apart(try ties(&members))
        case "never-with": return .apart(.relation(try relation(try members.required("relation"))))
        case "new-companions": return .newCompanions(recency: try members.take("recency")?.number(0...1) ?? 0.5)
        default:
            throw kindText.problem(
                "There is no such kind of rule. Choose one of at-least, at-most, exactly, spread, not-alone, one-kind, alike-means, "
                    + "together, apart, never-with, new-companions.")
        }
    }

    private mutating func condition(_ members: inout Members) throws(JSONText.Problem) -> Condition {
        let json = try members.required("of")
        var of = try Members(json, of: "of")
        if let trait = of.take("trait") {
            guard traits != nil else { throw trait.problem("The file does not say where traits are. Add \"traits\": the name of the column, before the rules.") }
            let condition = Condition.trait(try trait.text())
            try of.end()
            return condition
        }
        let field = try noted(try of.required("field"))
        if let values = of.take("is") {
            let condition = Condition.isOneOf(field: field, values: try values.texts())
            try of.end()
            return condition
        }
        if let values = of.take("is-not") {
            let condition = Condition.isNoneOf(field: field, values: try values.texts())
            try of.end()
            return condition
        }
        guard let values = of.take("each") else { throw json.problem("It is not said which values count. Add \"is\", \"is-not\" or \"each\".") }
        let texts = try values.texts()
        try of.end()
        return .each(field: field, values: texts == ["all"] ? [] : texts)
    }

    private mutating func ties(_ members: inout Members) throws(JSONText.Problem) -> Rule.Ties {
        if let people = members.take("people") {
            let ids = try people.texts()
            guard Set(ids).count > 1 else { throw people.problem("At least two people are needed. Write their ids.") }
            named += ids.map { ($0, people.at.line, people.at.column) }
            return .people(ids)
        }
        if let name = members.take("relation") { return .relation(try relation(name)) }
        if let field = members.take("same") { return .sameValue(field: try noted(field)) }
        throw members.json.problem("It is not said who. Add \"people\", \"relation\" or \"same\".")
    }

    private func relation(_ json: JSONText) throws(JSONText.Problem) -> String {
        let name = try json.text()
        guard relations[name] != nil else {
            throw json.problem("The relation “\(name)” has no column. Add it to \"relations\", before the rules.")
        }
        return name
    }
}

private func list(_ words: [String]) -> String { words.joined(separator: ", ") }

/// The members of one object, each taken once; what is left at the end is a mistake.
private struct Members {
    let json: JSONText
    private let owner: String
    private var left: [(key: String, at: JSONText.Place, value: JSONText)]

    init(_ json: JSONText, of owner: String) throws(JSONText.Problem) {
        self.json = json
        self.owner = owner
        left = try json.members()
    }

    mutating func take(_ key: String) -> JSONText? {
        guard let index = left.firstIndex(where: { $0.key == key }) else { return nil }
        return left.remove(at: index).value
    }

    mutating func required(_ key: String) throws(JSONText.Problem) -> JSONText {
        guard let value = take(key) else { throw json.problem("“\(key)” is missing in \(owner). Add it.") }
        return value
    }

    func end() throws(JSONText.Problem) {
        guard let first = left.first else { return }
        throw JSONText.Problem(at: first.at, message: "“\(first.key)” is not known in \(owner). Delete it or mend the spelling.")
    }
}

extension JSONText {
    fileprivate func problem(_ message: String) -> Problem { Problem(at: at, message: message) }

    fileprivate func members() throws(Problem) -> [(key: String, at: Place, value: JSONText)] {
        guard case .object(let members) = value else { throw problem("Braces are needed here. Write { … }.") }
        return members
    }

    fileprivate func list() throws(Problem) -> [JSONText] {
        guard case .array(let values) = value else { throw problem("A list is needed here. Write [ … ].") }
        return values
    }

    fileprivate func text() throws(Problem) -> String {
        guard case .text(let text) = value, !text.isEmpty else { throw problem("A text is needed here. Write it in quotation marks.") }
        return text
    }

    /// One text or several; numbers count as they are written in a list of people.
    fileprivate func texts() throws(Problem) -> [String] {
        guard case .array(let values) = value else { return [try word()] }
        guard !values.isEmpty else { throw problem("The list is empty. Write at least one value.") }
        var texts: [String] = []
        for value in values { texts.append(try value.word()) }
        return texts
    }

    private func word() throws(Problem) -> String {
        if case .number(let number) = value, let whole = Int(exactly: number) { return String(whole) }
        return try text()
    }

    fileprivate func count(from least: Int) throws(Problem) -> Int {
        guard case .number(let number) = value, let count = Int(exactly: number), (least...100_000).contains(count) else {
            throw problem("A whole number from \(least) is needed here. Write digits only.")
        }
        return count
    }

    fileprivate func number(_ range: ClosedRange<Double>) throws(Problem) -> Double {
        guard case .number(let number) = value, range.contains(number) else {
            throw problem("A number from \(Int(range.lowerBound)) to \(Int(range.upperBound)) is needed here. Write one.")
        }
        return number
    }
}
