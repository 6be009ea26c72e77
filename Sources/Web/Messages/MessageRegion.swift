import Storage
import Workshop

/// The facilitator's newest messages to an audience. One page may show several: to everyone, to a group or its watchers, and to those who play.
struct MessageRegion: Region {
    let audience: Audience

    var id: String {
        switch audience {
        case .group, .watchers: "message-group"
        case .players: "message-players"
        case .everyone, .facilitators, .plenary, .person, .ballot, .board: "message-everyone"
        }
    }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        if case .players(let day, let persona) = audience { site.notePersona(persona, of: day) }
        let position = site.regions.position
        let messages = try await site.store.messages(to: audience, newest: 3).map { message in
            ["time": WallClock.time(message.sentAt), "text": message.text]
        }
        let content: [String: Any] = [
            "id": id, "version": "\(position)", "newest": Array(messages.prefix(1)), "earlier": Array(messages.dropFirst()),
            "toKey": "message.from.\(id)",
        ]
        return RenderedRegion(version: position, html: try site.views.render("messages/_message.html", content, in: language))
    }
}

/// What has been sent on the day, for the facilitators.
struct SentMessagesRegion: Region {
    let day: ID<TrainingDay>

    var id: String { "sent-messages" }
    var audience: Audience { .facilitators(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let say = Speech(catalogue: site.views.catalogue, language: language)
        let groups = Dictionary(uniqueKeysWithValues: try await site.store.groups(on: day).map { ($0.id, $0.name) })
        let messages = try await site.store.messages(to: audience, newest: 10).map { message in
            [
                "time": WallClock.time(message.sentAt), "text": message.text,
                "to": message.groupID.flatMap { groups[$0] } ?? say("message.to.\(message.recipients.rawValue)"),
            ]
        }
        return RenderedRegion(
            version: position,
            html: try site.views.render("messages/_sent.html", ["id": id, "version": "\(position)", "messages": messages], in: language))
    }
}

extension PanoramaSite {
    /// Remembers that somebody looks at what the players of a persona see, so that what concerns all players can be told to them.
    func notePersona(_ persona: ID<Persona>, of day: ID<TrainingDay>) {
        knownPersonas.withLock { _ = $0[day, default: []].insert(persona) }
    }

    func messageRegions(touchedBy happening: Happening) -> [any Region] {
        guard happening.kind == .messageSent else { return [] }
        let day = happening.dayID
        let sent: [any Region] = [SentMessagesRegion(day: day)]
        if let group = happening.groupID {
            return sent + [MessageRegion(audience: .group(group)), MessageRegion(audience: .watchers(group))]
        }
        let players = knownPersonas.withLock { $0[day] ?? [] }
        return sent + [MessageRegion(audience: .everyone(day))] + players.map { MessageRegion(audience: .players(day, $0)) }
    }
}
