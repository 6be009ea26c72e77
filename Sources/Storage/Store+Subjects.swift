import GRDB
import Workshop

/// What an address names that belongs to a group, and so to one day.
package enum Subject: String, CaseIterable, Sendable {
    case board, card, photo, stack, lane, thread, remark, contact, revelation

    /// The id of its group, for the id of the subject.
    fileprivate var group: String {
        switch self {
        case .board: "SELECT groupID FROM board WHERE id = ?"
        case .card: "SELECT b.groupID FROM card AS c JOIN board AS b ON b.id = c.boardID WHERE c.id = ?"
        case .photo: "SELECT b.groupID FROM photo AS p JOIN board AS b ON b.id = p.boardID WHERE p.id = ?"
        case .stack: "SELECT b.groupID FROM stack AS s JOIN board AS b ON b.id = s.boardID WHERE s.id = ?"
        case .lane: "SELECT b.groupID FROM lane AS l JOIN board AS b ON b.id = l.boardID WHERE l.id = ?"
        case .thread: "SELECT b.groupID FROM thread AS t JOIN board AS b ON b.id = t.boardID WHERE t.id = ?"
        case .remark:
            "SELECT b.groupID FROM remark AS r JOIN card AS c ON c.id = r.cardID JOIN board AS b ON b.id = c.boardID WHERE r.id = ?"
        case .contact: "SELECT groupID FROM contactRequest WHERE id = ?"
        case .revelation: "SELECT groupID FROM revelation WHERE id = ?"
        }
    }
}

extension Store {
    /// The day of what an address names; refuses with `.notFound` when there is none.
    package func day(of subject: Subject, _ id: Int64) async throws -> ID<TrainingDay> {
        try await read { db in
            let day = try ID<TrainingDay>.fetchOne(
                db.cachedStatement(sql: "SELECT dayID FROM \"group\" WHERE id = (\(subject.group))"), arguments: [id])
            guard let day else { throw Refusal.notFound }
            return day
        }
    }
}
