/// One case of a day, as planning needs it.
package struct PlannedCase: Hashable, Sendable {
    package var id: ID<Scenario>
    package var title: LocalizedText
    package var version: Int
    package var personas: [PlannedPersona]
    /// A group has worked with it on this day.
    package var isUsed: Bool

    package init(id: ID<Scenario>, title: LocalizedText, version: Int, personas: [PlannedPersona], isUsed: Bool) {
        self.id = id
        self.title = title
        self.version = version
        self.personas = personas
        self.isUsed = isUsed
    }
}

package struct PlannedPersona: Hashable, Sendable {
    package var id: ID<Persona>
    package var name: LocalizedText

    package init(id: ID<Persona>, name: LocalizedText) {
        self.id = id
        self.name = name
    }
}

/// What a day lacks before it can open. Some things stop it; the others can be put right while people work.
package struct Checklist: Hashable, Sendable {
    package enum Part: String, Hashable, Sendable, CaseIterable { case programme, people, groups, cases, castings }

    package enum Gap: Hashable, Sendable {
        case noProgramme, noFacilitator, noParticipants, noGroups, nobodyInGroups, noCases, noLeaders
        case withoutGroup(Int)
        case emptyGroup(String)
        case withoutPlayer(LocalizedText, of: LocalizedText)
        /// Somebody is to play the person, and none of them comes.
        case playersStayAway(LocalizedText, of: LocalizedText)

        /// Whether the day cannot open with it.
        package var stops: Bool {
            switch self {
            case .noParticipants, .noGroups, .nobodyInGroups, .noCases: true
            default: false
            }
        }

        package var part: Part {
            switch self {
            case .noProgramme: .programme
            case .noFacilitator, .noParticipants: .people
            case .noGroups, .nobodyInGroups, .withoutGroup, .emptyGroup: .groups
            case .noCases: .cases
            case .noLeaders, .withoutPlayer, .playersStayAway: .castings
            }
        }
    }

    package var gaps: [Gap]

    package var mayOpen: Bool { !gaps.contains(where: \.stops) }

    /// `attendances` are of those who are coming; whoever is absent counts nowhere.
    package init(blocks: Int, groups: [Group], attendances all: [Attendance], cases: [PlannedCase], castings: [Casting]) {
        let attendances = all.filter { $0.absentAt == nil }
        let participants = attendances.filter { $0.role == .participant }
        let seated = Set(participants.compactMap(\.groupID))
        let leaders = Set(attendances.filter { $0.role == .leader }.map(\.id))
        gaps = []
        if blocks == 0 { gaps.append(.noProgramme) }
        if !attendances.contains(where: { $0.role == .facilitator }) { gaps.append(.noFacilitator) }
        if participants.isEmpty { gaps.append(.noParticipants) }
        if groups.isEmpty {
            gaps.append(.noGroups)
        } else if seated.isEmpty {
            gaps.append(.nobodyInGroups)
        } else {
            let without = participants.count { $0.groupID == nil }
            if without > 0 { gaps.append(.withoutGroup(without)) }
            gaps += groups.filter { !seated.contains($0.id) }.map { .emptyGroup($0.name) }
        }
        if cases.isEmpty { gaps.append(.noCases) }
        if leaders.isEmpty {
            if !cases.isEmpty { gaps.append(.noLeaders) }
        } else {
            let played = Set(castings.filter { leaders.contains($0.attendanceID) }.map(\.personaID))
            let given = Set(castings.map(\.personaID))
            for item in cases {
                gaps += item.personas.filter { !played.contains($0.id) }.map {
                    given.contains($0.id) ? .playersStayAway($0.name, of: item.title) : .withoutPlayer($0.name, of: item.title)
                }
            }
        }
    }
}

/// A discipline that others on the day have and a group lacks.
package struct MissingDiscipline: Hashable, Sendable {
    package var discipline: String
    /// Whether enough people have it for every group to get one.
    package var couldBeMended: Bool

    /// The disciplines each group lacks among its participants, in Norwegian order; letter case does not count.
    package static func byGroup(_ groups: [Group], _ people: [(group: ID<Group>?, discipline: String)]) -> [ID<Group>: [MissingDiscipline]]
    {
        var spelling: [String: String] = [:]
        var counts: [String: Int] = [:]
        var present: [ID<Group>: Set<String>] = [:]
        for person in people where !person.discipline.isEmpty {
            let key = person.discipline.lowercased()
            spelling[key] = spelling[key] ?? person.discipline
            counts[key, default: 0] += 1
            if let group = person.group { present[group, default: []].insert(key) }
        }
        let all = spelling.keys.sorted { Norwegian.precedes($0, $1) }
        return Dictionary(
            uniqueKeysWithValues: groups.map { group in
                (
                    group.id,
                    all.filter { present[group.id]?.contains($0) != true }
                        .map { MissingDiscipline(discipline: spelling[$0]!, couldBeMended: counts[$0]! >= groups.count) }
                )
            })
    }
}
