import Grouping
import Web

/// The groups and why they look so, to be printed.
struct GroupReport: Encodable {
    struct Group: Encodable {
        var name: String
        var members: [String]
        /// Why the group looks as it does, in a sentence or two.
        var sentence: String
        /// How each rule looks in the group.
        var why: [String]
    }

    struct RuleLine: Encodable {
        var rule: String
        var level: String
        var met: Int
        var unmet: [Unmet]
    }

    struct Unmet: Encodable {
        var group: String
        var cost: Double
        var fact: String
        var reason: String
    }

    struct Points: Encodable {
        var must: Double
        var should: Double
        var wish: Double
        var sizes: Double
    }

    var groups: [Group]
    var rules: [RuleLine]
    /// Musts that no groups can keep.
    var contradictions: [String]
    var score: Points
    var seed: UInt64
    private var called: [[String]]
    private var heading: String
    private var tally: [String]

    private enum CodingKeys: CodingKey { case groups, rules, contradictions, score, seed }

    init(_ gathering: Gathering, _ builder: GroupBuilder, _ say: Speech, names: [String: String], seed: UInt64) {
        let division = builder.division
        let explanation = builder.explanation
        let called = names.filter { !$0.value.isEmpty }.reduce(into: [String: String]()) { $0[$1.key] = "\($1.value) (\($1.key))" }
        let titles = GroupSpeech.titles(division, say)
        let speech = GroupSpeech(say, gathering, names: GroupSpeech.Names(people: called, groups: titles))
        groups = division.groups.map { group in
            let findings = explanation.findings(group: group.number)
            return Group(
                name: speech.group(group.number), members: group.members, sentence: speech.why(group.members, findings),
                why: findings.map { "\($0.isMet ? "+" : "-") \(speech.rule($0.rule)): \(speech.fact($0))" })
        }
        rules = gathering.rules.enumerated().map { number, rule in
            let findings = explanation.findings.filter { $0.rule == number }
            return RuleLine(
                rule: speech.rule(rule), level: speech.level(rule.level), met: findings.filter(\.isMet).count,
                unmet: findings.filter { !$0.isMet }.map { finding in
                    Unmet(
                        group: speech.group(finding.group), cost: finding.cost, fact: speech.fact(finding), reason: speech.reason(finding))
                })
        }
        contradictions = builder.contradictions.map(speech.contradiction)
        score = Points(must: division.score.must, should: division.score.should, wish: division.score.wish, sizes: division.score.sizes)
        self.seed = seed
        self.called = division.groups.map { $0.members.map(speech.person) }
        heading = speech.contradictionsTitle
        tally = zip(gathering.rules, rules).map { speech.tally($0, met: $1.met, of: division.groups.count) }
    }

    var text: String {
        var lines: [String] = []
        if !contradictions.isEmpty { lines += [heading] + contradictions.map { "  " + $0 } + [""] }
        for (group, members) in zip(groups, called) {
            lines += ["\(group.name): \(members.joined(separator: ", "))", "  " + group.sentence] + group.why.map { "  " + $0 } + [""]
        }
        for (rule, tally) in zip(rules, tally) {
            lines.append(tally)
            lines += rule.unmet.map { "  \($0.group): \($0.fact). \($0.reason)" }
        }
        return lines.joined(separator: "\n")
    }
}
