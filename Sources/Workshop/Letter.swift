import Foundation

/// One letter to one person, claimed before it is handed over, so that nothing is sent twice.
package struct Letter: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case invitation, reminder, change, cancellation
    }

    package let id: ID<Letter>
    package let attendanceID: ID<Attendance>
    package let kind: Kind
    package let round: Int
    /// Which version of the day's calendar entry it carries.
    package let sequence: Int
    package let claimedAt: Date
    package private(set) var sentAt: Date?
    /// Nil until the program that sends it has ended by itself.
    package private(set) var exitStatus: Int?
    /// What the program said on standard error.
    package private(set) var complaint: String

    package init(id: ID<Letter>, to attendance: ID<Attendance>, _ kind: Kind, round: Int, sequence: Int, at now: Date) {
        self.id = id
        attendanceID = attendance
        self.kind = kind
        self.round = round
        self.sequence = sequence
        claimedAt = now
        complaint = ""
    }

    package enum State: Hashable, Sendable {
        case sent
        /// The program said no; the letter has not gone, and may be tried again.
        case failed
        /// Nobody knows: the program, or we, were interrupted. Never sent again by itself.
        case uncertain
    }

    /// How it went, for one that is not on its way.
    package var state: State {
        guard let exitStatus else { return .uncertain }
        return exitStatus == 0 ? .sent : .failed
    }

    package static let complaintLimit = 2000

    /// Notes how the program ended: `exitStatus` is nil when it did not end by itself.
    package mutating func end(exitStatus: Int?, complaint: String, at now: Date) {
        self.exitStatus = exitStatus
        sentAt = exitStatus == 0 ? now : nil
        self.complaint = String(
            ((try? Writing.accepted(complaint, as: "complaint", limit: .max / 8, optional: true)) ?? "").prefix(Letter.complaintLimit))
    }
}

/// The letters to one person, and which may follow.
package struct Correspondence: Hashable, Sendable {
    package let letters: [Letter]

    package init(_ letters: [Letter]) { self.letters = letters }

    package func newest(_ kind: Letter.Kind) -> Letter? { letters.filter { $0.kind == kind }.max { $0.round < $1.round } }

    /// The newest letter of any kind.
    package var newest: Letter? { letters.max { ($0.claimedAt, $0.round) < ($1.claimedAt, $1.round) } }

    /// Whether some letter of `kind` has gone, or may have.
    private func mayHaveGone(_ kind: Letter.Kind) -> Bool { letters.contains { $0.kind == kind && $0.state != .failed } }

    /// A reminder so soon after another is a nuisance.
    package static let reminderRest: TimeInterval = 12 * 3600

    /// Whether a letter of `kind` is due to a person who answered `answer`, when calendars should hold `sequence`.
    /// What has gone, or may have, is not due again.
    package func isDue(_ kind: Letter.Kind, answer: Reply.Answer?, sequence: Int, isCancelled: Bool, at now: Date) -> Bool {
        let isCurrent = letters.contains { $0.sequence == sequence && $0.state != .failed && ($0.kind != .cancellation || isCancelled) }
        switch kind {
        case .invitation: return !isCancelled && !mayHaveGone(.invitation) && answer != .no
        case .reminder:
            let rests = letters.contains {
                $0.kind == .reminder && $0.state != .failed && now.timeIntervalSince($0.claimedAt) < Correspondence.reminderRest
            }
            return !isCancelled && answer == nil && !rests
        case .change: return !isCancelled && mayHaveGone(.invitation) && !isCurrent && answer != .no
        case .cancellation:
            return isCancelled && answer != .no
                && !letters.contains { $0.kind == .cancellation && $0.sequence == sequence && $0.state != .failed }
        }
    }

    /// The round that follows the last one of `kind`.
    package func nextRound(_ kind: Letter.Kind) -> Int { (newest(kind)?.round ?? 0) + 1 }
}
