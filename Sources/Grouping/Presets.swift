extension Rule {
    /// A ready set of rules to start from.
    package enum Preset: String, Hashable, Sendable, CaseIterable {
        /// As in the evaluated days: every discipline in every group, one who takes initiative and one bridge builder, never only quiet ones.
        case sourceDay = "source-day"
        case oneFromEachAgency = "one-from-each-agency"
        /// Three people of three disciplines.
        case trio
        /// Two staff and two service users, never with one’s own caseworker.
        case fours
        case allNewCompanions = "all-new-companions"
    }

    /// The rules of a set; `size` is the largest group, which decides how many quiet ones are too many.
    package static func set(_ preset: Preset, size: Int) -> [Rule] {
        switch preset {
        case .sourceDay:
            [
                Rule(.must, .spread(.each(field: "discipline", values: []))), Rule(.should, .atLeast(1, .trait("takes initiative"))),
                Rule(.should, .atLeast(1, .trait("builds bridges"))), Rule(.should, .atMost(max(size - 1, 0), .trait("quiet"))),
                Rule(.wish, .newCompanions(recency: 0.5)),
            ]
        case .oneFromEachAgency: [Rule(.must, .atLeast(1, .each(field: "agency", values: [])))]
        case .trio: [Rule(.must, .atMost(1, .each(field: "discipline", values: []))), Rule(.wish, .newCompanions(recency: 0.5))]
        case .fours:
            [
                Rule(.must, .exactly(2, .isOneOf(field: "party", values: ["staff"]))),
                Rule(.must, .exactly(2, .isOneOf(field: "party", values: ["service user"]))), Rule(.must, .apart(.relation("caseworker"))),
            ]
        case .allNewCompanions: [Rule(.should, .newCompanions(recency: 0.5))]
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
