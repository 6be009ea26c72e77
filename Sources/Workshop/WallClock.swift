import Foundation

/// The clocks on the wall of the room, where everybody reads days and times: Norwegian time, whatever the machine's own zone.
package enum WallClock {
    private static let zone = TimeZone(identifier: "Europe/Oslo") ?? .current

    /// The calendar day, `2026-03-30`.
    package static func day(_ moment: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day], from: moment)
        return "\(parts.year ?? 0)-\(two(parts.month ?? 0))-\(two(parts.day ?? 0))"
    }

    /// The time of day, `10:42`.
    package static func time(_ moment: Date) -> String {
        let local = Int(moment.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: moment)
        let minutes = (local % 86_400 + 86_400) % 86_400 / 60
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
