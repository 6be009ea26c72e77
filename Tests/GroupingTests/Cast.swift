@testable import Grouping

/// Twelve people of four disciplines and three agencies, as a small training day gathers them.
enum Cast {
    static let disciplines = ["nurse", "doctor", "social worker", "police"]
    static let agencies = ["municipality", "hospital", "labour and welfare"]

    static func people(_ count: Int) -> [Person] {
        (0..<count).map { number in
            var person = Person(id: "p\(number)")
            person.fields = ["discipline": disciplines[number * 7 % 4], "agency": agencies[(number * 5 + number / 3) % 3]]
            person.numbers = ["years": Double(number * 13 % 17)]
            if number % 3 == 0 { person.traits.insert("takes initiative") }
            if number % 4 == 1 { person.traits.insert("quiet") }
            return person
        }
    }

    /// Every seating of so many people in so many groups of allowed sizes.
    static func seatings(_ count: Int, groups: Int, sizes: ClosedRange<Int>, _ body: ([Int32]) -> Void) {
        var seating = [Int32](repeating: 0, count: count)
        var filled = [Int](repeating: 0, count: groups)
        func seat(_ person: Int) {
            guard person < count else {
                if filled.allSatisfy(sizes.contains) { body(seating) }
                return
            }
            for group in 0..<groups where filled[group] < sizes.upperBound {
                seating[person] = Int32(group)
                filled[group] += 1
                seat(person + 1)
                filled[group] -= 1
            }
        }
        seat(0)
    }
}
