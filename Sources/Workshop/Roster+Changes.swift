extension Roster {
    /// What one line would do.
    package struct Change: Hashable, Sendable {
        package var line: Int
        /// The member as it stands now; nil when it is new.
        package var before: Member?
        package var after: Member
        /// What facilitators know of the member as it stands now.
        package var traitsBefore: Set<Trait> = []
        package var traits: Set<Trait> = []

        package var isNew: Bool { before == nil }
        /// Whether anything is different.
        package var matters: Bool { before != after || traitsBefore != traits }
    }

    /// What the list would change among `members`: people are known by e-mail address, else by name and unit, and are not doubled.
    /// Refuses with every line that may mean more than one member, or one that an earlier line means already. `mint` names the new.
    package func changes(
        to members: [Member], knowing traits: [ID<Member>: Set<Trait>] = [:], in community: ID<Community>, mint: () -> ID<Member>
    ) throws -> [Change] {
        let byEmail = Dictionary(grouping: members.filter { !$0.email.isEmpty }) { $0.email.lowercased() }
        let byPerson = Dictionary(grouping: members) { Roster.key($0.name, $0.unit) }
        let byName = Dictionary(grouping: members) { $0.name.lowercased() }
        var changes: [Change] = []
        var problems: [Problem] = []
        var meant: [ID<Member>: Int] = [:]
        for entry in entries {
            var candidates = entry.email.isEmpty ? [] : byEmail[entry.email.lowercased()] ?? []
            if candidates.isEmpty { candidates = byPerson[Roster.key(entry.name, entry.unit)] ?? [] }
            if candidates.isEmpty, entry.unit.isEmpty { candidates = byName[entry.name.lowercased()] ?? [] }
            if candidates.contains(where: { $0.leftAt == nil }) { candidates.removeAll { $0.leftAt != nil } }
            guard candidates.count < 2 else {
                problems.append(Problem(line: entry.line, column: 0, text: entry.name, kind: .ambiguous))
                continue
            }
            if let known = candidates.first {
                if let earlier = meant[known.id] {
                    problems.append(Problem(line: entry.line, column: 0, text: entry.name, kind: .repeated(line: earlier)))
                    continue
                }
                meant[known.id] = entry.line
                let present = traits[known.id] ?? []
                changes.append(
                    Change(
                        line: entry.line, before: known, after: known.taking(entry), traitsBefore: present,
                        traits: entry.traits ?? present))
            } else {
                let added = try Member(
                    id: mint(), communityID: community, name: entry.name, discipline: entry.discipline, unit: entry.unit,
                    party: entry.party ?? .staff, email: entry.email, language: entry.language)
                changes.append(Change(line: entry.line, before: nil, after: added, traits: entry.traits ?? []))
            }
        }
        guard problems.isEmpty else { throw Wrong(problems: problems) }
        return changes
    }
}

extension Member {
    fileprivate func taking(_ entry: Roster.Entry) -> Member {
        var member = self
        member.name = entry.name
        member.leftAt = nil
        if !entry.discipline.isEmpty { member.discipline = entry.discipline }
        if !entry.unit.isEmpty { member.unit = entry.unit }
        if let party = entry.party { member.party = party }
        if !entry.email.isEmpty { member.email = entry.email }
        if !entry.language.isEmpty { member.language = entry.language }
        return member
    }
}
