import Foundation
import Grouping

/// What a proposal is made by: sizes, what keeps people in separate pools, and rules. Kept as a file of rules.
/// People whom a rule names are named by their member, so that it holds on other days too.
struct RuleSetup: Hashable, Sendable {
    var sizes: Sizes
    /// The field whose values never mix; blank when all may.
    var pool = ""
    var rules: [Rule] = []

    static let fields = ["discipline", "unit", "party", "language"]
    static let relations = ["caseworker", "colleague", "together", "apart"]

    init(sizes: Sizes, pool: String = "", rules: [Rule] = []) {
        self.sizes = sizes
        self.pool = pool
        self.rules = rules
    }

    /// Reads what `written` wrote; refuses anything else, and fields and relations there are not.
    init(reading text: String) throws {
        let file = try RulesFile.read(text)
        guard let sizes = file.sizes, file.set == nil, file.pins.isEmpty else { throw Unreadable() }
        self.init(sizes: sizes, pool: file.pool ?? "", rules: file.rules)
        guard pool.isEmpty || RuleSetup.fields.contains(pool), rules.allSatisfy(RuleSetup.knows) else { throw Unreadable() }
    }

    struct Unreadable: Error {}

    /// The same for `groups` groups that are there, when so many people cannot be divided within the sizes: these give way, the groups stay.
    func holding(_ groups: Int, of people: Int) -> RuleSetup {
        guard pool.isEmpty, groups > 0, case .range(let least, _, let most) = sizes else { return self }
        let fits = (1...max(1, people)).contains { $0 * least <= people && people <= $0 * most }
        return fits ? self : RuleSetup(sizes: .count(groups), rules: rules)
    }

    private static func knows(_ rule: Rule) -> Bool {
        switch rule.kind {
        case .atLeast(_, let who), .atMost(_, let who), .exactly(_, let who), .spread(let who), .notAlone(let who):
            who.field.map(fields.contains) ?? true
        case .oneKind(let field): fields.contains(field)
        case .together(let ties), .apart(let ties):
            switch ties {
            case .people: true
            case .relation(let name): relations.contains(name)
            case .sameValue(let field): fields.contains(field)
            }
        case .alikeMeans, .newCompanions: true
        }
    }

    var written: String {
        var file: [String: Any] = [
            "id": "id", "traits": "traits", "relations": Dictionary(uniqueKeysWithValues: RuleSetup.relations.map { ($0, $0) }),
            "rules": rules.map(RuleSetup.line),
        ]
        switch sizes {
        case .count(let count): file["sizes"] = ["count": count]
        case .range(let min, let ideal, let max): file["sizes"] = ["min": min, "ideal": ideal, "max": max]
        }
        if !pool.isEmpty { file["pool"] = pool }
        let data = try? JSONSerialization.data(withJSONObject: file, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data ?? Data("{}".utf8), as: UTF8.self)
    }

    private static func line(_ rule: Rule) -> [String: Any] {
        var line: [String: Any] = ["level": rule.level.code]
        if !rule.name.isEmpty { line["name"] = rule.name }
        func counted(_ kind: String, _ count: Int, _ who: Condition) {
            line["kind"] = kind
            line["count"] = count
            line["of"] = of(who)
        }
        func tied(_ kind: String, _ ties: Rule.Ties) {
            line["kind"] = kind
            switch ties {
            case .people(let ids): line["people"] = ids
            case .relation(let name): line["relation"] = name
            case .sameValue(let field): line["same"] = field
            }
        }
        switch rule.kind {
        case .atLeast(let count, let who): counted("at-least", count, who)
        case .atMost(let count, let who): counted("at-most", count, who)
        case .exactly(let count, let who): counted("exactly", count, who)
        case .spread(let who):
            line["kind"] = "spread"
            line["of"] = of(who)
        case .notAlone(let who):
            line["kind"] = "not-alone"
            line["of"] = of(who)
        case .oneKind(let field):
            line["kind"] = "one-kind"
            line["field"] = field
        case .alikeMeans(let number, let tolerance):
            line["kind"] = "alike-means"
            line["number"] = number
            line["tolerance"] = tolerance
        case .together(let ties): tied("together", ties)
        case .apart(let ties): tied("apart", ties)
        case .newCompanions(let recency):
            line["kind"] = "new-companions"
            line["recency"] = recency
        }
        return line
    }

    private static func of(_ who: Condition) -> [String: Any] {
        switch who {
        case .isOneOf(let field, let values): ["field": field, "is": values]
        case .isNoneOf(let field, let values): ["field": field, "is-not": values]
        case .each(let field, let values): ["field": field, "each": values.isEmpty ? ["all"] : values]
        case .trait(let trait): ["trait": trait]
        case .withoutTrait(let trait): ["without-trait": trait]
        }
    }
}

extension Rule.Level {
    var code: String {
        switch self {
        case .must: "must"
        case .should: "should"
        case .wish: "wish"
        }
    }

    init?(code: String) {
        guard let level = Rule.Level.allCases.first(where: { $0.code == code }) else { return nil }
        self = level
    }
}
