import Foundation
import Storage
import Workshop

/// The running block and its clock, small enough for a bar.
struct ClockRegion: Region {
    let day: ID<TrainingDay>

    var id: String { "clock-\(day)" }
    var audience: Audience { .everyone(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        try await site.clock(day, id: id, with: "days/_clock.html", in: language)
    }
}

/// The running block in large: its clock, how far it has come, and what comes after.
struct NowRegion: Region {
    let day: ID<TrainingDay>
    /// As the projector shows it.
    var large = false

    var id: String { large ? "projector-now" : "now" }
    var audience: Audience { .everyone(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        try await site.clock(day, id: id, with: large ? "days/_now_large.html" : "days/_now.html", in: language)
    }
}

extension PanoramaSite {
    fileprivate func clock(_ day: ID<TrainingDay>, id: String, with view: String, in language: Language) async throws -> RenderedRegion {
        let position = regions.position
        let programme = Programme(try await store.programme(of: day))
        let state = try await store.standing(of: day).state
        let isSilent = state == .draft || state >= .closed
        var content: [String: Any] =
            isSilent ? ["running": false, "next": "", "over": state >= .closed] : clockContent(programme, in: language)
        content["id"] = id
        content["version"] = "\(position)"
        return RenderedRegion(version: position, html: try views.render(view, content, in: language))
    }

    /// What every clock says about a programme at this moment.
    func clockContent(_ programme: Programme, in language: Language) -> [String: Any] {
        let now = settings.clock()
        let next = programme.next
        guard let block = programme.running, let left = block.secondsLeft(at: now) else {
            return ["running": false, "next": next?.title ?? "", "over": programme.blocks.contains { $0.startedAt != nil } && next == nil]
        }
        let length = Double(block.minutes + block.extraMinutes) * 60
        return [
            "running": true, "block": block.id.description, "title": block.title, "paused": block.isPaused, "next": next?.title ?? "",
            "endsAt": Spoken.machine(now + left), "ends": WallClock.time(now + left), "left": Spoken.clock(left),
            "length": "\(Int(length))", "gone": "\(Int(min(length, max(0, length - left))))",
            "percent": "\(Int((min(1, max(0, 1 - left / length)) * 100).rounded()))",
        ]
    }

    /// The clock as it stands now, for a page that is being made; the shelf's copy may be minutes old.
    func fresh(_ region: some Region, in language: Language) async throws -> HTML {
        try await region.rendered(by: self, in: language).html ?? HTML(trusted: "")
    }
}
