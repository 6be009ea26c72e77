/// Who sits where at one table, with every rule’s cost kept up to date as people move.
///
/// Nothing here allocates while searching. Memory is owned by this object alone and freed with it.
final class Arrangement {
    let table: Table
    let people: Int
    let groups: Int
    let rules: Int
    /// The group of each person.
    let groupOf: UnsafeMutablePointer<Int32>
    let size: UnsafeMutablePointer<Int32>
    /// The number of each kind in each group, by rule: `counts[countStart[rule] + group * kinds + kind]`.
    let counts: UnsafeMutablePointer<Int32>
    let countStart: [Int]
    let countTotal: Int
    /// What a rule is off by in a group: people too many or few, strength of ties, or the sum of values.
    let raw: UnsafeMutablePointer<Double>
    /// How many known values a group’s sum has.
    let known: UnsafeMutablePointer<Int32>
    /// What each rule costs in each group.
    let cost: UnsafeMutablePointer<Double>
    /// What the rules of each level cost in each group.
    let burden: UnsafeMutablePointer<Double>
    let newRaw: UnsafeMutablePointer<Double>
    let newCost: UnsafeMutablePointer<Double>
    let newBurden: UnsafeMutablePointer<Double>
    let steps: UnsafeMutablePointer<Step>
    var score = Score()
    /// The change that was last tried.
    var tried = (person: 0, with: -1, from: 0, to: 0, change: Score())
    /// What counting shows of each rule that has been asked for.
    var limits: [Int: Table.Limit?] = [:]

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
        let ready = zip(table.measures, starts).map { Step($0, countStart: $1) }
        steps = UnsafeMutablePointer.allocate(capacity: max(rules, 1))
        steps.initialize(from: ready, count: rules)
    }

    deinit {
        for memory in [groupOf, size, counts, known] { memory.deallocate() }
        for memory in [raw, cost, burden, newRaw, newCost, newBurden] { memory.deallocate() }
        for rule in 0..<rules { steps[rule].deallocate() }
        steps.deallocate()
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

    /// What a rule would cost in one of the two groups of the last tried change.
    func triedCost(rule: Int, in group: Int) -> Double { newCost[2 * rule + (group == tried.from ? 0 : 1)] }
}
