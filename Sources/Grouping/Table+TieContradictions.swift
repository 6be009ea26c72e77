extension Table {
    /// Sets of people that a rule binds together, through others too.
    func bound(_ measure: Measure) -> [[Int32]] {
        var seen = [Bool](repeating: false, count: count)
        var sets: [[Int32]] = []
        for seat in 0..<count where !seen[seat] {
            seen[seat] = true
            var set = [Int32(seat)]
            var next = 0
            while next < set.count {
                let person = Int(set[next])
                for other in measure.others[Int(measure.start[person])..<Int(measure.start[person + 1])] where !seen[Int(other)] {
                    seen[Int(other)] = true
                    set.append(other)
                }
                next += 1
            }
            if set.count > 1 { sets.append(set) }
        }
        return sets
    }

    /// A set of people of whom each must be apart from all the others: as many as are found by taking the most tied first.
    func clique(_ measure: Measure) -> [Int32] {
        let degree = (0..<count).map { measure.start[$0 + 1] - measure.start[$0] }
        var best: [Int32] = []
        for first in (0..<count).sorted(by: { (degree[$1], $0) < (degree[$0], $1) }).prefix(20) where degree[first] > 0 {
            var set = [Int32(first)]
            var open = measure.others[Int(measure.start[first])..<Int(measure.start[first + 1])]
                .sorted { (degree[Int($1)], $0) < (degree[Int($0)], $1) }
            while let other = open.first {
                set.append(other)
                var isTied = [Bool](repeating: false, count: count)
                for friend in measure.others[Int(measure.start[Int(other)])..<Int(measure.start[Int(other) + 1])] {
                    isTied[Int(friend)] = true
                }
                open.removeAll { !isTied[Int($0)] }
            }
            if set.count > best.count { best = set }
        }
        return best
    }

    /// How many sets of people, each of whom must be apart from all others in the set, hold everyone: few, though not always the fewest.
    func apartSets(_ measure: Measure) -> Int {
        var setOf = [Int](repeating: -1, count: count)
        var sizes: [Int] = []
        for person in 0..<count {
            var tied: [Int: Int] = [:]
            for other in measure.others[Int(measure.start[person])..<Int(measure.start[person + 1])] where setOf[Int(other)] >= 0 {
                tied[setOf[Int(other)], default: 0] += 1
            }
            let fitting = tied.filter { $0.value == sizes[$0.key] }.max { ($0.value, $1.key) < ($1.value, $0.key) }
            setOf[person] = fitting?.key ?? sizes.count
            if let fitting { sizes[fitting.key] += 1 } else { sizes.append(1) }
        }
        return sizes.count
    }
}

extension Measure {
    /// Each tie once.
    var pairs: [(Pair, Double)] {
        var pairs: [(Pair, Double)] = []
        for person in 0..<max(start.count - 1, 0) {
            for index in Int(start[person])..<Int(start[person + 1]) where others[index] > Int32(person) {
                pairs.append((Pair(Int32(person), others[index]), strengths[index]))
            }
        }
        return pairs
    }
}
