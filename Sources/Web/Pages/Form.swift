import Foundation
import Workshop

/// What a browser sent as `application/x-www-form-urlencoded`, or as the parts of `multipart/form-data`.
package struct Form: Sendable {
    package private(set) var fields: [String: [String]] = [:]
    package private(set) var files: [String: UploadedFile] = [:]

    package struct UploadedFile: Sendable {
        package var name: String
        package var data: Data
    }

    package init(fields: [String: [String]] = [:], files: [String: UploadedFile] = [:]) {
        self.fields = fields
        self.files = files
    }

    /// Reads `name=value&…`; what cannot be decoded is read as it stands. At most 500 fields.
    package init(urlencoded body: Data) {
        for pair in body.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true).prefix(500) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            fields[Form.decoded(parts[0]), default: []].append(parts.count > 1 ? Form.decoded(parts[1]) : "")
        }
    }

    static func decoded(_ bytes: some Collection<UInt8>) -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                plain.append(32)
            } else if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(hexDigit), let low = rest.dropFirst().first.flatMap(hexDigit)
            {
                plain.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                plain.append(byte)
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// The field as written; empty when it was not sent.
    package func text(_ name: String) -> String { fields[name]?.first ?? "" }

    package func texts(_ name: String) -> [String] { fields[name] ?? [] }

    package func has(_ name: String) -> Bool { !(fields[name]?.first ?? "").isEmpty }

    /// Refuses with `.invalid` what is not an id.
    package func id<Of>(_ name: String, of: Of.Type = Of.self) throws(Refusal) -> ID<Of> {
        guard let id = ID<Of>(text(name)) else { throw .invalid(name, text(name).isEmpty ? .missing : .unknownChoice) }
        return id
    }

    /// Nil when the field is empty; refuses what is not an id.
    package func optionalID<Of>(_ name: String, of: Of.Type = Of.self) throws(Refusal) -> ID<Of>? {
        text(name).isEmpty ? nil : try id(name)
    }

    package func int(_ name: String) throws(Refusal) -> Int {
        guard let number = Int(text(name)) else { throw .invalid(name, text(name).isEmpty ? .missing : .notANumber) }
        return number
    }

    package func choice<Choice: RawRepresentable<String>>(_ name: String, _: Choice.Type = Choice.self) throws(Refusal) -> Choice {
        guard let choice = Choice(rawValue: text(name)) else { throw .invalid(name, text(name).isEmpty ? .missing : .unknownChoice) }
        return choice
    }
}
