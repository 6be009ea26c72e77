import Foundation
import GRDB
import Workshop

extension Store {
    /// How many steps back the proposals of a day can be undone.
    package static let stepLimit = 60

    /// One change of the proposal at `place`; with `rules`, one is made when there is none (then `version` is 0).
    /// Refuses all but the day’s facilitators, closed days, and with `.stale` what was decided on an older version.
    @discardableResult
    package func change(
        proposal place: Proposal.Place, of id: ID<TrainingDay>, version: Int, as step: ProposalStep, orMakingBy rules: String? = nil,
        at now: Date, by viewer: Viewer, _ body: @Sendable (inout Proposal) throws -> Void
    ) async throws -> Proposal {
        try await changeProposals(of: id, as: step, at: now, by: viewer) { proposals, next, _ in
            var proposal: Proposal
            if let known = proposals[place] {
                try known.mustBe(version)
                proposal = known
            } else {
                guard let rules else { throw Refusal.stale }
                proposal = Proposal(id: .minted(), dayID: id, place: place, rules: rules, version: next, madeAt: now)
            }
            try body(&proposal)
            proposal.version = next
            proposals[place] = proposal
            return proposal
        }
    }

    /// Puts a copy of the first proposal beside it, changed by `body`; one that stood there before goes.
    package func tryBeside(
        _ id: ID<TrainingDay>, version: Int, at now: Date, by viewer: Viewer, _ body: @Sendable (inout Proposal) throws -> Void
    ) async throws {
        try await changeProposals(of: id, as: .tried, at: now, by: viewer) { proposals, next, _ in
            guard let first = proposals[.first] else { throw Refusal.stale }
            try first.mustBe(version)
            var second = Proposal(
                id: .minted(), dayID: id, place: .second, rules: first.rules, seed: first.seed, version: next, madeAt: now,
                pools: first.pools,
                seats: first.seats)
            try body(&second)
            proposals[.second] = second
        }
    }

    /// Goes on with the proposal at `place` alone.
    package func choose(_ place: Proposal.Place, of id: ID<TrainingDay>, version: Int, at now: Date, by viewer: Viewer) async throws {
        try await changeProposals(of: id, as: .chosen, at: now, by: viewer) { proposals, next, _ in
            guard var chosen = proposals[place], proposals.count == 2 else { throw Refusal.stale }
            try chosen.mustBe(version)
            chosen.place = .first
            chosen.version = next
            proposals = [.first: chosen]
        }
    }

    /// Takes the last step back, or with `again` does it once more.
    /// Refuses when there is none, and with `.stale` when somebody changed anything since.
    package func undo(again: Bool = false, of id: ID<TrainingDay>, versions: [Int], at now: Date, by viewer: Viewer) async throws {
        try await change { db in
            let day = try TrainingDay.editable(id, by: viewer, in: db)
            let present = try Proposal.all(of: id, db)
            guard present.values.map(\.version).sorted() == versions.sorted() else { throw Refusal.stale }
            let order = again ? "isUndone ORDER BY number" : "NOT isUndone ORDER BY number DESC"
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT number, other FROM proposalStep WHERE dayID = ? AND \(order) LIMIT 1", arguments: [id])
            else { throw Refusal.notNow(.tooLateToUndo) }
            let wanted = try JSONDecoder().decode([ProposalState].self, from: Data((row["other"] as String).utf8))
            let next = (present.values.map(\.version).max() ?? 0) + 1
            let restored = wanted.sorted { $0.place.rawValue < $1.place.rawValue }.enumerated().map {
                $1.proposal(on: day.id, version: next + $0, at: now)
            }
            try Proposal.replace(present, with: Dictionary(uniqueKeysWithValues: restored.map { ($0.place, $0) }), db)
            try db.execute(
                sql: "UPDATE proposalStep SET other = ?, isUndone = ? WHERE dayID = ? AND number = ?",
                arguments: [ProposalState.written(present), !again, id, row["number"] as Int])
            return ((), [Happening(.proposalChanged, on: id, at: now, by: viewer)])
        }
    }

    private func changeProposals<Value: Sendable>(
        of id: ID<TrainingDay>, as step: ProposalStep, at now: Date, by viewer: Viewer,
        _ body: @Sendable (inout [Proposal.Place: Proposal], Int, Database) throws -> Value
    ) async throws -> Value {
        try await change { db in
            _ = try TrainingDay.editable(id, by: viewer, in: db)
            let before = try Proposal.all(of: id, db)
            var after = before
            let value = try body(&after, (before.values.map(\.version).max() ?? 0) + 1, db)
            try Proposal.replace(before, with: after, db)
            try ProposalState.note(step, before, of: id, db)
            return (value, [Happening(.proposalChanged, on: id, at: now, by: viewer)])
        }
    }
}

