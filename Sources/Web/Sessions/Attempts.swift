import Foundation
import Storage

/// What strangers may try only so often.
enum Attempt: Hashable, Sendable {
    case codes, links

    /// How many in a row, and how many more each minute. A whole room may share one address.
    var allowance: (burst: Double, perMinute: Double) {
        switch self {
        case .codes: (60, 30)
        case .links: (120, 60)
        }
    }
}

/// Somebody asks too often; a page says so and when to try again.
struct TooManyAttempts: Error {}

/// Counts attempts per address: a bucket of tokens that fills with time. Bounded in memory.
final class Attempts: Sendable {
    private struct Key: Hashable {
        var kind: Attempt
        var client: String
    }

    private let buckets = Locked<[Key: (tokens: Double, at: Date)]>([:])

    func allows(_ kind: Attempt, from client: String, at now: Date) -> Bool {
        let (burst, perMinute) = kind.allowance
        return buckets.withLock { buckets in
            if buckets.count > 10_000 { buckets = buckets.filter { now.timeIntervalSince($0.value.at) < 120 } }
            if buckets.count > 20_000 { buckets.removeAll() }
            let key = Key(kind: kind, client: client)
            let bucket = buckets[key] ?? (burst, now)
            let tokens = min(burst, bucket.tokens + max(0, now.timeIntervalSince(bucket.at)) / 60 * perMinute)
            buckets[key] = (max(0, tokens - 1), now)
            return tokens >= 1
        }
    }
}
