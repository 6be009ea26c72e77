import Foundation
import Testing
import Workshop

@testable import ScenarioXML

@Suite("Hostile files")
struct HostileFilesTests {
    private func codes(_ data: Data) throws -> [String] {
        try #require(throws: UnreadableScenario.self) { try ScenarioReader.read(data, named: "x.xml") }.problems.map(\.code)
    }

    private func codes(_ text: String) throws -> [String] { try codes(Data(text.utf8)) }

    @Test("what nests deep ends with a problem", arguments: ["a", "scenario"])
    func deep(name: String) throws {
        let open = String(repeating: "<\(name)>", count: 100_000)
        #expect(try codes("<scenario id=\"a\">" + open).last == "too-deep")
    }

    @Test("entities that grow are refused before they are read")
    func bomb() throws {
        let bomb = """
            <!DOCTYPE scenario [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
            <scenario id="a"><title><nb>&c;</nb></title></scenario>
            """
        #expect(try codes(bomb) == ["document-type"])
        #expect(try codes("<!doctype html><scenario/>") == ["document-type"])
        #expect(try codes("<!DOCTYPE scenario SYSTEM \"file:///etc/passwd\"><scenario/>") == ["document-type"])
    }

    @Test("what is too large is not read")
    func huge() throws {
        #expect(try codes(Data(repeating: UInt8(ascii: "<"), count: 2_000_001)) == ["file-too-large"])
    }

    @Test("too many elements, and too many problems, end the list")
    func many() throws {
        let people = String(repeating: "<person/>", count: 15_000)
        let found = try codes("<scenario id=\"a\">\(people)</scenario>")
        #expect(found.count == 101 && found.last == "too-many-problems")
        #expect(try codes("<scenario id=\"a\"><x>" + String(repeating: "<x/>", count: 30_000)).contains("too-many-elements"))
    }

    @Test("endless attributes, ampersands and comments end quickly")
    func endless() throws {
        let attributes = (0..<150_000).map { "a\($0)=\"\"" }.joined(separator: " ")
        #expect(try codes("<scenario \(attributes)/>").last == "not-well-formed")
        #expect(try codes("<scenario id=\"a\">" + String(repeating: "&", count: 1_900_000)).last == "too-many-problems")
        #expect(try codes(String(repeating: "<!--", count: 400_000)) == ["unclosed-comment"])
        #expect(try codes(String(repeating: "<", count: 1_900_000)).last == "too-many-problems")
    }

    @Test("bytes that are not UTF-8 give the place of the first")
    func encoding() throws {
        let latin = Data("<scenario id=\"a\">\n<title><nb>Bl".utf8) + Data([0xE5]) + Data("</nb></title></scenario>".utf8)
        let error = try #require(throws: UnreadableScenario.self) { try ScenarioReader.read(latin, named: "x.xml") }
        #expect(error.problems == [ScenarioProblem(file: "x.xml", position: FilePosition(line: 2, column: 14), kind: .notUTF8)])
        #expect(try codes(Data([0xFF, 0xFE, 0x3C, 0x00])) == ["not-utf-8"])
    }

    @Test(
        "nothing, and what is not XML at all, is refused calmly",
        arguments: ["", "   \n", "hei", "name,unit\nKari,Bolig", "<", "<>", "<!", "<?", "<a b=\"", "&", "\u{0}"])
    func nothing(text: String) throws {
        #expect(try !codes(text).isEmpty)
        #expect(try codes("<!-- only this -->") == ["file-empty"])
    }

    @Test("a good file cut off anywhere, or with one byte changed, is read or refused but never crashes")
    func damaged() throws {
        let whole = try ScenarioFiles.data("02-hjem-fra-sykehuset.xml").prefix(6_000)
        for end in stride(from: 0, to: whole.count, by: 37) {
            #expect(try !codes(whole.prefix(end)).isEmpty)
        }
        let file = try ScenarioFiles.data("06-naboen-i-vintertoy.xml")
        for place in stride(from: 0, to: file.count, by: 211) {
            for byte in [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "&"), 0, 0xFF] {
                var changed = file
                changed[place] = byte
                do { _ = try ScenarioReader.read(changed, named: "x.xml") } catch { #expect(!error.problems.isEmpty) }
            }
        }
    }

    @Test(
        "hostile text comes back as it was",
        arguments: [
            "<script>alert(\"1\")</script>", "a && b ]]> c <![CDATA[d]]>", "&amp;lt; &#10; &nbsp;", "'\"`{{ x }}{% y %}",
            "  two  spaces  ", "line\nline", "para\n\npara", "\n\n\nafter", "windows\r\nline",
            "old\rline", "tab\tbetween", "\ttab first", "\u{2028}\u{85}\u{A0}", "👩‍👩‍👧 blåbærsyltetøy",
            "- one\n- two", "<!-- no -->", "a\n\n\nb", "\u{FEFF}mark", "-->", "?>", "& &", "< <", "&\n&",
        ])
    func hostileText(text: String) throws {
        #expect(try back(text) == text)
    }

    @Test("characters that XML cannot carry are left out")
    func controlCharacters() throws {
        #expect(try back("a\u{0}b\u{1}\u{1B}[31mc\u{FFFE}\u{FFFF}d\u{7F}") == "ab[31mcd\u{7F}")
    }

    private func back(_ text: String) throws -> String {
        let words = LocalizedText([.nb: text, .nn: text, .en: text])
        let releases = [Release.freely, .shown, .asked(topic: words), .withheld(hint: words), .mustComeAcross(hint: words)]
        let facts = releases.enumerated().map {
            ScenarioDraft.Fact(key: "f\($0.offset)", text: words, release: $0.element, channels: [.phone], domain: .coping)
        }
        let person = ScenarioDraft.Person(
            key: "p", name: words, presentation: words, channels: Channel.allCases,
            manner: words, goal: words, background: words, facts: facts)
        let draft = ScenarioDraft(key: "sak", title: words, brief: words, people: [person])
        let written = ScenarioWriter.write(draft)
        let read = try ScenarioReader.read(written, named: "x.xml")
        #expect(ScenarioWriter.write(read) == written)
        #expect(Set(read.allTexts.map(\.text)).count == 1)
        return read.brief[.nb]
    }
}
