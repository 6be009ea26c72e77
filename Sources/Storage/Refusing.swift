import GRDB
import Workshop

extension Database {
    /// Takes something away, or refuses with `moment` and leaves everything as it was when other things still need it.
    func removing(orRefusing moment: Refusal.Moment, _ body: () throws -> Void) throws {
        do {
            try inSavepoint {
                try body()
                return .commit
            }
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY {
            throw Refusal.notNow(moment)
        }
    }
}

extension TrainingDay {
    /// The day, for a facilitator of its community who changes what it is made of; refuses others, and closed days.
    static func editable(_ id: ID<TrainingDay>, by viewer: Viewer, in db: Database) throws -> TrainingDay {
        try viewer.mustFacilitate()
        let day = try TrainingDay.ofCommunity(viewer.communityID, id, in: db)
        try day.mustBeEditable()
        return day
    }
}
