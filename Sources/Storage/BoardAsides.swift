import GRDB
import Workshop

/// The viewer’s latest change of the board, which undoing does not take back. It is told of once: the next time it is the turn of the one before.
package struct SetAside: Error {
    package var what: BoardAside
    package var board: Board
}

extension Board {
    /// Notes a change of the board that undoing does not take back.
    func note(_ aside: BoardAside, by viewer: Viewer, in db: Database) throws {
        guard let person = viewer.attendance else { return }
        try db.execute(
            sql: "INSERT INTO aside (boardID, byID, kind, stepID) VALUES (?, ?, ?, (SELECT COALESCE(MAX(id), 0) FROM cardStep))",
            arguments: [id, person, aside.rawValue])
    }

    /// The latest such change, if it was made after `step`; it and those like it right before are forgotten.
    func aside(by person: ID<Attendance>, after step: CardStep?, in db: Database) throws -> SetAside? {
        let those = "boardID = :board AND byID = :person AND stepID >= :step"
        let arguments: StatementArguments = ["board": id, "person": person, "step": step?.id ?? 0]
        let kinds = try String.fetchAll(db, sql: "SELECT kind FROM aside WHERE \(those) ORDER BY id DESC", arguments: arguments)
        guard let kind = kinds.first, let what = BoardAside(rawValue: kind) else { return nil }
        let alike = kinds.prefix { $0 == kind }.count
        try db.execute(
            sql: "DELETE FROM aside WHERE id IN (SELECT id FROM aside WHERE \(those) ORDER BY id DESC LIMIT \(alike))", arguments: arguments
        )
        return SetAside(what: what, board: self)
    }
}
