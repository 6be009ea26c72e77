/// A text as a QR code (ISO/IEC 18004), for the phones in the room: bytes, error correction M, versions 1–6.
struct QRCode {
    /// Modules along one side, without the quiet zone.
    private(set) var size: Int
    private var dark: [Bool]
    private var fixed: [Bool]

    /// Nil when the text has more than 106 bytes.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let version = Version.all.first(where: { bytes.count + 2 <= $0.data }) else { return nil }
        size = 17 + 4 * version.number
        dark = Array(repeating: false, count: size * size)
        fixed = dark
        drawPatterns(version)
        drawData(version.codewords(of: bytes))
        let best = (0..<8).map { masked($0) }.min { $0.penalty < $1.penalty }
        if let best { self = best }
    }

    /// Whether the module in column `x` and row `y` is dark.
    subscript(x: Int, y: Int) -> Bool { dark[y * size + x] }

    /// The dark modules as the path of an SVG, one unit a module.
    var path: String {
        (0..<size).flatMap { y in (0..<size).filter { self[$0, y] }.map { "M\($0) \(y)h1v1h-1z" } }.joined()
    }

    private mutating func fix(_ x: Int, _ y: Int, _ isDark: Bool) {
        guard (0..<size).contains(x), (0..<size).contains(y) else { return }
        dark[y * size + x] = isDark
        fixed[y * size + x] = true
    }

    private mutating func drawPatterns(_ version: Version) {
        for i in 0..<size {
            fix(i, 6, i % 2 == 0)
            fix(6, i, i % 2 == 0)
        }
        for (cx, cy) in [(3, 3), (size - 4, 3), (3, size - 4)] {
            for dy in -4...4 {
                for dx in -4...4 {
                    let ring = max(abs(dx), abs(dy))
                    fix(cx + dx, cy + dy, ring != 2 && ring != 4)
                }
            }
        }
        if version.number > 1 {
            let centre = size - 7
            for dy in -2...2 { for dx in -2...2 { fix(centre + dx, centre + dy, max(abs(dx), abs(dy)) != 1) } }
        }
        drawFormat(mask: 0)
    }

    /// The fifteen bits that tell error correction and mask, twice, and the module that is always dark.
    private mutating func drawFormat(mask: Int) {
        var rest = mask << 10
        for bit in stride(from: 14, through: 10, by: -1) where rest >> bit & 1 == 1 { rest ^= 0x537 << (bit - 10) }
        let bits = (mask << 10 | rest) ^ 0x5412
        for i in 0..<15 {
            let isDark = bits >> i & 1 == 1
            let (x, y) = i < 6 ? (8, i) : i == 6 ? (8, 7) : i == 7 ? (8, 8) : i == 8 ? (7, 8) : (14 - i, 8)
            fix(x, y, isDark)
            if i < 8 { fix(size - 1 - i, 8, isDark) } else { fix(8, size - 15 + i, isDark) }
        }
        fix(8, size - 8, true)
    }

    /// The bits in two columns at a time, from the right, up and down.
    private mutating func drawData(_ codewords: [UInt8]) {
        var bit = 0
        var right = size - 1
        while right > 0 {
            if right == 6 { right -= 1 }
            let isUp = (right + 1) & 2 == 0
            for step in 0..<size {
                let y = isUp ? size - 1 - step : step
                for x in [right, right - 1] where !fixed[y * size + x] && bit < codewords.count * 8 {
                    dark[y * size + x] = codewords[bit / 8] >> (7 - bit % 8) & 1 == 1
                    bit += 1
                }
            }
            right -= 2
        }
    }

    private func masked(_ mask: Int) -> QRCode {
        var code = self
        for y in 0..<size {
            for x in 0..<size where !fixed[y * size + x] && QRCode.flips(mask, x, y) { code.dark[y * size + x].toggle() }
        }
        code.drawFormat(mask: mask)
        return code
    }

    private static func flips(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }

    /// How hard the pattern is to read, by the four rules of the standard.
    private var penalty: Int {
        let rows = (0..<size).map { y in (0..<size).map { self[$0, y] } }
        let columns = (0..<size).map { x in (0..<size).map { self[x, $0] } }
        var sum = (rows + columns).reduce(0) { $0 + QRCode.penalty(of: $1) }
        for y in 1..<size {
            for x in 1..<size where rows[y][x] == rows[y][x - 1] && rows[y][x] == rows[y - 1][x] && rows[y][x] == rows[y - 1][x - 1] {
                sum += 3
            }
        }
        let percent = dark.count { $0 } * 100 / dark.count
        return sum + abs(percent - 50) / 5 * 10
    }

    private static func penalty(of line: [Bool]) -> Int {
        var sum = 0
        var run = 1
        for i in 1...line.count {
            if i < line.count, line[i] == line[i - 1] {
                run += 1
                continue
            }
            if run >= 5 { sum += run - 2 }
            run = 1
        }
        let finder = [true, false, true, true, true, false, true]
        for start in 0...(line.count - 7) where Array(line[start..<start + 7]) == finder {
            let before = line[max(0, start - 4)..<start]
            let after = line[(start + 7)..<min(line.count, start + 11)]
            if !before.contains(true) || !after.contains(true) { sum += 40 }
        }
        return sum
    }
}

