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
