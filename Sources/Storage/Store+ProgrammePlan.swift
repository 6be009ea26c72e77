import Foundation
import GRDB
import Workshop

/// What a facilitator does to a programme in one go: all lines as they are written, and at most one other thing.
package struct ProgrammeEdit: Sendable {
    package var lines: [ID<Block>: BlockLine]
    package var added: BlockLine?
    package var moved: (block: ID<Block>, step: Int)?
    package var removed: ID<Block>?

    package init(
        lines: [ID<Block>: BlockLine] = [:], added: BlockLine? = nil, moved: (block: ID<Block>, step: Int)? = nil, removed: ID<Block>? = nil
    ) {
        self.lines = lines
        self.added = added
        self.moved = moved
        self.removed = removed
    }
}

extension Store {
    package static let blockLimit = 60

    /// Saves the programme. Lines of blocks that are gone are passed over; problems name `title-<id>` and `minutes-<id>`, `new` for an added one.
    /// Refuses to remove a block that has been started.
    package func edit(programme edit: ProgrammeEdit, of id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await changePlan(of: id, .programmeChanged, at: now, by: viewer) { day, db in
            var blocks = try Block.filter(sql: "dayID = ? ORDER BY position, id", arguments: [day.id]).fetchAll(db)
            var problems: [FieldProblem] = []
            for index in blocks.indices {
                guard let line = edit.lines[blocks[index].id], blocks[index].id != edit.removed else { continue }
                guard let written = try day.written(line, named: "\(blocks[index].id)", &problems) else { continue }
                blocks[index].title = written.title
                blocks[index].minutes = written.minutes
                blocks[index].kind = written.kind
            }
            if let added = edit.added, let block = try day.written(added, named: "new", &problems) {
                guard blocks.count < Store.blockLimit else { throw Refusal.invalid("title-new", .outOfRange(0, Store.blockLimit)) }
                blocks.append(block)
            }
            guard problems.isEmpty else { throw Refusal.invalid(problems) }
            if let removed = edit.removed {
                guard let index = blocks.firstIndex(where: { $0.id == removed }) else { throw Refusal.notFound }
                guard blocks[index].startedAt == nil else { throw Refusal.notNow(.blockStarted) }
                try blocks.remove(at: index).delete(db)
            }
            if let (block, step) = edit.moved {
                guard let block = blocks.first(where: { $0.id == block }) else { throw Refusal.notFound }
                blocks = try Storage.moved(block, by: step, in: blocks)
            }
            for index in blocks.indices {
                blocks[index].position = index
                try blocks[index].save(db)
            }
        }
    }
}

extension TrainingDay {
    /// The line as a block, or nil with its problems noted under names that end in `name`.
    fileprivate func written(_ line: BlockLine, named name: String, _ problems: inout [FieldProblem]) throws -> Block? {
        do {
            return try block(line, at: 0)
        } catch Refusal.invalid(let found) {
            problems += found.map { FieldProblem(field: "\($0.field)-\(name)", kind: $0.kind) }
            return nil
        }
    }
}
