/// Names one thing of one kind. Minted when the thing is made, never reused, safe as a JavaScript number (53 bits).
package struct ID<Of>: Hashable, Sendable, Codable, Comparable, CustomStringConvertible, LosslessStringConvertible {
    package let rawValue: Int64

    package init(_ rawValue: Int64) { self.rawValue = rawValue }

    /// Reads an id from an address or a form; nil unless it is a positive whole number in plain digits.
    package init?(_ text: String) {
        guard (1...16).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int64(text), value > 0
        else { return nil }
        rawValue = value
    }

    package init(from decoder: any Decoder) throws { rawValue = try decoder.singleValueContainer().decode(Int64.self) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package var description: String { String(rawValue) }

    package static func < (lhs: ID, rhs: ID) -> Bool { lhs.rawValue < rhs.rawValue }

    /// A new id from `generator`: 52 random bits, so that ids tell neither order nor number.
    package static func mint(using generator: inout some RandomNumberGenerator) -> ID {
        ID(Int64.random(in: 1..<(1 << 52), using: &generator))
    }
}
