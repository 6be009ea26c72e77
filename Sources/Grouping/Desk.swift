/// A division under the facilitator’s hands: one person is moved at a time, and score and reasons follow at once.
package final class Desk {
    private let hall: Hall
    private let arrangements: [Arrangement]
    private let places: [String: (table: Int, seat: Int)]

    package enum Refusal: Error, Hashable, Sendable {
        case unknownPerson(id: String)
        case unknownGroup(Int)
        /// The group belongs to another pool.
        case otherPool(id: String, group: Int)
    }

    /// Refuses (nil) a division that is not of exactly these people.
    package init?(_ gathering: Gathering, _ division: Division) throws(Impossible) {
        hall = try Hall(gathering, groupsByPool: Hall.groupsByPool(division))
        guard let seatings = hall.seatings(of: division) else { return nil }
        arrangements = hall.tables.map(Arrangement.init)
        for (arrangement, seating) in zip(arrangements, seatings) { arrangement.seat(seating) }
        var places: [String: (table: Int, seat: Int)] = [:]
        for (number, table) in hall.tables.enumerated() {
            for (seat, person) in table.people.enumerated() { places[gathering.people[person].id] = (number, seat) }
        }
        self.places = places
    }

    package var score: Score { arrangements.reduce(Score()) { $0 + $1.score } }
    package var division: Division { hall.division(arrangements.map(\.seating), score) }
    package var explanation: Explanation { Explanation(hall, arrangements.map(\.seating)) }

    /// Moves one person, whatever the sizes become, and answers how the rules then look in the two groups.
    ///
    /// Refuses unknown people and groups, and groups of another pool. A hand may do what a search may not: pins and bounds do not bind it.
    package func move(_ id: String, to group: Int) throws(Refusal) -> [Explanation.Finding] {
        guard let place = places[id] else { throw .unknownPerson(id: id) }
        guard (1...hall.tables.reduce(0) { $0 + $1.groups }).contains(group) else { throw .unknownGroup(group) }
        let arrangement = arrangements[place.table]
        let to = group - 1 - hall.offsets[place.table]
        guard (0..<arrangement.groups).contains(to) else { throw .otherPool(id: id, group: group) }
        let from = Int(arrangement.groupOf[place.seat])
        if from != to {
            _ = arrangement.change(place.seat, -1, to: to)
            arrangement.commit()
        }
        let ids = arrangement.table.people.map { hall.gathering.people[$0].id }
        return Set([from, to]).sorted().flatMap {
            arrangement.findings(group: $0, ids: ids, offset: hall.offsets[place.table], withReasons: true)
        }
    }
}
