@testable import Grouping

extension Gathering {
    /// A small gathering of 4 to 10 people with one to four rules of any kind and level, some with pins, pools and earlier days;
    /// different for each seed.
    static func random(_ seed: UInt64) -> Gathering {
        var dice = Dice(seed: seed)
        let count = 4 + dice.below(7)
        var people = (0..<count).map { number in
            var person = Person(id: "p\(number)")
            person.fields = ["colour": ["red", "green", "blue", ""][dice.below(4)], "team": ["a", "b"][dice.below(2)]]
            if dice.below(5) > 0 { person.numbers["years"] = Double(dice.below(20)) }
            if dice.below(3) == 0 { person.traits.insert("quiet") }
            return person
        }
        for index in people.indices where dice.below(3) == 0 { people[index].relations["caseworker"] = ["p\(dice.below(count))"] }
        let rules =
            (0..<(1 + dice.below(4))).map { _ in
                Rule(Rule.Level.allCases[dice.below(3)], kind(Int(seed % 14), among: count, &dice))
            } + [Rule(Rule.Level.allCases[dice.below(3)], kind(Int(seed % 14), among: count, &dice, exactly: true))]
        var sizes: Sizes = dice.below(2) == 0 ? .count(2 + dice.below(2)) : .range(min: 2, ideal: 3, max: 4)
        if count >= 8, dice.below(5) == 0 {
            for index in people.indices { people[index].pool = index % 2 == 0 ? "morning" : "evening" }
            sizes = .count(2)
        }
        let ids = people.map(\.id)
        let days = (0..<2).map { _ in [Array(ids[0..<3]), Array(ids[(3 + dice.below(2))...])] }
        let pins =
            count > 4 && dice.below(4) == 0 && people.allSatisfy(\.pool.isEmpty) ? ["p0": 1, "p\(1 + dice.below(count - 1))": 2] : [:]
        return Gathering(people: people, sizes: sizes, rules: rules, pins: pins, earlierDays: days)
    }

    private static func kind(_ wanted: Int, among count: Int, _ dice: inout Dice, exactly: Bool = false) -> Rule.Kind {
        func some() -> [String] { Array(Set((0..<3).map { _ in "p\(dice.below(count))" })).sorted() }
        let conditions: [Condition] = [
            .isOneOf(field: "colour", values: ["red"]), .isNoneOf(field: "team", values: ["a"]), .each(field: "colour", values: []),
            .trait("quiet"), .isOneOf(field: "colour", values: ["red", "blue"]),
        ]
        let condition = conditions[dice.below(conditions.count)]
        let kinds: [Rule.Kind] = [
            .atLeast(1 + dice.below(2), condition), .atMost(dice.below(3), condition), .exactly(dice.below(3), condition),
            .spread(condition),
            .notAlone(condition), .oneKind(field: "colour"), .alikeMeans(number: "years", tolerance: 0.25), .together(.people(some())),
            .together(.sameValue(field: "team")), .together(.relation("caseworker")), .apart(.people(some())),
            .apart(.relation("caseworker")),
            .apart(.sameValue(field: "colour")), .newCompanions(recency: 0.5),
        ]
        return kinds[exactly ? wanted : dice.below(kinds.count)]
    }
}

extension Table {
    /// Every seating within sizes and pins, where groups that nobody is pinned to count as alike.
    func seatings(_ body: ([Int32]) -> Void) {
        var seating = [Int32](repeating: 0, count: count)
        var filled = [Int](repeating: 0, count: groups)
        let held = Set(pinned)
        func seat(_ person: Int) {
            guard person < count else {
                if filled.allSatisfy((smallest...largest).contains) { body(seating) }
                return
            }
            var hasOpened = false
            for group in 0..<groups where filled[group] < largest {
                if pinned[person] >= 0, pinned[person] != Int32(group) { continue }
                if filled[group] == 0, !held.contains(Int32(group)) {
                    if hasOpened { continue }
                    hasOpened = true
                }
                seating[person] = Int32(group)
                filled[group] += 1
                seat(person + 1)
                filled[group] -= 1
            }
        }
        seat(0)
    }

    /// The best score there is, by trying everything.
    func bestOfAll() -> Score {
        let arrangement = Arrangement(self)
        var best: Score?
        seatings { seating in
            arrangement.seat(seating)
            if best.map({ arrangement.score < $0 }) ?? true { best = arrangement.score }
        }
        return best ?? Score()
    }
}
