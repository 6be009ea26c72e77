@testable import Grouping

/// Twelve people of four disciplines and three agencies, as a small training day gathers them.
enum Cast {
    static let disciplines = ["nurse", "doctor", "social worker", "police"]
    static let units = ["municipality", "hospital", "labour and welfare"]

    static func people(_ count: Int) -> [Person] {
        (0..<count).map { number in
            var person = Person(id: "p\(number)")
            person.fields = ["discipline": disciplines[number * 7 % 4], "unit": units[(number * 5 + number / 3) % 3]]
            person.numbers = ["years": Double(number * 13 % 17)]
            if number % 3 == 0 { person.traits.insert("takes-initiative") }
            if number % 4 == 1 { person.traits.insert("quiet") }
            return person
        }
    }
}
