import Foundation
import GRDB
import Workshop

extension Store {
    /// Makes a proposal real, all of it or nothing: groups take its numbers in their order, missing ones are made with names from `name`,
    /// every coming participant sits as it says, and groups left empty go if nothing hangs on them.
    ///
    /// Refuses all but the day’s facilitators, closed days, proposals that divide nobody, and with `.stale` an older version.
    package func adopt(
        _ place: Proposal.Place, of id: ID<TrainingDay>, version: Int, naming name: @Sendable (Int) -> String, at now: Date,
        by viewer: Viewer
    ) async throws {
        try await change { db in
            let day = try TrainingDay.editable(id, by: viewer, in: db)
            let content = try BuilderContent(of: day, db)
            guard let proposal = content.proposals[place], proposal.isDivided else { throw Refusal.stale }
            try proposal.mustBe(version)
            guard proposal.pools.count <= Store.groupLimit else { throw Refusal.invalid("groups", .outOfRange(1, Store.groupLimit)) }
            let before = try Seating(of: id, db)
            var groups = content.groups
            while groups.count < proposal.pools.count {
                var number = groups.count + 1
                while groups.contains(where: { $0.name == name(number) }) { number += 1 }
                let group = try Workshop.Group(id: .minted(), dayID: id, name: name(number), position: (groups.last?.position ?? -1) + 1)
                try group.insert(db)
                groups.append(group)
            }
            for guest in content.people {
                var attendance = guest.attendance
                try attendance.sit(in: proposal.seats[guest.id].map { groups[$0.number - 1] })
                try attendance.update(db)
            }
            try Board.fillIn(for: id, in: db)
            for group in groups.dropFirst(proposal.pools.count) { try? group.vanish(db) }
            try db.execute(
                sql: "INSERT OR REPLACE INTO adoption VALUES (?, ?, ?)",
                arguments: [id, now, String(decoding: try JSONEncoder().encode(before), as: UTF8.self)])
            return ((), [Happening(.groupsChanged, on: id, at: now, by: viewer), Happening(.proposalChanged, on: id, at: now, by: viewer)])
        }
    }

    /// Puts everyone back where they sat before the last adoption, and groups back that went with it.
    /// Groups it made go if nothing hangs on them.
    /// Refuses all but the day’s facilitators, closed days, and when nothing was adopted.
    package func undoAdoption(of id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await change { db in
            _ = try TrainingDay.editable(id, by: viewer, in: db)
            guard let written = try String.fetchOne(db, sql: "SELECT before FROM adoption WHERE dayID = ?", arguments: [id]) else {
                throw Refusal.notNow(.tooLateToUndo)
            }
            let before = try JSONDecoder().decode(Seating.self, from: Data(written.utf8))
            let present = try Workshop.Group.filter(sql: "dayID = ?", arguments: [id]).fetchAll(db)
            for group in before.groups where !present.contains(where: { $0.id == group.id }) {
                var group = group
                while try Workshop.Group.filter(sql: "dayID = ? AND name = ?", arguments: [id, group.name]).fetchCount(db) > 0 {
                    group.name += " *"
                }
                try group.insert(db)
            }
            for (attendance, group) in before.seats {
                try db.execute(
                    sql: "UPDATE attendance SET groupID = ? WHERE id = ? AND dayID = ? AND role = 'participant'",
                    arguments: [group, attendance, id])
            }
            for group in present where !before.groups.contains(where: { $0.id == group.id }) { try? group.vanish(db) }
            try Board.fillIn(for: id, in: db)
            try db.execute(sql: "DELETE FROM adoption WHERE dayID = ?", arguments: [id])
            return ((), [Happening(.groupsChanged, on: id, at: now, by: viewer), Happening(.proposalChanged, on: id, at: now, by: viewer)])
        }
    }
}

/// Who sits where on a day.
private struct Seating: Codable {
    var groups: [Workshop.Group]
    var seats: [ID<Attendance>: ID<Workshop.Group>?]

    init(of day: ID<TrainingDay>, _ db: Database) throws {
        groups = try Workshop.Group.filter(sql: "dayID = ?", arguments: [day]).fetchAll(db)
        seats = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT id, groupID FROM attendance WHERE dayID = ? AND role = 'participant'", arguments: [day])
        {
            seats[row["id"]] = .some(row["groupID"])
        }
    }
}

extension Workshop.Group {
    /// Takes an empty group away; refuses with `.groupInUse` one where people sit or have worked.
    func vanish(_ db: Database) throws {
        try db.removing(orRefusing: .groupInUse) {
            try db.execute(sql: "DELETE FROM lane WHERE boardID IN (SELECT id FROM board WHERE groupID = ?)", arguments: [id])
            try db.execute(sql: "DELETE FROM board WHERE groupID = ?", arguments: [id])
            try delete(db)
        }
    }
}