extension Proposal {
    static func all(of day: ID<TrainingDay>, _ db: Database) throws -> [Place: Proposal] {
        var proposals: [Place: Proposal] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT * FROM proposal WHERE dayID = ?", arguments: [day]) {
            guard let place = Place(rawValue: row["place"]) else { continue }
            var proposal = Proposal(
                id: row["id"], dayID: day, place: place, rules: row["rules"], seed: row["seed"], version: row["version"],
                madeAt: row["madeAt"],
                pools: try JSONDecoder().decode([String].self, from: Data((row["pools"] as String).utf8)))
            for seat in try Row.fetchAll(db, sql: "SELECT * FROM proposalSeat WHERE proposalID = ?", arguments: [proposal.id]) {
                proposal.seats[seat["attendanceID"]] = Seat(seat["number"], isPinned: seat["isPinned"])
            }
            proposals[place] = proposal
        }
        return proposals
    }

    static func replace(_ before: [Place: Proposal], with after: [Place: Proposal], _ db: Database) throws {
        var known: [ID<Proposal>: Proposal] = [:]
        for old in before.values {
            if after[old.place]?.id == old.id {
                known[old.id] = old
            } else {
                try db.execute(sql: "DELETE FROM proposal WHERE id = ?", arguments: [old.id])
            }
        }
        for new in after.values.sorted(by: { $0.place.rawValue < $1.place.rawValue }) where known[new.id] != new {
            try db.execute(
                sql: """
                    INSERT INTO proposal (id, dayID, place, rules, seed, version, madeAt, pools) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET
                        place = excluded.place, rules = excluded.rules, seed = excluded.seed, version = excluded.version,
                        madeAt = excluded.madeAt, pools = excluded.pools
                    """,
                arguments: [
                    new.id, new.dayID, new.place.rawValue, new.rules, new.seed, new.version, new.madeAt,
                    String(decoding: try JSONEncoder().encode(new.pools), as: UTF8.self),
                ])
            try new.keepSeats(since: known[new.id]?.seats ?? [:], db)
        }
    }

    /// Writes only the seats that have changed since `before`.
    private func keepSeats(since before: [ID<Attendance>: Seat], _ db: Database) throws {
        for person in before.keys where seats[person] == nil {
            try db.execute(sql: "DELETE FROM proposalSeat WHERE proposalID = ? AND attendanceID = ?", arguments: [id, person])
        }
        for (person, seat) in seats where before[person] != seat {
            try db.execute(
                sql: "INSERT OR REPLACE INTO proposalSeat SELECT ?, id, ?, ? FROM attendance WHERE id = ? AND dayID = ?",
                arguments: [id, seat.number, seat.isPinned, person, dayID])
        }
    }
}

/// A proposal as a step remembers it.
private struct ProposalState: Codable {
    var id: Int64
    var place: Proposal.Place
    var rules: String
    var seed: Int
    var pools: [String]
    /// Attendance, group number, and 1 for a pin.
    var seats: [[Int64]]

    init(_ proposal: Proposal) {
        id = proposal.id.rawValue
        place = proposal.place
        rules = proposal.rules
        seed = proposal.seed
        pools = proposal.pools
        seats = proposal.seats.map { [$0.key.rawValue, Int64($0.value.number), $0.value.isPinned ? 1 : 0] }
    }

    func proposal(on day: ID<TrainingDay>, version: Int, at now: Date) -> Proposal {
        Proposal(
            id: ID(id), dayID: day, place: place, rules: rules, seed: seed, version: version, madeAt: now, pools: pools,
            seats: Dictionary(uniqueKeysWithValues: seats.map { (ID($0[0]), Proposal.Seat(Int($0[1]), isPinned: $0[2] == 1)) }))
    }

    static func written(_ proposals: [Proposal.Place: Proposal]) throws -> String {
        String(decoding: try JSONEncoder().encode(proposals.values.map(ProposalState.init)), as: UTF8.self)
    }

    /// Remembers how it was before a step; what had been undone can no longer be done again.
    static func note(_ step: ProposalStep, _ before: [Proposal.Place: Proposal], of day: ID<TrainingDay>, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM proposalStep WHERE dayID = ? AND isUndone", arguments: [day])
        let last = try Int.fetchOne(db, sql: "SELECT MAX(number) FROM proposalStep WHERE dayID = ?", arguments: [day]) ?? 0
        try db.execute(
            sql: "INSERT INTO proposalStep VALUES (?, ?, ?, ?, 0)", arguments: [day, last + 1, step.rawValue, written(before)])
        try db.execute(sql: "DELETE FROM proposalStep WHERE dayID = ? AND number <= ?", arguments: [day, last + 1 - Store.stepLimit])
    }
}
