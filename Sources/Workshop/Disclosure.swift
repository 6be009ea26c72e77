/// One fact of a script, with the condition that releases it.
package struct Disclosure: Hashable, Sendable, Codable {
    package let id: ID<Disclosure>
    /// Stable within the persona; the `id` attribute of the XML element.
    package var key: String
    /// The fact, in the words that every group gets.
    package var fact: LocalizedText
    package var release: Release
    /// The channels through which it can come out; empty means every channel of the persona.
    package var channels: [Channel]
    package var domain: LifeDomain

    package init(id: ID<Disclosure>, key: String, fact: LocalizedText, release: Release, channels: [Channel], domain: LifeDomain) {
        self.id = id
        self.key = key
        self.fact = fact
        self.release = release
        self.channels = channels
        self.domain = domain
    }

    /// Whether the fact belongs to a contact through `channel`.
    package func belongs(to channel: Channel) -> Bool { channels.isEmpty || channels.contains(channel) }
}

/// When a disclosure may come out.
package enum Release: Hashable, Sendable, Codable {
    /// Told without being asked.
    case freely
    /// Told only when the group asks about the topic.
    case asked(topic: LocalizedText)
    /// Never offered; only when the group asks for exactly this, with the hint for the player.
    case withheld(hint: LocalizedText)
    /// Seen or sensed, not said.
    case shown
    /// Must come across somehow, with the hint for the player.
    case mustComeAcross(hint: LocalizedText)
}

/// The parts of a life that a whole-person picture covers.
package enum LifeDomain: String, Hashable, Sendable, Codable, CaseIterable {
    case health, housing, economy, social, family, activity, coping
}
