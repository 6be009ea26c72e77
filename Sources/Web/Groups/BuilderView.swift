import Foundation
import Grouping
import Storage
import Workshop

/// What the parts of the builder show.
struct BuilderView {
    let sight: BuilderSight
    let place: Proposal.Place
    let say: Speech

    var content: BuilderContent { sight.content }

    /// What a group of a proposal is called: as the day’s group in the same place, or by its number.
    static func name(_ number: Int, _ content: BuilderContent, _ say: Speech) -> String {
        content.group(number)?.name ?? say("plan.group-name", ["number": "\(number)"])
    }

    func name(_ number: Int) -> String { BuilderView.name(number, content, say) }

    /// Why people cannot be divided as the rules say, or what cannot be kept when they are.
    var problems: [String: Any] {
        guard let bench = sight.bench(place) else { return [:] }
        let words = GroupWords(bench: bench, say: say)
        return ["warnings": words.contradictions(bench.contradictions), "impossible": bench.impossible.map(words.impossible) ?? ""]
    }

    /// How a divided proposal fares, and what can be done with the whole of it.
    var head: [String: Any] {
        guard let bench = sight.bench(place) else { return [:] }
        var page = problems
        page["title"] = say("builder.place.\(place.rawValue)")
        page["hasSecond"] = content.proposals[.second] != nil
        page["versions"] = content.proposals.values.map { "\($0.version)" }.joined(separator: ",")
        page["undo"] = content.undo.map { say("builder.step.\($0.rawValue)") } ?? ""
        page["redo"] = content.redo.map { say("builder.step.\($0.rawValue)") } ?? ""
        page["most"] = "\(max(1, content.people.count))"
        page["inUse"] = content.isAdopted(bench.proposal)
        page["tally"] = tally(bench)
        page["judged"] = bench.explanation != nil
        page["whole"] = bench.explanation?.unmet.isEmpty == true
        page["sizesDiffer"] =
            bench.hasSizesAskedFor
            ? "" : say("builder.sizes-differ", ["have": "\(bench.groups.count)", "asked": sizesWord(bench.setup.sizes)])
        page["sizesGaveWay"] =
            bench.sizesGaveWay.map {
                say("builder.sizes-gave-way", ["n": "\(content.people.count)", "asked": sizesWord($0)])
            } ?? ""
        page["notYet"] = content.adoptedAt != nil && !content.isAdopted(bench.proposal)
        page["howMany"] = "\(bench.groups.count)"
        page["unseated"] = bench.unseated.map { seat($0, in: nil, bench) }
        page["repair"] = repair(bench)
        page["missing"] = missing(bench)
        page["pinnedCount"] = bench.pins.isEmpty ? "" : say("builder.pinned-count", ["n": "\(bench.pins.count)"])
        return page
    }

    /// What follows the groups: the signs, and taking them into use.
    var foot: [String: Any] {
        guard let bench = sight.bench(place) else { return [:] }
        return [
            "adopted": content.adoptedAt != nil, "asks": content.day.state >= .open || content.hasWorked,
            "inUse": content.isAdopted(bench.proposal), "legend": legend, "seed": "\(bench.proposal.seed)",
            "hasGroups": content.groups.count > 1,
        ]
    }

    /// How the rules fare, in one sentence to be read aloud; nil when they cannot be judged.
    var score: String? {
        guard let bench = sight.bench(place), bench.explanation != nil, !bench.tally.isEmpty else { return nil }
        return bench.tally.map { part in
            say("builder.said.score.\(part.level.code)", ["met": "\(part.met)", "of": "\(part.of)"])
        }.joined(separator: " ")
    }

    func tally(_ bench: Bench) -> [[String: Any]] {
        bench.tally.map { part in
            [
                "level": say("builder.level.\(part.level.code)"), "code": part.level.code, "whole": part.met == part.of,
                "words": say("builder.met-of", ["met": "\(part.met)", "of": "\(part.of)"]), "met": "\(part.met)", "of": "\(part.of)",
            ]
        }
    }

    /// How many there are, and whether that is what was asked for.
    private func size(of count: Int, _ bench: Bench) -> String {
        let people = say("builder.people", ["n": "\(count)"])
        let excess = bench.excess(ofGroupWith: count)
        guard excess != 0 else { return people }
        return people + ", " + say(excess > 0 ? "builder.too-many" : "builder.too-few", ["n": "\(abs(excess))"])
    }

