/// Who sits where at one table, with every rule’s cost kept up to date as people move.
///
/// Nothing here allocates while searching. Memory is owned by this object alone and freed with it.
final class Arrangement {
    let table: Table
    let people: Int
    let groups: Int
    private let rules: Int
    /// The group of each person.
    let groupOf: UnsafeMutablePointer<Int32>
    let size: UnsafeMutablePointer<Int32>
    /// The number of each kind in each group, by rule: `counts[countStart[rule] + group * kinds + kind]`.
    private let counts: UnsafeMutablePointer<Int32>
    private let countStart: [Int]
    private let countTotal: Int
    /// What a rule is off by in a group: people too many or few, strength of ties, or the sum of values.
    private let raw: UnsafeMutablePointer<Double>
    /// How many known values a group’s sum has.
    private let known: UnsafeMutablePointer<Int32>
    /// What each rule costs in each group.
    private let cost: UnsafeMutablePointer<Double>
    /// What the rules of each level cost in each group.
    private let burden: UnsafeMutablePointer<Double>
    private let newRaw: UnsafeMutablePointer<Double>
    private let newCost: UnsafeMutablePointer<Double>
    private let newBurden: UnsafeMutablePointer<Double>
    private let steps: UnsafeMutablePointer<Step>
    private(set) var score = Score()
    /// The move that was last tried.
    private var tried = (person: 0, with: -1, from: 0, to: 0, change: Score())

    /// A rule’s numbers where the search can read them without counting references.
    private struct Step {
        var shape: Measure.Shape
        var level: Int
        var kinds: Int
        var kindOf: UnsafePointer<Int32>
        var least: UnsafePointer<Int32>
        var most: UnsafePointer<Int32>
        var values: UnsafePointer<Double>
        var mean: Double
        var scale: Double
        var tolerance: Double
        var start: UnsafePointer<Int32>
        var others: UnsafePointer<Int32>
        var strengths: UnsafePointer<Double>
        var countStart: Int
    }

