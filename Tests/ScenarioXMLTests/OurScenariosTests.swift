import Foundation
import Testing
import Workshop

@testable import ScenarioXML

@Suite("Our scenarios")
struct OurScenariosTests {
    @Test("the six cases of the training day are there")
    func sixCases() {
        #expect(Set(ScenarioFiles.names.map { $0.prefix(2) }) == ["01", "02", "04", "05", "06", "07"])
    }

    @Test("each file is read without a problem, and its file name ends in its id", arguments: ScenarioFiles.names)
    func readable(name: String) throws {
        let draft = try ScenarioFiles.draft(name)
        #expect(name == "\(name.prefix(2))-\(draft.key).xml")
    }

    @Test("each text is there in bokmål and in English", arguments: ScenarioFiles.names)
    func complete(name: String) throws {
        for (place, text) in try ScenarioFiles.draft(name).allTexts {
            #expect(text.texts[.nb] != nil && text.texts[.en] != nil, "\(place)")
        }
    }

    @Test("each person has a manner and a goal, and something to tell", arguments: ScenarioFiles.names)
    func playable(name: String) throws {
        for person in try ScenarioFiles.draft(name).people {
            #expect(!person.manner.isEmpty && !person.goal.isEmpty && !person.facts.isEmpty, "\(person.key)")
            #expect(person.facts.allSatisfy { $0.text[.nb].count <= 240 && $0.text[.en].count <= 240 }, "\(person.key)")
        }
    }

    @Test("each file is the same after being written and read again", arguments: ScenarioFiles.names)
    func roundTrip(name: String) throws {
        let draft = try ScenarioFiles.draft(name)
        var generator = SystemRandomNumberGenerator()
        let scenario = draft.scenario(version: 1, using: &generator)
        #expect(try ScenarioReader.read(ScenarioWriter.write(scenario), named: name) == draft)
    }

    @Test("the schema says yes to each file", .enabled(if: xmllint != nil, "xmllint is not installed (package libxml2-utils)"))
    func schema() throws {
        let run = Process()
        let complaints = Pipe()
        run.executableURL = URL(filePath: try #require(xmllint))
        run.arguments =
            ["--noout", "--nonet", "--schema", ScenarioFiles.folder.appending(path: "panorama-scenario.xsd").path]
            + ScenarioFiles.names.map { ScenarioFiles.folder.appending(path: $0).path }
        run.standardError = complaints
        try run.run()
        let text = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        run.waitUntilExit()
        #expect(run.terminationStatus == 0, "\(text)")
    }

    @Test("the example that the guide shows is right")
    func guide() throws {
        let guide = String(decoding: try ScenarioFiles.data("README.md"), as: UTF8.self)
        let example = try #require(guide.split(separator: "```xml\n").last?.split(separator: "\n```").first)
        let draft = try ScenarioReader.read(Data(example.utf8), named: "README.md")
        #expect(draft.people[0].facts.count == 3)
    }

    @Test("the guide names every word of the format")
    func guideIsComplete() throws {
        let guide = String(decoding: try ScenarioFiles.data("README.md"), as: UTF8.self)
        let schema = String(decoding: try ScenarioFiles.data("panorama-scenario.xsd"), as: UTF8.self)
        for word in ["release", "domain", "channels"].flatMap({ Grammar.words[$0] ?? [] }) {
            #expect(guide.contains("`\(word)`") && schema.contains("value=\"\(word)\""), "\(word)")
        }
    }

    @Test("no telephone number is in them", arguments: ScenarioFiles.names)
    func nobodyReal(name: String) throws {
        let text = String(decoding: try ScenarioFiles.data(name), as: UTF8.self)
        #expect(text.firstMatch(of: /[0-9]{8}/) == nil)
    }

    @Test("nothing is lost on the way to a scenario, and each fact has its own id", arguments: ScenarioFiles.names)
    func minted(name: String) throws {
        let draft = try ScenarioFiles.draft(name)
        var generator = SystemRandomNumberGenerator()
        let scenario = draft.scenario(version: 3, using: &generator)
        #expect(scenario.version == 3)
        #expect(ScenarioDraft(scenario) == draft)
        #expect(Set(scenario.disclosures.map(\.id)).count == scenario.disclosures.count)
    }
}

private let xmllint = ["/usr/bin/xmllint", "/usr/local/bin/xmllint", "/opt/homebrew/bin/xmllint"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }
