/// Why rules are not met in a group, or what meeting them would cost. Everybody sits as before when it has been found out.
extension Arrangement {
    func reasons(rules: [Int], group: Int, ids: [String], offset: Int) -> [Int: Explanation.Reason] {
        var reasons: [Int: Explanation.Reason] = [:]
        for rule in rules {
            let broken = (0..<groups).count { cost(rule: rule, group: $0) >= 1e-9 }
            if let limit = limit(rule: rule, ids: ids), limit.broken >= broken { reasons[rule] = .impossible(limit.cause) }
        }
        let open = rules.filter { reasons[$0] == nil }
        for (rule, change) in cheapestChanges(group: group, rules: open) {
            let way = change.map { [$0] } ?? way(toMeet: rule, in: group)
            reasons[rule] = way.map { cost(of: $0, ids: ids, offset: offset) } ?? .noWayFound
        }
        return reasons
    }

    private func limit(rule: Int, ids: [String]) -> Table.Limit? {
        if let known = limits[rule] { return known }
        let limit = table.limit(table.measures[rule], ids: ids)
        limits[rule] = limit
        return limit
    }

    /// For each of the rules the single change that meets it in a group at the least cost to the others, if there is any.
    private func cheapestChanges(group: Int, rules: [Int]) -> [(rule: Int, change: Change?)] {
        var best = [(change: Change, score: Score)?](repeating: nil, count: rules.count)
        guard !rules.isEmpty else { return [] }
        forEachChange(of: group, movable: { table.pinned[$0] < 0 }) { wanted in
            let score = change(wanted.person, wanted.with, to: wanted.to)
            for (place, rule) in rules.enumerated() where triedCost(rule: rule, in: group) < 1e-9 {
                if best[place].map({ score < $0.score }) ?? true { best[place] = (wanted, score) }
            }
        }
        return zip(rules, best).map { ($0, $1?.change) }
    }

    /// Change after change, each bringing the rule nearest to being met, of different people; nil when that leads nowhere.
    /// Those who are pinned go only when it cannot be done without them.
    private func way(toMeet rule: Int, in group: Int) -> [Change]? {
        way(toMeet: rule, in: group) { table.pinned[$0] < 0 }
            ?? (table.pinned.contains { $0 >= 0 } ? way(toMeet: rule, in: group) { _ in true } : nil)
    }

    private func way(toMeet rule: Int, in group: Int, movable: (Int) -> Bool) -> [Change]? {
        let before = seating
        defer { seat(before) }
        var way: [Change] = []
        while cost(rule: rule, group: group) >= 1e-9 {
            var best: (change: Change, cost: Double, score: Score)?
            let moved = Set(way.flatMap { [$0.person, $0.with] })
            forEachChange(of: group, movable: { movable($0) && !moved.contains($0) }) { wanted in
                let cost = cost(of: rule, in: group, after: wanted)
                if let best, best.cost < cost - 1e-9 { return }
                let score = change(wanted.person, wanted.with, to: wanted.to)
                if let best, best.cost < cost + 1e-9, !(score < best.score) { return }
                best = (wanted, cost, score)
            }
            guard let best, way.count < 2 * table.largest else { return nil }
            make(best.change)
            way.append(best.change)
        }
        return way
    }

    private func cost(of rule: Int, in group: Int, after wanted: Change) -> Double {
        let from = Int(groupOf[wanted.person])
        let after = after(rule, wanted.person, wanted.with, from, wanted.to)
        return group == from ? after.costFrom : after.costTo
    }

    /// Every move to and from a group, and every change of places with somebody in it, that keeps the sizes within their bounds.
    private func forEachChange(of group: Int, movable: (Int) -> Bool, _ judge: (Change) -> Void) {
        func attempt(_ person: Int, _ with: Int, _ to: Int) { judge(Change(person: person, with: with, to: to)) }
        let mine = (0..<people).filter { groupOf[$0] == Int32(group) && movable($0) }
        for other in 0..<people where groupOf[other] != Int32(group) && movable(other) {
            for person in mine { attempt(person, other, Int(groupOf[other])) }
            if size[Int(groupOf[other])] > table.smallest, size[group] < table.room[group] { attempt(other, -1, group) }
        }
        if size[group] > table.smallest {
            for person in mine { for to in 0..<groups where to != group && size[to] < table.room[to] { attempt(person, -1, to) } }
        }
    }

    private struct Change {
        var person: Int
        /// -1 for nobody.
        var with: Int
        var to: Int
    }

    private func make(_ wanted: Change) {
        _ = change(wanted.person, wanted.with, to: wanted.to)
        commit()
    }

    private func cost(of way: [Change], ids: [String], offset: Int) -> Explanation.Reason {
        let before = seating
        let costs = (0..<rules * groups).map { cost[$0] }
        for change in way { make(change) }
        defer { seat(before) }
        let worse = costs.indices.filter { cost[$0] > costs[$0] + 1e-9 }
        return .costs(
            way.map { Explanation.Move(person: ids[$0.person], with: $0.with < 0 ? nil : ids[$0.with], to: $0.to + 1 + offset) },
            breaks: worse.map { Explanation.Breach(rule: $0 / groups, group: $0 % groups + 1 + offset) })
    }
}
