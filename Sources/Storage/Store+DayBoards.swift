import Foundation
import GRDB
import Workshop

/// How boards are made on a day: the layout for each case, and what the pens mean.
package struct DayBoards: Sendable {
    package var day: TrainingDay
    package var cases: [Case]
    package var markers: MarkerWords

    package struct Case: Sendable, Decodable, FetchableRecord {
        package var id: ID<Scenario>
        package var title: LocalizedText
        package var layout: Layout
    }
}

extension Store {
    /// How boards are made on the day; refuses all but facilitators of its community.
    package func boards(of id: ID<TrainingDay>, to viewer: Viewer) async throws -> DayBoards {
        try await read { db in
            try viewer.mustFacilitate()
            let day = try TrainingDay.ofCommunity(viewer.communityID, id, in: db)
            let cases = try DayBoards.Case.fetchAll(
                db,
                sql:
                    "SELECT s.id, s.title, d.layout FROM dayScenario AS d JOIN scenario AS s ON s.id = d.scenarioID WHERE d.dayID = ? ORDER BY d.position",
                arguments: [id])
            return DayBoards(day: day, cases: cases, markers: try MarkerWords.on(id, in: db))
        }
    }

    /// Says what the pens mean, on all boards of the day. Refuses all but its facilitators, closed days, and words that are too long.
    package func call(_ words: [Marker: String], on id: ID<TrainingDay>, at now: Date, by viewer: Viewer) async throws {
        try await change { db in
            let day = try TrainingDay.editable(id, by: viewer, in: db)
            let before = try MarkerWords.on(id, in: db)
            var wanted = before
            for (marker, word) in words.sorted(by: { $0.key.rawValue < $1.key.rawValue }) { try wanted.call(marker, word, by: viewer) }
            guard wanted != before else { return ((), []) }
            try wanted.keep(on: id, in: db)
            let boards = try Board.filter(sql: "groupID IN (SELECT id FROM \"group\" WHERE dayID = ?) ORDER BY id", arguments: [id])
                .fetchAll(db)
            return (
                (),
                try boards.map { board in
                    var board = board
                    try board.touchCards(in: db)
                    return try board.noted(.boardChanged, on: day, at: now, by: viewer, db)
                }
            )
        }
    }
}

extension MarkerWords {
    static func on(_ day: ID<TrainingDay>, in db: Database) throws -> MarkerWords {
        try at("?", day.rawValue, in: db)
    }

    /// As on the day of the group’s board.
    static func of(_ group: ID<Workshop.Group>, in db: Database) throws -> MarkerWords {
        try at("(SELECT dayID FROM \"group\" WHERE id = ?)", group.rawValue, in: db)
    }

    private static func at(_ day: String, _ id: Int64, in db: Database) throws -> MarkerWords {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT marker, word FROM markerWord WHERE dayID = \(day)"), arguments: [id])
        return MarkerWords(
            Dictionary(uniqueKeysWithValues: rows.compactMap { row in Marker(rawValue: row["marker"]).map { ($0, row["word"]) } }))
    }

    fileprivate func keep(on day: ID<TrainingDay>, in db: Database) throws {
        try db.execute(sql: "DELETE FROM markerWord WHERE dayID = ?", arguments: [day])
        for marker in Marker.allCases {
            if let word = self[marker] {
                try db.execute(sql: "INSERT INTO markerWord VALUES (?, ?, ?)", arguments: [day, marker.rawValue, word])
            }
        }
    }
}
