import Workshop

/// A scenario as a file tells it: complete, but without ids and version.
package struct ScenarioDraft: Hashable, Sendable {
    package var key: String
    package var title: LocalizedText
    package var brief: LocalizedText
    package var people: [Person]

    package init(key: String, title: LocalizedText, brief: LocalizedText, people: [Person]) {
        self.key = key
        self.title = title
        self.brief = brief
        self.people = people
    }

    package struct Person: Hashable, Sendable {
        package var key: String
        package var name: LocalizedText
        package var presentation: LocalizedText
        package var channels: [Channel]
        package var manner: LocalizedText
        package var goal: LocalizedText
        package var background: LocalizedText
        package var facts: [Fact]
    }

    package struct Fact: Hashable, Sendable {
        package var key: String
        package var text: LocalizedText
        package var release: Release
        package var channels: [Channel]
        package var domain: LifeDomain
    }
}

extension ScenarioDraft {
    /// The scenario with new ids for itself, its people and their facts.
    package func scenario(version: Int, using generator: inout some RandomNumberGenerator) -> Scenario {
        let id = ID<Scenario>.mint(using: &generator)
        var personas: [Persona] = []
        for person in people { personas.append(person.persona(using: &generator)) }
        return Scenario(id: id, key: key, version: version, title: title, brief: brief, personas: personas)
    }

    /// What a file would tell of `scenario`.
    package init(_ scenario: Scenario) {
        self.init(key: scenario.key, title: scenario.title, brief: scenario.brief, people: scenario.personas.map(Person.init))
    }
}

extension ScenarioDraft.Person {
    fileprivate func persona(using generator: inout some RandomNumberGenerator) -> Persona {
        let id = ID<Persona>.mint(using: &generator)
        var disclosures: [Disclosure] = []
        for fact in facts {
            let id = ID<Disclosure>.mint(using: &generator)
            disclosures.append(
                Disclosure(id: id, key: fact.key, fact: fact.text, release: fact.release, channels: fact.channels, domain: fact.domain))
        }
        let script = Script(manner: manner, goal: goal, background: background, disclosures: disclosures)
        return Persona(id: id, key: key, name: name, presentation: presentation, channels: channels, script: script)
    }

    fileprivate init(_ persona: Persona) {
        self.init(
            key: persona.key, name: persona.name, presentation: persona.presentation, channels: persona.channels,
            manner: persona.script.manner, goal: persona.script.goal, background: persona.script.background,
            facts: persona.script.disclosures.map {
                ScenarioDraft.Fact(key: $0.key, text: $0.fact, release: $0.release, channels: $0.channels, domain: $0.domain)
            })
    }
}
