import Grouping
import Storage
import Workshop

extension Gathering {
    /// Those of the day’s coming participants who are in `among` (nil: all), as the rules look at them.
    /// A person’s id is the attendance’s.
    /// The people of a pool that comes first in `pools` come first.
    init(
        _ content: BuilderContent, _ setup: RuleSetup, among: Set<ID<Attendance>>? = nil, pins: [ID<Attendance>: Int] = [:],
        pools: [String] = []
    ) {
        let guests = content.people.filter { among?.contains($0.id) ?? true }
        let byMember = Dictionary(guests.map { ($0.member.id, $0.id.description) }, uniquingKeysWith: { first, _ in first })
        let order = Dictionary(zip(pools, 0...), uniquingKeysWith: { first, _ in first })
        let people = guests.map { Person($0, poolBy: setup.pool, byMember) }.enumerated()
            .sorted { (order[$0.element.pool] ?? .max, $0.offset) < (order[$1.element.pool] ?? .max, $1.offset) }.map(\.element)
        self.init(
            people: people, sizes: setup.sizes, rules: setup.rules.map { $0.naming(byMember) },
            pins: Dictionary(uniqueKeysWithValues: pins.map { ($0.key.description, $0.value) }),
            earlierDays: content.earlierDays.map { day in
                day.map { group in group.compactMap { byMember[$0] } }.filter { $0.count > 1 }
            })
    }
}

extension Person {
    fileprivate init(_ guest: BuilderContent.Guest, poolBy pool: String, _ ids: [Workshop.ID<Member>: String]) {
        let member = guest.member
        let fields = Dictionary(uniqueKeysWithValues: RuleSetup.fields.map { ($0, guest.value($0)) })
        var relations: [String: Set<String>] = [:]
        for tie in guest.profile.ties {
            let isMine = tie.memberID == member.id
            guard isMine || tie.kind != .caseworker, let other = ids[isMine ? tie.otherID : tie.memberID] else { continue }
            relations[tie.kind.rawValue, default: []].insert(other)
        }
        self.init(
            id: guest.id.description, fields: fields, numbers: guest.profile.numbers, traits: Set(guest.profile.traits.map(\.rawValue)),
            relations: relations, pool: guest.value(pool))
    }
}

extension BuilderContent.Guest {
    /// What the rules see in a field; blank when it is not known.
    func value(_ field: String) -> String {
        switch field {
        case "discipline": member.discipline
        case "unit": member.unit
        case "party": member.party.rawValue
        case "language": member.language
        default: ""
        }
    }
}

extension Rule {
    /// The rule with the members it names as the people they are on the day; those who are not there are left out.
    fileprivate func naming(_ ids: [ID<Member>: String]) -> Rule {
        func named(_ people: [String]) -> Ties { .people(people.compactMap { ID<Member>($0).flatMap { ids[$0] } }) }
        var rule = self
        switch kind {
        case .together(.people(let people)): rule.kind = .together(named(people))
        case .apart(.people(let people)): rule.kind = .apart(named(people))
        default: break
        }
        return rule
    }
}
