import Testing

@testable import Web

@Suite("QR codes")
struct QRCodeTests {
    @Test("the square has the finders, the timing and the size that the standard gives a text")
    func square() throws {
        let code = try #require(QRCode("PANORAMA"))
        let rows = code.rows.map { String($0.map { $0 ? "#" : "." }) }
        #expect(rows.count == 21 && rows.allSatisfy { $0.count == 21 })
        for (row, finder) in zip(rows, ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]) {
            #expect(row.hasPrefix(finder) && row.hasSuffix(finder))
        }
        #expect(rows[6] == "#######.#.#.#.#######")
        #expect(rows[13].dropFirst(8).first == "#")
    }

    @Test("the square grows with the text, and there is none for no text and for one that is too long")
    func sizes() {
        #expect(QRCode(String(repeating: "a", count: 14))?.size == 21)
        #expect(QRCode(String(repeating: "a", count: 15))?.size == 25)
        #expect(QRCode(String(repeating: "a", count: 2331))?.size == 177)
        #expect(QRCode(String(repeating: "a", count: 2332)) == nil)
        #expect(QRCode("") == nil)
    }

    @Test("the path covers the dark modules and no other")
    func path() throws {
        let code = try #require(QRCode("http://localhost:8080/in/a1b2c3-ÆØÅ"))
        var drawn = code.rows.map { $0.map { _ in false } }
        for stroke in code.path.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
            let (x, y, width) = try (#require(Int(stroke.1)), #require(Int(stroke.2)), #require(Int(stroke.3)))
            #expect(stroke.3 == stroke.4)
            for column in x..<(x + width) { drawn[y][column] = true }
        }
        #expect(drawn == code.rows)
    }
}
