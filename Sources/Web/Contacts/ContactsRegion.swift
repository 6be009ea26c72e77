import Storage
import Workshop

/// The people in a case, how each can be reached, and what has come of the group's requests.
struct ContactsRegion: Region {
    let day: ID<TrainingDay>
    let group: ID<Group>
    let scenario: ID<Scenario>
    /// Without forms.
    var watching = false
    /// Whose form stands open, for browsers without script; elsewhere it is made from the template on the page.
    var asking: ID<Persona>?

    var id: String { "contacts-\(scenario)" }
    /// With a form open it is one reader’s own, and nothing that happens would find it on the shelf.
    var isShelved: Bool { asking == nil }
    var audience: Audience { watching ? .watchers(group) : .group(group) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let contacts = try await site.store.contacts(of: group, for: scenario)
        let say = Speech(catalogue: site.views.catalogue, language: language)
        let writable = !watching && contacts.day.state == .open
        let content: [String: Any] = [
            "id": id, "version": "\(position)", "group": group.description, "scenario": scenario.description,
            "persons": contacts.personas.map { persona in
                let own = contacts.requests.filter { $0.personaID == persona.id && $0.state != .withdrawn }
                let isOpen = own.first.map { $0.state == .waiting || $0.state == .inProgress } ?? false
                return [
                    "id": persona.id.description, "name": persona.name[language], "presentation": persona.presentation[language],
                    "channels": persona.channels.enumerated().map { $1.choice(say, chosen: $0 == 0) },
                    "ways": persona.channels.map(\.rawValue).joined(separator: " "), "asking": persona.id == asking,
                    "mayAsk": writable && !isOpen, "mayNotAsk": !writable,
                    "requests": own.prefix(isOpen || own.first?.state == .declined ? 1 : 0).map {
                        ContactsRegion.content($0, say, writable: writable)
                    },
                    "earlier": own.filter { $0.state == .done }.map { "\(WallClock.time($0.takenAt ?? $0.askedAt)) \(say($0.channel))" }
                        .joined(separator: " · "),
                ] as [String: Any]
            },
        ]
        return RenderedRegion(version: position, html: try site.views.render("contacts/_contacts.html", content, in: language))
    }

    private static func content(_ contact: GroupContact, _ say: Speech, writable: Bool) -> [String: Any] {
        let state: String =
            switch contact.state {
            case .waiting: say("contacts.waiting", ["n": "\(contact.place ?? 1)"])
            case .inProgress: say("contacts.talking")
            case .declined: say("contacts.declined")
            case .done, .withdrawn: ""
            }
        return [
            "id": contact.id.description, "state": state, "talking": contact.state == .inProgress, "player": contact.player ?? "",
            "icon": contact.channel.rawValue, "channel": say(contact.channel), "wish": contact.wish, "waiting": contact.state == .waiting,
            "mayWithdraw": writable && contact.state == .waiting, "reason": contact.declineReason,
            "time": WallClock.time(contact.askedAt), "moment": contact.askedAt.formatted(.iso8601),
        ]
    }
}

extension PanoramaSite {
    /// The form that asks for somebody in a case, ready to be made for one of them: `:id` stands for that person.
    func askTemplate(_ group: ID<Group>, _ scenario: ID<Scenario>, in language: Language) throws -> HTML {
        let say = Speech(catalogue: views.catalogue, language: language)
        let person: [String: Any] = ["id": ":id", "channels": Channel.allCases.map { $0.choice(say, chosen: false) }]
        return try views.render(
            "contacts/_ask.html", ["group": group.description, "scenario": scenario.description, "person": person], in: language)
    }
}

extension Channel {
    func choice(_ say: Speech, chosen: Bool) -> [String: Any] { ["value": rawValue, "word": say(self), "chosen": chosen] }
}

extension Speech {
    func callAsFunction(_ channel: Channel) -> String { self("channel.\(channel.rawValue)") }
}
