/// What was answered to one question, seen so that nobody can be told from the others.
package struct EvaluationTally: Hashable, Sendable {
    /// Roles, and questions for one role, are shown alone from this many answers.
    package static let fewest = 3

    package let question: EvaluationQuestion
    /// How many chose 1, 2, 3, 4 and 5.
    package let counts: [Int]
    /// What was written; the reader has put them in random order.
    package let texts: [String]
    /// The roles that are many enough to stand alone; empty when a smaller rest could be found by subtraction.
    package let roles: [Part]
    package let answered: Int
    /// Too few have answered to show anything but that.
    package let isHeld: Bool

    /// One role's answers on a scale.
    package struct Part: Hashable, Sendable {
        package let role: Role
        package let answered: Int
        package let mean: Double
    }

    /// The mean of a scale; nil when nobody has answered.
    package var mean: Double? { EvaluationTally.mean(counts) }

    /// Counts `answers`, each with the role of the one who gave it.
    package init(_ question: EvaluationQuestion, answers: [(role: Role, scale: Int?, text: String?)]) {
        self.question = question
        answered = answers.count
        isHeld = answered < EvaluationTally.fewest && question.role != .facilitator
        counts = isHeld ? [0, 0, 0, 0, 0] : EvaluationTally.counts(answers.compactMap(\.scale))
        texts = isHeld ? [] : answers.compactMap(\.text)
        roles =
            question.kind == .scale && question.role == nil && !isHeld
            ? EvaluationTally.parts(answers.map { ($0.role, $0.scale ?? 0) }) : []
    }

    private static func counts(_ scales: [Int]) -> [Int] {
        (1...5).map { step in scales.count { $0 == step } }
    }

    private static func mean(_ counts: [Int]) -> Double? {
        let total = counts.reduce(0, +)
        guard total > 0 else { return nil }
        return Double(counts.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }) / Double(total)
    }

    /// Roles with at least three answers, unless those left over are one or two: they would be what is missing from the whole.
    private static func parts(_ answers: [(role: Role, scale: Int)]) -> [Part] {
        let byRole = Dictionary(grouping: answers, by: \.role)
        let shown = Role.allCases.filter { byRole[$0, default: []].count >= fewest }
        let rest = answers.count - shown.reduce(0) { $0 + byRole[$1, default: []].count }
        guard shown.count + (rest > 0 ? 1 : 0) > 1, rest == 0 || rest >= fewest else { return [] }
        return shown.compactMap { role in
            let scales = byRole[role, default: []].map(\.scale)
            return mean(counts(scales)).map { Part(role: role, answered: scales.count, mean: $0) }
        }
    }
}
