/// A JPEG (ISO/IEC 10918-1) put together again from the parts that decoding needs; which way is up is kept as the only word of Exif.
struct JPEGCleaning {
    private var header: [UInt8] = []
    private var parts: [UInt8] = []
    private var orientation: UInt8 = 1
    private var size: (width: Int, height: Int)?
    private var hasScan = false

    /// Reads from behind the start marker; what follows the end marker is left out.
    init(_ reader: inout ByteReader) throws(Refusal) {
        while let marker = try JPEGCleaning.marker(&reader) {
            let length = try reader.number(2)
            try take(marker, Array(reader.take(length - 2)))
            if marker == Marker.scan { try takeScan(&reader) }
        }
        guard hasScan else { throw Picture.broken }
    }

    var picture: Picture {
        get throws(Refusal) {
            guard let size else { throw Picture.broken }
            let lies = orientation >= 5
            let bytes = [0xFF, 0xD8] + header + (orientation == 1 ? [] : Orientation.segment(orientation)) + parts + [0xFF, Marker.end]
            return try Picture(.jpeg, bytes, width: lies ? size.height : size.width, height: lies ? size.width : size.height)
        }
    }

    private enum Marker {
        static let end: UInt8 = 0xD9
        static let scan: UInt8 = 0xDA
    }

    /// The next marker; nil for the end of the picture.
    private static func marker(_ reader: inout ByteReader) throws(Refusal) -> UInt8? {
        guard try reader.byte() == 0xFF else { throw Picture.broken }
        var marker = try reader.byte()
        while marker == 0xFF { marker = try reader.byte() }
        return marker == Marker.end ? nil : marker
    }

    private mutating func take(_ marker: UInt8, _ content: [UInt8]) throws(Refusal) {
        switch marker {
        case 0xC0...0xC2: try takeFrame(marker, content)
        case 0xC4, 0xDB, 0xDD: parts += JPEGCleaning.segment(marker, content)
        case Marker.scan:
            guard size != nil else { throw Picture.broken }
            parts += JPEGCleaning.segment(marker, content)
        case 0xE0:
            guard content.starts(with: Array("JFIF\0".utf8)), content.count >= 14, header.isEmpty else { return }
            header = JPEGCleaning.segment(marker, content.prefix(12) + [0, 0])
        case 0xE1: orientation = Orientation(exif: content)?.value ?? orientation
        case 0xEE:
            guard content.starts(with: Array("Adobe".utf8)), content.count >= 12 else { return }
            parts += JPEGCleaning.segment(marker, content.prefix(12))
        case 0xE2...0xEF, 0xFE: return
        default: throw .invalid("photo", .notAPicture)
        }
    }

    /// Precision, height, width, then the components.
    private mutating func takeFrame(_ marker: UInt8, _ content: [UInt8]) throws(Refusal) {
        var reader = ByteReader(content)
        guard size == nil, try reader.byte() == 8 else { throw Picture.broken }
        let height = try reader.number(2)
        size = (try reader.number(2), height)
        parts += JPEGCleaning.segment(marker, content)
    }

    /// The coded picture, up to the marker that is not part of it.
    private mutating func takeScan(_ reader: inout ByteReader) throws(Refusal) {
        parts += try reader.take { $0 == 0xFF && $1 != 0 && $1 != 0xFF && !(0xD0...0xD7).contains($1) }
        hasScan = true
    }

    static func segment(_ marker: UInt8, _ content: some Collection<UInt8>) -> [UInt8] {
        let length = content.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    }
}

/// Which way is up, as Exif says it: 1 to 8, of which 5 to 8 lie on their side.
struct Orientation {
    let value: UInt8

    /// Nil when the segment does not say.
    init?(exif content: [UInt8]) {
        let tiff = Array(content.dropFirst(6))
        guard content.starts(with: Array("Exif\0\0".utf8)), tiff.count >= 8 else { return nil }
        let little = tiff[0] == UInt8(ascii: "I")
        func number(_ place: Int, _ count: Int) -> Int? {
            guard place >= 0, place + count <= tiff.count else { return nil }
            let bytes = tiff[place..<(place + count)]
            return little ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) } : bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        guard let start = number(4, 4), let entries = number(start, 2) else { return nil }
        for entry in 0..<entries {
            let place = start + 2 + entry * 12
            guard let tag = number(place, 2) else { return nil }
            guard tag == 0x0112 else { continue }
            guard let value = number(place + 8, 2), (1...8).contains(value) else { return nil }
            self.value = UInt8(value)
            return
        }
        return nil
    }

    /// An Exif segment that says nothing else.
    static func segment(_ value: UInt8) -> [UInt8] {
        let tiff: [UInt8] = [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]
        return JPEGCleaning.segment(0xE1, Array("Exif\0\0".utf8) + tiff)
    }
}
