/// One pool with its groups’ bounds and its rules made ready.
struct Table: Sendable {
    var pool: String
    /// The places of its people in the gathering.
    var people: [Int]
    var groups: Int
    /// The fewest people that any group may have, and the most.
    var smallest: Int
    var largest: Int
    /// The most people that each group may have.
    var room: [Int]
    /// The wanted size, when sizes may vary.
    var ideal: Double?
    /// The group that a pinned person stays in, -1 for the others.
    var pinned: [Int32]
    var measures: [Measure]

    var count: Int { people.count }

    init(pool: String, people: [Int], groups: Int, of gathering: Gathering) {
        self.pool = pool
        self.people = people
        self.groups = groups
        switch gathering.sizes {
        case .count:
            smallest = people.count / groups
            largest = (people.count + groups - 1) / groups
        case .range(let min, let ideal, let max):
            smallest = Swift.min(min, people.count / groups)
            largest = Swift.max(max, (people.count + groups - 1) / groups)
            self.ideal = Double(ideal)
        }
        room = Array(repeating: largest, count: groups)
        pinned = Array(repeating: -1, count: people.count)
        measures = []
        let members = people.map { gathering.people[$0] }
        let seats = Dictionary(uniqueKeysWithValues: zip(members.map(\.id), Int32(0)...))
        for (number, rule) in gathering.rules.enumerated() {
            measures.append(Table.measure(rule, number, members, seats, groups, gathering))
        }
    }

    private static func measure(
        _ rule: Rule, _ number: Int, _ members: [Person], _ seats: [String: Int32], _ groups: Int, _ gathering: Gathering
    ) -> Measure {
        var measure = Measure(rule: number, level: rule.level, shape: .counts)
        func count(_ condition: Condition, least: (Int32) -> Int32, most: (Int32) -> Int32) {
            (measure.labels, measure.kindOf) = condition.kinds(of: members, among: gathering.people)
            var totals = [Int32](repeating: 0, count: measure.kinds)
            for kind in measure.kindOf where kind >= 0 { totals[Int(kind)] += 1 }
            measure.least = totals.map(least)
            measure.most = totals.map(most)
        }
        let groups32 = Int32(groups)
        switch rule.kind {
        case .atLeast(let n, let condition): count(condition, least: { _ in Int32(n) }, most: { _ in .max })
        case .atMost(let n, let condition): count(condition, least: { _ in 0 }, most: { _ in Int32(n) })
        case .exactly(let n, let condition): count(condition, least: { _ in Int32(n) }, most: { _ in Int32(n) })
        case .spread(let condition): count(condition, least: { $0 / groups32 }, most: { ($0 + groups32 - 1) / groups32 })
        case .notAlone(let condition):
            measure.shape = .notAlone
            count(condition, least: { _ in 0 }, most: { _ in .max })
        case .oneKind(let field):
            measure.shape = .oneKind
            count(.each(field: field, values: []), least: { _ in 0 }, most: { _ in .max })
        case .alikeMeans(let number, let tolerance):
            measure.shape = .means
            measure.tolerance = tolerance
            measure.values = members.map { $0.numbers[number] ?? .nan }
            let known = measure.values.filter { !$0.isNaN }
            measure.mean = known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
            let squares = known.reduce(0) { $0 + ($1 - measure.mean) * ($1 - measure.mean) }
            measure.deviation = known.isEmpty ? 0 : (squares / Double(known.count)).squareRoot()
        case .together(let ties):
            measure.shape = .together
            measure.tie(Table.pairs(ties, members, seats), count: members.count)
        case .apart(let ties):
            measure.shape = .apart
            measure.tie(Table.pairs(ties, members, seats), count: members.count)
        case .newCompanions(let recency):
            measure.shape = .apart
            measure.tie(Table.companions(gathering.earlierDays, recency, seats), count: members.count)
        }
        return measure
    }
}
