import GRDB
import Workshop

extension Store {
    package func runningBlock(on day: ID<TrainingDay>) async throws -> Block? {
        try await read { try Block.filter(sql: "dayID = ? AND startedAt IS NOT NULL AND endedAt IS NULL", arguments: [day]).fetchOne($0) }
    }

    package func programme(of day: ID<TrainingDay>) async throws -> [Block] {
        try await read { try Block.filter(sql: "dayID = ? ORDER BY position, id", arguments: [day]).fetchAll($0) }
    }
}
