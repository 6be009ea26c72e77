import Foundation
import Grouping

/// The list of people, as the rules expect it.
extension GroupFiles {
    /// Refuses (`InputProblem`) the first line that cannot be meant: nobody, somebody twice, a blank where a value is needed.
    static func people(_ path: String, _ file: RulesFile, rulesPath: String) throws -> List {
        let table = try Sheet(path)
        let rules = rules(of: file)
        try check(file, rules, table, rulesPath)
        if !file.allowsBlanks { try refuseBlanks(lookedAt(rules), table, rulesPath) }
        var list = List(people: [], names: [:], notes: [])
        var firstLines: [String: Int] = [:]
        for line in table.lines {
            let id = try table.id(line, file.id)
            if let first = firstLines[id] {
                throw table.problem(
                    line, file.id, "“\(id)” is also on line \(first). Delete one of the two lines, or give them different values.")
            }
            firstLines[id] = line.number
            var person = Person(id: id, fields: table.values(line))
            for column in file.columns where column.isNumber { person.numbers[column.name] = try table.number(line, column.name) }
            if let traits = file.traits { person.traits = Set(words(table.value(line, traits))) }
            for (relation, column) in file.relations { person.relations[relation] = Set(words(table.value(line, column))) }
            if let pool = file.pool {
                person.pool = table.value(line, pool)
                if person.pool.isEmpty { throw table.problem(line, pool, "The value is blank. Write which \(pool) “\(id)” belongs to.") }
            }
            if let name = file.name { list.names[id] = table.value(line, name) }
            list.people.append(person)
        }
        for named in file.named where firstLines[named.id] == nil {
            throw InputProblem(
                file: rulesPath, line: named.line, column: named.column,
                message: "Nobody in \(path) has the \(file.id) “\(named.id)”. Mend the spelling or delete it.")
        }
        list.notes = notes(rules, table, path)
        return list
    }

    private static func words(_ text: String) -> [String] {
        text.split { ",;|".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
