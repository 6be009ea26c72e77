/// Who sits where, and what is not as it should be.
package struct SeatingPlan: Hashable, Sendable {
    package let places: [String: Seating.Place]
    /// What it costs; comparable between plans of the same seating, smaller is better.
    package let cost: Int
    package let breaches: [Breach]

    /// Two people who should not sit as they do, or one who sits at another table than the own.
    package struct Breach: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            /// `one` is the caseworker of `other`, or the two are colleagues or to be apart.
            case tied(Seating.Bond)
            case sameSide(String)
            case sameUnit(String)
            case awayFromTable(Int)
        }

        package enum Reason: Hashable, Sendable {
            /// Every other way to sit has been tried, and is no better.
            case allTried
            /// Hands have put them there.
            case pinned
            /// One side is so much smaller that at least `pairs` neighbours are of the same side.
            case unevenSides(larger: Int, smaller: Int, pairs: Int)
            /// All but `others` of those present are tied to `one`.
            case tiedToMost(one: String, others: Int)
            /// More people belong to the table than it has chairs.
            case tableFull(people: Int, chairs: Int)
            /// The search found nothing better: every swap makes something else worse.
            case nothingBetter
            /// A swap with somebody would make it better; people have been moved by hand.
            case canBeBetter
        }

        package let kind: Kind
        package let one: String
        /// Nil for somebody away from the own table.
        package let other: String?
        package let isBeside: Bool
        package let reason: Reason
    }
}

extension Seating {
    /// The plan as people sit by hand: what is not as it should be, and whether a swap would help. Those without a place are left out.
    package func judged(_ places: [String: Place]) -> SeatingPlan {
        let costs = SeatingCosts(self)
        let numbers = Dictionary(uniqueKeysWithValues: costs.places.enumerated().map { ($1, $0) })
        var sitting = [Int](repeating: -1, count: costs.places.count)
        for (number, guest) in guests.enumerated() {
            guard let place = places[guest.id], let chair = numbers[place], sitting[chair] < 0 else { continue }
            sitting[chair] = number
        }
        return SeatingPlan(self, sitting: sitting, isBest: false)
    }
}

extension SeatingPlan {
    init(_ seating: Seating, sitting: [Int], isBest: Bool) {
        let costs = SeatingCosts(seating)
        var places: [String: Seating.Place] = [:]
        for (chair, guest) in sitting.enumerated() where guest >= 0 { places[seating.guests[guest].id] = costs.places[chair] }
        self.places = places
        cost = costs.total(sitting)
        breaches = SeatingJudge(costs: costs, sitting: sitting, isBest: isBest).breaches
    }
}

/// Finds what is not as it should be, and why.
private struct SeatingJudge {
    let costs: SeatingCosts
    let sitting: [Int]
    let isBest: Bool

    private var guests: [Seating.Guest] { costs.seating.guests }

    var breaches: [SeatingPlan.Breach] {
        let ties = Dictionary(grouping: costs.seating.ties) { Set([$0.one, $0.other]) }
        let hasSides = Set(guests.map(\.side)).count > 1
        var found: [SeatingPlan.Breach] = []
        for (chair, guest) in sitting.enumerated() where guest >= 0 {
            let person = guests[guest]
            if let home = person.home, home != costs.tableOf[chair] { found.append(away(person, from: home, guest)) }
            for neighbour in costs.neighbours[chair] where neighbour.chair > chair && sitting[neighbour.chair] >= 0 {
                let other = guests[sitting[neighbour.chair]]
                let tie = ties[[person.id, other.id]]?.min { rank($0.bond) < rank($1.bond) }
                let kind: SeatingPlan.Breach.Kind
                if let tie {
                    kind = .tied(tie.bond)
                } else if neighbour.isBeside, hasSides, person.side == other.side {
                    kind = .sameSide(person.side)
                } else if neighbour.isBeside, !person.unit.isEmpty, person.unit == other.unit {
                    kind = .sameUnit(person.unit)
                } else {
                    continue
                }
                let reason = reason(kind, chair, neighbour.chair)
                found.append(
                    SeatingPlan.Breach(
                        kind: kind, one: tie?.one ?? person.id, other: tie?.other ?? other.id, isBeside: neighbour.isBeside, reason: reason)
                )
            }
        }
        return found
    }

    private func rank(_ bond: Seating.Bond) -> Int { Seating.Bond.allCases.firstIndex(of: bond) ?? 0 }

    private func away(_ person: Seating.Guest, from home: Int, _ guest: Int) -> SeatingPlan.Breach {
        let people = guests.count { $0.home == home }
        let chairs = costs.seating.tables[home].chairs
        let reason: SeatingPlan.Breach.Reason =
            costs.pinned[guest] >= 0 ? .pinned : people > chairs ? .tableFull(people: people, chairs: chairs) : improvable([guest])
        return SeatingPlan.Breach(kind: .awayFromTable(home), one: person.id, other: nil, isBeside: false, reason: reason)
    }

    private func reason(_ kind: SeatingPlan.Breach.Kind, _ chair: Int, _ another: Int) -> SeatingPlan.Breach.Reason {
        let pair = [sitting[chair], sitting[another]]
        if pair.allSatisfy({ costs.pinned[$0] >= 0 }) { return .pinned }
        if case .tied = kind {
            for guest in pair {
                let others = guests.count - 1 - tied(to: guests[guest].id)
                if others < 2 { return .tiedToMost(one: guests[guest].id, others: others) }
            }
        }
        if case .sameSide = kind, let uneven { return uneven }
        return improvable(pair)
    }

    private func tied(to id: String) -> Int {
        Set(costs.seating.ties.filter { $0.one == id || $0.other == id }.map { $0.one == id ? $0.other : $0.one }).count
    }

    /// Each of the smaller side keeps at most two pairs of neighbours mixed; what is left over is of one side.
    private var uneven: SeatingPlan.Breach.Reason? {
        let seated = sitting.filter { $0 >= 0 }
        let sizes = Dictionary(grouping: seated) { guests[$0].side }.values.map(\.count).sorted()
        guard let larger = sizes.last else { return nil }
        let smaller = seated.count - larger
        var pairs = 0
        for (chair, guest) in sitting.enumerated() where guest >= 0 {
            pairs += costs.neighbours[chair].count { $0.isBeside && $0.chair > chair && sitting[$0.chair] >= 0 }
        }
        let least = pairs - 2 * smaller
        return least > 0 ? .unevenSides(larger: larger, smaller: smaller, pairs: least) : nil
    }

    /// Whether any one swap of these people makes the whole better.
    private func improvable(_ people: [Int]) -> SeatingPlan.Breach.Reason {
        if isBest { return .allTried }
        var hall = SeatedHall(costs, sitting)
        let pinned = Set(costs.pinned.filter { $0 >= 0 })
        for chair in sitting.indices where people.contains(sitting[chair]) && !pinned.contains(chair) {
            for other in sitting.indices where !pinned.contains(other) {
                if hall.swap(chair, other) < 0 { return .canBeBetter }
                _ = hall.swap(chair, other)
            }
        }
        return .nothingBetter
    }
}
