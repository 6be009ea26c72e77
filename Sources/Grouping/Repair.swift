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
    /// The division without the absent, brought within its sizes and back to its musts by as few moves as are found; nobody who is pinned moves.
    /// Where there are few enough ways to move few enough people, all are tried, and the moves are the fewest there are.
    ///
    /// Groups keep their numbers. A move that serves only shoulds and wishes is not made, but of equally good moves the one best for them is.
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
                    Repair.Move(person: present.people[table.people[seat]].id, from: Int(seatings[number][seat]) + offset, to: Int(group) + offset))
            }
        }
        return Repair(division: hall.division(repaired, score), moves: moves)
    }
}

/// One table on its way from a broken seating to a whole one.
private final class Mending {
    let arrangement: Arrangement
    private let table: Table
    private let before: [Int32]

    init(_ table: Table, _ seating: [Int32]) {
        self.table = table
        before = seating
        arrangement = Arrangement(table)
        arrangement.seat(seating)
    }

    private struct Gain: Comparable {
        /// How many people too many or too few there are in the groups.
        var sizes: Int
        var must: Double
        var moved: Int
        var rest: Score

        static func < (one: Gain, other: Gain) -> Bool {
            if one.sizes != other.sizes { return one.sizes < other.sizes }
            if abs(one.must - other.must) > Score.nearness { return one.must < other.must }
            if one.moved != other.moved { return one.moved < other.moved }
            return one.rest < other.rest
        }
    }

    func mend() {
        while let (person, with, to) = best() {
            _ = arrangement.change(person, with, to: to)
            arrangement.commit()
        }
        tryAll()
    }

    /// Tries every way to move nobody, then one person, then two, until that takes too long or nothing better can come.
    private func tryAll() {
        let free = (0..<table.count).filter { table.pinned[$0] < 0 }
        var best = whole(moved: zip(before, arrangement.seating).count { $0 != $1 })
        var seating = arrangement.seating
        func moveOn(_ left: Int, from first: Int, moved: Int) {
            if left == 0 {
                let found = whole(moved: moved)
                guard found < best else { return }
                best = found
                seating = arrangement.seating
                return
            }
            guard first + left <= free.count else { return }
            for index in first...(free.count - left) {
                let person = free[index]
                for to in 0..<table.groups where to != Int(before[person]) {
                    _ = arrangement.change(person, -1, to: to)
                    arrangement.commit()
                    moveOn(left - 1, from: index + 1, moved: moved)
                    _ = arrangement.change(person, -1, to: Int(before[person]))
                    arrangement.commit()
                }
            }
        }
        var ways = 1.0
        for moved in 0...free.count {
            if moved > 0 { ways *= Double((free.count - moved + 1) * (table.groups - 1)) / Double(moved) }
            let isWhole = best.sizes == 0 && best.must <= Score.nearness
            if ways > 200_000 || (isWhole && moved > best.moved) { break }
            arrangement.seat(before)
            moveOn(moved, from: 0, moved: moved)
        }
        arrangement.seat(seating)
    }

    /// How whole the seating is as it stands.
    private func whole(moved: Int) -> Gain {
        let sizes = (0..<table.groups).reduce(0) { $0 + off(arrangement.size[$1]) }
        return Gain(sizes: sizes, must: arrangement.score.must, moved: moved, rest: arrangement.score)
    }

    private func off(_ size: Int32) -> Int { max(0, table.smallest - Int(size)) + max(0, Int(size) - table.largest) }

    private func moved(_ person: Int, _ to: Int) -> Int {
        (Int(before[person]) == to ? 0 : 1) - (before[person] == arrangement.groupOf[person] ? 0 : 1)
    }

    /// The change that helps sizes and musts most for the fewest moves; nil when none helps.
    private func best() -> (person: Int, with: Int, to: Int)? {
        var best = Gain(sizes: 0, must: 0, moved: 0, rest: Score())
        var found: (person: Int, with: Int, to: Int)?
        func consider(_ person: Int, _ with: Int, _ to: Int) {
            let from = Int(arrangement.groupOf[person])
            var gain = Gain(sizes: 0, must: 0, moved: moved(person, to), rest: Score())
            if with < 0 {
                gain.sizes =
                    off(arrangement.size[from] - 1) - off(arrangement.size[from]) + off(arrangement.size[to] + 1) - off(arrangement.size[to])
            } else {
                gain.moved += moved(with, from)
            }
            if gain.sizes > best.sizes { return }
            gain.rest = arrangement.change(person, with, to: to)
            gain.must = gain.rest.must
            guard gain.sizes < 0 || gain.must < -Score.nearness || (gain.must <= Score.nearness && gain.moved < 0) else { return }
            if gain < best {
                best = gain
                found = (person, with, to)
            }
        }
        let free = (0..<table.count).filter { table.pinned[$0] < 0 }
        for (index, person) in free.enumerated() {
            for to in 0..<table.groups where to != Int(arrangement.groupOf[person]) { consider(person, -1, to) }
            for with in free[(index + 1)...] where arrangement.groupOf[with] != arrangement.groupOf[person] {
                consider(person, with, Int(arrangement.groupOf[with]))
            }
        }
        return found
    }
}
