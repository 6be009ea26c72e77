/// All tables of a gathering: each pool with its groups, and what is known before anyone is seated.
struct Hall: Sendable {
    var gathering: Gathering
    var tables: [Table]
    /// The number of the group before each table’s first.
    var offsets: [Int]
    var contradictions: [Contradiction]

    init(_ gathering: Gathering, groupsByPool: [String: Int] = [:]) throws(Impossible) {
        self.gathering = gathering
        guard !gathering.people.isEmpty else { throw .nobody }
        var seen: Set<String> = []
        for person in gathering.people where !seen.insert(person.id).inserted { throw .samePersonTwice(id: person.id) }
        tables = []
        offsets = []
        contradictions = []
        let pools = gathering.pools
        var offset = 0
        for (name, people) in pools {
            let possible = try Hall.groupCounts(people.count, gathering.sizes, pools.count > 1 ? name : "")
            let counts = groupsByPool[name].map { [$0] } ?? possible
            var best: (table: Table, found: Int)?
            for count in counts {
                let table = Table(pool: name, people: people, groups: count, of: gathering)
                let found = table.contradictions(gathering).count
                if found < best?.found ?? .max { best = (table, found) }
                if found == 0 { break }
            }
            tables.append(best!.table)
            offsets.append(offset)
            offset += best!.table.groups
        }
        try pin(groups: offset)
        for table in tables { contradictions += table.contradictions(gathering) }
        contradictions += acrossPools()
    }

    /// The possible numbers of groups, the one nearest to the ideal size first.
    private static func groupCounts(_ people: Int, _ sizes: Sizes, _ pool: String) throws(Impossible) -> [Int] {
        switch sizes {
        case .count(let count):
            guard count > 0 else { throw .wrongSizes(sizes) }
            guard people >= count else { throw .sizes(people: people, pool: pool, sizes: sizes) }
            return [count]
        case .range(let min, let ideal, let max):
            guard min > 0, min <= ideal, ideal <= max else { throw .wrongSizes(sizes) }
            let fewest = (people + max - 1) / max
            let most = people / min
            guard fewest <= most else { throw .sizes(people: people, pool: pool, sizes: sizes) }
            func off(_ count: Int) -> Double { abs(Double(people) / Double(count) - Double(ideal)) }
            return (fewest...most).sorted { (off($0), $0) < (off($1), $1) }
        }
    }

    private mutating func pin(groups: Int) throws(Impossible) {
        var places: [String: (table: Int, seat: Int)] = [:]
        for (number, table) in tables.enumerated() {
            for (seat, person) in table.people.enumerated() { places[gathering.people[person].id] = (number, seat) }
        }
        for (id, group) in gathering.pins.sorted(by: { $0.key < $1.key }) {
            guard let place = places[id] else { throw .pinOfUnknownPerson(id: id) }
            guard (1...groups).contains(group) else { throw .pinToUnknownGroup(id: id, group: group, groups: groups) }
            let local = group - 1 - offsets[place.table]
            guard (0..<tables[place.table].groups).contains(local) else { throw .pinInOtherPool(id: id, group: group) }
            tables[place.table].pinned[place.seat] = Int32(local)
        }
        for number in tables.indices { tables[number].makeRoomForPinned() }
    }

    private func acrossPools() -> [Contradiction] {
        guard tables.count > 1 else { return [] }
        let people = Dictionary(gathering.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var found: [Contradiction] = []
        for (number, rule) in gathering.rules.enumerated() where rule.level == .must {
            guard case .together(let ties) = rule.kind else { continue }
            var pairs: [(String, String)] = []
            switch ties {
            case .people(let ids): pairs = zip(ids, ids.dropFirst()).map { ($0, $1) }
            case .relation(let name):
                for person in gathering.people { for other in (person.relations[name] ?? []).sorted() { pairs.append((person.id, other)) } }
            case .sameValue(let field):
                var last: [String: String] = [:]
                for person in gathering.people {
                    guard let value = person.value(field) else { continue }
                    if let other = last[value] { pairs.append((other, person.id)) }
                    last[value] = person.id
                }
            }
            for (one, other) in pairs {
                guard let first = people[one], let second = people[other], first.pool != second.pool else { continue }
                found.append(Contradiction(rules: [number], pool: "", cause: .otherPools(one: one, other: other)))
            }
        }
        return found
    }

    func division(_ seatings: [[Int32]], _ score: Score) -> Division {
        var groups: [Division.Group] = []
        for (table, seating) in zip(tables, seatings) {
            var members = [[String]](repeating: [], count: table.groups)
            for (seat, group) in seating.enumerated() { members[Int(group)].append(gathering.people[table.people[seat]].id) }
            for list in members { groups.append(Division.Group(number: groups.count + 1, pool: table.pool, members: list)) }
        }
        return Division(groups: groups, score: score.tidied)
    }

    /// The seating by table that a division stands for, or nil when it does not seat exactly these people in these groups.
    func seatings(of division: Division) -> [[Int32]]? {
        let numbers = division.numbers
        guard division.groups.reduce(0, { $0 + $1.members.count }) == gathering.people.count else { return nil }
        var seatings: [[Int32]] = []
        for (table, offset) in zip(tables, offsets) {
            var seating: [Int32] = []
            for person in table.people {
                guard let number = numbers[gathering.people[person].id] else { return nil }
                guard (0..<table.groups).contains(number - 1 - offset) else { return nil }
                seating.append(Int32(number - 1 - offset))
            }
            seatings.append(seating)
        }
        return seatings
    }
}
