/// What cannot be when rules that count the same people are taken as one.
extension Table {
    /// Rules that count the same people with bounds that cannot both hold, or different people who do not fit in one group.
    func boundContradictions(_ musts: [Measure], _ tell: ([Int], Contradiction.Cause) -> Void) {
        for rules in sameCounted(musts) {
            guard let first = rules.first, let cause = cause(rules) else { continue }
            var needed = rules
            for asked in rules where needed.count > 1 {
                let fewer = needed.filter { $0 != asked }
                if self.cause(fewer) != nil { needed = fewer }
            }
            let isKnown = needed.count == 1 && (!needed[0].isNotAlone || first.there == 1)
            if !isKnown { tell(needed.map(\.rule), self.cause(needed) ?? cause) }
            for (index, one) in rules.enumerated() {
                for other in rules[(index + 1)...] where one.rule != other.rule {
                    let (least, most) = (max(one.least, other.least), min(one.most, other.most))
                    guard least > most, needed.map(\.rule) != [one.rule, other.rule] else { continue }
                    tell([one.rule, other.rule], .bounds(of: first.label, least: least, most: most))
                }
            }
        }
        fullGroups(musts, tell)
    }

    /// What one rule asks of one kind of people.
    struct Asked: Hashable {
        var rule: Int
        var label: String
        var there: Int
        var least: Int
        var most: Int
        var isNotAlone: Bool
    }

    /// Rules by the people they count, in the order of the first.
    private func sameCounted(_ musts: [Measure]) -> [[Asked]] {
        var places: [[Int32]: Int] = [:]
        var asked: [[Asked]] = []
        for measure in musts where measure.shape == .counts || measure.shape == .notAlone {
            var counted = [[Int32]](repeating: [], count: measure.kinds)
            for (seat, kind) in measure.kindOf.enumerated() where kind >= 0 { counted[Int(kind)].append(Int32(seat)) }
            for (kind, seats) in counted.enumerated() where !seats.isEmpty {
                let one = Asked(
                    rule: measure.rule, label: measure.labels[kind], there: seats.count, least: Int(measure.least[kind]),
                    most: Int(measure.most[kind]), isNotAlone: measure.shape == .notAlone)
                if let place = places[seats] {
                    asked[place].append(one)
                } else {
                    places[seats] = asked.count
                    asked.append([one])
                }
            }
        }
        return asked
    }

    /// Why no numbers in the groups are what these rules ask of the same people.
    private func cause(_ asked: [Asked]) -> Contradiction.Cause? {
        guard let first = asked.first else { return nil }
        let (label, there) = (first.label, first.there)
        var least = asked.map(\.least).max() ?? 0
        var most = min(asked.map(\.most).min() ?? largest, largest)
        let isNotAlone = asked.contains(where: \.isNotAlone)
        if isNotAlone, there == 1 { return .onlyOne(of: label) }
        if isNotAlone, least == 1 { least = 2 }
        if isNotAlone, most == 1 { most = 0 }
        if least * groups > there { return .tooFew(of: label, there: there, needed: least * groups, groups: groups) }
        if most * groups < there { return .tooMany(of: label, there: there, room: most * groups, groups: groups) }
        if isNotAlone, least == 0, most > 0 {
            let used = (there + most - 1) / most
            if used * 2 > there { return .tooFew(of: label, there: there, needed: used * 2, groups: used) }
        }
        return nil
    }

    private func fullGroups(_ musts: [Measure], _ tell: ([Int], Contradiction.Cause) -> Void) {
        var rules: [Int] = []
        var needed = 0
        var taken = [Bool](repeating: false, count: count)
        for measure in musts where measure.shape == .counts && measure.kinds == 1 && measure.least[0] > 0 {
            let counted = measure.kindOf.indices.filter { measure.kindOf[$0] == 0 }
            if counted.contains(where: { taken[$0] }) { continue }
            for seat in counted { taken[seat] = true }
            rules.append(measure.rule)
            needed += Int(measure.least[0])
        }
        if rules.count > 1, needed > largest { tell(rules, .fullGroup(needed: needed, largest: largest)) }
    }
}
