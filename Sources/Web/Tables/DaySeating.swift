import Grouping
import Storage
import Workshop

/// A day's tables as the seating engine knows them.
struct DaySeating {
    let content: TablesContent

    private var plan: TablePlan { content.papers.plan }
    private var people: [ComingPerson] { content.papers.people }

    /// Everyone for whom there is a chair seated anew; those who are pinned first, then participants.
    /// When every table is a group's, only those of the groups.
    func arranged(keepingGroups: Bool, seed: UInt64) throws(Seating.Wrong) -> [Chair] {
        let pinned = plan.chairs.filter(\.isPinned)
        let isPinned = Set(pinned.map(\.attendanceID))
        var guests = people
        if keepingGroups, !plan.tables.isEmpty, plan.tables.allSatisfy({ $0.groupID != nil }) {
            guests = guests.filter { isPinned.contains($0.attendance.id) || home(of: $0) != nil }
        }
        func rank(_ person: ComingPerson) -> Int {
            isPinned.contains(person.attendance.id) ? 0 : person.attendance.role == .participant ? 1 : 2
        }
        guests = Array(
            (guests.filter { rank($0) == 0 } + guests.filter { rank($0) == 1 } + guests.filter { rank($0) == 2 }).prefix(plan.chairCount))
        let answer = try seating(guests, keepingGroups: keepingGroups, pins: pinned).arranged(seed: seed)
        return guests.compactMap { person in
            answer.places[person.attendance.id.description].map { place in
                Chair(tableID: plan.tables[place.table].id, number: place.chair + 1, attendanceID: person.attendance.id)
            }
        }
    }

    /// What is not as it should be, as people sit now.
    var judged: SeatingPlan? {
        let seated = Set(plan.chairs.map(\.attendanceID))
        let guests = people.filter { seated.contains($0.attendance.id) }
        guard let seating = try? seating(guests, keepingGroups: groupsKeepTables, pins: plan.chairs.filter(\.isPinned)) else { return nil }
        return seating.judged(
            Dictionary(
                uniqueKeysWithValues: plan.chairs.compactMap { chair in place(of: chair).map { (chair.attendanceID.description, $0) } }))
    }

    /// Whether most of those who have a table of their group sit there.
    var groupsKeepTables: Bool {
        let homes = people.compactMap { person in home(of: person).map { (person.attendance.id, plan.tables[$0].id) } }
        let seated = homes.filter { plan.chair(of: $0.0) != nil }
        return !homes.isEmpty && seated.count { plan.chair(of: $0.0)?.tableID == $0.1 } * 2 >= seated.count
    }

    private func seating(_ guests: [ComingPerson], keepingGroups: Bool, pins: [Chair]) throws(Seating.Wrong) -> Seating {
        let ids = Dictionary(guests.map { ($0.member.id, $0.attendance.id.description) }, uniquingKeysWith: { first, _ in first })
        var ties: Set<Seating.Tie> = []
        for tie in Set(content.profiles.values.flatMap(\.ties)) {
            guard let one = ids[tie.memberID], let other = ids[tie.otherID], let bond = Seating.Bond(tie.kind) else { continue }
            ties.insert(Seating.Tie(one, bond, other))
        }
        var places: [String: Seating.Place] = [:]
        for pin in pins where guests.contains(where: { $0.attendance.id == pin.attendanceID }) {
            places[pin.attendanceID.description] = place(of: pin)
        }
        return try Seating(
            tables: plan.tables.map { Seating.Table($0.shape == .round ? .round : .long, chairs: $0.chairs) },
            guests: guests.map { person in
                Seating.Guest(
                    id: person.attendance.id.description, side: person.member.party == .serviceUser ? "user" : "staff",
                    unit: person.member.unit, home: keepingGroups ? home(of: person) : nil)
            },
            ties: ties, pins: places)
    }

    private func place(of chair: Chair) -> Seating.Place? {
        plan.tables.firstIndex { $0.id == chair.tableID }.map { Seating.Place(table: $0, chair: chair.number - 1) }
    }

    /// The table of the person's group, for those who work in it.
    private func home(of person: ComingPerson) -> Int? {
        guard person.attendance.role == .participant, let group = person.attendance.groupID else { return nil }
        return plan.tables.firstIndex { $0.groupID == group }
    }
}

extension Seating.Bond {
    /// Nil for ties that say who should be together.
    init?(_ kind: Tie.Kind) {
        switch kind {
        case .caseworker: self = .caseworker
        case .colleague: self = .colleague
        case .apart: self = .apart
        case .together: return nil
        }
    }
}
