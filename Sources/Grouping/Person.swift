/// What the rules may look at in one person.
package struct Person: Hashable, Sendable, Identifiable {
    package var id: String
    /// Values by field, such as discipline or agency. A blank value is the same as none.
    package var fields: [String: String]
    /// Numbers by field, such as years of experience.
    package var numbers: [String: Double]
    package var traits: Set<String>
    /// The ids of others by the relation this person has to them, such as `caseworker`.
    package var relations: [String: Set<String>]
    /// People of different pools never share a group.
    package var pool: String

    package init(
        id: String, fields: [String: String] = [:], numbers: [String: Double] = [:], traits: Set<String> = [],
        relations: [String: Set<String>] = [:], pool: String = ""
    ) {
        self.id = id
        self.fields = fields
        self.numbers = numbers
        self.traits = traits
        self.relations = relations
        self.pool = pool
    }

    func value(_ field: String) -> String? {
        guard let value = fields[field], !value.isEmpty else { return nil }
        return value
    }
}

/// Which people a rule counts. Someone whose value is blank is never counted.
package enum Condition: Hashable, Sendable {
    case isOneOf(field: String, values: [String])
    case isNoneOf(field: String, values: [String])
    /// Each of the values on its own; with no values given, each value that anyone has.
    case each(field: String, values: [String])
    case trait(String)
    /// Those who have not been given the trait.
    case withoutTrait(String)

    package var field: String? {
        switch self {
        case .isOneOf(let field, _), .isNoneOf(let field, _), .each(let field, _): field
        case .trait, .withoutTrait: nil
        }
    }

    /// The kinds of people it tells apart, in a lasting order, and the kind of each person (-1: not counted).
    func kinds(of people: [Person], among everyone: [Person]) -> (labels: [String], kindOf: [Int32]) {
        switch self {
        case .isOneOf(let field, let values):
            let wanted = Set(values)
            return (
                [values.joined(separator: "/")], people.map { person in person.value(field).map { wanted.contains($0) } == true ? 0 : -1 }
            )
        case .isNoneOf(let field, let values):
            let unwanted = Set(values)
            let label = "not " + values.joined(separator: "/")
            return ([label], people.map { person in person.value(field).map { !unwanted.contains($0) } == true ? 0 : -1 })
        case .each(let field, let values):
            let labels = values.isEmpty ? Set(everyone.compactMap { $0.value(field) }).sorted() : values
            let numbers = Dictionary(zip(labels, Int32(0)...), uniquingKeysWith: { first, _ in first })
            return (labels, people.map { person in person.value(field).flatMap { numbers[$0] } ?? -1 })
        case .trait(let trait):
            return ([trait], people.map { $0.traits.contains(trait) ? 0 : -1 })
        case .withoutTrait(let trait):
            return (["not " + trait], people.map { $0.traits.contains(trait) ? -1 : 0 })
        }
    }
}
