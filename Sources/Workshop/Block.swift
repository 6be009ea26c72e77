import Foundation

/// A timed part of the programme.
package struct Block: Hashable, Sendable, Codable {
    package let id: ID<Block>
    package let dayID: ID<TrainingDay>
    package var position: Int
    package var title: String
    package var minutes: Int
    package var kind: Kind
    package private(set) var startedAt: Date?
    package private(set) var endedAt: Date?
    package private(set) var pausedAt: Date?
    /// Seconds spent in pauses that are over.
    package private(set) var pausedSeconds: Double
    package private(set) var extraMinutes: Int

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case welcome
        case caseWork = "case-work"
        case pause = "break"
        case plenary, evaluation, free
    }

    /// Refuses a missing title and lengths outside 1–480 minutes.
    package init(id: ID<Block>, dayID: ID<TrainingDay>, position: Int, title: String, minutes: Int, kind: Kind) throws(Refusal) {
        self.id = id
        self.dayID = dayID
        self.position = position
        self.title = try Writing.accepted(title, as: "title", limit: 120)
        guard (1...480).contains(minutes) else { throw .invalid("minutes", .outOfRange(1, 480)) }
        self.minutes = minutes
        self.kind = kind
        self.pausedSeconds = 0
        self.extraMinutes = 0
    }

    package var isRunning: Bool { startedAt != nil && endedAt == nil }
    package var isPaused: Bool { isRunning && pausedAt != nil }

    /// When the block is over if nothing more happens; nil before it starts and while it is paused.
    package var endsAt: Date? {
        guard let startedAt, pausedAt == nil else { return nil }
        return startedAt + Double(minutes + extraMinutes) * 60 + pausedSeconds
    }

    /// Seconds left at `now`, negative when overdue; nil before the start and after the end.
    package func secondsLeft(at now: Date) -> Double? {
        guard let startedAt, endedAt == nil else { return nil }
        return (startedAt + Double(minutes + extraMinutes) * 60 + pausedSeconds).timeIntervalSince(pausedAt ?? now)
    }

    /// Starts, or starts anew after an end.
    package mutating func start(at now: Date) {
        startedAt = now
        endedAt = nil
        pausedAt = nil
        pausedSeconds = 0
        extraMinutes = 0
    }

    package mutating func pause(at now: Date) throws(Refusal) {
        guard isRunning, pausedAt == nil else { throw .notNow(.noRunningBlock) }
        pausedAt = now
    }

    package mutating func resume(at now: Date) throws(Refusal) {
        guard isRunning, let pausedAt else { throw .notNow(.noRunningBlock) }
        pausedSeconds += max(0, now.timeIntervalSince(pausedAt))
        self.pausedAt = nil
    }

    /// Adds `minutes` (1–120) to a running block.
    package mutating func extend(by minutes: Int) throws(Refusal) {
        guard isRunning else { throw .notNow(.noRunningBlock) }
        guard (1...120).contains(minutes) else { throw .invalid("minutes", .outOfRange(1, 120)) }
        extraMinutes += minutes
    }

    package mutating func end(at now: Date) throws(Refusal) {
        guard isRunning else { throw .notNow(.noRunningBlock) }
        try? resume(at: now)
        endedAt = now
    }
}
