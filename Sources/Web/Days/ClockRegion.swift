import Foundation
import Storage
import Workshop

/// The running block and its clock.
struct ClockRegion: Region {
    let day: ID<TrainingDay>

    var id: String { "clock-\(day)" }
    var audience: Audience { .everyone(day) }
    var agesByItself: Bool { true }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let block = try await site.store.runningBlock(on: day)
        let position = site.regions.position
        let left = block?.secondsLeft(at: site.settings.clock()) ?? 0
        let content: [String: Any] = [
            "id": id, "version": "\(position)", "running": block != nil, "title": block?.title ?? "", "paused": block?.isPaused ?? false,
            "endsAt": (site.settings.clock() + left).formatted(Spoken.instant),
            "left": Spoken.clock(left),
        ]
        return RenderedRegion(version: position, html: try site.views.render("days/_clock.html", content, in: language))
    }
}

/// Times as people read them.
enum Spoken {
    /// A moment as scripts read it, with fractions of seconds.
    static let instant = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// Minutes and seconds, `24:10`, with a sign when it is overdue.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(abs(seconds).rounded())
        let clock = "\(whole / 60):" + String(whole % 60 + 100).dropFirst()
        return seconds < 0 ? "−" + clock : clock
    }
}
