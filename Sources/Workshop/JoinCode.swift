/// The code people type to join a day: eight signs that cannot be taken for each other.
package enum JoinCode {
    static let signs = Array("ABCDEFGHJKMNPQRSTUVWXYZ23456789")

    package static func minted(using generator: inout some RandomNumberGenerator) -> String {
        String((0..<8).map { _ in signs.randomElement(using: &generator)! })
    }

    /// The code as it was meant: spaces and hyphens away, capital letters.
    package static func cleaned(_ text: String) -> String {
        String(text.uppercased().filter { signs.contains($0) }.prefix(16))
    }

    /// The code as it is read aloud and printed: `FJRD-24KM`.
    package static func spoken(_ code: String) -> String { code.prefix(4) + "-" + code.dropFirst(4) }
}