    /// A group with its people, why it looks so, and what is not met in it.
    func group(_ number: Int) -> [String: Any] {
        guard let bench = sight.bench(place), bench.groups.indices.contains(number - 1) else { return [:] }
        let words = GroupWords(bench: bench, say: say)
        let people = bench.groups[number - 1]
        let findings = bench.findings(group: number)
        let unmet = findings.filter { !$0.isMet && bench.setup.rules.indices.contains($0.rule) }
            .sorted { (bench.setup.rules[$0.rule].level, $0.rule) < (bench.setup.rules[$1.rule].level, $1.rule) }
        let pinned = people.count { bench.proposal.seats[$0.id]?.isPinned == true }
        return [
            "number": "\(number)", "name": name(number), "pool": poolWord(bench.proposal.pools[number - 1], bench),
            "poolCode": bench.setup.pool.isEmpty ? "" : bench.proposal.pools[number - 1],
            "size": size(of: people.count, bench),
            "score": findings.isEmpty ? "" : say("builder.met-of", ["met": "\(findings.count - unmet.count)", "of": "\(findings.count)"]),
            "whole": unmet.isEmpty && !findings.isEmpty, "worst": unmet.first.map { bench.setup.rules[$0.rule].level.code } ?? "",
            "sentence": people.isEmpty ? "" : words.group(number),
            "unmet": unmet.map { finding in
                let rule = bench.setup.rules[finding.rule]
                return [
                    "level": say("builder.level.\(rule.level.code)"), "code": rule.level.code, "rule": words.rule(finding.rule),
                    "fact": words.sentence(finding), "reason": words.reason(finding),
                ]
            },
            "seats": people.map { seat($0, in: number, bench) }, "allPinned": !people.isEmpty && pinned == people.count,
            "empty": people.isEmpty,
        ] as [String: Any]
    }

    private func poolWord(_ pool: String, _ bench: Bench) -> String {
        guard !bench.setup.pool.isEmpty else { return "" }
        if pool.isEmpty { return say("builder.pool-unknown") }
        return bench.setup.pool == "party" ? say("party.\(pool)") : pool
    }

    func seat(_ guest: BuilderContent.Guest, in number: Int?, _ bench: Bench) -> [String: Any] {
        let others = bench.groups.indices.filter { $0 + 1 != number && bench.mayHold(guest, $0 + 1) }
        return [
            "id": guest.id.description, "name": guest.member.name, "about": guest.member.discipline, "party": partyWord(guest.member.party),
            "traits": traits(guest), "pinned": bench.proposal.seats[guest.id]?.isPinned == true, "seated": number != nil,
            "manyGroups": others.count > 8, "most": "\(bench.groups.count)",
            "others": others.count > 8 ? [] : others.map { ["number": "\($0 + 1)", "name": name($0 + 1)] },
        ] as [String: Any]
    }

    private func partyWord(_ party: Party) -> String { party == .staff ? "" : say("party.\(party.rawValue)") }

    /// Ready traits have signs; a community’s own words stand as they are.
    private func traits(_ guest: BuilderContent.Guest) -> [[String: Any]] {
        let own = guest.profile.traits.subtracting(Trait.ready).map(\.rawValue).sorted(by: Norwegian.precedes)
        return Trait.ready.filter(guest.profile.traits.contains).map { ["sign": sign($0), "word": say.word(for: $0)] }
            + own.map { ["sign": "", "word": $0] }
    }

    private func sign(_ trait: Trait) -> String {
        switch trait {
        case .takesInitiative: "▲"
        case .buildsBridges: "◠"
        case .quiet: "…"
        case .experienced: "★"
        case .new: "✦"
        default: ""
        }
    }

    private var legend: [[String: Any]] {
        let used = content.people.reduce(into: Set<Trait>()) { $0.formUnion($1.profile.traits) }
        return Trait.ready.filter(used.contains).map { ["sign": sign($0), "word": say.word(for: $0)] }
    }

    private func missing(_ bench: Bench) -> [[String: Any]] {
        bench.proposal.seats.compactMap { id, seat in
            content.missing[id].map { (name: $0, number: seat.number) }
        }
        .sorted { Norwegian.precedes($0.name, $1.name) }.map { ["name": $0.name, "group": name($0.number)] }
    }

    private func repair(_ bench: Bench) -> [String: Any] {
        let isNeeded = !bench.unseated.isEmpty || bench.proposal.seats.keys.contains { content.missing[$0] != nil }
        let isUneven = bench.groups.contains { bench.excess(ofGroupWith: $0.count) != 0 }
        guard isNeeded || isUneven, let repair = BenchRepair(bench), isNeeded || !repair.moves.isEmpty else { return ["needed": false] }
        return [
            "needed": true, "whole": repair.moves.isEmpty, "word": say("builder.repair.count", ["n": "\(repair.moves.count)"]),
            "moves": repair.moves.map { move in
                [
                    "words": move.from.map {
                        say("builder.repair.move", ["name": move.guest.member.name, "from": name($0), "to": name(move.to)])
                    } ?? say("builder.repair.new", ["name": move.guest.member.name, "to": name(move.to)])
                ]
            },
        ] as [String: Any]
    }

    func sizesWord(_ sizes: Sizes) -> String {
        switch sizes {
        case .count(let count): say("builder.sizes.count", ["n": "\(count)"])
        case .range(let min, _, let max) where min == max: say("builder.sizes.exact", ["n": "\(min)"])
        case .range(let min, let ideal, let max): say("builder.sizes.range", ["min": "\(min)", "ideal": "\(ideal)", "max": "\(max)"])
        }
    }
}
