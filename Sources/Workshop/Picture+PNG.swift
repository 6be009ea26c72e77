/// A PNG (ISO/IEC 15948) with the chunks that decoding needs and no others; every sum is checked.
struct PNGCleaning {
    private static let needed: Set = ["IHDR", "PLTE", "IDAT", "tRNS", "gAMA", "cHRM", "sRGB"]

    private var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private var size: (width: Int, height: Int)?
    private var hasContent = false

    /// Reads from behind the signature; what follows the end chunk is left out.
    init(_ reader: inout ByteReader) throws(Refusal) {
        while true {
            let length = try reader.number(4)
            let body = try reader.take(length + 4)
            guard try reader.number(4) == CyclicSum.of(body) else { throw Picture.broken }
            let kind = String(decoding: body.prefix(4), as: UTF8.self)
            guard (size == nil) == (kind == "IHDR") else { throw Picture.broken }
            if kind == "IHDR" { try takeHeader(Array(body.dropFirst(4))) }
            if kind == "IDAT" { hasContent = true }
            if PNGCleaning.needed.contains(kind) {
                add(body)
            } else if kind == "IEND" {
                guard hasContent, length == 0 else { throw Picture.broken }
                add(body)
                return
            } else if kind.first?.isUppercase != false {
                throw .invalid("photo", .notAPicture)
            }
        }
    }

    var picture: Picture {
        get throws(Refusal) { try Picture(.png, bytes, width: size?.width ?? 0, height: size?.height ?? 0) }
    }

    private mutating func add(_ body: ArraySlice<UInt8>) {
        bytes += PNGCleaning.number(body.count - 4) + body + PNGCleaning.number(CyclicSum.of(body))
    }

    /// Width, height, bits, colours, packing, filtering, interlacing.
    private mutating func takeHeader(_ header: [UInt8]) throws(Refusal) {
        var reader = ByteReader(header)
        size = (try reader.number(4), try reader.number(4))
        let rest = Array(try reader.take(5))
        let bits: [UInt8: Set<UInt8>] = [0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]]
        guard header.count == 13, bits[rest[1]]?.contains(rest[0]) == true, rest[2] == 0, rest[3] == 0, rest[4] <= 1 else {
            throw Picture.broken
        }
    }

    private static func number(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
}

/// The 32-bit cyclic redundancy check of PNG and zip.
enum CyclicSum {
    private static let table: [UInt32] = (0..<256).map { number in
        (0..<8).reduce(UInt32(number)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
    }

    static func of(_ bytes: some Sequence<UInt8>) -> Int {
        Int(~bytes.reduce(~UInt32(0)) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 })
    }
}
