import Grouping

/// People as a training day gathers them, always the same.
struct Crowd {
    private var state: UInt64 = 7

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    mutating func people(_ count: Int) -> [Person] {
        (0..<count).map { number in
            var person = Person(id: "p\(number)")
            person.fields = [
                "discipline": ["nurse", "doctor", "social worker", "police", "teacher"][below(5)],
                "unit": ["municipality", "hospital", "labour and welfare", "police", "school", "voluntary"][below(6)],
                "party": below(4) == 0 ? "service-user" : "staff",
            ]
            person.numbers["years"] = Double(below(30))
            if below(5) == 0 { person.traits.insert("takes-initiative") }
            if below(5) == 0 { person.traits.insert("builds-bridges") }
            if below(3) == 0 { person.traits.insert("quiet") }
            if below(4) == 0 { person.relations["caseworker"] = ["p\(below(count))"] }
            return person
        }
    }

    /// Earlier days on which agencies sat mostly with themselves.
    mutating func days(_ people: [Person], groups: Int) -> [[[String]]] {
        (0..<3).map { _ in
            let ranked = people.map { ($0.fields["unit"]!, below(1000), $0.id) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
            let size = (people.count + groups - 1) / groups
            return stride(from: 0, to: ranked.count, by: size).map { Array(ranked[$0..<min($0 + size, ranked.count)]) }
        }
    }
}

/// 300 people, 40 groups, 10 rules and 3 earlier days.
func large() -> Gathering {
    var crowd = Crowd()
    let people = crowd.people(300)
    let rules =
        Rule.set(.sourceDay) + [
            Rule(.must, .apart(.relation("caseworker"))), Rule(.should, .spread(.each(field: "unit", values: []))),
            Rule(.should, .notAlone(.isOneOf(field: "party", values: ["service-user"]))),
            Rule(.wish, .alikeMeans(number: "years", tolerance: 0.01)),
            Rule(.wish, .notAlone(.trait("quiet"))),
        ]
    return Gathering(people: people, sizes: .count(40), rules: rules, earlierDays: crowd.days(people, groups: 40))
}

/// 24 people in 4 groups, by the rules of the source’s day.
func small() -> Gathering {
    var crowd = Crowd()
    return Gathering(people: crowd.people(24), sizes: .count(4), rules: Rule.set(.sourceDay))
}
