import GRDB
import Workshop

/// Where answers and ticks are laid down so that their places in the file tell nothing.
///
/// A database page keeps its rows where they were written, in the order of writing. With the answers in one table and the ticks in another,
/// the third sheet would therefore belong to the third tick. So each time all rows of the day are taken out and laid back in a fresh random order;
/// what is taken out is overwritten (`secure_delete`), and the log of writes is emptied afterwards.
enum EvaluationSheets {
    /// Adds one person's answers under a new random key.
    static func add(_ answers: [EvaluationAnswer], from role: Role, on day: ID<TrainingDay>, in db: Database) throws {
        let key = key()
        var rows = try Row.fetchAll(
            db, sql: "SELECT * FROM evaluationAnswer WHERE questionID IN (SELECT id FROM evaluationQuestion WHERE dayID = ?)",
            arguments: [day]
        ).map { row -> StatementArguments in [row["sheet"], row["questionID"], row["role"], row["scale"], row["text"]] }
        rows += answers.map { [key, $0.questionID, role.rawValue, $0.scale, $0.text] }
        try db.execute(
            sql: "DELETE FROM evaluationAnswer WHERE questionID IN (SELECT id FROM evaluationQuestion WHERE dayID = ?)", arguments: [day])
        for row in rows.shuffled() {
            try db.execute(
                sql: "INSERT INTO evaluationAnswer (sheet, questionID, role, scale, text) VALUES (?, ?, ?, ?, ?)", arguments: row)
        }
    }

    /// Notes that the attendance has answered.
    static func tick(_ attendance: ID<Attendance>, on day: ID<TrainingDay>, in db: Database) throws {
        let ofDay = "attendanceID IN (SELECT id FROM attendance WHERE dayID = ?)"
        let ticked = try ID<Attendance>.fetchAll(db, sql: "SELECT attendanceID FROM evaluationReceipt WHERE \(ofDay)", arguments: [day])
        try db.execute(sql: "DELETE FROM evaluationReceipt WHERE \(ofDay)", arguments: [day])
        for attendance in (ticked + [attendance]).shuffled() {
            try db.execute(sql: "INSERT INTO evaluationReceipt (attendanceID) VALUES (?)", arguments: [attendance])
        }
    }

    /// 128 random bits in hexadecimal digits.
    private static func key() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(UInt64.random(in: .min ... .max, using: &generator), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
