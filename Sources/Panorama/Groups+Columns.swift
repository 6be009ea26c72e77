import Grouping

/// The columns that rules look at.
extension GroupFiles {
    static func check(_ file: RulesFile, _ rules: [Rule], _ table: Sheet, _ rulesPath: String) throws {
        for column in file.columns where table.columns[column.name] == nil {
            throw table.missing(column.name, "named in \(rulesPath):\(column.line):\(column.column)")
        }
        for rule in rules {
            if let field = rule.kind.field, table.columns[field] == nil {
                throw table.missing(field, "named in the set \(file.set?.rawValue ?? "")")
            }
            if rule.kind.usesTraits, file.traits == nil {
                throw InputProblem(
                    file: rulesPath, line: 1, column: 1, message: "The set counts traits. Add \"traits\": the name of their column.")
            }
            if case .apart(.relation(let name)) = rule.kind, file.relations[name] == nil {
                throw InputProblem(
                    file: rulesPath, line: 1, column: 1, message: "The set uses the relation \(name). Add it to \"relations\".")
            }
        }
    }

    static func refuseBlanks(_ fields: [String], _ table: Sheet, _ rulesPath: String) throws {
        for line in table.lines {
            for field in fields where table.value(line, field).isEmpty {
                throw table.problem(
                    line, field,
                    "“\(field)” is blank, and a rule looks at it. Write a value, or add \"blanks\": \"allowed\" to \(rulesPath).")
            }
        }
    }

    static func lookedAt(_ rules: [Rule]) -> [String] { Set(rules.compactMap(\.kind.field)).sorted() }

    /// Blank values that are allowed, and values that nobody has, where rules look.
    static func notes(_ rules: [Rule], _ table: Sheet, _ path: String) -> [String] {
        var notes: [String] = []
        for field in lookedAt(rules) {
            let blank = table.lines.filter { table.value($0, field).isEmpty }
            guard let first = blank.first else { continue }
            notes.append(
                "\(table.place(first, field)): note: “\(field)” is blank for \(blank.count) of \(table.lines.count); rules about it do not count them."
            )
        }
        for rule in rules {
            guard let (field, values) = rule.kind.namedValues else { continue }
            let there = Set(table.lines.map { table.value($0, field) })
            let place = "\(path):1:\((table.columns[field] ?? 0) + 1)"
            for value in values where !there.contains(value) {
                notes.append("\(place): note: nobody has “\(value)” in “\(field)”. Check the spelling in the rules.")
            }
        }
        return notes
    }
}

extension Rule.Kind {
    /// The column it looks at, when that is one with a value for each person.
    fileprivate var field: String? {
        switch self {
        case .alikeMeans(let number, _): number
        case .together(.sameValue(let field)), .apart(.sameValue(let field)): field
        default: condition?.field
        }
    }

    fileprivate var usesTraits: Bool {
        switch condition {
        case .trait, .withoutTrait: true
        default: false
        }
    }

    fileprivate var namedValues: (String, [String])? {
        switch condition {
        case .isOneOf(let field, let values), .isNoneOf(let field, let values), .each(let field, let values): (field, values)
        case .trait, .withoutTrait, nil: nil
        }
    }
}
