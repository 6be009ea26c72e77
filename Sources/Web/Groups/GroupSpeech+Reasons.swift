import Grouping

extension GroupSpeech {
    /// Why a rule is not met in a group, or what it would cost, in whole sentences; blank for a rule that is met.
    package func reason(_ finding: Explanation.Finding) -> String {
        switch finding.reason {
        case nil: return ""
        case .impossible(let cause): return self.cause(cause, of: [finding.rule])
        case .noWayFound: return say("groups.reason.no-way")
        case .costs(let moves, let breaks):
            let moves = all(moves.map(move))
            if breaks.isEmpty { return say("groups.reason.free", ["moves": moves]) }
            return say("groups.reason.costs", ["moves": moves, "breaks": worse(breaks)])
        }
    }

    private func move(_ move: Explanation.Move) -> String {
        guard let other = move.with else { return say("groups.reason.move", ["one": moved(move.person), "group": group(move.to)]) }
        return say("groups.reason.swap", ["one": moved(move.person), "other": moved(other)])
    }

    private func moved(_ id: String) -> String {
        gathering.pins[id] == nil ? person(id) : say("groups.reason.pinned", ["person": person(id)])
    }

    private func worse(_ breaks: [Explanation.Breach]) -> String {
        let groups = Dictionary(grouping: breaks, by: \.rule).sorted { $0.key < $1.key }
        return all(
            groups.map { number, breaks in
                say("groups.reason.worse", ["rule": rule(number), "group": all(breaks.map { group($0.group) })])
            })
    }

    /// The rules that no groups can keep, and why.
    package func contradiction(_ contradiction: Contradiction) -> String {
        let rules = all(contradiction.rules.map(rule))
        let named = contradiction.pool.isEmpty ? rules : "\(contradiction.pool): \(rules)"
        return say("groups.contradiction", ["rules": named, "cause": cause(contradiction.cause, of: contradiction.rules)])
    }

    /// The contradictions, with those of one rule that lacks people of several kinds told together.
    package func contradictions(_ found: [Contradiction]) -> [String] {
        var told: [String] = []
        var merged: Set<[Int]> = []
        for contradiction in found {
            guard !merged.contains(contradiction.rules) else { continue }
            let lacking = found.compactMap { other -> (String, Int, Int, Int)? in
                guard other.rules == contradiction.rules, case .tooFew(let label, let there, let needed, let groups) = other.cause else {
                    return nil
                }
                return (label, there, needed, groups)
            }
            guard lacking.count > 1, contradiction.pool.isEmpty, lacking.allSatisfy({ $0.2 == lacking[0].2 && $0.3 == lacking[0].3 }) else {
                told.append(self.contradiction(contradiction))
                continue
            }
            merged.insert(contradiction.rules)
            let rule = contradiction.rules.first.flatMap { gathering.rules.indices.contains($0) ? gathering.rules[$0] : nil }
            let list = lacking.map { "\($0.1) " + kind($0.0, of: rule, $0.1) }
            let cause = say(
                "groups.cause.too-few-kinds", ["groups": "\(lacking[0].3)", "needed": "\(lacking[0].2)", "list": all(list)])
            told.append(say("groups.contradiction", ["rules": all(contradiction.rules.map(self.rule)), "cause": cause]))
        }
        return told
    }

    private func cause(_ cause: Contradiction.Cause, of rules: [Int]) -> String {
        let rule = rules.first.flatMap { gathering.rules.indices.contains($0) ? gathering.rules[$0] : nil }
        switch cause {
        case .tooFew(let label, let there, let needed, let groups):
            return say(
                "groups.cause.too-few",
                [
                    "there": there == 0 ? say("groups.none") : "\(there)", "what": kind(label, of: rule, there), "needed": "\(needed)",
                    "groups": "\(groups)",
                ])
        case .tooMany(let label, let there, let room, let groups):
            return say(
                "groups.cause.too-many",
                ["there": "\(there)", "what": kind(label, of: rule, there), "room": "\(room)", "groups": "\(groups)"])
        case .onlyOne(let label): return say("groups.cause.only-one", ["what": kind(label, of: rule, 1)])
        case .fullGroup(let needed, let largest): return say("groups.cause.full-group", ["needed": "\(needed)", "largest": "\(largest)"])
        case .togetherTooMany(let people, let largest):
            return say(
                "groups.cause.together-too-many", ["n": "\(people.count)", "largest": "\(largest)", "people": all(people.map(person))])
        case .apartTooMany(let people, let groups):
            return say("groups.cause.apart-too-many", ["n": "\(people.count)", "groups": "\(groups)", "people": all(people.map(person))])
        case .apartSets(let sets, let smallest): return say("groups.cause.apart-sets", ["sets": "\(sets)", "smallest": "\(smallest)"])
        case .pinnedTogether(let one, let other, _):
            return say("groups.cause.pinned-together", ["one": person(one), "other": person(other)])
        case .pinnedApart(let one, let other): return say("groups.cause.pinned-apart", ["one": person(one), "other": person(other)])
        case .togetherAndApart(let one, let other):
            return say("groups.cause.together-and-apart", ["one": person(one), "other": person(other)])
        case .otherPools(let one, let other): return say("groups.cause.other-pools", ["one": person(one), "other": person(other)])
        case .bounds(let label, let least, let most):
            return say("groups.cause.bounds", ["least": "\(least)", "most": "\(most)", "what": kind(label, of: rule, 2)])
        case .kindsDoNotFillGroups(let groups, let possible):
            return say("groups.cause.kinds", ["groups": "\(groups)", "possible": "\(possible)"])
        }
    }

    /// Why the people cannot be divided at all, and what to do about it.
    package func impossible(_ impossible: Impossible) -> String {
        switch impossible {
        case .nobody: return say("groups.impossible.nobody")
        case .samePersonTwice(let id): return say("groups.impossible.twice", ["person": person(id)])
        case .sizes(let people, let pool, .count(let count)):
            return prefixed(pool) + say("groups.impossible.count", ["people": "\(people)", "n": "\(count)"])
        case .sizes(let people, let pool, .range(let min, _, let max)):
            return prefixed(pool) + say("groups.impossible.range", ["people": "\(people)", "min": "\(min)", "max": "\(max)"])
        case .wrongSizes: return say("groups.impossible.wrong-sizes")
        case .pinOfUnknownPerson(let id): return say("groups.impossible.pin-unknown", ["person": person(id)])
        case .pinToUnknownGroup(let id, let group, let groups):
            return say("groups.impossible.pin-group", ["person": person(id), "group": "\(group)", "groups": "\(groups)"])
        case .pinInOtherPool(let id, _): return say("groups.impossible.pin-pool", ["person": person(id)])
        }
    }

    private func prefixed(_ pool: String) -> String { pool.isEmpty ? "" : "\(pool): " }
}
