/// What is done to a division when some do not come.
package struct Repair: Hashable, Sendable {
    package struct Move: Hashable, Sendable {
        package var person: String
        package var from: Int
        package var to: Int
    }

    package var division: Division
    /// Who has to move, in the order of the people.
    package var moves: [Move]
}

extension Division {
    /// The division without the absent, brought within its sizes and back to its musts by as few moves as are found;
    /// nobody who is pinned moves.
    /// Where there are few enough ways to move few enough people, all are tried, and the moves are the fewest there are.
    ///
    /// Groups keep their numbers. A move that serves only shoulds and wishes is not made, but of equally good moves
    /// the one best for them is.
    package func repaired(_ gathering: Gathering, without absent: Set<String>) throws(Impossible) -> Repair {
        var present = gathering
        present.people.removeAll { absent.contains($0.id) }
        present.pins = gathering.pins.filter { !absent.contains($0.key) }
        var remaining = self
        for index in remaining.groups.indices { remaining.groups[index].members.removeAll(where: absent.contains) }
        let hall = try Hall(present, groupsByPool: Hall.groupsByPool(self))
        guard let seatings = hall.seatings(of: remaining) else { return Repair(division: self, moves: []) }
        var repaired: [[Int32]] = []
        var moves: [Repair.Move] = []
        var score = Score()
        for (number, table) in hall.tables.enumerated() {
            let mending = Mending(table, seatings[number])
            mending.mend()
            score = score + mending.arrangement.score
            repaired.append(mending.arrangement.seating)
            for (seat, group) in mending.arrangement.seating.enumerated() where group != seatings[number][seat] {
                let offset = hall.offsets[number] + 1
                moves.append(
                    Repair.Move(
                        person: present.people[table.people[seat]].id, from: Int(seatings[number][seat]) + offset, to: Int(group) + offset))
            }
        }
        return Repair(division: hall.division(repaired, score), moves: moves)
    }
}
