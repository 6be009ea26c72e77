import Cast
import Foundation
import GRDB
import Workshop

@testable import Storage
@testable import Web

/// Every address the site has, with everything the day has in place of the parameters.
struct Addresses {
    private let ids: [String: [String]]

    init(of day: Day) async throws {
        let texts = [
            "community": "SELECT id FROM community", "member": "SELECT id FROM member", "day": "SELECT id FROM trainingDay",
            "group": "SELECT id FROM \"group\" ORDER BY position", "scenario": "SELECT id FROM scenario",
            "persona": "SELECT id FROM persona",
            "contact": "SELECT id FROM contactRequest", "revelation": "SELECT id FROM revelation",
            "board": "SELECT DISTINCT boardID FROM card",
            "card": "SELECT id FROM card", "block": "SELECT id FROM block", "attendance": "SELECT id FROM attendance",
            "question": "SELECT id FROM evaluationQuestion", "code": "SELECT joinCode FROM trainingDay",
        ]
        ids = try await day.store.read { db in
            try texts.mapValues { sql in try Row.fetchAll(db, sql: sql).map { row in "\(row[0] ?? "" as any DatabaseValueConvertible)" } }
        }
    }

    /// How many things the day has; rises as it goes on.
    var count: Int { ids.values.reduce(0) { $0 + $1.count } }

    /// At most `limit` addresses of each route.
    func all(_ method: String, limit: Int = .max, except left: Set<String> = []) -> [String] {
        PanoramaSite.allRoutes.filter { $0.method == method && !left.contains($0.parts.joined(separator: "/")) }.flatMap {
            route -> [String] in
            var paths = [""]
            for part in route.parts {
                let values = part.hasPrefix(":") ? ids[String(part.dropFirst())] ?? ["a1-x"] : [String(part)]
                paths = paths.flatMap { path in values.map { path + "/" + $0 } }
            }
            let step = max(1, paths.count / max(1, limit))
            return paths.isEmpty || route.parts.isEmpty
                ? ["/"] : Array(paths.enumerated().filter { $0.offset.isMultiple(of: step) }.map(\.element).prefix(limit))
        }
    }

    /// Every topic that a stream can have.
    func topics(of day: Day) -> [String] {
        (ids["group"] ?? []).flatMap { ["group-\($0)", "watchers-\($0)"] } + (ids["persona"] ?? []).map { "players-\(day.id)-\($0)" }
            + ["facilitators-\(day.id)", "plenary-\(day.id)", "everyone-\(day.id)"]
    }

    /// What a form could say anywhere, with things that are there.
    func fields(of day: Day) -> [String: String] {
        let scenario = day.scenarios[3]
        return [
            "scenario": scenario.id.description, "persona": scenario.personas[0].id.description,
            "channel": scenario.personas[0].channels[0].rawValue,
            "wish": "Et ønske", "disclosure": scenario.personas[0].script.disclosures[5].id.description, "text": "Noe skrevet",
            "marker": "red",
            "version": "1", "heading": "wishes", "person": day.attendee("Dagny").attendance.id.description,
            "leader": day.attendee("Karl").attendance.id.description,
            "group": day.group(1).id.description, "lane": "1", "kind": "text", "text-nb": "Et spørsmål?", "step": "up",
            "title": "En tittel", "minutes": "5",
            "name": "Et navn", "feedback": "Noen ord", "reason": "En grunn", "answer": "Et svar", "question": "Et spørsmål",
            "state": "closed",
            "confirmed": "1", "to": "everyone", "role": "leader", "all": "1", "part": "facts", "code": day.people.day.joinCode,
        ]
    }
}
