import Foundation

/// Picture files put together byte by byte, good ones and others.
package enum PictureFiles {
    static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 0xFF)] + content
    }

    /// A JPEG as a telephone makes it: a thumbnail, Exif with the place and which way is up, a profile, a comment, and something behind the end.
    package static func jpeg(width: Int = 40, height: Int = 30, orientation: UInt8 = 1, tail: [UInt8] = [], secret: String = "") -> Data {
        let size = [UInt8(height >> 8), UInt8(height & 0xFF), UInt8(width >> 8), UInt8(width & 0xFF)]
        let exif: [UInt8] =
            Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0] + Array("GPS 59.91 10.75 \(secret)".utf8)
        var bytes: [UInt8] = [0xFF, 0xD8]
        bytes += segment(0xE0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 1, 1] + [0xAB, 0xCD, 0xEF])
        bytes += segment(0xE1, exif)
        bytes += segment(0xE2, Array("ICC_PROFILE \(secret)".utf8))
        bytes += segment(0xFE, Array("Comment \(secret)".utf8))
        bytes += segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
        bytes += segment(0xC0, [8] + size + [1, 1, 0x11, 0])
        bytes += segment(0xC4, [0] + [1] + [UInt8](repeating: 0, count: 15) + [0])
        bytes += segment(0xDA, [1, 1, 0, 0, 63, 0])
        bytes += [0x12, 0x34, 0xFF, 0x00, 0x56, 0xFF, 0xD0, 0x78, 0xFF, 0xD9]
        return Data(bytes + tail)
    }

    /// A PNG with a text, Exif and a time besides the picture.
    package static func png(width: Int = 40, height: Int = 30, tail: [UInt8] = [], secret: String = "") -> Data {
        func four(_ number: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
        func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
            let body = Array(kind.utf8) + content
            return four(content.count) + body + four(sum(body))
        }
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        bytes += chunk("IHDR", four(width) + four(height) + [8, 0, 0, 0, 0])
        bytes += chunk("tEXt", Array("Comment\0\(secret)".utf8)) + chunk("eXIf", Array("MM\0*\(secret)".utf8)) + chunk("tIME", [7, 234, 3, 30, 9, 0, 0])
        bytes += chunk("IDAT", [0x78, 0x9C, 0x63, 0, 0, 0, 1, 0, 1]) + chunk("IEND", [])
        return Data(bytes + tail)
    }

    private static func sum(_ bytes: [UInt8]) -> Int {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
        }
        return Int(~sum)
    }
}
