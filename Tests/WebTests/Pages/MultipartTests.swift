import Foundation
import Testing
import Web

@Suite("A form with files")
struct MultipartTests {
    func body(_ parts: String...) -> Data {
        Data((parts.map { "--grense\r\nContent-Disposition: form-data; \($0)\r\n" }.joined() + "--grense--\r\n").utf8)
    }

    func form(_ body: Data, _ type: String = "multipart/form-data; boundary=grense") -> Form { Form(body: body, contentType: type) }

    @Test("gives its fields and its files, byte for byte")
    func parts() {
        let form = form(
            body(
                "name=\"text\"\r\n\r\næøå\r\n--gren",
                "name=\"file\"; filename=\"liste \u{E5}.csv\"\r\nContent-Type: text/csv\r\n\r\n\u{FEFF}navn\r\n\r\nBo\r\n",
                "name=\"text\"\r\n\r\nto"))
        #expect(form.texts("text") == ["æøå\r\n--gren", "to"])
        #expect(form.files["file"]?.name == "liste å.csv")
        #expect(form.files["file"].map { Array($0.data) } == Array("\u{FEFF}navn\r\n\r\nBo\r\n".utf8))
    }

    @Test("without a chosen file has none, and what is cut off or nameless is passed over")
    func broken() {
        #expect(form(body("name=\"file\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n")).files.isEmpty)
        let whole = body("name=\"a\"\r\n\r\n1", "x=\"b\"\r\n\r\n2", "name=\"c\"\r\n\r\n3")
        #expect(form(whole).fields == ["a": ["1"], "c": ["3"]])
        for length in 0..<whole.count { _ = form(whole.prefix(length)) }
        #expect(form(Data("--grense".utf8)).fields.isEmpty && form(Data()).fields.isEmpty)
        #expect(form(whole, "multipart/form-data").fields.isEmpty && form(whole, "multipart/form-data; boundary=").fields.isEmpty)
        #expect(form(whole, "multipart/form-data; boundary=" + String(repeating: "a", count: 71)).fields.isEmpty)
    }

    @Test("is read to a bounded number of parts")
    func bounds() {
        let many = Data(
            (String(repeating: "--grense\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n", count: 500) + "--grense--").utf8)
        #expect(form(many).texts("a").count == 100)
    }
}
