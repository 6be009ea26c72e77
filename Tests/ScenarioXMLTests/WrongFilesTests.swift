import Foundation
import Testing

@testable import ScenarioXML

/// A wrong file. Each ¦ marks where a problem is expected, and is not part of the file.
struct WrongFile: CustomTestStringConvertible, Sendable {
    var codes: [String]
    var text: String

    init(_ codes: String..., text: () -> String) {
        self.codes = codes
        self.text = text()
    }

    var testDescription: String { codes.joined(separator: ", ") }

    var data: Data { Data(text.replacing("¦", with: "").utf8) }

    var places: [FilePosition] {
        var places: [FilePosition] = []
        for (line, content) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for (before, part) in content.split(separator: "¦", omittingEmptySubsequences: false).dropLast().indexed() {
                places.append(FilePosition(line: line + 1, column: before + part.unicodeScalars.count + 1))
            }
        }
        return places
    }
}

extension [Substring].SubSequence {
    /// Each part with the number of characters before it.
    fileprivate func indexed() -> [(Int, Substring)] {
        var before = 0
        return map { part in
            defer { before += part.unicodeScalars.count }
            return (before, part)
        }
    }
}

/// A whole scenario around one person.
private func scenario(_ inside: String) -> String {
    """
    <scenario id="sak">
      <title><nb>Blåbær på øya</nb></title>
      <brief><nb>Tekst.</nb></brief>
      \(inside)
    </scenario>
    """
}

/// A whole scenario around one fact.
private func person(_ fact: String) -> String {
    scenario("<person id=\"kari\" channels=\"phone\"><name><nb>Kari</nb></name><manner><nb>Æ!</nb></manner>\n\(fact)</person>")
}

