import Foundation

/// A day's blocks in their order. At most one of them runs.
package struct Programme: Hashable, Sendable {
    package private(set) var blocks: [Block]

    package init(_ blocks: [Block]) { self.blocks = blocks }

    package var running: Block? { blocks.first(where: \.isRunning) }

    /// The block that comes after the one that runs, or after the last one that ran; the first one before anything has begun.
    package var next: Block? {
        guard let last = blocks.lastIndex(where: { $0.isRunning }) ?? blocks.lastIndex(where: { $0.startedAt != nil }) else {
            return blocks.first
        }
        return blocks[(last + 1)...].first
    }

    /// Starts the block, and ends the one that runs. Returns what changed, what ended first. Refuses a block of another programme.
    package mutating func start(_ id: ID<Block>, at now: Date) throws(Refusal) -> [Block] {
        guard let index = blocks.firstIndex(where: { $0.id == id }) else { throw .notFound }
        guard !blocks[index].isRunning else { return [] }
        let ended = try end(at: now)
        blocks[index].start(at: now)
        return ended + [blocks[index]]
    }

    /// Ends the block that runs and starts the next one. Returns what changed, what ended first. Refuses when there is neither.
    package mutating func advance(at now: Date) throws(Refusal) -> [Block] {
        guard let next else {
            let ended = try end(at: now)
            guard !ended.isEmpty else { throw .notNow(.noRunningBlock) }
            return ended
        }
        return try start(next.id, at: now)
    }

    private mutating func end(at now: Date) throws(Refusal) -> [Block] {
        guard let index = blocks.firstIndex(where: \.isRunning) else { return [] }
        try blocks[index].end(at: now)
        return [blocks[index]]
    }

    /// When each block started, or will if all goes as planned from what has run; nil where that cannot be known.
    package func times(at now: Date) -> [Date?] {
        var clock: Date?
        let last = blocks.lastIndex { $0.startedAt != nil } ?? -1
        return blocks.enumerated().map { index, block in
            if let startedAt = block.startedAt {
                let left = max(0, block.secondsLeft(at: now) ?? 0)
                clock = block.endedAt ?? now + left
                return startedAt
            }
            guard index > last, let begins = clock else { return nil }
            clock = begins + Double(block.minutes) * 60
            return begins
        }
    }
}
