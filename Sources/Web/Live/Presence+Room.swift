import Workshop

extension Presence {
    static let namesShown = 12
    static let pensShown = 40

    /// What those at a board see of each other.
    struct Sight: Hashable {
        var names: [String] = []
        /// How many are here besides those named.
        var more = 0
        var pens: [Pen] = []
    }

    struct Pen: Hashable {
        var card: ID<Card>
        var person: ID<Attendance>
        /// Nil where the board does not tell who writes.
        var name: String?
    }

    /// One board, with those before it in the order in which they came.
    struct Room {
        private struct Person {
            var name: String
            var number: Int64
            var pages = 0
        }

        private var people: [ID<Attendance>: Person] = [:]
        /// One pen a person; `isHeld` when it has been taken up since the last look around.
        private var pens: [ID<Attendance>: (pen: Pen, hand: String, isHeld: Bool)] = [:]
        var told = Sight()
        var version: Int64
        var isDue = false
        var isWatched = false

        init(version: Int64) { self.version = version }

        var hasPens: Bool { !pens.isEmpty }
        var isEmpty: Bool { people.isEmpty && pens.isEmpty }

        var sight: Sight {
            let here = people.values.sorted { $0.number < $1.number }.map(\.name)
            let held = pens.values.map(\.pen).sorted { ($0.card, $0.person) < ($1.card, $1.person) }
            return Sight(names: Array(here.prefix(namesShown)), more: max(0, here.count - namesShown), pens: Array(held.prefix(pensShown)))
        }

        /// Makes a change, and says whether it is the first since the room was told, and whether somebody must begin to look after the pens.
        mutating func note(_ change: (inout Room) -> Void) -> (isFirst: Bool, hasNewPens: Bool) {
            change(&self)
            defer {
                isDue = true
                isWatched = isWatched || hasPens
            }
            return (!isDue, hasPens && !isWatched)
        }

        mutating func enter(_ person: ID<Attendance>, named name: String, number: Int64) {
            people[person, default: Person(name: name, number: number)].pages += 1
        }

        mutating func leave(_ person: ID<Attendance>) {
            people[person]?.pages -= 1
            if people[person]?.pages == 0 { people[person] = nil }
        }

        mutating func hold(_ pen: Pen, in hand: String) { pens[pen.person] = (pen, hand, true) }

        mutating func lay(_ pen: Pen, from hand: String) {
            if let held = pens[pen.person], held.pen.card == pen.card, held.hand == hand { pens[pen.person] = nil }
        }

        /// Takes away the pens that nobody has taken up since the last time.
        mutating func lookAround() {
            pens = pens.filter(\.value.isHeld).mapValues { ($0.pen, $0.hand, false) }
            isWatched = hasPens
        }
    }
}
