import Foundation
import Storage
import Workshop

/// The day's programme: what is over, what goes on and when the rest begins; nothing of a draft. With `control`, each block can be started.
struct ProgrammeRegion: Region {
    let day: ID<TrainingDay>
    var control = false

    var id: String { control ? "programme-control" : "programme" }
    var audience: Audience { control ? .facilitators(day) : .everyone(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let programme = Programme(try await site.store.programme(of: day))
        let state = try await site.store.standing(of: day).state
        let startable = control && (state == .open || state == .plenary)
        let now = site.settings.clock()
        let times = programme.times(at: now)
        let shown = state == .draft && !control ? [] : Array(zip(programme.blocks, times))
        let blocks = shown.map { block, time in
            [
                "id": block.id.description, "title": block.title, "minutes": "\(block.minutes + block.extraMinutes)",
                "time": time.map(WallClock.time) ?? "",
                "now": block.isRunning && state < .closed, "done": block.endedAt != nil, "startable": startable && !block.isRunning,
            ] as [String: Any]
        }
        return RenderedRegion(
            version: position,
            html: try site.views.render("days/_programme.html", ["id": id, "version": "\(position)", "blocks": blocks], in: language))
    }
}