private let wrongFiles: [WrongFile] = [
    WrongFile("wrong-root") { "<?xml version=\"1.0\"?>\n¦<saker/>" },
    WrongFile("other-encoding") { "¦<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<scenario/>" },
    WrongFile("document-type") { "<!-- <!DOCTYPE no> -->\n  ¦<!DOCTYPE scenario SYSTEM \"http://127.0.0.1/x\">\n" + person("") },
    WrongFile("missing-attribute", "missing-element", "missing-element", "missing-element") { "¦¦¦¦<scenario/>" },
    WrongFile("missing-element") { "\n¦<scenario id=\"a\"><title><nb>Å</nb></title><brief><nb>B</nb></brief></scenario>" },
    WrongFile("unknown-element") { person("ææ <!-- ø --> ¦<fakta id=\"x\"><hva/></fakta>").replacing("ææ ", with: "") },
    WrongFile("unknown-language") {
        scenario("<person id=\"p\" channels=\"phone\"><name>¦<sv>Hej</sv><nb>H</nb></name><manner><nb>M</nb></manner></person>")
    },
    WrongFile("unknown-attribute") { person("<fact id=\"a\" domain=\"health\" ¦colour=\"red\" release=\"freely\"><nb>T</nb></fact>") },
    WrongFile("unknown-attribute") { person("<fact id=\"a\" domain=\"health\" release=\"freely\"><nb\n  ¦lang=\"nb\">T</nb></fact>") },
    WrongFile("missing-attribute") { person("¦<fact id=\"a\" domain=\"health\"><nb>T</nb></fact>") },
    WrongFile("repeated-element") { person("<fact id=\"a\" domain=\"health\" release=\"shown\"><nb>T</nb>\n¦<nb>U</nb></fact>") },
    WrongFile("misplaced-element") { person("<fact id=\"a\" domain=\"health\" release=\"shown\"><en>T</en>¦<nb>U</nb></fact>") },
    WrongFile("missing-language") { person("¦<fact id=\"a\" domain=\"health\" release=\"shown\"></fact>") },
    WrongFile("empty-text") { person("<fact id=\"a\" domain=\"health\" release=\"shown\">¦<nb> \n </nb></fact>") },
    WrongFile("empty-text") { person("<fact id=\"a\" domain=\"health\" release=\"shown\">¦<nb/></fact>") },
    WrongFile("text-too-long") {
        person("<fact id=\"a\" domain=\"health\" release=\"shown\">¦<nb>\(String(repeating: "ø", count: 8_001))</nb></fact>")
    },
    WrongFile("stray-text") { person("<fact id=\"a\" domain=\"health\" release=\"shown\"><!-- å -->  ¦Blåbær <nb>T</nb> er godt</fact>") },
    WrongFile("unfit-id") { person("<fact ¦id=\"Blå bær\" domain=\"health\" release=\"shown\"><nb>T</nb></fact>") },
    WrongFile("repeated-id") {
        person(
            "<fact id=\"a\" domain=\"health\" release=\"shown\"><nb>T</nb></fact>\n"
                + "<fact ¦id=\"a\" domain=\"health\" release=\"shown\"><nb>T</nb></fact>")
    },
    WrongFile("unknown-word") { person("<fact id=\"a\" ¦domain=\"helse\" release=\"shown\"><nb>T</nb></fact>") },
    WrongFile("unknown-word") { person("<fact id=\"a\" domain=\"health\" ¦release='sometimes'><nb>T</nb></fact>") },
    WrongFile("unknown-word") {
        scenario("<person id=\"p\" ¦channels=\"phone fax\"><name><nb>N</nb></name><manner><nb>M</nb></manner></person>")
    },
    WrongFile("unknown-word") { scenario("<person id=\"p\" ¦channels=\" \"><name><nb>N</nb></name><manner><nb>M</nb></manner></person>") },
    WrongFile("repeated-word") {
        scenario("<person id=\"p\" ¦channels=\"phone phone\"><name><nb>N</nb></name><manner><nb>M</nb></manner></person>")
    },
    WrongFile("missing-for-release") { person("¦<fact id=\"a\" domain=\"health\" release=\"asked\"><nb>T</nb></fact>") },
    WrongFile("missing-for-release") { person("¦<fact id=\"a\" domain=\"health\" release=\"withheld\"><nb>T</nb></fact>") },
    WrongFile("unwanted-for-release") {
        person("<fact id=\"a\" domain=\"health\" ¦release=\"freely\"><topic><nb>T</nb></topic><nb>T</nb></fact>")
    },
    WrongFile("channel-not-of-person") {
        person("<fact id=\"a\" domain=\"health\" release=\"shown\" ¦channels=\"home-visit\"><nb>T</nb></fact>")
    },
    WrongFile("loose-ampersand") { person("<fact id=\"a\" domain=\"health\" release=\"shown\"><nb>Bær ¦& sønn</nb></fact>") },
    WrongFile("unknown-entity") { person("<fact id=\"a\" domain=\"health\" release=\"shown\"><nb>Bær¦&nbsp;og</nb></fact>") },
    WrongFile("cdata-section") { person("<fact id=\"a\" domain=\"health\" release=\"shown\"><nb>a ¦<![CDATA[<b>]]></nb></fact>") },
    WrongFile("wrong-end-tag") { person("<fact id=\"a\" domain=\"health\" release=\"shown\"><nb>Blå¦</en></fact>") },
    WrongFile("unclosed-element") { "¦<scenario id=\"a\"><title><nb>Å</nb></title>\n" },
    WrongFile("repeated-attribute") { person("<fact id=\"a\" domain=\"health\" ¦id=\"b\" release=\"shown\"><nb>T</nb></fact>") },
    WrongFile("text-after-end") { person("") + "\n  ¦og mer" },
    WrongFile("text-after-end") { person("") + "\n¦<scenario id=\"b\"/>" },
    WrongFile("unquoted-value", "unquoted-value") { person("<fact ¦id=a ¦hidden domain=\"health\" release=\"shown\"><nb>T</nb></fact>") },
    WrongFile("unclosed-value") { person("<fact id=\"a\" domain=\"health\" ¦release=\"shown><nb>T</nb></fact>") },
    WrongFile("unfinished-tag") {
        person("<fact id=\"a\" domain=\"health\" release=\"shown\"><nb>T¦</nb </nb></fact>")
    },
    WrongFile("unclosed-element", "unclosed-element", "unclosed-comment") { "¦<scenario id=\"a\">¦<title>¦<!-- her kommer det mer" },
    WrongFile("loose-less-than") { person("<fact id=\"a\" domain=\"health\" release=\"shown\"><nb>Å ¦< 3</nb></fact>") },
    WrongFile("forbidden-character") { person("<fact id=\"a\" domain=\"health\" release=\"shown\"><nb>Å¦\u{8}</nb></fact>") },
    WrongFile("forbidden-character") { person("<fact id=\"a\" domain=\"health\" release=\"shown\"><nb>Å¦&#1;</nb></fact>") },
    WrongFile("text-before-start") { "¦Hei! Her er saken:\n" + person("") },
    WrongFile("double-hyphen") { person("<!-- a ¦-- b -->") },
    WrongFile("wrong-end-tag", "wrong-end-tag") { "<scenario id=\"a\"><title><nb>Å¦</title><brief><nb>B</nb>¦</breif></scenario>" },
    WrongFile("unknown-word", "loose-ampersand") { person("<fact id=\"a\" ¦domain=\"?\" release=\"shown\"><nb>Æ ¦& Å</nb></fact>") },
    WrongFile("unknown-word", "missing-for-release", "unknown-attribute") {
        person(
            """
            <fact id="a" ¦domain="x" release="freely"><nb>T</nb></fact>
            ¦<fact id="b" domain="health" release="withheld"><nb>T</nb></fact>
            <fact id="c" domain="health" release="freely" ¦x="y"><nb>T</nb></fact>
            """)
    },
]

