import Foundation
import GRDB
import Workshop

/// What a group's shared screen signs in as.
package struct GroupScreen: Sendable {
    package var group: Workshop.Group
    package var attendance: Attendance
}

extension Store {
    /// The screens of a day, in the order of their groups; groups that have none are left out. Refuses all but facilitators.
    package func screens(on day: ID<TrainingDay>, to viewer: Viewer) async throws -> [GroupScreen] {
        try viewer.mustFacilitate()
        return try await read { db in
            try TrainingDay.ofCommunity(viewer.communityID, day, in: db).groups(in: db).compactMap { group in
                try Attendance.screen(of: group, in: db).map { GroupScreen(group: group, attendance: $0) }
            }
        }
    }

    /// Gives every group of the day a screen to sign in on; those that have one keep it. Refuses all but facilitators, and closed days.
    package func addScreens(to day: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await change { db in
            let day = try TrainingDay.editable(day, by: viewer, in: db)
            for group in try day.groups(in: db) where try Attendance.screen(of: group, in: db) == nil {
                try Attendance(id: .minted(), dayID: day.id, memberID: nil, role: .screen, groupID: group.id).insert(db)
            }
            return ((), [])
        }
    }
}

extension TrainingDay {
    fileprivate func groups(in db: Database) throws -> [Workshop.Group] {
        try Workshop.Group.filter(sql: "dayID = ? ORDER BY position, id", arguments: [id]).fetchAll(db)
    }
}

extension Attendance {
    fileprivate static func screen(of group: Workshop.Group, in db: Database) throws -> Attendance? {
        try Attendance.filter(sql: "groupID = ? AND role = 'screen'", arguments: [group.id]).fetchOne(db)
    }
}

extension Workshop.Group {
    /// Takes the group's screen away with its sessions.
    func removeScreen(in db: Database) throws {
        let screens = "(SELECT id FROM attendance WHERE groupID = ? AND role = 'screen')"
        try db.execute(sql: "DELETE FROM session WHERE attendanceID IN \(screens)", arguments: [id])
        try db.execute(sql: "DELETE FROM attendance WHERE id IN \(screens)", arguments: [id])
    }
}
