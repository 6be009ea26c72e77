import Grouping

/// The groups and why they look so, to be printed.
struct GroupReport: Encodable {
    struct Group: Encodable {
        var name: String
        var members: [String]
        /// One sentence for each rule.
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

    private enum CodingKeys: CodingKey { case groups, rules, contradictions, score, seed }

    init(_ gathering: Gathering, _ builder: GroupBuilder, names: [String: String], seed: UInt64) {
        let division = builder.division
        let explanation = builder.explanation
        let pools = Set(division.groups.map(\.pool)).count
        var inPool: [String: Int] = [:]
        let titles = division.groups.map { group in
            inPool[group.pool, default: 0] += 1
            return pools > 1 ? "\(group.pool), group \(inPool[group.pool]!)" : "Group \(group.number)"
        }
        func title(_ number: Int) -> String { titles[number - 1] }
        func ruleTitle(_ number: Int) -> String { gathering.rules[number].sentence }
        groups = zip(division.groups, titles).map { group, title in
            Group(name: title, members: group.members, why: [])
        }
        for finding in explanation.findings {
            groups[finding.group - 1].why.append((finding.isMet ? "" : "not met: ") + ruleTitle(finding.rule) + ": " + finding.fact.sentence)
        }
        rules = gathering.rules.enumerated().map { number, rule in
            let findings = explanation.findings.filter { $0.rule == number }
            return RuleLine(
                rule: rule.sentence, level: rule.level.word, met: findings.filter(\.isMet).count,
                unmet: findings.filter { !$0.isMet }.map { finding in
                    Unmet(
                        group: title(finding.group), cost: finding.cost, fact: finding.fact.sentence,
                        reason: finding.reason?.sentence(rule: ruleTitle, group: title) ?? "")
                })
        }
        contradictions = builder.contradictions.map { $0.sentence(rule: ruleTitle) }
        score = Points(must: division.score.must, should: division.score.should, wish: division.score.wish, sizes: division.score.sizes)
        self.seed = seed
        called = division.groups.map { group in
            group.members.map { id in names[id].flatMap { $0.isEmpty ? nil : "\($0) (\(id))" } ?? id }
        }
    }

    var text: String {
        var lines: [String] = []
        if !contradictions.isEmpty { lines += ["No groups can keep these musts:"] + contradictions.map { "  " + $0 } + [""] }
        for (group, members) in zip(groups, called) {
            lines += ["\(group.name): \(members.joined(separator: ", "))"] + group.why.map { "  " + $0 } + [""]
        }
        for rule in rules {
            lines.append("\(rule.level): \(rule.rule): met in \(rule.met) of \(groups.count)")
            lines += rule.unmet.map { "  \($0.group): \($0.fact). \($0.reason)" }
        }
        return lines.joined(separator: "\n")
    }
}