@Suite("Wrong files")
struct WrongFilesTests {
    @Test("gives each problem with its code, line and column", arguments: wrongFiles)
    func refused(file: WrongFile) throws {
        let error = try #require(throws: UnreadableScenario.self) { try ScenarioReader.read(file.data, named: "sak.xml") }
        #expect(error.problems.map(\.code) == file.codes, "\(error)")
        #expect(error.problems.map(\.position) == file.places, "\(error)")
        #expect(error.problems.allSatisfy { $0.description.hasPrefix("sak.xml:\($0.line):\($0.column): ") })
        #expect(error.problems.allSatisfy { !$0.description.contains("\n") })
    }

    @Test("a file that is right is read, with a byte order mark, the schema's address and comments")
    func right() throws {
        let fact = "<fact id=\"a\" domain=\"health\" release=\"shown\"><nb>Tørst &amp; trøtt <!-- ! -->&#229;</nb></fact>"
        let schema = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"panorama-scenario.xsd\""
        let text = person(fact).replacing("<scenario ", with: "<scenario \(schema) ")
        let draft = try ScenarioReader.read(Data([0xEF, 0xBB, 0xBF] + Array(text.utf8)), named: "sak.xml")
        #expect(draft.people[0].facts[0].text[.nb] == "Tørst & trøtt å")
        #expect(draft.title[.en] == "Blåbær på øya")
    }

    @Test("lines are joined and blank lines begin paragraphs, unless the space is preserved")
    func layout() throws {
        let words = "<nb>\n   En\n   to. \n\n\n   Tre.\r\n</nb><en xml:space=\"preserve\"> a\n b</en>"
        let fact = "<fact id=\"a\" domain=\"health\" release=\"shown\">\(words)</fact>"
        let text = try ScenarioReader.read(Data(person(fact).utf8), named: "sak.xml").people[0].facts[0].text
        #expect(text[.nb] == "En to.\n\nTre.")
        #expect(text[.en] == " a\n b")
    }

    @Test("every code is produced by some file, and no other")
    func codes() {
        let elsewhere =
            ["file-too-large", "file-empty", "not-utf-8", "too-deep", "too-many-elements", "too-many-problems"]
            + ["not-well-formed"]
        #expect(Set(wrongFiles.flatMap(\.codes) + elsewhere) == Set(ScenarioProblem.codes))
        #expect(Set(ScenarioProblem.codes).count == ScenarioProblem.codes.count)
    }
}
