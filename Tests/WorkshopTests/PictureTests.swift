import Cast
import Foundation
import Testing
import Workshop

@Suite("A picture file")
struct PictureTests {
    static let secret = "Storgata-5-hemmelig"

    func holds(_ bytes: Data, _ text: String) -> Bool { bytes.range(of: Data(text.utf8)) != nil }

    @Test("loses place, profile, comment, thumbnail and what follows its end, and keeps the picture")
    func jpeg() throws {
        let file = PictureFiles.jpeg(tail: Array("<script>\(Self.secret)</script>".utf8), secret: Self.secret)
        let picture = try Picture(file)
        #expect(picture.mediaType == .jpeg && picture.width == 40 && picture.height == 30)
        for text in [Self.secret, "GPS", "Exif", "ICC", "Comment"] { #expect(!holds(picture.bytes, text), "\(text) is still there") }
        #expect(picture.bytes.range(of: Data([0xAB, 0xCD, 0xEF])) == nil)
        #expect(picture.bytes.suffix(10) == Data([0x12, 0x34, 0xFF, 0x00, 0x56, 0xFF, 0xD0, 0x78, 0xFF, 0xD9]))
        #expect(try Picture(picture.bytes) == picture)
    }

    @Test("says which way is up and nothing else", arguments: [2, 3, 6, 8] as [UInt8])
    func orientation(_ orientation: UInt8) throws {
        let picture = try Picture(PictureFiles.jpeg(orientation: orientation, secret: Self.secret))
        #expect(orientation < 5 ? picture.width == 40 : picture.width == 30)
        #expect(holds(picture.bytes, "Exif") && !holds(picture.bytes, Self.secret))
        #expect(try Picture(picture.bytes) == picture)
    }

    @Test("loses text, Exif and time as PNG")
    func png() throws {
        let picture = try Picture(PictureFiles.png(tail: Array("PK zip".utf8), secret: Self.secret))
        #expect(picture.mediaType == .png && picture.width == 40 && picture.height == 30)
        for text in [Self.secret, "tEXt", "eXIf", "tIME", "PK"] { #expect(!holds(picture.bytes, text), "\(text) is still there") }
        #expect(try Picture(picture.bytes) == picture)
    }

    @Test("is refused when it has lost its end, wherever it was cut")
    func truncated() {
        for file in [PictureFiles.jpeg(), PictureFiles.png()] {
            for length in 8..<file.count {
                #expect(throws: Refusal.self, "cut at \(length)") { try Picture(file.prefix(length)) }
            }
        }
    }

    @Test("is refused when a byte of a PNG is another")
    func damaged() {
        var file = PictureFiles.png()
        file[20] ^= 1
        #expect(throws: Refusal.invalid("photo", .brokenPicture)) { try Picture(file) }
    }

    @Test("is refused when it is something else, whatever it is called")
    func others() {
        #expect(throws: Refusal.invalid("photo", .missing)) { try Picture(Data()) }
        for text in ["<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a", "RIFF....WEBP", "....ftypheic", "%PDF-1.7", "<html>"] {
            #expect(throws: Refusal.invalid("photo", .notAPicture)) { try Picture(Data(text.utf8)) }
        }
    }

    @Test("is refused when unpacking it would fill a browser’s memory")
    func bombs() {
        let refusal = Refusal.invalid("photo", .tooManyPixels(millions: 60))
        #expect(throws: refusal) { try Picture(PictureFiles.jpeg(width: 65_000, height: 65_000)) }
        #expect(throws: refusal) { try Picture(PictureFiles.png(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF)) }
        #expect(throws: refusal) { try Picture(PictureFiles.png(width: 15_000, height: 15_000)) }
        #expect(throws: Refusal.invalid("photo", .brokenPicture)) { try Picture(PictureFiles.jpeg(width: 0)) }
    }

    @Test("is refused when it is too heavy")
    func heavy() {
        let file = PictureFiles.jpeg(tail: [UInt8](repeating: 0, count: 8 << 20))
        #expect(throws: Refusal.invalid("photo", .tooHeavy(megabytes: 8))) { try Picture(file) }
    }

    @Test("never ends the program, whatever stands in it")
    func fuzzed() {
        var generator = Dice(seed: 5)
        for file in [PictureFiles.jpeg(orientation: 6), PictureFiles.png()] {
            for _ in 0..<3000 {
                var damaged = file
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    damaged[Int.random(in: 0..<file.count, using: &generator)] = .random(in: 0...255, using: &generator)
                }
                _ = try? Picture(damaged)
            }
        }
    }
}

/// Chance that falls the same way each time.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
