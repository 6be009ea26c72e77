import Workshop

/// A scenario with everything in it, as its facilitators read it.
struct ScenarioView {
    let scenario: Scenario
    let say: Speech

    var content: [String: Any] {
        [
            "id": scenario.id.description, "title": scenario.title[say.language],
            "version": say("scenario.version", ["version": "\(scenario.version)"]),
            "paragraphs": paragraphs(scenario.brief), "personas": scenario.personas.map(persona),
        ]
    }

    private func paragraphs(_ text: LocalizedText) -> [String] { text[say.language].split(separator: "\n\n").map(String.init) }

    private func persona(_ persona: Persona) -> [String: Any] {
        [
            "id": persona.id.description, "name": persona.name[say.language], "presentation": persona.presentation[say.language],
            "channels": persona.channels.map { ["icon": $0.rawValue, "word": say("channel.\($0.rawValue)")] },
            "manner": paragraphs(persona.script.manner), "goal": paragraphs(persona.script.goal),
            "background": paragraphs(persona.script.background),
            "facts": persona.script.disclosures.map { fact in
                [
                    "fact": fact.fact[say.language], "when": say(fact.release), "domain": say("domain.\(fact.domain.rawValue)"),
                    "channels": fact.channels.map { say("channel.\($0.rawValue)") }.joined(separator: ", "),
                ]
            },
        ]
    }
}

extension Speech {
    /// When a fact comes out, with its topic or hint.
    func callAsFunction(_ release: Release) -> String {
        switch release {
        case .freely: self("release.freely")
        case .shown: self("release.shown")
        case .asked(let topic): self("release.asked", ["topic": topic[language]])
        case .withheld(let hint): self("release.withheld", ["hint": hint[language]])
        case .mustComeAcross(let hint): self("release.must-come-across", ["hint": hint[language]])
        }
    }
}
