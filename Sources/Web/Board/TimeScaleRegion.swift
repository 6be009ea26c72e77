import Foundation
import Storage
import Workshop

/// The scale above the tracks of a timeline: its first and last day or moment, and those between.
struct TimeScaleRegion: Region {
    let group: ID<Group>
    let scenario: ID<Scenario>
    var watching = false

    var id: String { "scale-\(scenario)" }
    var audience: Audience { watching ? .watchers(group) : .group(group) }

    func steadyVersion(by site: PanoramaSite) async throws -> Int64? {
        Int64(try await site.store.timeScale(of: group, for: scenario).hashValue)
    }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let scale = try await site.store.timeScale(of: group, for: scenario)
        let say = Speech(catalogue: site.views.catalogue, language: language)
        let (first, last) = scale?.ends(say) ?? ("", "")
        let (from, to) = scale?.written ?? ("", "")
        let content: [String: Any] = [
            "id": id, "version": "\(position)", "from": from, "to": to, "first": first, "last": last == first ? "" : last,
            "isWritten": scale?.isWritten ?? false, "ticks": (scale?.ticks ?? []).map { "\(Int(($0 * 1000).rounded()))" },
            "says": scale?.sentence(say) ?? "",
        ]
        return RenderedRegion(version: position, html: try site.views.render("board/_scale.html", content, in: language))
    }
}

extension TimeScale {
    var isWritten: Bool { if case .moments = self { true } else { false } }

    /// What it measures, and from when to when.
    func sentence(_ say: Speech) -> String {
        let (first, last) = ends(say)
        return last == first
            ? say(isWritten ? "scale.written-one" : "scale.due-one", ["day": first])
            : say(isWritten ? "scale.written" : "scale.due", ["first": first, "last": last])
    }

    /// The first and the last as scripts read them.
    fileprivate var written: (String, String) {
        switch self {
        case .days(let days): (days.first ?? "", days.last ?? "")
        case .moments(let moments): (moments.first.map(Spoken.machine) ?? "", moments.last.map(Spoken.machine) ?? "")
        }
    }

    /// The first and the last as people say them: days, or times of one day, or of several.
    fileprivate func ends(_ say: Speech) -> (String, String) {
        switch self {
        case .days(let days): return (say.date(days.first ?? ""), say.date(days.last ?? ""))
        case .moments(let moments):
            guard let first = moments.first, let last = moments.last else { return ("", "") }
            let days = [first, last].map { WallClock.day($0) }
            let times = [first, last].map { WallClock.time($0) }
            guard days[0] != days[1] else { return (times[0], times[1]) }
            return ("\(say.date(days[0])) \(times[0])", "\(say.date(days[1])) \(times[1])")
        }
    }
}

extension PanoramaSite {
    /// The scale of a board’s timeline as a page shows it; nothing in other layouts.
    func timeScale(of board: Board, watching: Bool, in language: Language) async throws -> HTML {
        guard board.layout == .timeline else { return HTML(trusted: "") }
        let region = TimeScaleRegion(group: board.groupID, scenario: board.scenarioID, watching: watching)
        timeScales.withLock { _ = $0.insert(region) }
        return try await html(region, in: language)
    }

    /// The scales that a happening touches, of those that some page has shown.
    func timeScaleRegions(touchedBy happening: Happening) -> [any Region] {
        guard let group = happening.groupID, let scenario = happening.scenarioID else { return [] }
        switch happening.kind {
        case .cardPinned, .cardEdited, .cardPlaced, .cardRemoved, .cardRestored, .boardLaidOut, .boardChanged:
            let regions = [false, true].map { TimeScaleRegion(group: group, scenario: scenario, watching: $0) }
            return timeScales.withLock { shown in regions.filter { shown.contains($0) } }
        default: return []
        }
    }
}
