#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Seating {
    /// Who sits where. Everyone has one chair, pins hold, and the same seed gives the same answer.
    package func arranged(seed: UInt64 = 1) -> SeatingPlan {
        let costs = SeatingCosts(self)
        if let best = SeatingExhaustion(costs).best() { return SeatingPlan(self, sitting: best, isBest: true) }
        return SeatingPlan(self, sitting: SeatingSearch(costs, seed: seed).best(), isBest: false)
    }
}

/// Simulated annealing over swaps of two chairs, empty ones too, a few times from new beginnings; the best is kept.
struct SeatingSearch {
    private let costs: SeatingCosts
    private let seed: UInt64
    private let free: [Int]
    private static let beginnings = 4

    init(_ costs: SeatingCosts, seed: UInt64) {
        self.costs = costs
        self.seed = seed
        let taken = Set(costs.pinned.filter { $0 >= 0 })
        free = costs.places.indices.filter { !taken.contains($0) }
    }

    func best() -> [Int] {
        var dice = Dice(seed: seed)
        var best: (sitting: [Int], cost: Int)?
        for _ in 0..<SeatingSearch.beginnings {
            let (sitting, cost) = annealed(&dice)
            if cost < best?.cost ?? .max { best = (sitting, cost) }
            if cost == 0 { break }
        }
        return best?.sitting ?? []
    }

    private func annealed(_ dice: inout Dice) -> ([Int], Int) {
        var hall = SeatedHall(costs, beginning(&dice))
        guard free.count > 1 else { return (hall.sitting, hall.cost) }
        var best = (hall.sitting, hall.cost)
        let trials = min(60_000, 1500 * free.count)
        for trial in 0..<trials {
            let heat = 400 * pow(0.002, Double(trial) / Double(trials))
            let one = free[dice.below(free.count)]
            let other = free[dice.below(free.count)]
            let change = hall.swap(one, other)
            if change > 0, dice.share() >= exp(-Double(change) / heat) { _ = hall.swap(one, other) }
            if hall.cost < best.1 { best = (hall.sitting, hall.cost) }
        }
        return descended(best.0)
    }

    /// Every swap that makes it better, until none does.
    private func descended(_ sitting: [Int]) -> ([Int], Int) {
        var hall = SeatedHall(costs, sitting)
        var isBetter = true
        while isBetter {
            isBetter = false
            for (index, one) in free.enumerated() {
                for other in free[(index + 1)...] {
                    if hall.swap(one, other) < 0 { isBetter = true } else { _ = hall.swap(one, other) }
                }
            }
        }
        return (hall.sitting, hall.cost)
    }

    /// The pinned where they are, the others anywhere, at their own table as far as there is room.
    private func beginning(_ dice: inout Dice) -> [Int] {
        var sitting = [Int](repeating: -1, count: costs.places.count)
        for (guest, chair) in costs.pinned.enumerated() where chair >= 0 { sitting[chair] = guest }
        var chairs = free
        dice.shuffle(&chairs)
        let loose = costs.pinned.indices.filter { costs.pinned[$0] < 0 }
        let guests = costs.seating.guests
        for guest in loose.filter({ guests[$0].home != nil }) + loose.filter({ guests[$0].home == nil }) {
            let index = chairs.firstIndex { guests[guest].home == nil || costs.tableOf[$0] == guests[guest].home } ?? 0
            sitting[chairs.remove(at: index)] = guest
        }
        return sitting
    }
}

/// A seating with what it costs, kept right through swaps.
struct SeatedHall {
    private let costs: SeatingCosts
    private(set) var sitting: [Int]
    private(set) var cost: Int
    private var filled: [Int]

    init(_ costs: SeatingCosts, _ sitting: [Int]) {
        self.costs = costs
        self.sitting = sitting
        cost = costs.total(sitting)
        filled = [Int](repeating: 0, count: costs.seating.tables.count)
        for (chair, guest) in sitting.enumerated() where guest >= 0 { filled[costs.tableOf[chair]] += 1 }
    }

    /// Swaps whoever sits in the two chairs; returns how much more it costs. Swapping once more undoes it.
    mutating func swap(_ one: Int, _ other: Int) -> Int {
        guard one != other, sitting[one] != sitting[other] else { return 0 }
        let before = local(one, other)
        sitting.swapAt(one, other)
        let (table, another) = (costs.tableOf[one], costs.tableOf[other])
        var change = 0
        if table != another, (sitting[one] < 0) != (sitting[other] < 0) {
            let step = sitting[one] < 0 ? -1 : 1
            change -= costs.fillCost(table, filled[table]) + costs.fillCost(another, filled[another])
            filled[table] += step
            filled[another] -= step
            change += costs.fillCost(table, filled[table]) + costs.fillCost(another, filled[another])
        }
        change += local(one, other) - before
        cost += change
        return change
    }

    /// What those in the two chairs cost. A pair of the two counts twice, before as after.
    private func local(_ one: Int, _ other: Int) -> Int {
        var sum = costs.gapCost(one, sitting) + costs.gapCost(other, sitting)
        if sitting[one] >= 0 { sum += costs.cost(of: sitting[one], in: one, sitting) }
        if sitting[other] >= 0 { sum += costs.cost(of: sitting[other], in: other, sitting) }
        return sum
    }
}

/// Every way to sit, when there are few: at most 7 who are not pinned, and at most 200,000 ways.
struct SeatingExhaustion {
    private let costs: SeatingCosts
    private let loose: [Int]
    private let free: [Int]

    init(_ costs: SeatingCosts) {
        self.costs = costs
        loose = costs.pinned.indices.filter { costs.pinned[$0] < 0 }
        let taken = Set(costs.pinned.filter { $0 >= 0 })
        free = costs.places.indices.filter { !taken.contains($0) }
    }

    /// The cheapest way, the first of those that cost the same; nil when there are too many ways to try.
    func best() -> [Int]? {
        guard loose.count <= 7, (0..<loose.count).reduce(1, { $0 * max(1, free.count - $1) }) <= 200_000 else { return nil }
        var sitting = [Int](repeating: -1, count: costs.places.count)
        for (guest, chair) in costs.pinned.enumerated() where chair >= 0 { sitting[chair] = guest }
        var best: (sitting: [Int], cost: Int)?
        place(0, 0, &sitting, &best)
        return best?.sitting ?? sitting
    }

    /// Costs of pairs only grow as people sit down, so a beginning that costs as much as the best is given up.
    private func place(_ index: Int, _ soFar: Int, _ sitting: inout [Int], _ best: inout (sitting: [Int], cost: Int)?) {
        if let best, soFar >= best.cost { return }
        guard index < loose.count else {
            let cost = costs.total(sitting)
            if cost < best?.cost ?? .max { best = (sitting, cost) }
            return
        }
        for chair in free where sitting[chair] < 0 {
            let added = costs.cost(of: loose[index], in: chair, sitting)
            sitting[chair] = loose[index]
            place(index + 1, soFar + added, &sitting, &best)
            sitting[chair] = -1
        }
    }
}
