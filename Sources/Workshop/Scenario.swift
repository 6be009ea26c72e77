/// An authored case: a short brief, and the people who can be contacted in it. Immutable once a day has used it; a change makes a new version.
package struct Scenario: Hashable, Sendable, Codable {
    package let id: ID<Scenario>
    /// Stable across versions; the `id` attribute of the XML file.
    package var key: String
    package var version: Int
    package var title: LocalizedText
    package var brief: LocalizedText
    package var personas: [Persona]

    package init(id: ID<Scenario>, key: String, version: Int, title: LocalizedText, brief: LocalizedText, personas: [Persona]) {
        self.id = id
        self.key = key
        self.version = version
        self.title = title
        self.brief = brief
        self.personas = personas
    }

    package var disclosures: [Disclosure] { personas.flatMap(\.script.disclosures) }
}
