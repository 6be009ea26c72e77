import Cast
import Foundation
import Workshop

/// A piece of text that only some may read.
struct Secret {
    enum Owner: Hashable {
        case fact(ID<Disclosure>)
        case script(ID<Persona>)
        case improvised(ID<Improvisation>)
    }

    /// As it would stand in an answer that has been read with `Markup.plain`.
    let bytes: [UInt8]
    let owner: Owner
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Secret {
    /// All that the scripts of `scenarios` hold: whole texts, their paragraphs and their sentences, in every language they are in.
    static func all(in scenarios: [Scenario]) -> [Secret] {
        scenarios.flatMap(\.personas).flatMap { persona -> [Secret] in
            let script = persona.script
            let details = script.disclosures.compactMap { fact -> LocalizedText? in
                switch fact.release {
                case .freely, .shown: nil
                case .asked(let text), .withheld(let text), .mustComeAcross(let text): text
                }
            }
            return ([script.manner, script.goal, script.background] + details).flatMap { pieces(of: $0, .script(persona.id)) }
                + script.disclosures.flatMap { pieces(of: $0.fact, .fact($0.id)) }
        }
    }

    static func pieces(of text: LocalizedText, _ owner: Owner) -> [Secret] {
        var pieces: Set<String> = []
        for text in text.texts.values {
            let paragraphs = text.components(separatedBy: "\n\n").map(Markup.plain)
            let sentences = paragraphs.flatMap { $0.components(separatedBy: ". ") }.filter { $0.utf8.count >= 24 }
            pieces.formUnion(([Markup.plain(text)] + paragraphs + sentences).map { $0.trimmingCharacters(in: .whitespaces) })
        }
        return pieces.filter { !$0.isEmpty }.flatMap { piece -> [Secret] in
            let bytes = Array(piece.utf8)
            if bytes.count >= 16 { return [Secret(bytes: bytes, owner: owner)] }
            // A few words may stand in any sentence: as a secret they would be all that an element or an attribute says.
            return [[60, 62], [34, 34]].map { Secret(bytes: [$0[1]] + bytes + [$0[0]], owner: owner) }
        }
    }
}

/// Finds any of many texts in one reading.
struct SecretSearch {
    private static let window = 6
    private static let size = 1 << 20
    let secrets: [Secret]
    private let begins: [Bool]
    private let byBeginning: [UInt64: [Int]]

    init(_ secrets: [Secret]) {
        self.secrets = secrets.filter { $0.bytes.count >= SecretSearch.window }
        var begins = [Bool](repeating: false, count: SecretSearch.size)
        var byBeginning: [UInt64: [Int]] = [:]
        for (index, secret) in self.secrets.enumerated() {
            let key = secret.bytes.prefix(SecretSearch.window).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            begins[SecretSearch.place(key)] = true
            byBeginning[key, default: []].append(index)
        }
        self.begins = begins
        self.byBeginning = byBeginning
    }

    private static func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 44) }

    /// The numbers of the secrets that stand in `text`.
    func found(in text: [UInt8]) -> Set<Int> {
        var found: Set<Int> = []
        text.withUnsafeBufferPointer { text in
            begins.withUnsafeBufferPointer { begins in
                var key: UInt64 = 0
                var end = 0
                let count = text.count
                while end < count {
                    key = (key &<< 8 | UInt64(truncatingIfNeeded: text[end])) & 0xFFFF_FFFF_FFFF
                    end &+= 1
                    guard end >= 6, begins[Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 44)] else { continue }
                    for index in byBeginning[key] ?? [] where !found.contains(index) {
                        let bytes = secrets[index].bytes
                        let start = end - SecretSearch.window
                        if start + bytes.count <= count, memcmp(text.baseAddress! + start, bytes, bytes.count) == 0 { found.insert(index) }
                    }
                }
            }
        }
        return found
    }
}
