import Foundation
import Grouping

/// What the group builder has to say, in one language: rules, facts, reasons, and why a group looks as it does.
///
/// Names that are not given are said as they stand in the gathering. What a rule is called by the facilitator is said as it is.
package struct GroupSpeech: Sendable {
    /// What people, groups and own words are called.
    package struct Names: Sendable {
        /// By id.
        package var people: [String: String]
        /// By group number from 1; other groups are called by their numbers.
        package var groups: [Int: String]
        /// By field, for fields that are not ready ones.
        package var fields: [String: String]
        /// By field and value.
        package var values: [String: [String: String]]
        /// By relation, for relations that are not ready ones.
        package var relations: [String: String]

        package init(
            people: [String: String] = [:], groups: [Int: String] = [:], fields: [String: String] = [:],
            values: [String: [String: String]] = [:], relations: [String: String] = [:]
        ) {
            self.people = people
            self.groups = groups
            self.fields = fields
            self.values = values
            self.relations = relations
        }
    }

    let say: Speech
    let gathering: Gathering
    let names: Names

    package init(_ say: Speech, _ gathering: Gathering, names: Names = Names()) {
        self.say = say
        self.gathering = gathering
        self.names = names
    }

    /// “must”, “should” or “wish”.
    package func level(_ level: Rule.Level) -> String {
        switch level {
        case .must: say("groups.level.must")
        case .should: say("groups.level.should")
        case .wish: say("groups.level.wish")
        }
    }

    /// In how many groups a rule is met.
    package func tally(_ rule: Rule, met: Int, of groups: Int) -> String {
        say("groups.tally", ["level": level(rule.level), "rule": self.rule(rule), "met": "\(met)", "groups": "\(groups)"])
    }

    /// What stands above a list of contradictions.
    package var contradictionsTitle: String { say("groups.contradictions") }

    package func person(_ id: String) -> String { names.people[id].flatMap { $0.isEmpty ? nil : $0 } ?? id }

    package func group(_ number: Int) -> String { names.groups[number] ?? say("groups.group", ["n": "\(number)"]) }

    /// The titles of groups as numbers within their pools, for a division that nobody has named.
    package static func titles(_ division: Division, _ say: Speech) -> [Int: String] {
        let hasPools = Set(division.groups.map(\.pool)).count > 1
        var inPool: [String: Int] = [:]
        var titles: [Int: String] = [:]
        for group in division.groups {
            inPool[group.pool, default: 0] += 1
            titles[group.number] =
                hasPools
                ? say("groups.pool-group", ["pool": group.pool, "n": "\(inPool[group.pool] ?? 0)"])
                : say("groups.group", ["n": "\(group.number)"])
        }
        return titles
    }

    /// The name of the rule among the gathering’s rules, or else what it asks for.
    package func rule(_ number: Int) -> String { gathering.rules.indices.contains(number) ? rule(gathering.rules[number]) : "" }
}

extension GroupSpeech {
    /// “a, b and c”.
    func all(_ words: [String]) -> String { joined(words, by: say("groups.and")) }

    /// “a, b or c”.
    func any(_ words: [String]) -> String { joined(words, by: say("groups.or")) }

    private func joined(_ words: [String], by last: String) -> String {
        words.count < 2 ? words.first ?? "" : words.dropLast().joined(separator: ", ") + " \(last) " + words[words.count - 1]
    }

    /// A small number as a word.
    func number(_ count: Int) -> String { (1...6).contains(count) ? say("groups.number.\(count)") : "\(count)" }

    /// At most two decimals, written as the language writes them.
    func decimal(_ number: Double) -> String {
        let hundredths = (number * 100).rounded() / 100
        let text = hundredths == hundredths.rounded() ? String(format: "%.0f", hundredths) : "\(hundredths)"
        return say.language == .en ? text : text.replacing(".", with: ",")
    }

    func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    /// In the middle of a sentence: a name of the facilitator’s own stays as it is.
    func lowercased(_ text: String, of rule: Rule) -> String {
        guard rule.name.isEmpty else { return text }
        switch rule.kind {
        case .together(.people), .apart(.people): return text
        default: return text.prefix(1).lowercased() + text.dropFirst()
        }
    }
}
