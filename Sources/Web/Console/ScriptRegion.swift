import Foundation
import Storage
import Workshop

/// The script of a persona as a group's newest contact lets it be told, with what the group has got.
struct ScriptRegion: Region {
    let day: ID<TrainingDay>
    let persona: ID<Persona>
    let group: ID<Group>
    /// Without forms: for those who do not have the contact.
    var reading = false

    var id: String { "script-\(persona)-\(group)\(reading ? "-reading" : "")" }
    var audience: Audience { .players(day, persona) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let script = try await site.store.script(of: persona, for: group, on: day)
        let speech = Speech(catalogue: site.views.catalogue, language: language)
        var content = ScriptView(script: script, reading: reading, say: speech).content
        content["id"] = id
        content["version"] = "\(position)"
        return RenderedRegion(version: position, html: try site.views.render("console/_script.html", content, in: language))
    }
}

/// The answers that were improvised for a persona, and which of them a group has got.
struct AnswersRegion: Region {
    let day: ID<TrainingDay>
    let persona: ID<Persona>
    let group: ID<Group>
    var reading = false

    var id: String { "answers-\(persona)-\(group)\(reading ? "-reading" : "")" }
    var audience: Audience { .players(day, persona) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let script = try await site.store.script(of: persona, for: group, on: day)
        let say = Speech(catalogue: site.views.catalogue, language: language)
        let view = ScriptView(script: script, reading: reading, say: say)
        let content: [String: Any] = [
            "id": id, "version": "\(position)",
            "answers": script.answers.map { answer in
                [
                    "question": answer.improvisation.question,
                    "said": say(
                        "console.said-to",
                        ["groups": answer.groups.joined(separator: ", "), "time": WallClock.time(answer.improvisation.at)]),
                    "hasGroups": !answer.groups.isEmpty,
                    "tick": view.tick(
                        "answer-\(answer.improvisation.id)", answer.improvisation.answer, told: answer.told, field: "improvisation",
                        value: answer.improvisation.id.description),
                ] as [String: Any]
            },
        ]
        return RenderedRegion(version: position, html: try site.views.render("console/_answers.html", content, in: language))
    }
}

/// What the partials of a script show.
struct ScriptView {
    let script: ScriptReading
    let reading: Bool
    let say: Speech

    private var language: Language { say.language }
    private var persona: Persona { script.persona }
    private var channel: Channel? { script.contact?.channel }
    /// Ticks can be made: the contact goes on, and the reader may be the one who has it.
    private var isTicked: Bool { !reading && script.contact?.state == .inProgress }

    var content: [String: Any] {
        let sheet = persona.script.sheet(through: channel)
        let sections: [(String, [(String, [Disclosure])])] = [
            ("freely", [("", sheet.freely)]),
            ("asked", sheet.asked.map { ($0.heading[language], $0.facts) }),
            ("withheld", sheet.withheld.map { ($0.heading[language], $0.facts) }),
            ("shown", [("", sheet.shown)]),
            ("must", sheet.mustComeAcross.map { ($0.heading[language], $0.facts) }),
        ]
        return [
            "manner": paragraphs(persona.script.manner), "goal": paragraphs(persona.script.goal),
            "background": paragraphs(persona.script.background),
            "sections": sections.filter { $0.1.contains { !$0.1.isEmpty } }.map { key, parts in
                [
                    "key": key, "title": "console.script.\(key)", "isMust": key == "must", "isAsked": key == "asked",
                    "parts": parts.map { ["heading": $0.0, "ticks": $0.1.map(tick)] as [String: Any] },
                ] as [String: Any]
            },
            "elsewhere": sheet.elsewhere.map { part in
                [
                    "summary": say(
                        "console.elsewhere",
                        ["n": "\(part.facts.count)", "channels": part.heading.map { say($0) }.joined(separator: ", ")]),
                    "ticks": part.facts.map(tick),
                ] as [String: Any]
            },
        ]
    }

    private func tick(_ fact: Disclosure) -> [String: Any] {
        tick("tick-\(fact.id)", fact.fact[language], told: script.told[fact.id], field: "disclosure", value: fact.id.description)
    }

    /// A fact with its box. One that was told can be pressed again: it is taken back, or the refusal says why it cannot be.
    func tick(_ id: String, _ text: String, told: ScriptReading.Telling?, field: String, value: String) -> [String: Any] {
        let action: String =
            switch (isTicked, script.contact, told) {
            case (true, let contact?, nil): "/contact-requests/\(contact.id)/revelations"
            case (true, _?, let told?): "/revelations/\(told.revelation.id)/undo"
            default: ""
            }
        return [
            "id": id, "text": text, "action": action, "field": field, "value": value, "isTold": told != nil,
            "pressed": told == nil ? "false" : "true", "told": told.map(words) ?? "",
        ]
    }

    private func words(_ told: ScriptReading.Telling) -> String {
        let time = WallClock.time(told.revelation.toldAt)
        return told.revelation.contactID == script.contact?.id
            ? say("console.told", ["time": time]) : say("console.told-earlier", ["time": time, "channel": say(told.channel)])
    }

    private func paragraphs(_ text: LocalizedText) -> [String] { text[language].paragraphs }
}

extension String {
    /// The text between blank lines.
    var paragraphs: [String] {
        split(separator: "\n\n").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }
}
