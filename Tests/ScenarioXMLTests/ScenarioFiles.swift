import Foundation
import Testing
import Workshop

@testable import ScenarioXML

/// The scenarios that come with Panorama, as they lie in `Scenarios/`.
enum ScenarioFiles {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Scenarios")

    static let names: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".xml") }.sorted()
    }()

    static func data(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }

    static func draft(_ name: String) throws -> ScenarioDraft { try ScenarioReader.read(data(name), named: name) }
}

extension ScenarioDraft {
    /// Every text with the place it stands.
    var allTexts: [(place: String, text: LocalizedText)] {
        [("title", title), ("brief", brief)]
            + people.flatMap { person in
                [
                    ("\(person.key)/name", person.name), ("\(person.key)/presentation", person.presentation),
                    ("\(person.key)/manner", person.manner), ("\(person.key)/goal", person.goal),
                    ("\(person.key)/background", person.background),
                ].filter { !$0.1.isEmpty }
                    + person.facts.flatMap { fact in
                        [("\(person.key)/\(fact.key)", fact.text)] + fact.release.details.map { ("\(person.key)/\(fact.key)/detail", $0) }
                    }
            }
    }
}

extension Release {
    var details: [LocalizedText] {
        switch self {
        case .freely, .shown: []
        case .asked(let text), .withheld(let text), .mustComeAcross(let text): [text]
        }
    }
}
