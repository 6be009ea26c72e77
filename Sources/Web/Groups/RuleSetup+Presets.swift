import Grouping
import Storage
import Workshop

extension RuleSetup {
    /// A ready set for groups of the given sizes; with a rule for those who should be together or apart, if the day has any.
    init(_ preset: Rule.Preset, sizes: Sizes, for people: [BuilderContent.Guest]) {
        self.init(sizes: sizes, rules: Rule.set(preset))
        let here = Set(people.map(\.member.id))
        let kinds = Set(people.flatMap(\.profile.ties).filter { here.contains($0.memberID) && here.contains($0.otherID) }.map(\.kind))
        if kinds.contains(.together) { rules.append(Rule(.should, .together(.relation("together")))) }
        if kinds.contains(.apart) { rules.append(Rule(.should, .apart(.relation("apart")))) }
    }
}

extension Sizes {
    /// The sizes that come with a ready set, where it has any and so many people can be divided into them.
    init?(of preset: Rule.Preset, for people: Int) {
        guard let sizes = Rule.sizes(preset), sizes.fits(people) else { return nil }
        self = sizes
    }

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
