/// Who is tied to whom, by seat.
extension Table {
    static func pairs(_ ties: Rule.Ties, _ members: [Person], _ seats: [String: Int32]) -> [Pair: Double] {
        var pairs: [Pair: Double] = [:]
        func tieAll(_ people: [Int32]) {
            for (index, one) in people.enumerated() {
                for other in people[(index + 1)...] where one != other { pairs[Pair(one, other)] = 1 }
            }
        }
        switch ties {
        case .people(let ids): tieAll(ids.compactMap { seats[$0] })
        case .relation(let name):
            for (one, person) in members.enumerated() {
                for id in person.relations[name] ?? [] {
                    if let other = seats[id], other != Int32(one) { pairs[Pair(Int32(one), other)] = 1 }
                }
            }
        case .sameValue(let field):
            var sets: [String: [Int32]] = [:]
            for (seat, person) in members.enumerated() {
                if let value = person.value(field) { sets[value, default: []].append(Int32(seat)) }
            }
            for set in sets.values { tieAll(set) }
        }
        return pairs
    }

    static func companions(_ days: [[[String]]], _ recency: Double, _ seats: [String: Int32]) -> [Pair: Double] {
        var pairs: [Pair: Double] = [:]
        var weight = 1.0
        for day in days {
            var met: Set<Pair> = []
            for group in day {
                let present = group.compactMap { seats[$0] }
                for (index, one) in present.enumerated() {
                    for other in present[(index + 1)...] where one != other { met.insert(Pair(one, other)) }
                }
            }
            for pair in met { pairs[pair, default: 0] += weight }
            weight *= recency
        }
        return pairs
    }
}

/// Two people, whichever is named first.
struct Pair: Hashable, Sendable {
    var one: Int32
    var other: Int32

    init(_ one: Int32, _ other: Int32) {
        self.one = min(one, other)
        self.other = max(one, other)
    }
}

extension Measure {
    mutating func tie(_ pairs: [Pair: Double], count: Int) {
        var ties = [[(other: Int32, strength: Double)]](repeating: [], count: count)
        for (pair, strength) in pairs {
            ties[Int(pair.one)].append((pair.other, strength))
            ties[Int(pair.other)].append((pair.one, strength))
        }
        start = [0]
        for list in ties {
            for tie in list.sorted(by: { $0.other < $1.other }) {
                others.append(tie.other)
                strengths.append(tie.strength)
            }
            start.append(Int32(others.count))
        }
    }
}
