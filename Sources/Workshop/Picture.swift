import Foundation

/// A picture file with nothing in it but the picture: no place, time, camera, text, nor anything behind it.
package struct Picture: Hashable, Sendable {
    package static let megabyteLimit = 8
    package static let byteLimit = megabyteLimit << 20
    /// What a browser can be asked to unpack, in millions of pixels.
    package static let megapixelLimit = 60
    package static let sideLimit = 16_000

    package enum MediaType: String, Hashable, Sendable, Codable {
        case jpeg = "image/jpeg"
        case png = "image/png"
    }

    package let mediaType: MediaType
    package let bytes: Data
    /// As it is seen upright.
    package let width: Int
    package let height: Int

    /// Reads a JPEG or PNG by what it holds, whatever it is called. Refuses with `.invalid("photo", …)` no file, files of other kinds,
    /// broken and cut-off ones, and more than `byteLimit` or `megapixelLimit`.
    package init(_ file: Data) throws(Refusal) {
        guard !file.isEmpty else { throw .invalid("photo", .missing) }
        guard file.count <= Picture.byteLimit else { throw .invalid("photo", .tooHeavy(megabytes: Picture.megabyteLimit)) }
        var reader = ByteReader(Array(file))
        if reader.skips([0xFF, 0xD8]) {
            self = try JPEGCleaning(&reader).picture
        } else if reader.skips([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = try PNGCleaning(&reader).picture
        } else {
            throw .invalid("photo", .notAPicture)
        }
    }

    /// Refuses sizes that no browser should be asked to unpack.
    init(_ mediaType: MediaType, _ bytes: [UInt8], width: Int, height: Int) throws(Refusal) {
        guard width > 0, height > 0 else { throw Picture.broken }
        guard max(width, height) <= Picture.sideLimit, width * height <= Picture.megapixelLimit * 1_000_000 else {
            throw .invalid("photo", .tooManyPixels(millions: Picture.megapixelLimit))
        }
        self.mediaType = mediaType
        self.bytes = Data(bytes)
        self.width = width
        self.height = height
    }

    static let broken = Refusal.invalid("photo", .brokenPicture)
}

/// Bytes read from the front, never beyond the end.
struct ByteReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Passes by `start` when it comes next.
    mutating func skips(_ start: [UInt8]) -> Bool {
        guard bytes[place...].starts(with: start) else { return false }
        place += start.count
        return true
    }

    /// The next `count` bytes; refuses when there are fewer.
    mutating func take(_ count: Int) throws(Refusal) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - place else { throw Picture.broken }
        defer { place += count }
        return bytes[place..<(place + count)]
    }

    mutating func byte() throws(Refusal) -> UInt8 { try take(1).first! }

    /// The next `count` bytes as one number, the largest part first.
    mutating func number(_ count: Int) throws(Refusal) -> Int { try take(count).reduce(0) { $0 << 8 | Int($1) } }

    /// The bytes up to the first place where `ends` is true of two that follow each other; refuses when there is none.
    mutating func take(until ends: (UInt8, UInt8) -> Bool) throws(Refusal) -> ArraySlice<UInt8> {
        var end = place
        while end + 1 < bytes.count {
            if ends(bytes[end], bytes[end + 1]) { return try take(end - place) }
            end += 1
        }
        throw Picture.broken
    }
}
