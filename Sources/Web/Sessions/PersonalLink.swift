import Crypto
import Foundation
import Workshop

/// An unguessable address that signs one person in to one day. It is computed, not stored: whoever raises the
/// attendance's `linkVersion` makes all its earlier links void.
package struct PersonalLink: Sendable {
    private let key: SymmetricKey

    /// `key` is at least 32 random bytes that never leave the data folder.
    package init(key: Data) { self.key = SymmetricKey(data: key) }

    /// The path of the link, `/in/…`.
    package func path(for attendance: Attendance) -> String { "/in/" + token("a", attendance.id.rawValue, attendance.linkVersion) }

    /// The path of a facilitator's link outside any day.
    package func path(for member: Member) -> String { "/in/" + token("m", member.id.rawValue, 1) }

    enum Bearer: Equatable {
        case attendance(ID<Attendance>)
        case member(ID<Member>)
    }

    /// Whom a token names, before it is known whether it is genuine.
    static func bearer(named token: String) -> Bearer? {
        let parts = token.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let kind = parts[0].first, let id = Int64(parts[0].dropFirst(), radix: 36), id > 0 else { return nil }
        switch kind {
        case "a": return .attendance(ID(id))
        case "m": return .member(ID(id))
        default: return nil
        }
    }

    func opens(_ token: String, for attendance: Attendance) -> Bool {
        matches(token, self.token("a", attendance.id.rawValue, attendance.linkVersion))
    }

    func opens(_ token: String, for member: Member) -> Bool { matches(token, self.token("m", member.id.rawValue, 1)) }

    private func token(_ kind: String, _ id: Int64, _ version: Int) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("link \(kind) \(id) \(version)".utf8), using: key)
        let text = Data(code.prefix(20)).base64EncodedString().replacing("+", with: "_").replacing("/", with: ".").replacing("=", with: "")
        return kind + String(id, radix: 36) + "-" + text
    }

    private func matches(_ given: String, _ genuine: String) -> Bool {
        let given = Array(given.utf8)
        let genuine = Array(genuine.utf8)
        guard given.count == genuine.count else { return false }
        return zip(given, genuine).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
