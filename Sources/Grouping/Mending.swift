/// One table on its way from a broken seating to a whole one.
final class Mending {
    let arrangement: Arrangement
    let table: Table
    let before: [Int32]

    init(_ table: Table, _ seating: [Int32]) {
        self.table = table
        before = seating
        arrangement = Arrangement(table)
        arrangement.seat(seating)
    }

    struct Gain: Comparable {
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

    /// How whole the seating is as it stands.
    func whole(moved: Int) -> Gain {
        let sizes = (0..<table.groups).reduce(0) { $0 + off(arrangement.size[$1], $1) }
        return Gain(sizes: sizes, must: arrangement.score.must, moved: moved, rest: arrangement.score)
    }

    private func off(_ size: Int32, _ group: Int) -> Int { max(0, table.smallest - Int(size)) + max(0, Int(size) - table.room[group]) }

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
                    off(arrangement.size[from] - 1, from) - off(arrangement.size[from], from) + off(arrangement.size[to] + 1, to)
                    - off(arrangement.size[to], to)
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
