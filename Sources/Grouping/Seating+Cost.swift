/// The chairs and people of a seating by number, and what each way to sit costs.
///
/// Costs are of orders that hardly ever add up to each other: a table of one's own first, then bonds, then sides, then wishes.
struct SeatingCosts {
    struct Neighbour {
        let chair: Int
        let isBeside: Bool
    }

    let seating: Seating
    /// Every chair of every table, one after another.
    let places: [Seating.Place]
    let tableOf: [Int]
    let neighbours: [[Neighbour]]
    /// The chair each guest is pinned to, or -1.
    let pinned: [Int]
    private let count: Int
    private let beside: [Int]
    private let opposite: [Int]
    private let targets: [Int]

    init(_ seating: Seating) {
        self.seating = seating
        places = seating.tables.enumerated().flatMap { table, one in (0..<one.chairs).map { Seating.Place(table: table, chair: $0) } }
        tableOf = places.map(\.table)
        var first: [Int] = []
        var sum = 0
        for table in seating.tables {
            first.append(sum)
            sum += table.chairs
        }
        neighbours = places.map { place in
            let table = seating.tables[place.table]
            return table.beside(place.chair).map { Neighbour(chair: first[place.table] + $0, isBeside: true) }
                + (table.opposite(place.chair).map { [Neighbour(chair: first[place.table] + $0, isBeside: false)] } ?? [])
        }
        pinned = seating.guests.map { guest in seating.pins[guest.id].map { first[$0.table] + $0.chair } ?? -1 }
        let guests = seating.guests
        count = guests.count
        let numbers = Dictionary(uniqueKeysWithValues: guests.enumerated().map { ($1.id, $0) })
        let hasSides = Set(guests.map(\.side)).count > 1
        var beside = [Int](repeating: 0, count: count * count)
        var opposite = beside
        for (one, guest) in guests.enumerated() {
            for (other, another) in guests.enumerated() where one != other {
                if hasSides, guest.side == another.side {
                    beside[one * count + other] += 100
                    opposite[one * count + other] += 4
                }
                if !guest.unit.isEmpty, guest.unit == another.unit { beside[one * count + other] += 6 }
            }
        }
        for tie in seating.ties {
            guard let one = numbers[tie.one], let other = numbers[tie.other] else { continue }
            for pair in [one * count + other, other * count + one] {
                beside[pair] += tie.bond == .colleague ? 900 : 1500
                opposite[pair] += tie.bond == .colleague ? 15 : 30
            }
        }
        self.beside = beside
        self.opposite = opposite
        let total = max(sum, 1)
        targets = seating.tables.map { ($0.chairs * guests.count + total / 2) / total }
    }

    /// What it costs that `guest` sits in `chair` when the others sit as in `sitting` (guests by chair, -1 for nobody).
    func cost(of guest: Int, in chair: Int, _ sitting: [Int]) -> Int {
        var cost = homeCost(guest, chair)
        for neighbour in neighbours[chair] {
            let other = sitting[neighbour.chair]
            if other >= 0 { cost += (neighbour.isBeside ? beside : opposite)[guest * count + other] }
        }
        return cost
    }

    /// What the chairs beside `chair` cost that are empty when it is taken, or taken when it is empty: gaps are at the ends of rows.
    func gapCost(_ chair: Int, _ sitting: [Int]) -> Int {
        var gaps = 0
        for neighbour in neighbours[chair] where neighbour.isBeside && (sitting[neighbour.chair] < 0) != (sitting[chair] < 0) { gaps += 2 }
        return gaps
    }

    private func homeCost(_ guest: Int, _ chair: Int) -> Int {
        guard let home = seating.guests[guest].home, home != tableOf[chair] else { return 0 }
        return 20_000
    }

    /// Tables are filled alike, and nobody sits alone at one.
    func fillCost(_ table: Int, _ filled: Int) -> Int {
        let excess = filled - targets[table]
        return excess * excess * 3 + (filled == 1 && count > 1 ? 300 : 0)
    }

    /// What the whole seating costs; every pair of neighbours counts once.
    func total(_ sitting: [Int]) -> Int {
        var sum = 0
        var filled = [Int](repeating: 0, count: seating.tables.count)
        for (chair, guest) in sitting.enumerated() where guest >= 0 {
            filled[tableOf[chair]] += 1
            sum += homeCost(guest, chair) + gapCost(chair, sitting)
            for neighbour in neighbours[chair] where neighbour.chair > chair && sitting[neighbour.chair] >= 0 {
                sum += (neighbour.isBeside ? beside : opposite)[guest * count + sitting[neighbour.chair]]
            }
        }
        return sum + filled.enumerated().reduce(0) { $0 + fillCost($1.offset, $1.element) }
    }
}
