import Grouping
import Storage
import Workshop

extension RuleSetup {
    /// A ready set in the words of our people, for groups of the given sizes; with a rule for those who should be together or apart, if the day has any.
    init(_ preset: Rule.Preset, sizes: Sizes, for people: [BuilderContent.Guest]) {
        let sizes = Rule.sizes(preset).flatMap { $0.fits(people.count) ? $0 : nil } ?? sizes
        self.init(sizes: sizes, rules: Rule.set(preset, size: sizes.largest(of: people.count)).map(\.ours))
        let here = Set(people.map(\.member.id))
        let kinds = Set(people.flatMap(\.profile.ties).filter { here.contains($0.memberID) && here.contains($0.otherID) }.map(\.kind))
        if kinds.contains(.together) { rules.append(Rule(.should, .together(.relation("together")))) }
        if kinds.contains(.apart) { rules.append(Rule(.should, .apart(.relation("apart")))) }
    }
}

extension Rule {
    /// The rule with fields, values and traits as our people have them.
    fileprivate var ours: Rule {
        func ours(_ field: String) -> String { field == "agency" ? "unit" : field }
        func ours(_ values: [String]) -> [String] { values.map { $0.replacing(" ", with: "-") } }
        func ours(_ who: Condition) -> Condition {
            switch who {
            case .isOneOf(let field, let values): .isOneOf(field: ours(field), values: ours(values))
            case .isNoneOf(let field, let values): .isNoneOf(field: ours(field), values: ours(values))
            case .each(let field, let values): .each(field: ours(field), values: values)
            case .trait(let trait): .trait(trait.replacing(" ", with: "-"))
            }
        }
        var rule = self
        switch kind {
        case .atLeast(let count, let who): rule.kind = .atLeast(count, ours(who))
        case .atMost(let count, let who): rule.kind = .atMost(count, ours(who))
        case .exactly(let count, let who): rule.kind = .exactly(count, ours(who))
        case .spread(let who): rule.kind = .spread(ours(who))
        case .notAlone(let who): rule.kind = .notAlone(ours(who))
        case .oneKind(let field): rule.kind = .oneKind(field: ours(field))
        default: break
        }
        return rule
    }
}

extension Sizes {
    func fits(_ people: Int) -> Bool {
        switch self {
        case .count(let count): count > 0 && count <= people
        case .range(let min, _, let max): min > 0 && (people + max - 1) / max <= people / min
        }
    }

    func largest(of people: Int) -> Int {
        switch self {
        case .count(let count): (people + count - 1) / Swift.max(count, 1)
        case .range(_, _, let max): max
        }
    }
}
