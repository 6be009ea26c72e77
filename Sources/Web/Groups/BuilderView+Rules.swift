import Foundation
import Grouping
import Storage
import Workshop

extension BuilderView {
    /// Where groups are built from nothing: sets to start from, and how many groups.
    var start: [String: Any] {
        let known = content.proposals[place].flatMap { try? RuleSetup(reading: $0.rules) }
        let sizes = known?.sizes ?? .count(content.groups.isEmpty ? max(1, (content.people.count + 3) / 6) : content.groups.count)
        return [
            "people": say("builder.people", ["n": "\(content.people.count)"]), "nobody": content.people.isEmpty,
            "noTraits": !content.people.contains { !$0.profile.traits.isEmpty }, "hasGroups": content.groups.count > 1,
            "sets": Rule.Preset.allCases.enumerated().map { index, preset in
                [
                    "code": preset.rawValue, "name": say("builder.set.\(preset.rawValue)"),
                    "about": say("builder.set.\(preset.rawValue).about"),
                    "chosen": index == 0,
                ] as [String: Any]
            },
            "own": own, "sizes": fields(sizes),
        ]
    }

    private var own: [[String: Any]] { content.ruleSets.map { ["id": $0.id.description, "name": $0.name] } }

    private func fields(_ sizes: Sizes) -> [String: Any] {
        let typical = max(2, content.people.count / max(1, content.groups.isEmpty ? (content.people.count + 3) / 6 : content.groups.count))
        switch sizes {
        case .count(let count):
            return [
                "byCount": true, "howMany": "\(count)", "min": "\(max(1, typical - 1))", "ideal": "\(typical)", "max": "\(typical + 1)",
                "most": "\(max(1, content.people.count))", "word": sizesWord(sizes),
            ]
        case .range(let min, let ideal, let max):
            return [
                "byCount": false, "howMany": "\(Swift.max(1, content.people.count / ideal))", "min": "\(min)", "ideal": "\(ideal)",
                "max": "\(max)",
                "most": "\(Swift.max(1, content.people.count))", "word": sizesWord(sizes),
            ]
        }
    }

    /// The rules with how each fares, and what can be done with them.
    var rules: [String: Any] {
        guard let bench = Bench(content, place) else { return ["hasRules": false] }
        let words = GroupWords(bench: bench, say: say)
        var page = start
        page["hasRules"] = true
        page["proposalVersion"] = "\(bench.proposal.version)"
        page["sizes"] = fields(bench.setup.sizes)
        page["pools"] =
            [["value": "", "word": say("builder.pool.none"), "chosen": bench.setup.pool.isEmpty] as [String: Any]]
            + RuleSetup.fields.map {
                ["value": $0, "word": say("builder.pool.by", ["field": say("builder.field.\($0)")]), "chosen": $0 == bench.setup.pool]
            }
        page["rules"] = bench.setup.rules.indices.map { rule($0, bench, words) }
        page["who"] = who
        page["levels"] = levels(.should)
        page["fields"] = RuleSetup.fields.map { ["value": $0, "word": say("builder.field.\($0)")] }
        page["numbers"] = Set(content.people.flatMap(\.profile.numbers.keys)).sorted(by: Norwegian.precedes)
        page["ties"] = ties
        page["persons"] = content.people.count > 100 ? [] : content.people.map { ["id": $0.member.id.description, "name": $0.member.name] }
        return page
    }

    private func rule(_ index: Int, _ bench: Bench, _ words: GroupWords) -> [String: Any] {
        let rule = bench.setup.rules[index]
        let findings = bench.findings(rule: index)
        let unmet = findings.filter { !$0.isMet }
        var count = ""
        switch rule.kind {
        case .atLeast(let number, _), .atMost(let number, _), .exactly(let number, _): count = "\(number)"
        default: break
        }
        let sentence = words.rule(index)
        return [
            "index": "\(index)", "sentence": sentence, "level": say("builder.level.\(rule.level.code)"), "code": rule.level.code,
            "levels": levels(rule.level), "number": count, "judged": !findings.isEmpty, "whole": unmet.isEmpty,
            "status": unmet.isEmpty
                ? say("builder.rule.holds", ["n": "\(findings.count)"])
                : say("builder.rule.met", ["met": "\(findings.count - unmet.count)", "of": "\(findings.count)"]),
            "unmet": unmet.map { finding in
                ["group": name(bench.number(finding.group)), "fact": words.fact(finding), "reason": words.reason(finding)]
            },
        ] as [String: Any]
    }

    private func levels(_ chosen: Rule.Level) -> [[String: Any]] {
        Rule.Level.allCases.map { ["code": $0.code, "word": say("builder.level.\($0.code)"), "chosen": $0 == chosen] }
    }

    /// Every kind of people that a rule can be about, as far as there are any.
    private var who: [[String: Any]] {
        var choices: [[String: Any]] = []
        let traits =
            Trait.ready.map(\.rawValue)
            + Set(content.people.flatMap { $0.profile.traits.subtracting(Trait.ready).map(\.rawValue) }).sorted(by: Norwegian.precedes)
        choices.append([
            "word": say("builder.who.traits"),
            "options": traits.map { trait in
                ["value": "trait:\(trait)", "word": say.word(for: Trait(rawValue: trait))]
            },
        ])
        for field in RuleSetup.fields {
            let values = values(field)
            guard !values.isEmpty else { continue }
            let word = say("builder.field.\(field)")
            choices.append([
                "word": word,
                "options": [["value": "each:\(field)", "word": say("builder.who.each.\(field)")]]
                    + values.map { ["value": "is:\(field):\($0)", "word": spoken($0, field)] }
                    + values.map { ["value": "not:\(field):\($0)", "word": say("builder.who.not", ["value": spoken($0, field)])] },
            ])
        }
        return choices
    }

    private func values(_ field: String) -> [String] {
        Set(content.people.map { $0.value(field) }.filter { !$0.isEmpty }).sorted(by: Norwegian.precedes)
    }

    private func spoken(_ value: String, _ field: String) -> String { field == "party" ? say("party.\(value)") : value }

    private var ties: [[String: Any]] {
        RuleSetup.relations.map { ["value": $0, "word": say("builder.tie.\($0)")] }
            + RuleSetup.fields.map { ["value": "same:\($0)", "word": say("builder.tie.same", ["field": say("builder.field.\($0)")])] }
    }
}
