#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The search for a good seating of one table, which can go on for ever and can be asked for its best at any time.
///
/// Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) over swaps and moves, in rounds that grow longer while
/// nothing better is found, each followed by a descent. The same seed and the same number of trials give the same answer.
final class Search {
    let table: Table
    let arrangement: Arrangement
    private var dice: Dice
    private(set) var best: [Int32]
    private(set) var score: Score
    private let free: [Int]
    private(set) var trials = 0
    private var lastGain = 0
    private var round = 0
    private var length: Int
    private var heat: Double
    private let hot: Double
    private let cold: Double

    /// The first complete answer is there when this returns.
    init(_ table: Table, seed: UInt64, from start: [Int32]? = nil) {
        self.table = table
        arrangement = Arrangement(table)
        dice = Dice(seed: seed)
        free = (0..<table.count).filter { table.pinned[$0] < 0 }
        // Few people settle soon: many short rounds find more than a few long ones.
        length = (table.count <= 12 ? 500 : 2000) * table.count
        let weights = [512.0, 64, 8]
        let levels = Set(table.measures.map(\.level.rawValue))
        hot = 0.3 * (levels.min().map { weights[$0] } ?? 1)
        cold = 0.03 * (levels.max().map { weights[$0] } ?? 1)
        heat = hot
        best = start ?? table.firstSeating(&dice)
        arrangement.seat(best)
        score = arrangement.score
        descend { trials < 4 * table.count * table.count }
    }

    var isPerfect: Bool { !(Score() < score) }

    /// Whether going on is unlikely to find anything better.
    var isSettled: Bool {
        let people = min(table.count, 1000)
        let patience = people * people * people * people / 400 * people + (people <= 12 ? 40_000 : 20_000)
        return free.count < 2 || table.groups < 2 || isPerfect || trials - lastGain > max(patience, trials / 3)
    }

    /// Searches for one round, or as long as `goesOn` says.
    func improve(while goesOn: () -> Bool) {
        guard !isSettled else { return }
        // Every other round begins anew and cools down from high heat; those between warm up the best there is and settle it again.
        let isFresh = round % 2 == 0
        arrangement.seat(isFresh && round > 0 ? table.firstSeating(&dice) : best)
        let before = score
        // Some fresh rounds begin much hotter, for burdens so large that a step between two of them is steep.
        let isHot = table.count <= 12 ? round % 4 == 2 : round % 32 == 30
        let start = isFresh ? (isHot ? 6 * hot : hot) : max(cold * 4, (hot * cold).squareRoot())
        let end = trials + length
        let cooling = log(cold / start)
        let first = trials
        while trials < end {
            heat = start * exp(cooling * Double(trials - first) / Double(length))
            for _ in 0..<128 { anneal() }
            if !goesOn() { return }
            if isSettled { return }
        }
        descend(while: goesOn)
        round += 1
        if !(score < before), isFresh == false { length += length / 2 }
    }

    private func anneal() {
        trials += 1
        guard let (person, with, to) = proposal() else { return }
        let change = arrangement.change(person, with, to: to)
        let off = change.blended
        guard off <= 0 || dice.share() < exp(-off / heat) else { return }
        arrangement.commit()
        if off < 0 || change.must < 0 { keep() }
    }

    /// Two people who could change places, or one who could go elsewhere (`with` is -1);
    /// every other time, one from a group with something broken.
    private func proposal() -> (person: Int, with: Int, to: Int)? {
        var person = free[dice.below(free.count)]
        if dice.below(2) == 0 {
            // Near the end few groups are burdened, and finding one takes the more tries the more groups there are.
            for _ in 0..<max(8, table.groups - 16) where !arrangement.isBurdened(Int(arrangement.groupOf[person])) {
                person = free[dice.below(free.count)]
            }
        }
        let from = Int(arrangement.groupOf[person])
        if table.smallest < table.largest, arrangement.size[from] > table.smallest, dice.below(4) == 0 {
            let to = dice.below(table.groups)
            if to != from, arrangement.size[to] < table.room[to] { return (person, -1, to) }
        }
        let with = free[dice.below(free.count)]
        let to = Int(arrangement.groupOf[with])
        return to == from ? nil : (person, with, to)
    }

    private func keep() {
        guard arrangement.score < score else { return }
        score = arrangement.score
        lastGain = trials
        best.withUnsafeMutableBufferPointer { $0.baseAddress!.update(from: arrangement.groupOf, count: table.count) }
    }

    /// Takes every swap and move that is better, level before level, until there is none.
    private func descend(while goesOn: () -> Bool) {
        var order = free
        var isBetter = true
        while isBetter {
            isBetter = false
            dice.shuffle(&order)
            for (index, person) in order.enumerated() {
                for with in order[(index + 1)...] {
                    let to = Int(arrangement.groupOf[with])
                    if to != Int(arrangement.groupOf[person]) { isBetter = take(person, with, to) || isBetter }
                }
                if table.smallest < table.largest {
                    for to in 0..<table.groups {
                        let from = Int(arrangement.groupOf[person])
                        if to != from, arrangement.size[from] > table.smallest, arrangement.size[to] < table.room[to] {
                            isBetter = take(person, -1, to) || isBetter
                        }
                    }
                }
                if !goesOn() { return keep() }
            }
        }
        keep()
    }

    private func take(_ person: Int, _ with: Int, _ to: Int) -> Bool {
        trials += 1
        guard arrangement.change(person, with, to: to) < Score() else { return false }
        arrangement.commit()
        return true
    }
}
