import Foundation
import Workshop

/// Writes scenarios in our own format, so that reading gives the same scenario again.
/// Characters that XML cannot carry are left out; a text that is blank is left out whole.
package enum ScenarioWriter {
    package static func write(_ scenario: Scenario) -> Data { write(ScenarioDraft(scenario)) }

    package static func write(_ draft: ScenarioDraft) -> Data {
        var page = XMLPage()
        page.element("scenario", [("id", draft.key)]) { page in
            page.text("title", draft.title)
            page.text("brief", draft.brief)
            for person in draft.people {
                page.blankLine()
                page.person(person)
            }
        }
        return Data(page.output.utf8)
    }
}

extension XMLPage {
    fileprivate mutating func person(_ person: ScenarioDraft.Person) {
        element("person", [("id", person.key), ("channels", person.channels.attribute)]) { page in
            page.text("name", person.name)
            page.text("presentation", person.presentation)
            page.text("manner", person.manner)
            page.text("goal", person.goal)
            page.text("background", person.background)
            for fact in person.facts { page.fact(fact) }
        }
    }

    fileprivate mutating func fact(_ fact: ScenarioDraft.Fact) {
        var attributes = [("id", fact.key), ("domain", fact.domain.rawValue), ("release", fact.release.word.rawValue)]
        if !fact.channels.isEmpty { attributes.append(("channels", fact.channels.attribute)) }
        element("fact", attributes) { page in
            if let detail = fact.release.word.detail, let text = fact.release.detail { page.text(detail, text) }
            page.languages(of: fact.text)
        }
    }

    fileprivate mutating func text(_ name: String, _ text: LocalizedText) {
        guard text.texts.values.contains(where: { !Prose.isBlank(Prose.cleaned($0)) }) else { return }
        element(name) { $0.languages(of: text) }
    }

    fileprivate mutating func languages(of text: LocalizedText) {
        for language in Language.allCases {
            if let words = text.texts[language] { prose(language.rawValue, words) }
        }
    }
}

extension [Channel] {
    fileprivate var attribute: String { map(\.rawValue).joined(separator: " ") }
}

extension Release {
    fileprivate var word: ReleaseWord {
        switch self {
        case .freely: .freely
        case .asked: .asked
        case .withheld: .withheld
        case .shown: .shown
        case .mustComeAcross: .mustComeAcross
        }
    }

    fileprivate var detail: LocalizedText? {
        switch self {
        case .freely, .shown: nil
        case .asked(let topic): topic
        case .withheld(let hint), .mustComeAcross(let hint): hint
        }
    }
}
