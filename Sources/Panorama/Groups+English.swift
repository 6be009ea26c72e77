import Grouping

extension Rule.Level {
    var word: String {
        switch self {
        case .must: "must"
        case .should: "should"
        case .wish: "wish"
        }
    }
}

extension Condition {
    var words: String {
        switch self {
        case .isOneOf(let field, let values): "\(field) \(values.joined(separator: " or "))"
        case .isNoneOf(let field, let values): "\(field) other than \(values.joined(separator: " or "))"
        case .each(let field, let values): values.isEmpty ? "each \(field)" : "each \(field) of \(values.joined(separator: ", "))"
        case .trait(let trait): trait
        }
    }
}

extension Rule {
    var sentence: String {
        if !name.isEmpty { return name }
        switch kind {
        case .atLeast(let count, let condition): return "at least \(count) with \(condition.words)"
        case .atMost(let count, let condition): return "at most \(count) with \(condition.words)"
        case .exactly(let count, let condition): return "exactly \(count) with \(condition.words)"
        case .spread(let condition): return "\(condition.words) spread evenly"
        case .notAlone(let condition): return "nobody alone with \(condition.words)"
        case .oneKind(let field): return "all of the same \(field)"
        case .alikeMeans(let number, let tolerance): return "mean \(number) within \(tolerance) standard deviations"
        case .together(let ties): return "together: \(ties.words)"
        case .apart(let ties): return "apart: \(ties.words)"
        case .newCompanions: return "new companions"
        }
    }
}

extension Rule.Ties {
    var words: String {
        switch self {
        case .people(let ids): ids.joined(separator: ", ")
        case .relation(let name): name
        case .sameValue(let field): "the same \(field)"
        }
    }
}

extension Explanation.Fact {
    var sentence: String {
        func list(_ kinds: [Explanation.Kind]) -> String { kinds.map { "\($0.count) \($0.label)" }.joined(separator: ", ") }
        switch self {
        case .counts(let kinds):
            return kinds.map { kind in
                if kind.count < kind.least { return "\(kind.count) \(kind.label), \(kind.least - kind.count) too few" }
                if let most = kind.most, kind.count > most { return "\(kind.count) \(kind.label), \(kind.count - most) too many" }
                return "\(kind.count) \(kind.label)"
            }.joined(separator: ", ")
        case .company(let alone, let counts): return alone.isEmpty ? list(counts) : "only one \(alone.joined(separator: ", only one "))"
        case .oneKind(let kinds): return list(kinds)
        case .mean(nil, _, _, _): return "no value is known"
        case .mean(let mean?, let all, let off, _): return "mean \(rounded(mean)) (of all \(rounded(all))), \(rounded(off)) standard deviations off"
        case .parted(let pairs): return pairs.isEmpty ? "all together" : "parted: " + pairs.map { $0.joined(separator: " and ") }.joined(separator: "; ")
        case .met(let pairs, _): return pairs.isEmpty ? "none together" : "together: " + pairs.map { $0.joined(separator: " and ") }.joined(separator: "; ")
        }
    }
}

extension Explanation.Reason {
    func sentence(rule: (Int) -> String, group: (Int) -> String) -> String {
        switch self {
        case .impossible(let cause): return cause.sentence
        case .costs(let person, let other, let breaks):
            let change = other.map { "If \(person) and \($0) changed places it would be met" } ?? "If \(person) moved it would be met"
            if breaks.isEmpty { return change + ", but the whole would be worse." }
            let broken = breaks.map { "\(rule($0.rule)) worse in \(group($0.group))" }.joined(separator: "; ")
            return change + ", but: " + broken + "."
        case .noSingleChange: return "No single change of places meets it."
        }
    }
}

extension Contradiction {
    func sentence(rule: (Int) -> String) -> String {
        (pool.isEmpty ? "" : pool + ": ") + rules.map(rule).joined(separator: " + ") + ": " + cause.sentence
    }
}

extension Contradiction.Cause {
    var sentence: String {
        switch self {
        case .tooFew(let kind, let there, let needed, let groups): "There are \(there) of \(kind), and \(groups) groups need \(needed)."
        case .tooMany(let kind, let there, let room, let groups): "There are \(there) of \(kind), and \(groups) groups have room for \(room)."
        case .onlyOne(let kind): "There is only one of \(kind)."
        case .fullGroup(let needed, let largest): "A group would need \(needed) people, and the largest has \(largest)."
        case .togetherTooMany(let people, let largest): "\(people.count) belong together, and the largest group has \(largest): \(people.joined(separator: ", "))."
        case .apartTooMany(let people, let groups): "\(people.count) must all be apart, and there are \(groups) groups: \(people.joined(separator: ", "))."
        case .pinnedTogether(let one, let other, let group): "\(one) and \(other) must be apart and are both pinned to group \(group + 1) of their pool."
        case .pinnedApart(let one, let other): "\(one) and \(other) belong together and are pinned to different groups."
        case .togetherAndApart(let one, let other): "\(one) and \(other) must be both together and apart."
        case .otherPools(let one, let other): "\(one) and \(other) belong together and are in different pools."
        case .bounds(let kind, let least, let most): "At least \(least) and at most \(most) of \(kind) cannot both be."
        case .kindsDoNotFillGroups(let groups, let possible): "At most \(possible) of \(groups) groups can be of one kind."
        }
    }
}

extension Impossible {
    var sentence: String {
        switch self {
        case .nobody: return "There are no people. Write one on each line."
        case .samePersonTwice(let id): return "“\(id)” is here twice. Delete one."
        case .sizes(let people, let pool, .count(let count)):
            return "\(people) people\(pool.isEmpty ? "" : " in \(pool)") cannot fill \(count) groups. Choose a --count of at most \(people)."
        case .sizes(let people, let pool, .range(let min, _, let max)):
            let place = pool.isEmpty ? "" : " in \(pool)"
            return "\(people) people\(place) cannot be divided into groups of \(min) to \(max). Choose a --size with a wider range."
        case .wrongSizes: return "The sizes contradict each other. Choose a --size from small to large."
        case .pinOfUnknownPerson(let id): return "“\(id)” is pinned but not among the people. Delete the pin or mend the spelling."
        case .pinToUnknownGroup(let id, let group, let groups): return "“\(id)” is pinned to group \(group) of \(groups). Choose a group from 1 to \(groups)."
        case .pinInOtherPool(let id, let group): return "“\(id)” is pinned to group \(group), which belongs to another pool. Choose another group."
        case .tooManyPinned(let group, let pinned, let max): return "\(pinned) people are pinned to group \(group), which holds \(max). Take some pins away."
        }
    }
}

/// Two decimals, without those that are nought.
private func rounded(_ number: Double) -> String {
    let hundredths = (number * 100).rounded() / 100
    return hundredths == hundredths.rounded() ? "\(Int(hundredths))" : "\(hundredths)"
}
