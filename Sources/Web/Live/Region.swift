import Foundation
import Workshop

/// A part of a page that changes while people look at it: the element with `id`, the same for everyone in `audience`.
/// It is read and rendered without a viewer, so that it cannot hold anything that only some in the audience may see.
package protocol Region: Hashable, Sendable {
    var id: String { get }
    var audience: Audience { get }
    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion
    /// Whether a rendering is kept until something touches the region. One that keeps its own parts says no.
    var isShelved: Bool { get }
    /// Whether a change of it is news to all but the one who made it.
    var isNews: Bool { get }
    /// The version it has now, for a region that knows without being rendered: it is told only when that has changed.
    func steadyVersion(by site: PanoramaSite) async throws -> Int64?
}

extension Region {
    package var isShelved: Bool { true }
    package var isNews: Bool { false }
    package func steadyVersion(by site: PanoramaSite) async throws -> Int64? { nil }
}

package struct RenderedRegion: Sendable {
    /// Rises whenever the region has changed. Nil takes the live feed's own count.
    var version: Int64?
    /// Nil when the element is no more.
    var html: HTML?
}

/// A region on its way to a browser.
struct RegionMessage: Encodable {
    var region: String
    var version: Int64
    var html: String?
    /// Whether somebody else than the reader changed it.
    var news = false

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(region, forKey: .region)
        try container.encode(version, forKey: .version)
        try container.encode(html, forKey: .html)
        if news { try container.encode(news, forKey: .news) }
    }

    private enum CodingKeys: CodingKey { case region, version, html, news }

    /// The bytes of one server-sent event.
    var event: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array("event: region\ndata: ".utf8) + ((try? encoder.encode(self)) ?? Data("{}".utf8)) + Array("\n\n".utf8)
    }
}

extension Audience {
    /// The audience as it stands in the address of a live feed.
    var topic: String {
        switch self {
        case .group(let group): "group-\(group)"
        case .watchers(let group): "watchers-\(group)"
        case .players(let day, let persona): "players-\(day)-\(persona)"
        case .facilitators(let day): "facilitators-\(day)"
        case .everyone(let day): "everyone-\(day)"
        case .plenary(let day): "plenary-\(day)"
        case .person(let attendance): "person-\(attendance)"
        case .ballot(let attendance): "ballot-\(attendance)"
        case .board(let board): "board-\(board)"
        }
    }

    init?(topic: Substring) {
        let parts = topic.split(separator: "-")
        guard parts.count >= 2 else { return nil }
        switch (parts[0], parts.count) {
        case ("group", 2):
            guard let id = ID<Group>(String(parts[1])) else { return nil }
            self = .group(id)
        case ("watchers", 2):
            guard let id = ID<Group>(String(parts[1])) else { return nil }
            self = .watchers(id)
        case ("facilitators", 2):
            guard let id = ID<TrainingDay>(String(parts[1])) else { return nil }
            self = .facilitators(id)
        case ("everyone", 2):
            guard let id = ID<TrainingDay>(String(parts[1])) else { return nil }
            self = .everyone(id)
        case ("plenary", 2):
            guard let id = ID<TrainingDay>(String(parts[1])) else { return nil }
            self = .plenary(id)
        case ("person", 2):
            guard let id = ID<Attendance>(String(parts[1])) else { return nil }
            self = .person(id)
        case ("ballot", 2):
            guard let id = ID<Attendance>(String(parts[1])) else { return nil }
            self = .ballot(id)
        case ("board", 2):
            guard let id = ID<Board>(String(parts[1])) else { return nil }
            self = .board(id)
        case ("players", 3):
            guard let day = ID<TrainingDay>(String(parts[1])), let persona = ID<Persona>(String(parts[2])) else { return nil }
            self = .players(day, persona)
        default: return nil
        }
    }
}