    init(_ table: Table) {
        self.table = table
        people = table.count
        groups = table.groups
        rules = table.measures.count
        var starts: [Int] = []
        var total = 0
        for measure in table.measures {
            starts.append(total)
            total += measure.kinds * table.groups
        }
        countStart = starts
        countTotal = total
        func make<Element>(_ count: Int, _ value: Element) -> UnsafeMutablePointer<Element> {
            let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
            memory.initialize(repeating: value, count: max(count, 1))
            return memory
        }
        func copy<Element>(_ array: [Element]) -> UnsafePointer<Element> {
            let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(array.count, 1))
            _ = UnsafeMutableBufferPointer(start: memory, count: array.count).initialize(from: array)
            return UnsafePointer(memory)
        }
        groupOf = make(people, 0)
        size = make(groups, 0)
        counts = make(total, 0)
        raw = make(rules * groups, 0)
        known = make(rules * groups, 0)
        cost = make(rules * groups, 0)
        burden = make(3 * groups, 0)
        newRaw = make(2 * rules, 0)
        newCost = make(2 * rules, 0)
        newBurden = make(6, 0)
        let ready = zip(table.measures, starts).map { measure, start in
            Step(
                shape: measure.shape, level: measure.level.rawValue, kinds: measure.kinds, kindOf: copy(measure.kindOf),
                least: copy(measure.least), most: copy(measure.most), values: copy(measure.values), mean: measure.mean,
                scale: measure.deviation > 0 ? 1 / measure.deviation : 0, tolerance: measure.tolerance, start: copy(measure.start),
                others: copy(measure.others), strengths: copy(measure.strengths), countStart: start)
        }
        steps = UnsafeMutablePointer.allocate(capacity: max(rules, 1))
        steps.initialize(from: ready, count: rules)
    }

    deinit {
        for memory in [groupOf, size, counts, known] { memory.deallocate() }
        for memory in [raw, cost, burden, newRaw, newCost, newBurden] { memory.deallocate() }
        for rule in 0..<rules {
            let step = steps[rule]
            for memory in [step.kindOf, step.least, step.most, step.start, step.others] { memory.deallocate() }
            for memory in [step.values, step.strengths] { memory.deallocate() }
        }
        steps.deallocate()
    }

    @inline(__always) private func sizeCost(_ size: Int32) -> Double {
        guard let ideal = table.ideal else { return 0 }
        return (Double(size) - ideal) * (Double(size) - ideal)
    }

    /// Seats everyone anew and counts everything from nothing.
    func seat(_ seating: [Int32]) {
        size.update(repeating: 0, count: groups)
        counts.update(repeating: 0, count: max(countTotal, 1))
        raw.update(repeating: 0, count: max(rules * groups, 1))
        known.update(repeating: 0, count: max(rules * groups, 1))
        burden.update(repeating: 0, count: 3 * groups)
        for (person, group) in seating.enumerated() {
            groupOf[person] = group
            size[Int(group)] += 1
        }
        for rule in 0..<rules { count(rule, steps[rule]) }
        recount()
    }

    private func count(_ rule: Int, _ step: Step) {
        for person in 0..<people {
            let group = Int(groupOf[person])
            switch step.shape {
            case .counts, .notAlone, .oneKind:
                let kind = Int(step.kindOf[person])
                if kind >= 0 { counts[step.countStart + group * step.kinds + kind] += 1 }
            case .means:
                if !step.values[person].isNaN {
                    raw[rule * groups + group] += step.values[person]
                    known[rule * groups + group] += 1
                }
            case .together, .apart:
                for index in Int(step.start[person])..<Int(step.start[person + 1]) {
                    let same = groupOf[Int(step.others[index])] == groupOf[person]
                    if same == (step.shape == .apart) { raw[rule * groups + group] += step.strengths[index] / 2 }
                }
            }
        }
        for group in 0..<groups {
            let place = rule * groups + group
            if step.shape == .counts || step.shape == .notAlone {
                raw[place] = 0
                for kind in 0..<step.kinds { raw[place] += excess(step, kind, counts[step.countStart + group * step.kinds + kind]) }
            }
            let sum = raw[place]
            switch step.shape {
            case .counts, .notAlone: cost[place] = Measure.cost(sum)
            case .oneKind: cost[place] = Measure.cost(mixed(step, group, -1, -1))
            case .means: cost[place] = unlike(step, sum, known[place])
            case .together, .apart: cost[place] = sum
            }
            burden[step.level * groups + group] += cost[place]
        }
    }

    private func recount() {
        score = Score()
        for group in 0..<groups {
            score.must += Score.weighed(burden[group])
            score.should += Score.weighed(burden[groups + group])
            score.wish += Score.weighed(burden[2 * groups + group])
            score.sizes += sizeCost(size[group])
        }
    }

    @inline(__always) private func excess(_ step: Step, _ kind: Int, _ count: Int32) -> Double {
        if step.shape == .notAlone { return count == 1 ? 1 : 0 }
        return Double(max(0, step.least[kind] - count) + max(0, count - step.most[kind]))
    }

    /// How many in a group are not of its commonest kind, after one of `leaving` has gone and one of `coming` has come.
    @inline(__always) private func mixed(_ step: Step, _ group: Int, _ leaving: Int, _ coming: Int) -> Double {
        let row = counts + step.countStart + group * step.kinds
        var most: Int32 = 0
        var all: Int32 = 0
        for kind in 0..<step.kinds {
            let count = row[kind] - (kind == leaving ? 1 : 0) + (kind == coming ? 1 : 0)
            all += count
            most = max(most, count)
        }
        return Double(all - most)
    }

    @inline(__always) private func unlike(_ step: Step, _ sum: Double, _ known: Int32) -> Double {
        guard known > 0 else { return 0 }
        let off = abs(sum / Double(known) - step.mean) * step.scale - step.tolerance
        return off > 1e-12 ? 0.9 + 0.1 * (1 + off) : 0
    }

    /// What would change if `person` went to group `to`, and `with` (-1: nobody) came in return. Changes nothing.
    func change(_ person: Int, _ with: Int, to: Int) -> Score {
        let from = Int(groupOf[person])
        newBurden[0] = burden[from]
        newBurden[1] = burden[groups + from]
        newBurden[2] = burden[2 * groups + from]
        newBurden[3] = burden[to]
        newBurden[4] = burden[groups + to]
        newBurden[5] = burden[2 * groups + to]
        for rule in 0..<rules {
            let placeFrom = rule * groups + from
            let placeTo = rule * groups + to
            var rawFrom = raw[placeFrom]
            var rawTo = raw[placeTo]
            var costFrom = cost[placeFrom]
            var costTo = cost[placeTo]
            let step = UnsafePointer(steps + rule)
            switch step.pointee.shape {
            case .counts, .notAlone, .oneKind:
                let leaving = Int(step.pointee.kindOf[person])
                let coming = with < 0 ? -1 : Int(step.pointee.kindOf[with])
                if leaving == coming { break }
                if step.pointee.shape == .oneKind {
                    costFrom = Measure.cost(mixed(step.pointee, from, leaving, coming))
                    costTo = Measure.cost(mixed(step.pointee, to, coming, leaving))
                    break
                }
                let rowFrom = counts + step.pointee.countStart + from * step.pointee.kinds
                let rowTo = counts + step.pointee.countStart + to * step.pointee.kinds
                if leaving >= 0 {
                    rawFrom += excess(step.pointee, leaving, rowFrom[leaving] - 1) - excess(step.pointee, leaving, rowFrom[leaving])
                    rawTo += excess(step.pointee, leaving, rowTo[leaving] + 1) - excess(step.pointee, leaving, rowTo[leaving])
                }
                if coming >= 0 {
                    rawFrom += excess(step.pointee, coming, rowFrom[coming] + 1) - excess(step.pointee, coming, rowFrom[coming])
                    rawTo += excess(step.pointee, coming, rowTo[coming] - 1) - excess(step.pointee, coming, rowTo[coming])
                }
                costFrom = Measure.cost(rawFrom)
                costTo = Measure.cost(rawTo)
            case .means:
                let own = step.pointee.values[person]
                let other = with < 0 ? Double.nan : step.pointee.values[with]
                var knownFrom = known[placeFrom]
                var knownTo = known[placeTo]
                if !own.isNaN {
                    rawFrom -= own
                    rawTo += own
                    knownFrom -= 1
                    knownTo += 1
                }
                if !other.isNaN {
                    rawFrom += other
                    rawTo -= other
                    knownFrom += 1
                    knownTo -= 1
                }
                costFrom = unlike(step.pointee, rawFrom, knownFrom)
                costTo = unlike(step.pointee, rawTo, knownTo)
            case .together, .apart:
                let isApart = step.pointee.shape == .apart
                untie(step, person, with, from, to, isApart, &rawFrom, &rawTo)
                if with >= 0 { untie(step, with, person, to, from, isApart, &rawTo, &rawFrom) }
                costFrom = rawFrom
                costTo = rawTo
            }
            newRaw[2 * rule] = rawFrom
            newRaw[2 * rule + 1] = rawTo
            newCost[2 * rule] = costFrom
            newCost[2 * rule + 1] = costTo
            newBurden[step.pointee.level] += costFrom - cost[placeFrom]
            newBurden[3 + step.pointee.level] += costTo - cost[placeTo]
        }
        var change = Score()
        change.must = Score.weighed(newBurden[0]) - Score.weighed(burden[from]) + Score.weighed(newBurden[3]) - Score.weighed(burden[to])
        change.should =
            Score.weighed(newBurden[1]) - Score.weighed(burden[groups + from]) + Score.weighed(newBurden[4]) - Score.weighed(burden[groups + to])
        change.wish =
            Score.weighed(newBurden[2]) - Score.weighed(burden[2 * groups + from]) + Score.weighed(newBurden[5]) - Score.weighed(burden[2 * groups + to])
        if with < 0 {
            change.sizes = sizeCost(size[from] - 1) - sizeCost(size[from]) + sizeCost(size[to] + 1) - sizeCost(size[to])
        }
        tried = (person, with, from, to, change)
        return change
    }

    /// What the ties of one person add to both groups when that person goes from one to the other.
    ///
    /// A pair that must be apart burdens its one group with its whole strength; a parted pair that belongs together burdens both with half.
    /// In that case a third group’s burden stays, since the pair was parted before and after.
    @inline(__always)
    private func untie(
        _ step: UnsafePointer<Step>, _ person: Int, _ skipped: Int, _ from: Int, _ to: Int, _ isApart: Bool,
        _ rawFrom: inout Double, _ rawTo: inout Double
    ) {
        var index = Int(step.pointee.start[person])
        let end = Int(step.pointee.start[person + 1])
        while index < end {
            let other = Int(step.pointee.others[index])
            let strength = step.pointee.strengths[index]
            index += 1
            if other == skipped { continue }
            let place = Int(groupOf[other])
            if isApart {
                if place == from { rawFrom -= strength } else if place == to { rawTo += strength }
            } else if place == from {
                rawFrom += strength / 2
                rawTo += strength / 2
            } else if place == to {
                rawFrom -= strength / 2
                rawTo -= strength / 2
            } else {
                rawFrom -= strength / 2
                rawTo += strength / 2
            }
        }
    }

    /// Does what was last tried with `change`.
    func commit() {
        let (person, with, from, to, change) = tried
        for rule in 0..<rules {
            let step = steps[rule]
            let placeFrom = rule * groups + from
            let placeTo = rule * groups + to
            switch step.shape {
            case .counts, .notAlone, .oneKind:
                let rowFrom = counts + step.countStart + from * step.kinds
                let rowTo = counts + step.countStart + to * step.kinds
                let leaving = Int(step.kindOf[person])
                let coming = with < 0 ? -1 : Int(step.kindOf[with])
                if leaving >= 0 {
                    rowFrom[leaving] -= 1
                    rowTo[leaving] += 1
                }
                if coming >= 0 {
                    rowFrom[coming] += 1
                    rowTo[coming] -= 1
                }
            case .means:
                if !step.values[person].isNaN {
                    known[placeFrom] -= 1
                    known[placeTo] += 1
                }
                if with >= 0, !step.values[with].isNaN {
                    known[placeFrom] += 1
                    known[placeTo] -= 1
                }
            case .together, .apart: break
            }
            raw[placeFrom] = newRaw[2 * rule]
            raw[placeTo] = newRaw[2 * rule + 1]
            cost[placeFrom] = newCost[2 * rule]
            cost[placeTo] = newCost[2 * rule + 1]
        }
        for level in 0..<3 {
            burden[level * groups + from] = newBurden[level]
            burden[level * groups + to] = newBurden[3 + level]
        }
        groupOf[person] = Int32(to)
        if with >= 0 {
            groupOf[with] = Int32(from)
        } else {
            size[from] -= 1
            size[to] += 1
        }
        score = score + change
    }

    /// Whether any rule is broken in a group.
    @inline(__always) func isBurdened(_ group: Int) -> Bool { burden[group] + burden[groups + group] + burden[2 * groups + group] > 1e-9 }

    var seating: [Int32] { Array(UnsafeBufferPointer(start: groupOf, count: people)) }

    /// What a rule costs in a group; 0 when it is met.
    func cost(rule: Int, group: Int) -> Double { cost[rule * groups + group] }
    func raw(rule: Int, group: Int) -> Double { raw[rule * groups + group] }
    func counts(rule: Int, group: Int) -> [Int] {
        let kinds = table.measures[rule].kinds
        return (0..<kinds).map { Int(counts[countStart[rule] + group * kinds + $0]) }
    }
    func known(rule: Int, group: Int) -> Int { Int(known[rule * groups + group]) }

    /// What a rule would cost in the two groups of the last tried change.
    func triedCost(rule: Int) -> (from: Double, to: Double) { (newCost[2 * rule], newCost[2 * rule + 1]) }
}
