import Foundation
import Storage
import Workshop

/// One request that waits in the queue of those who play its persona; gone when it no longer waits.
struct RequestRegion: Region {
    let day: ID<TrainingDay>
    let persona: ID<Persona>
    let contact: ID<ContactRequest>
    /// Without forms, for facilitators who look in and days that are not open.
    var reading = false

    var id: String { reading ? "waiting-\(contact)" : "request-\(contact)" }
    var audience: Audience { .players(day, persona) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let queued = try await site.store.queued(contact)
        guard queued.contact.dayID == day, queued.contact.personaID == persona else { throw Refusal.notFound }
        guard queued.contact.state == .waiting else { return RenderedRegion(version: position, html: nil) }
        let say = Speech(catalogue: site.views.catalogue, language: language)
        let waited = Int(site.settings.clock().timeIntervalSince(queued.contact.askedAt) / 60)
        let content: [String: Any] = [
            "id": id, "contact": contact.description, "version": "\(position)", "list": reading ? "waiting" : "queue",
            "position": "\(Int64(queued.contact.askedAt.timeIntervalSince1970 * 1000))", "group": queued.group,
            "moment": queued.contact.askedAt.formatted(.iso8601), "overdue": waited >= 5,
            "waited": waited > 0 ? say("words.ago-minutes").replacing("{n}", with: "\(waited)") : say("words.ago-now"),
            "persona": queued.persona[language], "icon": queued.contact.channel.rawValue, "channel": say(queued.contact.channel),
            "wish": queued.contact.wish, "reading": reading,
        ]
        return RenderedRegion(version: position, html: try site.views.render("console/_request.html", content, in: language))
    }
}

/// How it stands with one persona: how many wait, who is in a contact with whom, how many are done.
struct QueueRegion: Region {
    let day: ID<TrainingDay>
    let persona: ID<Persona>

    var id: String { "queue-\(persona)" }
    var audience: Audience { .players(day, persona) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let queue = try await site.store.queue(to: persona, on: day)
        let say = Speech(catalogue: site.views.catalogue, language: language)
        let content: [String: Any] = [
            "id": id, "version": "\(position)", "name": queue.persona.name[language], "waiting": "\(queue.waiting.count)",
            "case": ["number": "\(queue.persona.caseNumber)", "title": queue.persona.scenarioTitle[language]],
            "hasBegun": !queue.waiting.isEmpty || !queue.inProgress.isEmpty || queue.done > 0, "talking": "\(queue.inProgress.count)",
            "done": "\(queue.done)", "script": "/days/\(day)/personas/\(persona)",
            "contacts": queue.inProgress.map {
                [
                    "id": $0.contact.id.description, "group": $0.group, "player": $0.player, "icon": $0.contact.channel.rawValue,
                    "channel": say($0.contact.channel), "time": WallClock.time($0.contact.takenAt ?? $0.contact.askedAt),
                ]
            },
        ]
        return RenderedRegion(version: position, html: try site.views.render("console/_queue.html", content, in: language))
    }
}

/// One line about how a contact stands, for those who have its page open.
struct ContactStateRegion: Region {
    let day: ID<TrainingDay>
    let persona: ID<Persona>
    let contact: ID<ContactRequest>

    var id: String { "state-\(contact)" }
    var audience: Audience { .players(day, persona) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let queued = try await site.store.queued(contact)
        guard queued.contact.dayID == day, queued.contact.personaID == persona else { throw Refusal.notFound }
        let say = Speech(catalogue: site.views.catalogue, language: language)
        let found = queued.contact
        let words = ["player": queued.player, "time": WallClock.time(found.endedAt ?? found.takenAt ?? found.askedAt)]
        let content: [String: Any] = ["id": id, "version": "\(position)", "line": say("console.state.\(found.state.rawValue)", words)]
        return RenderedRegion(version: position, html: try site.views.render("console/_state.html", content, in: language))
    }
}
