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

    /// The time of day, `10:42`.
    static func time(_ date: Date, in zone: TimeZone) -> String {
        let local = Int(date.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: date)
        let minutes = (local % 86_400 + 86_400) % 86_400 / 60
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// The calendar day as `yyyy-MM-dd`.
    static func day(_ date: Date, in zone: TimeZone) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        return "\(parts.year ?? 0)-\(two(parts.month ?? 0))-\(two(parts.day ?? 0))"
    }

    /// The moment as scripts read it.
    static func machine(_ date: Date) -> String { date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }

    /// Whole minutes from `then` to `now`, never negative.
    static func minutes(from then: Date, to now: Date) -> Int { max(0, Int(now.timeIntervalSince(then) / 60)) }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
