/// Tables with chairs, and the people who are to sit at them.
package struct Seating: Sendable {
    package enum Shape: String, Hashable, Sendable { case round, long }

    package struct Table: Hashable, Sendable {
        package var shape: Shape
        package var chairs: Int

        package init(_ shape: Shape, chairs: Int) {
            self.shape = shape
            self.chairs = chairs
        }
    }

    /// One chair: the table by its index, the chair counted from 0 around the table.
    package struct Place: Hashable, Sendable, Comparable {
        package var table: Int
        package var chair: Int

        package init(table: Int, chair: Int) {
            self.table = table
            self.chair = chair
        }

        package static func < (one: Place, other: Place) -> Bool { (one.table, one.chair) < (other.table, other.chair) }
    }

    package struct Guest: Hashable, Sendable, Identifiable {
        package var id: String
        /// People of different sides sit beside each other, such as staff and service users. With one side only it does not count.
        package var side: String
        /// People of one unit rather do not sit beside each other; empty when unknown.
        package var unit: String
        /// The index of the table where the person belongs, if there is one.
        package var home: Int?

        package init(id: String, side: String = "", unit: String = "", home: Int? = nil) {
            self.id = id
            self.side = side
            self.unit = unit
            self.home = home
        }
    }

    package enum Bond: String, Hashable, Sendable, CaseIterable { case caseworker, apart, colleague }

    /// Two people who do not sit beside each other. `one` is the caseworker of `other`; the other bonds go both ways.
    package struct Tie: Hashable, Sendable {
        package var one: String
        package var bond: Bond
        package var other: String

        package init(_ one: String, _ bond: Bond, _ other: String) {
            self.one = one
            self.bond = bond
            self.other = other
        }
    }

    package enum Wrong: Error, Hashable, Sendable {
        case tooFewChairs(guests: Int, chairs: Int)
        /// Two people have one id, or are pinned to one chair.
        case doubled(String)
        /// Somebody is pinned to a chair that is not there, or is nobody among the guests.
        case unknown(String)
    }

    package let tables: [Table]
    package let guests: [Guest]
    package let ties: Set<Tie>
    /// The chairs of those who stay where they are.
    package let pins: [String: Place]

    /// Refuses more guests than chairs, two guests with one id, and pins that cannot hold. Ties to people who are not there are left out.
    package init(tables: [Table], guests: [Guest], ties: Set<Tie> = [], pins: [String: Place] = [:]) throws(Wrong) {
        let chairs = tables.reduce(0) { $0 + $1.chairs }
        guard guests.count <= chairs else { throw .tooFewChairs(guests: guests.count, chairs: chairs) }
        var known: Set<String> = []
        for guest in guests {
            guard known.insert(guest.id).inserted else { throw .doubled(guest.id) }
        }
        var taken: Set<Place> = []
        for (id, place) in pins.sorted(by: { $0.key < $1.key }) {
            guard known.contains(id), tables.indices.contains(place.table), (0..<tables[place.table].chairs).contains(place.chair) else {
                throw .unknown(id)
            }
            guard taken.insert(place).inserted else { throw .doubled(id) }
        }
        self.tables = tables
        self.guests = guests
        self.ties = ties.filter { known.contains($0.one) && known.contains($0.other) && $0.one != $0.other }
        self.pins = pins
    }
}

extension Seating.Table {
    /// The chairs beside `chair`: the two nearest of a round table, the one or two on the same side of a long one.
    package func beside(_ chair: Int) -> [Int] {
        switch shape {
        case .round:
            guard chairs > 1 else { return [] }
            return Set([(chair + chairs - 1) % chairs, (chair + 1) % chairs]).sorted()
        case .long:
            let side = chair < firstSide ? 0..<firstSide : firstSide..<chairs
            return [chair - 1, chair + 1].filter(side.contains)
        }
    }

    /// The chair straight across a long table; nil at a round one, and where nobody sits across.
    package func opposite(_ chair: Int) -> Int? {
        guard shape == .long else { return nil }
        let across = chairs - 1 - chair
        if chairs.isMultiple(of: 2) { return across }
        // The odd chair is the last of the first side.
        return chair == firstSide - 1 ? nil : across
    }

    /// How many chairs stand on the first side of a long table; the others follow on the way back.
    package var firstSide: Int { (chairs + 1) / 2 }
}
