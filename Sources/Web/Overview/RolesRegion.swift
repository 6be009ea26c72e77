import Foundation
import Storage
import Workshop

/// Who plays whom, who waits for whom, and who talks now.
struct RolesRegion: Region {
    let day: ID<TrainingDay>

    var id: String { "roles" }
    var audience: Audience { .facilitators(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let say = Speech(catalogue: site.views.catalogue, language: language)
        let now = site.settings.clock()
        let lines = try await site.store.roles(on: day)
        func content(_ line: RoleLine) -> [String: Any] {
            let players = line.players.map { $0.isTalking ? say("roles.talking", ["name": $0.name]) : $0.name }
            let minutes = line.waitingSince.map { Spoken.minutes(from: $0, to: now) } ?? 0
            return [
                "name": line.persona[language], "number": "\(line.caseNumber)", "waiting": line.waiting == 0 ? "" : "\(line.waiting)",
                "since": line.waitingSince.map(Spoken.machine) ?? "", "due": minutes >= TileRegion.longWait,
                "after": "\(TileRegion.longWait)",
                "ago": minutes == 0 ? say("words.ago-now") : say("words.ago-minutes").replacing("{n}", with: "\(minutes)"),
                "players": players.joined(separator: ", "), "talking": line.talking.joined(separator: ", "),
            ]
        }
        let busy = lines.filter { $0.waiting > 0 || !$0.talking.isEmpty }
        let page: [String: Any] = [
            "id": id, "version": "\(position)", "busy": busy.map(content), "all": lines.map(content), "count": "\(lines.count)",
        ]
        return RenderedRegion(version: position, html: try site.views.render("overview/_roles.html", page, in: language))
    }
}

/// The join code, and those who took a name with it.
struct JoinedRegion: Region {
    let day: ID<TrainingDay>

    var id: String { "joined" }
    var audience: Audience { .facilitators(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let joined = try await site.store.joined(on: day)
        let people = joined.people.map {
            ["id": $0.id.description, "name": $0.name, "group": $0.group, "time": WallClock.time($0.at)]
        }
        let content: [String: Any] = [
            "id": id, "version": "\(position)", "code": JoinCode.spoken(joined.code), "people": people, "count": "\(people.count)",
        ]
        return RenderedRegion(version: position, html: try site.views.render("overview/_joined.html", content, in: language))
    }
}
