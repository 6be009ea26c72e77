import Grouping
import Storage
import Workshop

/// The sentences about rules and groups, in the user’s language.
struct GroupWords {
    let bench: Bench
    let say: Speech

    /// The name the facilitator gave the rule, or else what it asks for.
    func rule(_ index: Int) -> String { bench.setup.rules[index].name.isEmpty ? "\(bench.setup.rules[index].kind)" : bench.setup.rules[index].name }

    /// How a rule looks in a group, and by how much it is broken.
    func fact(_ finding: Explanation.Finding) -> String { "\(finding.fact)" }

    /// Why it is not met there, or what it would cost.
    func reason(_ finding: Explanation.Finding) -> String { finding.reason.map { "\($0)" } ?? "" }

    /// One sentence about why the group looks as it does.
    func group(_ number: Int) -> String { "" }

    func contradiction(_ contradiction: Contradiction) -> String {
        contradiction.rules.map(rule).joined(separator: " + ") + ": \(contradiction.cause)"
    }

    func impossible(_ impossible: Impossible) -> String { "\(impossible)" }
}
