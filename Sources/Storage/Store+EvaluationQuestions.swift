import Foundation
import GRDB
import Workshop

/// The questions of a day as a facilitator edits them.
package struct EvaluationQuestions: Sendable {
    package var day: TrainingDay
    package var questions: [EvaluationQuestion]
    /// Someone has answered, so that the questions stand.
    package var isBegun: Bool
}

extension Store {
    package func evaluationQuestions(of day: ID<TrainingDay>, to viewer: Viewer) async throws -> EvaluationQuestions {
        try viewer.mustFacilitate()
        return try await read { db in
            let day = try TrainingDay.ofCommunity(viewer.communityID, day, in: db)
            return EvaluationQuestions(
                day: day, questions: try EvaluationQuestion.all(of: day.id, in: db),
                isBegun: try EvaluationQuestion.areAnswered(on: day.id, in: db))
        }
    }

    /// The day of a question, for the facilitator's way to it.
    package func day(ofQuestion question: ID<EvaluationQuestion>) async throws -> ID<TrainingDay> {
        try await read { try EvaluationQuestion.find(question, in: $0).dayID }
    }

    /// Adds a question last.
    package func addQuestion(
        _ texts: [Language: String], kind: EvaluationQuestion.Kind, role: Role?, on day: ID<TrainingDay>, at now: Date, by viewer: Viewer
    ) async throws {
        try await changeQuestions(on: day, at: now, by: viewer) { day, questions, db in
            try EvaluationQuestion.written(
                texts, kind: kind, role: role, position: (questions.last?.position ?? -1) + 1, as: .minted(), on: day
            ).insert(db)
        }
    }

    package func editQuestion(
        _ id: ID<EvaluationQuestion>, _ texts: [Language: String], kind: EvaluationQuestion.Kind, role: Role?, on day: ID<TrainingDay>,
        at now: Date, by viewer: Viewer
    ) async throws {
        try await changeQuestions(on: day, at: now, by: viewer) { day, questions, db in
            guard let present = questions.first(where: { $0.id == id }) else { throw Refusal.notFound }
            try EvaluationQuestion.written(texts, kind: kind, role: role, position: present.position, as: id, on: day).update(db)
        }
    }

    package func removeQuestion(_ id: ID<EvaluationQuestion>, on day: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changeQuestions(on: day, at: now, by: viewer) { _, questions, db in
            guard let present = questions.first(where: { $0.id == id }) else { throw Refusal.notFound }
            try present.delete(db)
        }
    }

    /// Moves a question one place, up or down; at the end of the list nothing changes.
    package func moveQuestion(_ id: ID<EvaluationQuestion>, up: Bool, on day: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws
    {
        try await changeQuestions(on: day, at: now, by: viewer) { _, questions, db in
            guard let index = questions.firstIndex(where: { $0.id == id }) else { throw Refusal.notFound }
            var questions = questions
            let other = up ? index - 1 : index + 1
            guard questions.indices.contains(other) else { return }
            questions.swapAt(index, other)
            for (position, var question) in questions.enumerated() {
                question.position = position
                try question.update(db)
            }
        }
    }

    /// Gives a day without questions those that every new day begins with; refuses with `.notNow` when it has some.
    package func addDefaultEvaluation(to day: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changeQuestions(on: day, at: now, by: viewer) { day, questions, db in
            guard questions.isEmpty else { return }
            try EvaluationQuestion.addDefaultEvaluation(to: day.id, in: db)
        }
    }

    private func changeQuestions(
        on day: ID<TrainingDay>, at now: Date, by viewer: Viewer,
        _ body: @Sendable (TrainingDay, [EvaluationQuestion], Database) throws -> Void
    ) async throws {
        try await change { db in
            try viewer.mustFacilitate()
            let day = try TrainingDay.ofCommunity(viewer.communityID, day, in: db)
            try day.mustBeEditable()
            guard try !EvaluationQuestion.areAnswered(on: day.id, in: db) else { throw Refusal.notNow(.evaluationBegun) }
            try body(day, EvaluationQuestion.all(of: day.id, in: db), db)
            return ((), [Happening(.evaluationChanged, on: day.id, at: now, by: viewer)])
        }
    }
}

extension EvaluationQuestion {
    /// The questions every new day begins with; part of the transaction that makes the day.
    static func addDefaultEvaluation(to day: ID<TrainingDay>, in db: Database) throws {
        for (position, question) in defaults.enumerated() {
            try EvaluationQuestion(
                id: .minted(), dayID: day, role: question.role, kind: question.kind, text: question.text, position: position
            ).insert(db)
        }
    }

    static func all(of day: ID<TrainingDay>, in db: Database) throws -> [EvaluationQuestion] {
        try filter(sql: "dayID = ? ORDER BY position, id", arguments: [day]).fetchAll(db)
    }

    static func areAnswered(on day: ID<TrainingDay>, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM evaluationReceipt AS r JOIN attendance AS a ON a.id = r.attendanceID WHERE a.dayID = ?)",
            arguments: [day]) ?? false
    }
}
