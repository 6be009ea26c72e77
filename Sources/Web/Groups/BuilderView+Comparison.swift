import Grouping
import Storage
import Workshop

extension BuilderView {
    /// The two proposals side by side, with who sits elsewhere.
    var comparison: [String: Any] {
        guard content.proposals.count == 2, let first = sight.bench(.first), let second = sight.bench(.second) else {
            return ["hasBoth": false]
        }
        let elsewhere = content.people.filter { first.proposal.seats[$0.id]?.number != second.proposal.seats[$0.id]?.number }
        return [
            "hasBoth": true, "elsewhere": say("builder.elsewhere", ["n": "\(elsewhere.count)"]),
            "sides": [side(first, Set(elsewhere.map(\.id)), second), side(second, Set(elsewhere.map(\.id)), first)],
        ]
    }

    private func side(_ bench: Bench, _ elsewhere: Set<ID<Attendance>>, _ other: Bench) -> [String: Any] {
        let words = GroupWords(bench: bench, say: say)
        let unmet = (bench.explanation?.unmet ?? []).filter { bench.setup.rules.indices.contains($0.rule) }
        return [
            "place": bench.proposal.place.rawValue, "query": bench.proposal.place == .first ? "" : "?place=second",
            "title": say("builder.place.\(bench.proposal.place.rawValue)"), "version": "\(bench.proposal.version)", "tally": tally(bench),
            "sizes": sizesWord(bench.setup.sizes), "better": verdict(bench, other),
            "unmet": unmet.sorted {
                (bench.setup.rules[$0.rule].level, $0.rule, $0.group) < (bench.setup.rules[$1.rule].level, $1.rule, $1.group)
            }
            .map { finding in
                [
                    "group": name(bench.number(finding.group)), "rule": words.rule(finding.rule), "fact": words.sentence(finding),
                    "level": say("builder.level.\(bench.setup.rules[finding.rule].level.code)"),
                    "code": bench.setup.rules[finding.rule].level.code,
                ]
            },
            "groups": bench.groups.indices.map { index in
                [
                    "name": name(index + 1), "number": "\(index + 1)",
                    "seats": bench.groups[index].map { guest in
                        [
                            "name": guest.member.name, "about": guest.member.discipline, "moved": elsewhere.contains(guest.id),
                            "other": other.proposal.seats[guest.id].map { say("builder.there", ["group": name($0.number)]) }
                                ?? say("builder.there-nowhere"),
                        ] as [String: Any]
                    },
                ] as [String: Any]
            },
        ]
    }

    /// Which of the two is nearer to its rules, when they have the same ones.
    private func verdict(_ bench: Bench, _ other: Bench) -> String {
        guard let mine = bench.division?.score, let yours = other.division?.score, bench.setup.rules == other.setup.rules else { return "" }
        return mine < yours ? say("builder.better") : yours < mine ? "" : say("builder.equal")
    }

    /// What every change of places and every move of a person would do to the rules, the best first.
    func swaps(_ person: ID<Attendance>) -> [String: Any]? {
        guard let bench = sight.bench(place), let guest = content.people.first(where: { $0.id == person }),
            let number = bench.proposal.seats[person]?.number
        else { return nil }
        let now = bench.division?.score
        var choices: [(guest: BuilderContent.Guest, number: Int, score: Score?)] = []
        for other in content.people where other.id != person {
            guard let place = bench.proposal.seats[other.id]?.number, place != number,
                bench.proposal.pools[place - 1] == bench.proposal.pools[number - 1]
            else { continue }
            choices.append((other, place, content.people.count > 120 ? nil : bench.score(swapping: person, other.id)))
        }
        let sorted = choices.enumerated().sorted { one, other in
            guard let mine = one.element.score, let yours = other.element.score, mine < yours || yours < mine else {
                return one.offset < other.offset
            }
            return mine < yours
        }
        return [
            "name": guest.member.name, "group": name(number), "version": "\(bench.proposal.version)",
            "choices": sorted.map { _, choice in
                [
                    "id": choice.guest.id.description, "name": choice.guest.member.name, "about": choice.guest.member.discipline,
                    "group": name(choice.number), "effect": effect(choice.score, now), "code": code(choice.score, now),
                    "pinned": bench.proposal.seats[choice.guest.id]?.isPinned == true,
                ] as [String: Any]
            },
        ]
    }

    private func code(_ score: Score?, _ now: Score?) -> String {
        guard let score, let now else { return "unknown" }
        return score < now ? "better" : now < score ? "worse" : "same"
    }

    private func effect(_ score: Score?, _ now: Score?) -> String {
        guard let score, let now else { return "" }
        func changed(_ part: (Score) -> Double) -> Bool { abs(part(score) - part(now)) > 1e-7 }
        let level = changed(\.must) ? "must" : changed(\.should) ? "should" : changed(\.wish) ? "wish" : "sizes"
        switch code(score, now) {
        case "same": return say("builder.effect.same")
        case "better": return say("builder.effect.better.\(level)")
        default: return say("builder.effect.worse.\(level)")
        }
    }
}

extension Bench {
    /// Whether the group is of the person’s pool.
    func mayHold(_ guest: BuilderContent.Guest, _ number: Int) -> Bool {
        guard !setup.pool.isEmpty else { return true }
        return guest.value(setup.pool) == proposal.pools[number - 1]
    }

    /// How the whole would be if two people changed places.
    func score(swapping one: ID<Attendance>, _ other: ID<Attendance>) -> Score? {
        var groups = groups.map { $0.map(\.id) }
        for index in groups.indices { groups[index] = groups[index].map { $0 == one ? other : $0 == other ? one : $0 } }
        let posed = posed(groups)
        return ((try? Desk(posed.gathering, posed.division)) ?? nil)?.score
    }
}
