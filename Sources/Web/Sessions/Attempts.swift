import Foundation
import Storage

/// What strangers may try only so often.
enum Attempt: Hashable, Sendable, CaseIterable {
    case codes, links

    /// How many in a row, and how many more each minute. A whole room may share one address.
    var allowance: (burst: Int, perMinute: Double) {
        switch self {
        case .codes: (60, 30)
        case .links: (120, 60)
        }
    }
}

/// Somebody asks too often; a page says so and when to try again.
struct TooManyAttempts: Error {}

/// Counts attempts per kind and address.
struct Attempts: Sendable {
    private let limits: [Attempt: RateLimit] = Dictionary(
        uniqueKeysWithValues: Attempt.allCases.map { ($0, RateLimit(burst: $0.allowance.burst, perSecond: $0.allowance.perMinute / 60)) })

    func allows(_ kind: Attempt, from client: String, at now: Date) -> Bool { limits[kind]?.allows(client, at: now) ?? false }
}
