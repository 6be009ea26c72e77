import Foundation

/// One question of a day's evaluation.
package struct EvaluationQuestion: Hashable, Sendable, Codable {
    package let id: ID<EvaluationQuestion>
    package let dayID: ID<TrainingDay>
    /// Who is asked; nil means everyone.
    package var role: Role?
    package var kind: Kind
    package var text: LocalizedText
    package var position: Int

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Whole numbers 1–5.
        case scale
        case text
    }

    package init(id: ID<EvaluationQuestion>, dayID: ID<TrainingDay>, role: Role?, kind: Kind, text: LocalizedText, position: Int) {
        self.id = id
        self.dayID = dayID
        self.role = role
        self.kind = kind
        self.text = text
        self.position = position
    }
}

extension EvaluationQuestion {
    package static let textLimit = 300

    /// Whether people with `role` are asked; rapporteurs are asked what observers are, the projector nothing.
    package func isAsked(of role: Role) -> Bool {
        guard role.isPersonal else { return false }
        return self.role == nil || self.role == role || (self.role == .observer && role == .rapporteur)
    }

    /// The question as a facilitator wrote it, in one or more languages. Refuses one without text, too long a text and the projector.
    package static func written(
        _ texts: [Language: String], kind: Kind, role: Role?, position: Int, as id: ID<EvaluationQuestion>, on day: TrainingDay
    ) throws(Refusal) -> EvaluationQuestion {
        try day.mustBeEditable()
        guard role?.isPersonal != false else { throw .invalid("role", .unknownChoice) }
        var accepted: [Language: String] = [:]
        for (language, text) in texts {
            accepted[language] = try Writing.accepted(text, as: "text-\(language.rawValue)", limit: textLimit, optional: true)
        }
        let text = LocalizedText(accepted)
        guard !text.isEmpty else { throw .invalid("text-\(day.language.rawValue)", .missing) }
        return EvaluationQuestion(id: id, dayID: day.id, role: role, kind: kind, text: text, position: position)
    }
}

/// One answer; exactly one of the two is set, as the question's kind says.
package struct EvaluationAnswer: Hashable, Sendable, Codable {
    package var questionID: ID<EvaluationQuestion>
    package var scale: Int?
    package var text: String?

    /// Reads what a form says; nil when the question was left unanswered. Refuses numbers outside 1–5 and texts over 2000 characters.
    package static func read(_ written: String, to question: EvaluationQuestion) throws(Refusal) -> EvaluationAnswer? {
        let field = "answer-\(question.id)"
        let written = try Writing.accepted(written, as: field, limit: 2000, optional: true)
        guard !written.isEmpty else { return nil }
        switch question.kind {
        case .text: return EvaluationAnswer(questionID: question.id, scale: nil, text: written)
        case .scale:
            guard let number = Int(written) else { throw .invalid(field, .notANumber) }
            guard (1...5).contains(number) else { throw .invalid(field, .outOfRange(1, 5)) }
            return EvaluationAnswer(questionID: question.id, scale: number, text: nil)
        }
    }
}

extension EvaluationAnswer {
    /// Everything a form says to `questions`. Refuses with every problem named, and a sheet without any answer.
    package static func sheet(_ written: [ID<EvaluationQuestion>: String], to questions: [EvaluationQuestion]) throws(Refusal)
        -> [EvaluationAnswer]
    {
        var answers: [EvaluationAnswer] = []
        var problems: [FieldProblem] = []
        for question in questions {
            do throws(Refusal) {
                if let answer = try read(written[question.id] ?? "", to: question) { answers.append(answer) }
            } catch {
                guard case .invalid(let found) = error else { throw error }
                problems += found
            }
        }
        guard problems.isEmpty else { throw .invalid(problems) }
        guard !answers.isEmpty else { throw .invalid(questions.first.map { "answer-\($0.id)" } ?? "answer", .missing) }
        return answers
    }
}

extension TrainingDay {
    /// People may answer from the plenary until the day is archived, and earlier while an evaluation block runs.
    package func mustTakeEvaluations(running block: Block?) throws(Refusal) {
        switch state {
        case .plenary, .closed: return
        case .open where block?.kind == .evaluation: return
        default: throw .notNow(.evaluationNotOpen)
        }
    }
}
