import Foundation
import Synchronization

/// How often each key may do something: a bucket that empties as it is used and fills again with time.
///
/// Remembers at most `maxKeys` keys; the ones not seen for longest are forgotten first.
package final class RateLimit: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: Date
    }

    private struct Buckets {
        var recent: [String: Bucket] = [:]
        var older: [String: Bucket] = [:]
    }

    private let burst: Double
    private let perSecond: Double
    private let maxKeys: Int
    private let buckets = Mutex(Buckets())

    /// `burst` at once, then `perSecond` on average.
    package init(burst: Int, perSecond: Double, maxKeys: Int = 20_000) {
        self.burst = Double(burst)
        self.perSecond = perSecond
        self.maxKeys = maxKeys
    }

    /// Uses one of the key's turns, or says no when it has none left at `now`.
    package func allows(_ key: String, at now: Date) -> Bool {
        buckets.withLock { buckets in
            var bucket = buckets.recent[key] ?? buckets.older[key] ?? Bucket(tokens: burst, filledAt: now)
            let passed = max(0, now.timeIntervalSince(bucket.filledAt))
            bucket.tokens = min(burst, bucket.tokens + passed * perSecond)
            bucket.filledAt = max(now, bucket.filledAt)
            let isAllowed = bucket.tokens >= 1
            if isAllowed { bucket.tokens -= 1 }
            remember(bucket, for: key, in: &buckets)
            return isAllowed
        }
    }

    /// How many keys are remembered.
    package var keyCount: Int { buckets.withLock { $0.recent.count + $0.older.count } }

    private func remember(_ bucket: Bucket, for key: String, in buckets: inout Buckets) {
        if buckets.recent[key] == nil, buckets.recent.count >= max(1, maxKeys / 2) {
            buckets.older = buckets.recent
            buckets.recent = [:]
        }
        buckets.recent[key] = bucket
    }
}
