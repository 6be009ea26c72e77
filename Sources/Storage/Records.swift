import Foundation
import GRDB
import Workshop

extension ID: SQLExpressible, SQLSpecificExpressible, StatementBinding, DatabaseValueConvertible {
    package var databaseValue: DatabaseValue { rawValue.databaseValue }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> ID? { Int64.fromDatabaseValue(value).map(ID.init) }

    static func minted() -> ID {
        var generator = SystemRandomNumberGenerator()
        return mint(using: &generator)
    }
}

extension Community: FetchableRecord, PersistableRecord {}
extension Member: FetchableRecord, PersistableRecord {}
extension TrainingDay: FetchableRecord, PersistableRecord {}
extension Block: FetchableRecord, PersistableRecord {}
extension Workshop.Group: FetchableRecord, PersistableRecord {}
extension Attendance: FetchableRecord, PersistableRecord {}
extension Casting: FetchableRecord, PersistableRecord {}
extension Board: FetchableRecord, PersistableRecord {}
extension Lane: FetchableRecord, PersistableRecord {}
extension Card: FetchableRecord, PersistableRecord {}
extension ContactRequest: FetchableRecord, PersistableRecord {}
extension Revelation: FetchableRecord, PersistableRecord {}
extension Improvisation: FetchableRecord, PersistableRecord {}
extension SolutionText: FetchableRecord, PersistableRecord {}
extension ContactPerson: FetchableRecord, PersistableRecord {}
extension Message: FetchableRecord, PersistableRecord {}
extension EvaluationQuestion: FetchableRecord, PersistableRecord {}

extension Happening: FetchableRecord, PersistableRecord {
    func journaled(in db: Database) throws -> Happening {
        try insert(db)
        var written = self
        written.position = db.lastInsertedRowID
        return written
    }
}

extension FetchableRecord where Self: TableRecord {
    /// The record with `id`; refuses with `.notFound` when there is none.
    static func find(_ id: ID<Self>, in db: Database) throws -> Self {
        let statement = try db.cachedStatement(sql: "SELECT * FROM \"\(databaseTableName)\" WHERE id = ?")
        guard let record = try fetchOne(statement, arguments: [id.rawValue]) else { throw Refusal.notFound }
        return record
    }
}
