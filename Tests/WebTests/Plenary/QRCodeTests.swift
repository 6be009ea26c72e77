import Testing

@testable import Web

struct QRCodeTests {
    @Test("a short text is the square that the standard makes of it")
    func square() throws {
        let code = try #require(QRCode("PANORAMA"))
        let rows = (0..<code.size).map { y in String((0..<code.size).map { x in code[x, y] ? "#" : "." }) }
        #expect(rows == Self.panorama)
    }

    @Test("the square grows with the text, and there is none for a text that is too long")
    func sizes() {
        #expect(QRCode(String(repeating: "a", count: 14))?.size == 21)
        #expect(QRCode(String(repeating: "a", count: 15))?.size == 25)
        #expect(QRCode(String(repeating: "a", count: 106))?.size == 41)
        #expect(QRCode(String(repeating: "a", count: 107)) == nil)
    }

    @Test("the path has one unit for every dark module")
    func path() throws {
        let code = try #require(QRCode("PANORAMA"))
        let dark = Self.panorama.joined().count { $0 == "#" }
        #expect(code.path.count { $0 == "M" } == dark)
    }

    static let panorama = [
        "#######.###.#.#######",
        "#.....#..#..#.#.....#",
        "#.###.#...#.#.#.###.#",
        "#.###.#.#.##..#.###.#",
        "#.###.#.##.##.#.###.#",
        "#.....#.##..#.#.....#",
        "#######.#.#.#.#######",
        "........#............",
        "#...#.####..######..#",
        "...###.#.#..###...###",
        "..##..#..##.##..#..#.",
        ".#.#.#.#.#.##...#....",
        "..###.####.#.####.###",
        "........##.##....#..#",
        "#######.#.##..#.####.",
        "#.....#......##.#....",
        "#.###.#.##..###...##.",
        "#.###.#..##.###..#.##",
        "#.###.#..##.##..#.#..",
        "#.....#..#.##..#.....",
        "#######.#.##..#..##.#",
    ]
}
