import Cast
import Foundation
import Testing

@testable import Web

@Suite("The catalogues")
struct CatalogueTests {
    @Test("have the same keys and gaps in every language, none missing, none unused, and no words stand in templates")
    func whole() throws {
        let check = try CatalogueCheck(views: Day.root.appending(path: "Views"), sources: Day.root.appending(path: "Sources/Web"))
        #expect(check.problems == [])
    }

    @Test("words between tags and in spoken attributes are found, expressions and the product’s name are not")
    func loose() {
        #expect(CatalogueCheck.looseWords(in: "<p class=\"small\">Hei {{ name }}</p><b>{% say x.y %}</b>") == ["Hei"])
        #expect(CatalogueCheck.looseWords(in: "<a aria-label=\"Lukk\" href=\"/x\">×</a>&nbsp;Panorama") == ["Lukk"])
    }

    @Test("differences between the languages, missing keys and unused keys are told")
    func wrong() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "panorama-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let code = folder.appending(path: "code")
        let views = folder.appending(path: "views")
        try FileManager.default.createDirectory(at: views.appending(path: "languages"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(at: code, withIntermediateDirectories: true)
        for (name, text) in [
            ("nb", "a.b = Hei %{name}\nc.d = Ubrukt\n"), ("nn", "a.b = Hei\nc.d = Ubrukt\n"), ("en", "a.b = Hi %{name}\n"),
        ] {
            try text.write(to: views.appending(path: "languages/\(name).strings"), atomically: true, encoding: .utf8)
        }
        try "{% say a.b name=x %}{% say e.f %}".write(to: views.appending(path: "x.html"), atomically: true, encoding: .utf8)
        try "let x = say(\"g.h\")".write(to: code.appending(path: "x.swift"), atomically: true, encoding: .utf8)
        #expect(
            try CatalogueCheck(views: views, sources: code).problems == [
                "nn.strings: a.b has other %{…} than in nb.strings", "en.strings: the key c.d is missing",
                "x.html: the key e.f is in no catalogue",
                "x.swift: the key g.h is in no catalogue", "nb.strings: nobody uses the key c.d",
            ])
    }
}
