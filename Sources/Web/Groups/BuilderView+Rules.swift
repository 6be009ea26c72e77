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
                    "chosen": index == 0, "note": note(preset, groups: sizes),
                    "sized": Sizes(of: preset, for: content.people.count).map { say("builder.set.own-sizes", ["sizes": sizesWord($0)]) }
                        ?? "",
                ] as [String: Any]
            },
            "own": own, "sizes": fields(sizes),
        ]
    }

    /// Why a ready set does not do for these people, or what there is to know; blank when it does.
    private func note(_ preset: Rule.Preset, groups sizes: Sizes) -> String {
        switch preset {
        case .fours:
            let users = content.people.count { $0.member.party == .serviceUser }
            if users == 0 { return say("builder.set.fours.note") }
            return users * 2 == content.people.count
                ? "" : say("builder.set.fours.sizes", ["n": "\(users)", "people": "\(content.people.count)"])
        case .oneFromEachAgency:
            let units = Dictionary(grouping: content.people.map(\.member.unit).filter { !$0.isEmpty }, by: \.self).mapValues(\.count)
            let count = max(1, content.people.count / max(1, sizes.largest(of: content.people.count)))
            let few = units.values.count { $0 < count }
            return few == 0 ? "" : say("builder.set.one-from-each-agency.note", ["n": "\(few)", "of": "\(units.count)"])
        case .allNewCompanions: return content.earlierDays.contains { !$0.isEmpty } ? "" : say("builder.set.all-new-companions.note")
        case .sourceDay, .trio: return ""
        }
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
        guard let bench = sight.bench(place) else { return ["hasRules": false] }
        var page = start
        page["hasRules"] = true
        page["proposalVersion"] = "\(bench.proposal.version)"
        page["sizes"] = fields(bench.setup.sizes)
        page["pools"] =
            [["value": "", "word": say("builder.pool.none"), "chosen": bench.setup.pool.isEmpty] as [String: Any]]
            + RuleSetup.fields.map {
                ["value": $0, "word": say("builder.pool.by", ["field": say("builder.field.\($0)")]), "chosen": $0 == bench.setup.pool]
            }
        page["who"] = who()
        page["levels"] = levels(.should)
        page["fields"] = RuleSetup.fields.map { ["value": $0, "word": say("builder.field.\($0)")] }
        page["numbers"] = numbers
        page["ties"] = ties()
        page["persons"] = content.people.count > 100 ? [] : content.people.map { ["id": $0.member.id.description, "name": $0.member.name] }
        return page
    }

    /// A rule with how it fares, the first groups where it is not met, and a form to change it.
    func rule(_ index: Int) -> [String: Any] {
        guard let bench = sight.bench(place), bench.setup.rules.indices.contains(index) else { return [:] }
        let words = GroupWords(bench: bench, say: say)
        let rule = bench.setup.rules[index]
        let findings = bench.findings(rule: index)
        let unmet = findings.filter { !$0.isMet }
        var page = fields(of: rule)
        let told = unmet.prefix(BuilderView.toldGroups)
        page.merge([
            "rule": "\(index)", "sentence": words.rule(index), "level": say("builder.level.\(rule.level.code)"), "code": rule.level.code,
            "levels": levels(rule.level), "judged": !findings.isEmpty, "whole": unmet.isEmpty, "name": rule.name,
            "status": unmet.isEmpty
                ? say("builder.rule.holds", ["n": "\(findings.count)"])
                : say("builder.rule.met", ["met": "\(findings.count - unmet.count)", "of": "\(findings.count)"]),
            "unmet": told.map { finding in
                [
                    "group": name(bench.number(finding.group)), "number": "\(bench.number(finding.group))",
                    "fact": words.sentence(finding), "reason": words.reason(finding),
                ]
            },
            "more": unmet.count > told.count ? say("builder.rule.more-groups", ["n": "\(unmet.count - told.count)"]) : "",
        ]) { $1 }
        return page
    }

    /// How many groups a rule tells of; the groups tell the rest themselves.
    private static let toldGroups = 6

    /// What can be changed in a rule, as its form has it now.
    private func fields(of rule: Rule) -> [String: Any] {
        var page: [String: Any] = [:]
        func counted(_ kind: String, _ count: Int, _ condition: Condition) {
            page["number"] = "\(count)"
            page["kinds"] = ["at-least", "at-most", "exactly"].map {
                ["value": $0, "word": say("builder.kind.\($0)"), "chosen": $0 == kind] as [String: Any]
            }
            page["who"] = who(chosen: condition)
        }
        switch rule.kind {
        case .atLeast(let count, let condition): counted("at-least", count, condition)
        case .atMost(let count, let condition): counted("at-most", count, condition)
        case .exactly(let count, let condition): counted("exactly", count, condition)
        case .spread(let condition), .notAlone(let condition):
            var isSpread = false
            if case .spread = rule.kind { isSpread = true }
            page["kinds"] = [("spread", isSpread), ("not-alone", !isSpread)].map {
                ["value": $0.0, "word": say("builder.kind.\($0.0)"), "chosen": $0.1] as [String: Any]
            }
            page["who"] = who(chosen: condition)
        case .oneKind(let field):
            page["fields"] = RuleSetup.fields.map {
                ["value": $0, "word": say("builder.field.\($0)"), "chosen": $0 == field] as [String: Any]
            }
        case .alikeMeans(let number, _):
            page["numbers"] = numbers.map { ["value": $0, "word": $0, "chosen": $0 == number] as [String: Any] }
        case .together(let chosen), .apart(let chosen):
            var isApart = false
            if case .apart = rule.kind { isApart = true }
            page["kinds"] = [("apart", isApart), ("together", !isApart)].map {
                ["value": $0.0, "word": say("builder.kind.\($0.0)"), "chosen": $0.1] as [String: Any]
            }
            page["ties"] = ties(chosen: chosen)
        case .newCompanions: break
        }
        return page
    }

    private var numbers: [String] { Set(content.people.flatMap(\.profile.numbers.keys)).sorted(by: Norwegian.precedes) }

    private func levels(_ chosen: Rule.Level) -> [[String: Any]] {
        Rule.Level.allCases.map { ["code": $0.code, "word": say("builder.level.\($0.code)"), "chosen": $0 == chosen] }
    }

    /// Every kind of people that a rule can be about, as far as there are any.
    private func who(chosen: Condition? = nil) -> [[String: Any]] {
        let marked = chosen.flatMap(RuleForm.value)
        func option(_ value: String, _ word: String) -> [String: Any] { ["value": value, "word": word, "chosen": value == marked] }
        var choices: [[String: Any]] = []
        let traits =
            Trait.ready.map(\.rawValue)
            + Set(content.people.flatMap { $0.profile.traits.subtracting(Trait.ready).map(\.rawValue) }).sorted(by: Norwegian.precedes)
        choices.append([
            "word": say("builder.who.traits"),
            "options": traits.map { option("trait:\($0)", say.word(for: Trait(rawValue: $0))) }
                + traits.map { option("without:\($0)", say("builder.who.not", ["value": say.word(for: Trait(rawValue: $0))])) },
        ])
        for field in RuleSetup.fields {
            let values = values(field)
            guard !values.isEmpty else { continue }
            let word = say("builder.field.\(field)")
            choices.append([
                "word": word,
                "options": [option("each:\(field)", say("builder.who.each.\(field)"))]
                    + values.map { option("is:\(field):\($0)", spoken($0, field)) }
                    + values.map { option("not:\(field):\($0)", say("builder.who.not", ["value": spoken($0, field)])) },
            ])
        }
        if let chosen, marked == nil {
            choices.insert(
                ["word": say("builder.who.now"), "options": [["value": "", "word": words(chosen), "chosen": true] as [String: Any]]], at: 0)
        }
        return choices
    }

    /// What a condition of several values is called.
    private func words(_ condition: Condition) -> String {
        switch condition {
        case .isOneOf(let field, let values): values.map { spoken($0, field) }.joined(separator: ", ")
        case .isNoneOf(let field, let values): say("builder.who.not", ["value": values.map { spoken($0, field) }.joined(separator: ", ")])
        case .each(let field, let values): values.isEmpty ? say("builder.who.each.\(field)") : values.joined(separator: ", ")
        case .trait(let trait): say.word(for: Trait(rawValue: trait))
        case .withoutTrait(let trait): say("builder.who.not", ["value": say.word(for: Trait(rawValue: trait))])
        }
    }

    private func values(_ field: String) -> [String] {
        Set(content.people.map { $0.value(field) }.filter { !$0.isEmpty }).sorted(by: Norwegian.precedes)
    }

    private func spoken(_ value: String, _ field: String) -> String { field == "party" ? say("party.\(value)") : value }

    private func ties(chosen: Rule.Ties? = nil) -> [[String: Any]] {
        var marked = ""
        switch chosen {
        case .relation(let name): marked = name
        case .sameValue(let field): marked = "same:\(field)"
        case .people, nil: break
        }
        let choices =
            RuleSetup.relations.map { ($0, say("builder.tie.\($0)")) }
            + RuleSetup.fields.map { ("same:\($0)", say("builder.tie.same", ["field": say("builder.field.\($0)")])) }
        var page = choices.map { ["value": $0.0, "word": $0.1, "chosen": $0.0 == marked] as [String: Any] }
        if case .people(let ids) = chosen {
            let names = content.people.filter { ids.contains($0.member.id.description) }.map(\.member.name)
            page.insert(["value": "", "word": names.joined(separator: ", "), "chosen": true], at: 0)
        }
        return page
    }
}