extension QRCode {
    /// How many codewords a version has at error correction M, and in how many blocks of one length.
    private struct Version {
        let number: Int
        let data: Int
        let blocks: Int
        let correction: Int

        static let all = [
            Version(number: 1, data: 16, blocks: 1, correction: 10), Version(number: 2, data: 28, blocks: 1, correction: 16),
            Version(number: 3, data: 44, blocks: 1, correction: 26), Version(number: 4, data: 64, blocks: 2, correction: 18),
            Version(number: 5, data: 86, blocks: 2, correction: 24), Version(number: 6, data: 108, blocks: 4, correction: 16),
        ]

        /// The bytes with their length before and padding after, then the corrections; block by block in turn.
        func codewords(of bytes: [UInt8]) -> [UInt8] {
            let length = UInt8(bytes.count)
            var message: [UInt8] = [0x40 | length >> 4]
            var low = length << 4
            for byte in bytes {
                message.append(low | byte >> 4)
                low = byte << 4
            }
            message.append(low)
            var isFirst = true
            while message.count < data {
                message.append(isFirst ? 0xEC : 0x11)
                isFirst.toggle()
            }
            let each = data / blocks
            let parts = (0..<blocks).map { Array(message[($0 * each)..<(($0 + 1) * each)]) }
            let corrections = parts.map { QRCode.correction(of: $0, length: correction) }
            return (0..<each).flatMap { i in parts.map { $0[i] } } + (0..<correction).flatMap { i in corrections.map { $0[i] } }
        }
    }

    /// The remainder of the message over the generator polynomial (Reed and Solomon) in GF(256).
    private static func correction(of message: [UInt8], length: Int) -> [UInt8] {
        var generator: [UInt8] = [1]
        var root: UInt8 = 1
        for _ in 0..<length {
            var next = generator + [0]
            for i in generator.indices { next[i + 1] ^= times(generator[i], root) }
            generator = next
            root = times(root, 2)
        }
        var rest = message + Array(repeating: 0, count: length)
        for i in message.indices where rest[i] != 0 {
            let factor = rest[i]
            for j in generator.indices { rest[i + j] ^= times(generator[j], factor) }
        }
        return Array(rest.suffix(length))
    }

    private static func times(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var product = 0
        for bit in stride(from: 7, through: 0, by: -1) {
            product <<= 1
            if product & 0x100 != 0 { product ^= 0x11D }
            if b >> UInt8(bit) & 1 == 1 { product ^= Int(a) }
        }
        return UInt8(product)
    }
}
