import Foundation
import Testing
import Workshop

@Suite struct WallClockTests {
    @Test(
        "the day on the wall turns at midnight in Norway, in winter and in summer",
        arguments: [
            ("2026-11-28T22:59:59Z", "2026-11-28 23:59"), ("2026-11-28T23:00:00Z", "2026-11-29 00:00"),
            ("2026-06-30T21:59:59Z", "2026-06-30 23:59"), ("2026-06-30T22:00:00Z", "2026-07-01 00:00"),
            ("2026-12-31T23:30:00Z", "2027-01-01 00:30"), ("1969-12-31T22:30:00Z", "1969-12-31 23:30"),
        ]) func turns(moment: String, wall: String) throws
    {
        let moment = try Date(moment, strategy: .iso8601)
        #expect("\(WallClock.day(moment)) \(WallClock.time(moment))" == wall)
    }
}
