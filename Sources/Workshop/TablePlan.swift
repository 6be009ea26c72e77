/// The tables of a day and who sits at them. Every rule about tables is here; nobody has two chairs, and no chair two people.
package struct TablePlan: Hashable, Sendable, Codable {
    package private(set) var tables: [SeatingTable]
    package private(set) var chairs: [Chair]

    package static let tableLimit = 60

    package init(tables: [SeatingTable] = [], chairs: [Chair] = []) {
        self.tables = tables
        self.chairs = chairs
    }

    package func chair(of person: ID<Attendance>) -> Chair? { chairs.first { $0.attendanceID == person } }

    package func sitter(at table: ID<SeatingTable>, _ number: Int) -> Chair? {
        chairs.first { $0.tableID == table && $0.number == number }
    }

    package var chairCount: Int { tables.reduce(0) { $0 + $1.chairs } }

    /// Adds a table last. Refuses one more than there is room for, and a name that another table has.
    package mutating func add(_ table: SeatingTable) throws(Refusal) {
        guard tables.count < TablePlan.tableLimit else { throw .invalid("name", .outOfRange(0, TablePlan.tableLimit)) }
        guard !tables.contains(where: { $0.name == table.name }) else { throw .invalid("name", .taken) }
        var table = table
        table.position = (tables.map(\.position).max() ?? -1) + 1
        tables.append(table)
    }

    /// Changes a table. Who sits on a chair that is taken away, has no place.
    package mutating func edit(_ id: ID<SeatingTable>, name: String, shape: SeatingTable.Shape, chairs count: Int) throws(Refusal) {
        let index = try index(of: id)
        try tables[index].edit(name: name, shape: shape, chairs: count)
        guard !tables.contains(where: { $0.id != id && $0.name == tables[index].name }) else { throw .invalid("name", .taken) }
        chairs.removeAll { $0.tableID == id && $0.number > count }
    }

    package mutating func remove(_ id: ID<SeatingTable>) throws(Refusal) {
        tables.remove(at: try index(of: id))
        chairs.removeAll { $0.tableID == id }
    }

    /// Moves a person to a chair; whoever sits there takes the person's old place. With no chair the person gets up.
    package mutating func seat(_ person: ID<Attendance>, at place: (table: ID<SeatingTable>, number: Int)?) throws(Refusal) {
        let old = chair(of: person)
        guard let place else {
            chairs.removeAll { $0.attendanceID == person }
            return
        }
        guard (1...tables[try index(of: place.table)].chairs).contains(place.number) else { throw .invalid("chair", .unknownChoice) }
        let sitter = sitter(at: place.table, place.number)
        guard sitter?.attendanceID != person else { return }
        chairs.removeAll { $0.attendanceID == person || $0.attendanceID == sitter?.attendanceID }
        chairs.append(Chair(tableID: place.table, number: place.number, attendanceID: person, isPinned: old?.isPinned ?? false))
        if let sitter, let old {
            chairs.append(
                Chair(tableID: old.tableID, number: old.number, attendanceID: sitter.attendanceID, isPinned: sitter.isPinned))
        }
    }

    /// Refuses with `.notFound` somebody who has no chair.
    package mutating func pin(_ person: ID<Attendance>, _ isPinned: Bool) throws(Refusal) {
        guard let index = chairs.firstIndex(where: { $0.attendanceID == person }) else { throw .notFound }
        chairs[index].isPinned = isPinned
    }

    /// Seats everyone anew. Refuses with `.stale` places that do not hold the pins, or that are not there.
    package mutating func seat(_ places: [Chair]) throws(Refusal) {
        let pinned = chairs.filter(\.isPinned)
        guard
            pinned.allSatisfy({ pin in
                places.contains { $0.attendanceID == pin.attendanceID && $0.tableID == pin.tableID && $0.number == pin.number }
            }),
            Set(places.map(\.attendanceID)).count == places.count, Set(places.map { "\($0.tableID)-\($0.number)" }).count == places.count
        else { throw .stale }
        for place in places {
            guard let table = tables.first(where: { $0.id == place.tableID }), (1...table.chairs).contains(place.number) else {
                throw .stale
            }
        }
        chairs = places.map { place in
            Chair(
                tableID: place.tableID, number: place.number, attendanceID: place.attendanceID,
                isPinned: pinned.contains { $0.attendanceID == place.attendanceID })
        }
    }

    /// Everyone gets up but those who are pinned.
    package mutating func clear() { chairs.removeAll { !$0.isPinned } }

    /// Only these people keep their chairs.
    package mutating func keep(_ people: Set<ID<Attendance>>) { chairs.removeAll { !people.contains($0.attendanceID) } }

    /// Those of `people` who work in a group and sit, unpinned, at a table that was made for another.
    package func strays(among people: [Attendance]) -> [ID<Attendance>] {
        let homes = Dictionary(uniqueKeysWithValues: tables.map { ($0.id, $0.groupID) })
        let seats = Dictionary(chairs.map { ($0.attendanceID, $0) }, uniquingKeysWith: { first, _ in first })
        return people.filter { person in
            guard person.role == .participant, let group = person.groupID, let chair = seats[person.id], !chair.isPinned,
                let home = homes[chair.tableID] ?? nil
            else { return false }
            return home != group
        }.map(\.id)
    }

    private func index(of id: ID<SeatingTable>) throws(Refusal) -> Int {
        guard let index = tables.firstIndex(where: { $0.id == id }) else { throw .notFound }
        return index
    }
}

extension TablePlan {
    /// One table for each group with people, as many chairs as it has people; nobody sits yet.
    package static func tables(
        for groups: [(group: Group, people: Int)], on day: ID<TrainingDay>, minted: () -> ID<SeatingTable>
    ) throws(Refusal) -> TablePlan {
        var plan = TablePlan()
        for (group, people) in groups where people > 0 {
            let chairs = min(max(people, 2), SeatingTable.Shape.long.limit)
            let shape: SeatingTable.Shape = chairs <= 10 ? .round : .long
            let name = plan.tables.contains { $0.name == group.name } ? "\(group.name) \(plan.tables.count + 1)" : group.name
            try plan.add(
                SeatingTable(id: minted(), dayID: day, position: 0, name: name, shape: shape, chairs: chairs, groupID: group.id))
        }
        return plan
    }

    /// Long tables with room for `people`, at most 20 at each, as even as can be; named by `name` and their number.
    package static func longTables(
        for people: Int, named name: (Int) -> String, on day: ID<TrainingDay>, minted: () -> ID<SeatingTable>
    ) throws(Refusal) -> TablePlan {
        var plan = TablePlan()
        let count = min(TablePlan.tableLimit, max(1, (people + 19) / 20))
        let each = max(2, (people + count - 1) / count)
        for number in 1...count {
            try plan.add(
                SeatingTable(
                    id: minted(), dayID: day, position: 0, name: name(number), shape: .long,
                    chairs: min(SeatingTable.Shape.long.limit, each + each % 2)))
        }
        return plan
    }
}
