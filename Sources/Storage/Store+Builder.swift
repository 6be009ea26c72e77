import Foundation
import GRDB
import Workshop

/// Everything the group builder of a day shows, for facilitators’ eyes only.
package struct BuilderContent: Hashable, Sendable {
    package var day: TrainingDay
    package var groups: [Workshop.Group]
    /// The participants who are coming, in Norwegian alphabetical order.
    package var people: [Guest]
    /// Those who sit in a proposal and do not come after all, by name.
    package var missing: [ID<Attendance>: String]
    /// Who sat together on earlier days, the latest first.
    package var earlierDays: [[[ID<Member>]]]
    package var ruleSets: [RuleSet]
    package var proposals: [Proposal.Place: Proposal]
    /// What would be undone and done again.
    package var undo: ProposalStep?
    package var redo: ProposalStep?
    /// When a proposal was adopted last, while that can be undone.
    package var adoptedAt: Date?
    /// Groups have pinned cards or made contacts.
    package var hasWorked: Bool

    package struct Guest: Hashable, Sendable {
        package var attendance: Attendance
        package var member: Member
        package var profile: Profile

        package var id: ID<Attendance> { attendance.id }
    }

    /// The group of the day that a group of a proposal becomes: the first the first, and so on. Nil for one that is not made yet.
    package func group(_ number: Int) -> Workshop.Group? { groups.indices.contains(number - 1) ? groups[number - 1] : nil }

    /// Whether everyone sits as the proposal says.
    package func isAdopted(_ proposal: Proposal) -> Bool {
        guard proposal.isDivided, proposal.pools.count <= groups.count else { return false }
        return people.allSatisfy { $0.attendance.groupID == proposal.seats[$0.id].flatMap { group($0.number)?.id } }
    }
}

extension Store {
    /// The builder of the day, for facilitators’ eyes only; the caller has checked.
    package func builder(of id: ID<TrainingDay>) async throws -> BuilderContent {
        try await read { db in try BuilderContent(of: TrainingDay.find(id, in: db), db) }
    }
}

extension BuilderContent {
    init(of day: TrainingDay, _ db: Database) throws {
        self.day = day
        groups = try Workshop.Group.filter(sql: "dayID = ? ORDER BY position, id", arguments: [day.id]).fetchAll(db)
        people = try BuilderContent.guests(of: day, db)
        proposals = try Proposal.all(of: day.id, db)
        ruleSets = try RuleSet.filter(sql: "communityID = ?", arguments: [day.communityID]).fetchAll(db)
            .sorted { Norwegian.precedes($0.name, $1.name) }
        earlierDays = try day.companionsBefore(db)
        let coming = Set(people.map(\.id))
        missing = [:]
        for id in Set(proposals.values.flatMap(\.seats.keys)).subtracting(coming) {
            missing[id] = try String.fetchOne(
                db, sql: "SELECT m.name FROM attendance AS a JOIN member AS m ON m.id = a.memberID WHERE a.id = ?", arguments: [id])
        }
        undo = try String.fetchOne(
            db, sql: "SELECT what FROM proposalStep WHERE dayID = ? AND NOT isUndone ORDER BY number DESC LIMIT 1", arguments: [day.id]
        ).flatMap(ProposalStep.init)
        redo = try String.fetchOne(
            db, sql: "SELECT what FROM proposalStep WHERE dayID = ? AND isUndone ORDER BY number LIMIT 1", arguments: [day.id]
        ).flatMap(ProposalStep.init)
        adoptedAt = try Date.fetchOne(db, sql: "SELECT adoptedAt FROM adoption WHERE dayID = ?", arguments: [day.id])
        hasWorked =
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM contactRequest WHERE dayID = ?) OR EXISTS (
                        SELECT 1 FROM card AS c JOIN board AS b ON b.id = c.boardID JOIN "group" AS g ON g.id = b.groupID WHERE g.dayID = ?)
                    """, arguments: [day.id, day.id]) ?? false
        if adoptedAt != nil { seatLatecomers() }
    }

    /// Whoever came after the groups were adopted sits in the proposal where the door put them.
    private mutating func seatLatecomers() {
        guard var proposal = proposals[.first], proposal.isDivided else { return }
        for guest in people where proposal.seats[guest.id] == nil {
            guard let group = groups.firstIndex(where: { $0.id == guest.attendance.groupID }), group < proposal.pools.count else {
                continue
            }
            proposal.seats[guest.id] = Proposal.Seat(group + 1)
        }
        proposals[.first] = proposal
    }

    /// The participants who are coming: not absent, and have not said no.
    private static func guests(of day: TrainingDay, _ db: Database) throws -> [Guest] {
        let profiles = try Profile.all(in: day.communityID, db)
        let attendances = try Attendance.fetchAll(
            db,
            sql: """
                SELECT a.* FROM attendance AS a WHERE a.dayID = ? AND a.role = 'participant' AND a.memberID IS NOT NULL AND \(Attendance.isComing)
                """, arguments: [day.id])
        let members = try Member.fetchAll(
            db, sql: "SELECT * FROM member WHERE id IN (SELECT memberID FROM attendance WHERE dayID = ?)", arguments: [day.id])
        let known = Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0) })
        return attendances.compactMap { attendance in
            guard let id = attendance.memberID, let member = known[id] else { return nil }
            return Guest(attendance: attendance, member: member, profile: profiles[id] ?? Profile())
        }
        .inNorwegianOrder(by: \.member.name)
    }
}

extension RuleSet: FetchableRecord, PersistableRecord {}
