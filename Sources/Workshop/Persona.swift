/// Someone in a scenario who can be contacted.
package struct Persona: Hashable, Sendable, Codable {
    package let id: ID<Persona>
    /// Stable within the scenario; the `id` attribute of the XML element.
    package var key: String
    /// What every group may read before it has talked with anyone: "Ung mann", "Fastlegen".
    package var name: LocalizedText
    /// One line of who this is to the case, open to every group; may be empty.
    package var presentation: LocalizedText
    /// The ways this person can be reached; never empty.
    package var channels: [Channel]
    package var script: Script

    package init(id: ID<Persona>, key: String, name: LocalizedText, presentation: LocalizedText, channels: [Channel], script: Script) {
        self.id = id
        self.key = key
        self.name = name
        self.presentation = presentation
        self.channels = channels
        self.script = script
    }
}

/// What the role-player knows and how to behave. Secret: only the players of the persona and the facilitators read it.
package struct Script: Hashable, Sendable, Codable {
    /// How to look, sound and behave.
    package var manner: LocalizedText
    /// What this person wants for himself or herself.
    package var goal: LocalizedText
    /// What the player should know that is not to be told as such.
    package var background: LocalizedText
    package var disclosures: [Disclosure]

    package init(manner: LocalizedText, goal: LocalizedText, background: LocalizedText, disclosures: [Disclosure]) {
        self.manner = manner
        self.goal = goal
        self.background = background
        self.disclosures = disclosures
    }
}

/// A way to reach a persona; what one learns depends on it.
package enum Channel: String, Hashable, Sendable, Codable, CaseIterable {
    case phone
    case homeVisit = "home-visit"
    case frontDesk = "front-desk"
    case officeTalk = "office-talk"
    case message
    case thirdParty = "third-party"
}
