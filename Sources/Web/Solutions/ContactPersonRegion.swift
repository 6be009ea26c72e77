import Storage
import Workshop

/// The one person in the group who holds the case together, and the choice of one.
struct ContactPersonRegion: Region {
    let group: ID<Group>
    let scenario: ID<Scenario>
    var watching = false

    var id: String { "contact-person-\(scenario)" }
    var audience: Audience { watching ? .watchers(group) : .group(group) }

    var isNews: Bool { true }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        try await rendered(by: site, in: language, refused: nil)
    }

    /// With `refused`, the form as it was sent, with what was wrong with it.
    func rendered(by site: PanoramaSite, in language: Language, refused: FormView?) async throws -> RenderedRegion {
        let position = site.regions.position
        let say = Speech(catalogue: site.views.catalogue, language: language)
        let choice = try await site.store.contactPerson(of: group, for: scenario)
        let content: [String: Any] = [
            "id": id, "version": "\(position)", "action": "/groups/\(group)/cases/\(scenario)/contact-person", "watching": watching,
            "name": choice.name ?? "", "isChosen": choice.chosen != nil, "word": choice.holders.first?.word ?? "",
            "holders": choice.holders.count < 2
                ? []
                : choice.holders.map {
                    [
                        "time": WallClock.time($0.since), "name": $0.name, "by": $0.chosenBy ?? say("role.screen"),
                        "word": $0.word,
                    ]
                },
            "people": choice.people.filter { $0.attendance.id != choice.chosen }.map {
                [
                    "id": $0.attendance.id.description, "name": $0.name, "discipline": $0.discipline,
                    "chosen": $0.attendance.id.description == refused?["person"],
                ] as [String: Any]
            },
            "isRefused": refused != nil, "form": refused?.content ?? [:],
        ]
        return RenderedRegion(version: position, html: try site.views.render("solutions/_contact-person.html", content, in: language))
    }
}
