import Foundation
import Workshop

/// Times as people read them.
enum Spoken {
    /// Minutes and seconds, `24:10`; `+0:30` when the time is over.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(abs(seconds).rounded())
        let hours = whole / 3600
        let tail = two(whole % 60)
        let clock = hours > 0 ? "\(hours):\(two(whole / 60 % 60)):\(tail)" : "\(seconds < 0 ? "\(whole / 60)" : two(whole / 60)):\(tail)"
        return seconds <= -0.5 ? "+" + clock : clock
    }

    /// The moment as scripts read it.
    static func machine(_ date: Date) -> String { date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }

    /// Whole minutes from `then` to `now`, never negative.
    static func minutes(from then: Date, to now: Date) -> Int { max(0, Int(now.timeIntervalSince(then) / 60)) }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
