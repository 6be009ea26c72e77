/// One rule made ready for one pool: people are numbers, and what it asks is bounds, values or pairs.
struct Measure: Sendable {
    enum Shape: Sendable { case counts, notAlone, oneKind, means, together, apart }

    /// Its place among the gathering’s rules.
    var rule: Int
    var level: Rule.Level
    var shape: Shape
    var labels: [String] = []
    /// The kind of each person, -1 for none.
    var kindOf: [Int32] = []
    /// The least and the most of each kind in a group.
    var least: [Int32] = []
    var most: [Int32] = []
    /// The value of each person, not a number where it is unknown.
    var values: [Double] = []
    var mean = 0.0
    var deviation = 0.0
    var tolerance = 0.0
    /// Who each person is tied to and how strongly: the ties of person p are `others[start[p]..<start[p + 1]]`.
    var start: [Int32] = []
    var others: [Int32] = []
    var strengths: [Double] = []

    var kinds: Int { labels.count }
    var isTies: Bool { shape == .together || shape == .apart }

    /// What a rule costs that is off by `excess`: being broken at all counts most.
    static func cost(_ excess: Double) -> Double { excess <= 0 ? 0 : 0.9 + 0.1 * excess }
}

/// One pool with its groups’ bounds and its rules made ready.
struct Table: Sendable {
    var pool: String
    /// The places of its people in the gathering.
    var people: [Int]
    var groups: Int
    var smallest: Int
    var largest: Int
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
            smallest = min
            largest = max
            self.ideal = Double(ideal)
        }
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

    private static func pairs(_ ties: Rule.Ties, _ members: [Person], _ seats: [String: Int32]) -> [Pair: Double] {
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

    private static func companions(_ days: [[[String]]], _ recency: Double, _ seats: [String: Int32]) -> [Pair: Double] {
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
