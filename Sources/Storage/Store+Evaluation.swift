import Foundation
import GRDB
import Workshop

/// The evaluation as one person meets it.
package struct EvaluationForm: Sendable {
    package var day: TrainingDay
    /// What this person is asked, in order.
    package var questions: [EvaluationQuestion]
    package var hasAnswered: Bool
    /// Answers can be given now.
    package var isOpen: Bool
}

/// The evaluation as those who run the day see it.
package struct EvaluationResult: Sendable {
    package var day: TrainingDay
    package var answered: Int
    package var invited: Int
    package var tallies: [EvaluationTally]
}

extension Store {
    /// The viewer's own form. Refuses with `.notFound` the projector and those outside the day.
    package func evaluation(of day: ID<TrainingDay>, to viewer: Viewer) async throws -> EvaluationForm {
        guard viewer.day == day, viewer.role.isPersonal else { throw Refusal.notFound }
        return try await read { db in
            let day = try TrainingDay.find(day, in: db)
            let receipt = try viewer.attendance.map {
                try Bool.fetchOne(db, sql: "SELECT 1 FROM evaluationReceipt WHERE attendanceID = ?", arguments: [$0]) == true
            }
            let isOpen = (try? day.mustTakeEvaluations(running: Block.running(on: day.id, in: db))) != nil
            return EvaluationForm(
                day: day, questions: try EvaluationQuestion.all(of: day.id, in: db).filter { $0.isAsked(of: viewer.role) },
                hasAnswered: receipt ?? false, isOpen: isOpen)
        }
    }

    /// Takes the viewer's answers under a key that nobody knows, and ticks the viewer off in another table.
    /// Neither the rows, their order, their places in the file nor the journal ties the two together: there is no happening.
    /// Refuses with `.notNow` when the evaluation is not open or the viewer has answered, and with `.invalid` what does not fit.
    package func answer(_ written: [ID<EvaluationQuestion>: String], on day: ID<TrainingDay>, by viewer: Viewer) async throws {
        guard viewer.day == day, viewer.role.isPersonal else { throw Refusal.notFound }
        let attendance = try viewer.acting()
        try await change { db in
            let day = try TrainingDay.find(day, in: db)
            try day.mustTakeEvaluations(running: Block.running(on: day.id, in: db))
            guard try Bool.fetchOne(db, sql: "SELECT 1 FROM evaluationReceipt WHERE attendanceID = ?", arguments: [attendance]) == nil
            else {
                throw Refusal.notNow(.alreadyAnswered)
            }
            let questions = try EvaluationQuestion.all(of: day.id, in: db).filter { $0.isAsked(of: viewer.role) }
            let answers = try EvaluationAnswer.sheet(written, to: questions)
            try EvaluationSheets.add(answers, from: viewer.role, on: day.id, in: db)
            try EvaluationSheets.tick(attendance, on: day.id, in: db)
            return ((), [])
        }
        await forgetOrder()
    }

    /// Results, for facilitators: texts in random order, and nothing of roles and questions that too few have answered.
    package func evaluationResult(of day: ID<TrainingDay>, to viewer: Viewer) async throws -> EvaluationResult {
        try viewer.mustFacilitate()
        return try await read { db in try EvaluationResult.of(TrainingDay.ofCommunity(viewer.communityID, day, in: db), in: db) }
    }

    /// Empties the log of recent writes, where earlier states of the answers and the ticks stood side by side.
    private func forgetOrder() async {
        _ = try? await database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }
}

extension EvaluationResult {
    static func of(_ day: TrainingDay, in db: Database) throws -> EvaluationResult {
        let answers = try Row.fetchAll(
            db,
            sql: """
                SELECT a.questionID, a.role, a.scale, a.text FROM evaluationAnswer AS a JOIN evaluationQuestion AS q ON q.id = a.questionID
                WHERE q.dayID = ? ORDER BY random()
                """, arguments: [day.id])
        let byQuestion = Dictionary(grouping: answers) { $0["questionID"] as ID<EvaluationQuestion> }
        return EvaluationResult(
            day: day,
            answered: try Int.fetchOne(
                db, sql: "SELECT COUNT(*) FROM evaluationReceipt AS r JOIN attendance AS a ON a.id = r.attendanceID WHERE a.dayID = ?",
                arguments: [day.id]) ?? 0,
            invited: try Int.fetchOne(
                db,
                sql:
                    "SELECT COUNT(*) FROM attendance AS a WHERE dayID = ? AND role NOT IN ('projector', 'screen') AND \(Attendance.isComing)",
                arguments: [day.id]) ?? 0,
            tallies: try EvaluationQuestion.all(of: day.id, in: db).map { question in
                EvaluationTally(
                    question,
                    answers: (byQuestion[question.id] ?? []).compactMap { row in
                        Role(rawValue: row["role"]).map { ($0, row["scale"], row["text"]) }
                    })
            })
    }
}

extension Block {
    static func running(on day: ID<TrainingDay>, in db: Database) throws -> Block? {
        try filter(sql: "dayID = ? AND startedAt IS NOT NULL AND endedAt IS NULL", arguments: [day]).fetchOne(db)
    }
}
