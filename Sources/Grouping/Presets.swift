extension Rule {
    /// A ready set of rules to start from.
    package enum Preset: String, Hashable, Sendable, CaseIterable {
        /// As in the evaluated days: every discipline in every group, one who takes initiative and one bridge builder,
        /// never only quiet ones.
        case sourceDay = "source-day"
        case oneFromEachAgency = "one-from-each-agency"
        /// Three people of three disciplines.
        case trio
        /// Two staff and two service users, never with one’s own caseworker.
        case fours
        case allNewCompanions = "all-new-companions"
    }

    /// The fields, values, traits and relations that sets speak of.
    package static let setWords = [
        "discipline", "unit", "party", "staff", "service-user", "takes-initiative", "builds-bridges", "quiet", "caseworker",
    ]

    /// The rules of a set.
    /// `words` says what people call the fields, values, traits and relations among `setWords` where they call them something else.
    package static func set(_ preset: Preset, words: [String: String] = [:]) -> [Rule] {
        func word(_ ready: String) -> String { words[ready] ?? ready }
        func each(_ field: String) -> Condition { .each(field: word(field), values: []) }
        func trait(_ trait: String) -> Condition { .trait(word(trait)) }
        func party(_ party: String) -> Condition { .isOneOf(field: word("party"), values: [word(party)]) }
        switch preset {
        case .sourceDay:
            return [
                Rule(.must, .spread(each("discipline"))), Rule(.should, .atLeast(1, trait("takes-initiative"))),
                Rule(.should, .atLeast(1, trait("builds-bridges"))), Rule(.should, .atLeast(1, .withoutTrait(word("quiet")))),
                Rule(.wish, .newCompanions(recency: 0.5)),
            ]
        case .oneFromEachAgency: return [Rule(.must, .atLeast(1, each("unit")))]
        case .trio: return [Rule(.must, .atMost(1, each("discipline"))), Rule(.wish, .newCompanions(recency: 0.5))]
        case .fours:
            return [
                Rule(.must, .exactly(2, party("staff"))), Rule(.must, .exactly(2, party("service-user"))),
                Rule(.must, .apart(.relation(word("caseworker")))),
            ]
        case .allNewCompanions: return [Rule(.should, .newCompanions(recency: 0.5))]
        }
    }

    /// The sizes that go with a set, where it says them.
    package static func sizes(_ preset: Preset) -> Sizes? {
        switch preset {
        case .trio: .range(min: 3, ideal: 3, max: 4)
        case .fours: .range(min: 4, ideal: 4, max: 4)
        case .sourceDay, .oneFromEachAgency, .allNewCompanions: nil
        }
    }
}
