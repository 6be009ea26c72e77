import Grouping
import Storage
import Workshop

/// A proposal as it looks to its rules: the groups with their people, what is met and what is not.
struct Bench: Sendable {
    let content: BuilderContent
    let proposal: Proposal
    let setup: RuleSetup
    /// The sizes that were asked for, where those who come now cannot be divided by them.
    let sizesGaveWay: Sizes?
    /// The people of each group of the proposal, in Norwegian alphabetical order.
    let groups: [[BuilderContent.Guest]]
    /// Coming participants who sit in no group.
    let unseated: [BuilderContent.Guest]
    /// The seated people as the rules see them.
    let gathering: Gathering
    /// Nil when the people cannot be judged as they sit: the rules have changed what a group is.
    private(set) var division: Division?
    private(set) var explanation: Explanation?
    /// Musts that nobody could keep, for all who come.
    private(set) var contradictions: [Contradiction] = []
    private(set) var impossible: Impossible?
    /// The groups of the proposal that the rules see, by their number there.
    let seen: [Int]

    /// `earlier` is the proposal as it was last judged: after a hand’s move only what the move has changed is judged anew.
    init?(_ content: BuilderContent, _ place: Proposal.Place, after earlier: Bench? = nil) {
        guard let proposal = content.proposals[place], let asked = try? RuleSetup(reading: proposal.rules) else { return nil }
        self.content = content
        self.proposal = proposal
        setup = proposal.isDivided ? asked.holding(proposal.pools.count, of: content.people.count) : asked
        sizesGaveWay = setup.sizes != asked.sizes ? asked.sizes : nil
        groups = proposal.pools.indices.map { index in content.people.filter { proposal.seats[$0.id]?.number == index + 1 } }
        unseated = content.people.filter { proposal.seats[$0.id] == nil }
        let pools = proposal.pools
        gathering = Gathering(content, setup, among: Set(groups.joined().map(\.id)), pools: pools)
        let filled = Set(zip(pools, groups).filter { !$1.isEmpty }.map(\.0))
        seen = pools.indices.filter { filled.contains(pools[$0]) }.map { $0 + 1 }
        let earlier = earlier.flatMap { asksTheSame(as: $0) ? $0 : nil }
        if let earlier, earlier.pins == pins {
            (contradictions, impossible) = (earlier.contradictions, earlier.impossible)
        } else {
            do throws(Impossible) {
                contradictions = try Gathering(content, setup, pins: pins, pools: pools).contradictions()
            } catch {
                impossible = error
            }
        }
        guard proposal.isDivided, !gathering.people.isEmpty else { return }
        if let (division, explanation) = earlier.flatMap({ oneMove(after: $0) }) {
            (self.division, self.explanation) = (division, explanation)
        } else if let desk = (try? Desk(gathering, given)) ?? nil {
            (division, explanation) = (desk.division, desk.explanation)
        }
    }

    /// Whether the same people are to be divided by the same rules.
    private func asksTheSame(as earlier: Bench) -> Bool {
        setup == earlier.setup && proposal.pools == earlier.proposal.pools && content.people == earlier.content.people
            && content.earlierDays == earlier.content.earlierDays
    }

    /// How it fares when one person has changed groups since `earlier`; nil when anything else has changed.
    private func oneMove(after earlier: Bench) -> (Division, Explanation)? {
        let moved = proposal.seats.filter { earlier.proposal.seats[$0.key]?.number != $0.value.number }
        guard moved.count == 1, let (person, seat) = moved.first, proposal.seats.count == earlier.proposal.seats.count,
            seen == earlier.seen,
            let group = seenAs(seat.number), let before = earlier.explanation, let start = earlier.division,
            let desk = (try? Desk(gathering, start)) ?? nil, let after = try? desk.move(person.description, to: group, after: before)
        else { return nil }
        return (desk.division, after)
    }

    /// The groups the rules see.
    private var given: Division {
        Division(given: seen.map { (proposal.pools[$0 - 1], groups[$0 - 1].map(\.id.description)) })
    }

    /// The number in the proposal of a group the rules see.
    func number(_ seenAs: Int) -> Int { seen.indices.contains(seenAs - 1) ? seen[seenAs - 1] : seenAs }

    private func seenAs(_ number: Int) -> Int? { seen.firstIndex(of: number).map { $0 + 1 } }

    func findings(group number: Int) -> [Explanation.Finding] {
        guard let explanation, let group = seenAs(number) else { return [] }
        return explanation.findings(group: group)
    }

    func findings(rule: Int) -> [Explanation.Finding] { explanation?.findings.filter { $0.rule == rule } ?? [] }

    /// Where people stay, for the next search.
    var pins: [ID<Attendance>: Int] {
        let here = Set(content.people.map(\.id))
        return proposal.seats.filter { $0.value.isPinned && here.contains($0.key) }.mapValues(\.number)
    }

    /// Whether the number of groups is one that the sizes ask for.
    var hasSizesAskedFor: Bool {
        guard proposal.isDivided, setup.pool.isEmpty else { return true }
        switch setup.sizes {
        case .count(let count): return count == groups.count
        case .range(let min, _, let max):
            let people = groups.reduce(0) { $0 + $1.count }
            return min * groups.count <= people && people <= max * groups.count
        }
    }

    /// How many people too many (or, below nought, too few) a group of `size` has for the sizes asked for; nought while pools decide.
    func excess(ofGroupWith size: Int) -> Int {
        let wanted: ClosedRange<Int>
        switch setup.sizes {
        case .range(let least, _, let most): wanted = least...max(least, most)
        case .count:
            guard setup.pool.isEmpty, !groups.isEmpty else { return 0 }
            let all = groups.reduce(0) { $0 + $1.count }
            wanted = all / groups.count...(all + groups.count - 1) / groups.count
        }
        return size > wanted.upperBound ? size - wanted.upperBound : min(size - wanted.lowerBound, 0)
    }

    /// How many rules hold of how many, for each level in use: a rule counts once for each group.
    var tally: [(level: Rule.Level, met: Int, of: Int)] {
        Rule.Level.allCases.compactMap { level in
            let findings =
                explanation?.findings.filter { setup.rules.indices.contains($0.rule) && setup.rules[$0.rule].level == level } ?? []
            return findings.isEmpty ? nil : (level, findings.count(where: \.isMet), findings.count)
        }
    }

    func guest(_ id: String) -> BuilderContent.Guest? { content.people.first { $0.id.description == id } }
}
