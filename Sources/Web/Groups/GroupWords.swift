import Grouping
import Storage
import Workshop

/// The sentences about the rules and groups of a proposal, with names as people on the day have them.
struct GroupWords {
    private let bench: Bench
    private let speech: GroupSpeech

    init(bench: Bench, say: Speech) {
        self.bench = bench
        let people = Dictionary(
            bench.content.people.map { ($0.id.description, $0.member.name) }, uniquingKeysWith: { first, _ in first })
        let groups = Dictionary(
            uniqueKeysWithValues: bench.seen.indices.map { ($0 + 1, BuilderView.name(bench.seen[$0], bench.content, say)) })
        speech = GroupSpeech(say, bench.gathering, names: GroupSpeech.Names(people: people, groups: groups))
    }

    /// The name the facilitator gave the rule, or else what it asks for.
    func rule(_ index: Int) -> String { speech.rule(index) }

    /// How a rule looks in a group, and by how much it is broken.
    func fact(_ finding: Explanation.Finding) -> String { speech.fact(finding) }

    /// The same as a sentence of its own.
    func sentence(_ finding: Explanation.Finding) -> String {
        let fact = speech.fact(finding)
        return fact.isEmpty ? "" : speech.capitalized(fact) + "."
    }

    /// Why it is not met there, or what it would cost.
    func reason(_ finding: Explanation.Finding) -> String { speech.reason(finding) }

    /// One sentence about why the group looks as it does; what is not met is told beside it.
    func group(_ number: Int) -> String {
        speech.why(bench.groups[number - 1].map(\.id.description), bench.findings(group: number).filter(\.isMet))
    }

    func contradictions(_ found: [Contradiction]) -> [String] { speech.contradictions(found) }

    func impossible(_ impossible: Impossible) -> String { speech.impossible(impossible) }
}
