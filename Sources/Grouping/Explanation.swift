/// How each rule looks in each group, as facts: whoever shows them says them in their own language.
package struct Explanation: Hashable, Sendable {
    package struct Kind: Hashable, Sendable {
        package var label: String
        package var count: Int
        package var least: Int
        /// Nil when there is no upper bound.
        package var most: Int?
    }

    package enum Fact: Hashable, Sendable {
        case counts([Kind])
        /// The kinds of which there is exactly one, and how many there are of the others.
        case company(alone: [String], counts: [Kind])
        case oneKind([Kind])
        /// `off` is the distance from the mean of all in standard deviations; nil when no value in the group is known.
        case mean(Double?, ofAll: Double, off: Double, tolerance: Double)
        /// Pairs that belong together of whom only one is here, as (here, elsewhere).
        case parted([[String]])
        /// Pairs here that should be apart, with the strongest first.
        case met([[String]], strength: Double)
    }

    package struct Finding: Hashable, Sendable {
        package var rule: Int
        package var group: Int
        package var isMet: Bool
        /// What it costs: 0 when met, 1 for the smallest breach.
        package var cost: Double
        package var fact: Fact
        /// For a rule that is not met.
        package var reason: Reason?
    }

    package enum Reason: Hashable, Sendable {
        /// No division can break it in fewer groups.
        case impossible(Contradiction.Cause)
        /// These moves, one after the other, would meet it here, and make these rules worse in these groups.
        case costs([Move], breaks: [Breach])
        /// No moves were found that meet it here.
        case noWayFound
    }

    /// `person` goes to group `to`, and `with` (nil: nobody) comes in return.
    package struct Move: Hashable, Sendable {
        package var person: String
        package var with: String?
        package var to: Int

        package init(person: String, with: String?, to: Int) {
            self.person = person
            self.with = with
            self.to = to
        }
    }

    package struct Breach: Hashable, Sendable {
        package var rule: Int
        package var group: Int
    }

    /// By rule, then by group.
    package var findings: [Finding]

    package var unmet: [Finding] { findings.filter { !$0.isMet } }

    package func findings(group: Int) -> [Finding] { findings.filter { $0.group == group } }
}

extension Explanation {
    /// `withReasons` looks for what each breach would cost, which takes most of the time.
    init(_ hall: Hall, _ seatings: [[Int32]], withReasons: Bool = true) {
        findings = []
        for (number, table) in hall.tables.enumerated() {
            let arrangement = Arrangement(table)
            arrangement.seat(seatings[number])
            let ids = table.people.map { hall.gathering.people[$0].id }
            for group in 0..<table.groups {
                findings += arrangement.findings(group: group, ids: ids, offset: hall.offsets[number], withReasons: withReasons)
            }
        }
        findings.sort { ($0.rule, $0.group) < ($1.rule, $1.group) }
    }
}
