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
        return Set([from, to]).sorted().flatMap { findings(table: place.table, group: $0) }
    }

    /// Moves one person as `move` does, and answers how every rule then looks; `before` is how they looked until now.
    ///
    /// Judged anew are the two groups, and those with a reason that the move may have made untrue. Elsewhere a reason stays as it was found:
    /// the move may have opened a cheaper way to meet the rule, or one where none was found.
    package func move(_ id: String, to group: Int, after before: Explanation) throws(Refusal) -> Explanation {
        let found = try move(id, to: group)
        let moved = Set(found.map(\.group))
        let turned = Set(breaches(before.findings.filter { moved.contains($0.group) }).symmetricDifference(breaches(found)).map(\.rule))
        let numbers = division.numbers
        let doubtful = Set(before.unmet.filter { $0.mayFail(in: moved, turned, numbers) }.map(\.group)).subtracting(moved)
        let kept = before.findings.filter { !moved.contains($0.group) && !doubtful.contains($0.group) }
        return Explanation(findings: (kept + found + doubtful.flatMap(findings)).sorted { ($0.rule, $0.group) < ($1.rule, $1.group) })
    }

    private func breaches(_ findings: [Explanation.Finding]) -> Set<Explanation.Breach> {
        Set(findings.filter { !$0.isMet }.map { Explanation.Breach(rule: $0.rule, group: $0.group) })
    }

    private func findings(group: Int) -> [Explanation.Finding] {
        let table = hall.offsets.lastIndex { $0 < group } ?? 0
        return findings(table: table, group: group - 1 - hall.offsets[table])
    }

    private func findings(table: Int, group: Int) -> [Explanation.Finding] {
        let ids = hall.tables[table].people.map { hall.gathering.people[$0].id }
        return arrangements[table].findings(group: group, ids: ids, offset: hall.offsets[table], withReasons: true)
    }
}

extension Explanation.Finding {
    /// Whether a change in the groups, which turned the rules, may have made the reason untrue; `numbers` are the groups that people now sit in.
    fileprivate func mayFail(in groups: Set<Int>, _ turned: Set<Int>, _ numbers: [String: Int]) -> Bool {
        switch reason {
        case nil, .noWayFound: false
        case .impossible: turned.contains(rule)
        case .costs(let moves, _):
            moves.contains { move in
                [numbers[move.person], move.with.flatMap { numbers[$0] }, move.to].contains { $0.map(groups.contains) ?? false }
            }
        }
    }
}
