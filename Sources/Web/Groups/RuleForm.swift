import Grouping
import Storage
import Workshop

/// A new rule as a form tells it.
struct RuleForm {
    private let form: Form
    private let content: BuilderContent

    init(_ form: Form, _ content: BuilderContent) {
        self.form = form
        self.content = content
    }

    func kind() throws -> Rule.Kind {
        switch form.text("kind") {
        case "at-least":
            let count = try RuleForm.count(form)
            guard count > 0 else { throw Refusal.invalid("count", .outOfRange(1, 100)) }
            return .atLeast(count, try who())
        case "at-most": return .atMost(try RuleForm.count(form), try who())
        case "exactly": return .exactly(try RuleForm.count(form), try who())
        case "spread": return .spread(try who())
        case "not-alone": return .notAlone(try who())
        case "one-kind": return .oneKind(field: try field(form.text("field")))
        case "alike-means":
            let number = form.text("number")
            guard content.people.contains(where: { $0.profile.numbers[number] != nil }) else {
                throw Refusal.invalid("number", .unknownChoice)
            }
            return .alikeMeans(number: number, tolerance: 0.5)
        case "together": return .together(try ties())
        case "apart": return .apart(try ties())
        case "new-companions": return .newCompanions(recency: 0.5)
        default: throw Refusal.invalid("kind", .unknownChoice)
        }
    }

    /// A rule’s kind with what the form says otherwise.
    func changed(_ kind: Rule.Kind) throws -> Rule.Kind {
        let word = form.text("kind")
        func who(_ present: Condition) throws -> Condition { form.texts("who").allSatisfy(\.isEmpty) ? present : try self.who() }
        func ties(_ present: Rule.Ties) throws -> Rule.Ties { form.text("ties").isEmpty ? present : try self.ties() }
        func counted(_ present: String, _ count: Int, _ condition: Condition) throws -> Rule.Kind {
            let count = form.has("count") ? try RuleForm.count(form) : count
            let condition = try who(condition)
            switch word.isEmpty ? present : word {
            case "at-least":
                guard count > 0 else { throw Refusal.invalid("count", .outOfRange(1, 100)) }
                return .atLeast(count, condition)
            case "at-most": return .atMost(count, condition)
            case "exactly": return .exactly(count, condition)
            default: throw Refusal.invalid("kind", .unknownChoice)
            }
        }
        switch kind {
        case .atLeast(let count, let condition): return try counted("at-least", count, condition)
        case .atMost(let count, let condition): return try counted("at-most", count, condition)
        case .exactly(let count, let condition): return try counted("exactly", count, condition)
        case .spread(let condition), .notAlone(let condition):
            let condition = try who(condition)
            switch word {
            case "": if case .spread = kind { return .spread(condition) } else { return .notAlone(condition) }
            case "spread": return .spread(condition)
            case "not-alone": return .notAlone(condition)
            default: throw Refusal.invalid("kind", .unknownChoice)
            }
        case .oneKind(let present): return .oneKind(field: form.has("field") ? try field(form.text("field")) : present)
        case .alikeMeans(let present, let tolerance):
            guard form.has("number"), form.text("number") != present else { return kind }
            guard content.people.contains(where: { $0.profile.numbers[form.text("number")] != nil }) else {
                throw Refusal.invalid("number", .unknownChoice)
            }
            return .alikeMeans(number: form.text("number"), tolerance: tolerance)
        case .together(let present), .apart(let present):
            let ties = try ties(present)
            switch word {
            case "": if case .apart = kind { return .apart(ties) } else { return .together(ties) }
            case "apart": return .apart(ties)
            case "together": return .together(ties)
            default: throw Refusal.invalid("kind", .unknownChoice)
            }
        case .newCompanions: return kind
        }
    }

    /// A condition as a form has it; nil for one of several values.
    static func value(_ condition: Condition) -> String? {
        switch condition {
        case .trait(let trait): "trait:\(trait)"
        case .withoutTrait(let trait): "without:\(trait)"
        case .each(let field, let values): values.isEmpty ? "each:\(field)" : nil
        case .isOneOf(let field, let values): values.count == 1 ? "is:\(field):\(values[0])" : nil
        case .isNoneOf(let field, let values): values.count == 1 ? "not:\(field):\(values[0])" : nil
        }
    }

    static func count(_ form: Form) throws -> Int {
        let count = try form.int("count")
        guard (0...100).contains(count) else { throw Refusal.invalid("count", .outOfRange(0, 100)) }
        return count
    }

    /// `trait:quiet`, `without:quiet`, `each:discipline`, `is:unit:NAV` or `not:party:staff`; of `is` and `not` several, all of one field.
    private func who() throws -> Condition {
        let chosen = form.texts("who").filter { !$0.isEmpty }.map { $0.split(separator: ":", maxSplits: 2).map(String.init) }
        guard let first = chosen.first else { throw Refusal.invalid("who", .missing) }
        switch (first[0], first.count) {
        case ("trait", 2...) where chosen.count == 1, ("without", 2...) where chosen.count == 1:
            let trait = first.dropFirst().joined(separator: ":")
            guard
                Trait.ready.contains(Trait(rawValue: trait))
                    || content.people.contains(where: { $0.profile.traits.contains(Trait(rawValue: trait)) })
            else { break }
            return first[0] == "trait" ? .trait(trait) : .withoutTrait(trait)
        case ("each", 2) where chosen.count == 1: return .each(field: try field(first[1]), values: [])
        case ("is", 3), ("not", 3):
            guard chosen.allSatisfy({ $0.count == 3 && $0[0] == first[0] && $0[1] == first[1] }) else { break }
            let field = try field(first[1])
            let values = chosen.map { $0[2] }
            guard values.allSatisfy({ !$0.isEmpty && $0.count <= 80 }) else { break }
            let unique = values.enumerated().filter { values.firstIndex(of: $0.element) == $0.offset }.map(\.element)
            return first[0] == "is" ? .isOneOf(field: field, values: unique) : .isNoneOf(field: field, values: unique)
        default: break
        }
        throw Refusal.invalid("who", .unknownChoice)
    }

    private func ties() throws -> Rule.Ties {
        let ties = form.text("ties")
        if ties.hasPrefix("same:") { return .sameValue(field: try field(String(ties.dropFirst(5)))) }
        if RuleSetup.relations.contains(ties) { return .relation(ties) }
        let members = Set(content.people.map(\.member.id.description))
        let people = form.texts("person").filter { !$0.isEmpty }
        guard people.allSatisfy(members.contains) else { throw Refusal.invalid("person", .unknownChoice) }
        guard Set(people).count > 1 else { throw Refusal.invalid("person", .missing) }
        return .people(people)
    }

    private func field(_ name: String) throws -> String {
        guard RuleSetup.fields.contains(name) else { throw Refusal.invalid("field", .unknownChoice) }
        return name
    }
}
