import Foundation
import GRDB
import Workshop

/// Scenarios never change once stored, so each is read from the database once.
final class ScenarioShelf: Sendable {
    private let shelf = Locked<[ID<Scenario>: Scenario]>([:])

    func scenario(_ id: ID<Scenario>, in db: Database) throws -> Scenario {
        if let scenario = shelf.withLock({ $0[id] }) { return scenario }
        let scenario = try Scenario.stored(id, in: db)
        shelf.withLock { $0[id] = scenario }
        return scenario
    }
}

/// A scenario in a list: enough to choose it by.
package struct ScenarioTitle: Hashable, Sendable, Codable, FetchableRecord {
    package var id: ID<Scenario>
    package var key: String
    package var version: Int
    package var title: LocalizedText
}

extension Store {
    /// Adds the scenario to the community's library, as a new version when its key is there already with other content.
    /// Returns the id under which it stands; the same content twice stays one scenario.
    package func add(_ scenario: Scenario, to community: ID<Community>) async throws -> ID<Scenario> {
        try await change { db in
            let latest = try ID<Scenario>.fetchOne(
                db, sql: "SELECT id FROM scenario WHERE communityID = ? AND key = ? ORDER BY version DESC LIMIT 1",
                arguments: [community, scenario.key])
            var added = scenario
            if let latest {
                let stored = try Scenario.stored(latest, in: db)
                if stored.reads(like: scenario) { return (latest, []) }
                added.version = stored.version + 1
            } else {
                added.version = 1
            }
            try added.insert(into: community, in: db)
            return (added.id, [])
        }
    }

    /// The newest version of every scenario in the library.
    package func library(of community: ID<Community>) async throws -> [ScenarioTitle] {
        try await read { db in
            try ScenarioTitle.fetchAll(
                db,
                sql: """
                    SELECT id, key, version, title FROM scenario AS s WHERE communityID = ?
                    AND version = (SELECT MAX(version) FROM scenario WHERE communityID = s.communityID AND key = s.key) ORDER BY key
                    """, arguments: [community])
        }
    }

    /// The whole scenario with its scripts: only for facilitators of its community and for those who play in it.
    package func scenario(_ id: ID<Scenario>, of community: ID<Community>) async throws -> Scenario {
        try await read { [scenarioShelf] db in
            guard try Bool.fetchOne(db, sql: "SELECT 1 FROM scenario WHERE id = ? AND communityID = ?", arguments: [id, community]) == true
            else {
                throw Refusal.notFound
            }
            return try scenarioShelf.scenario(id, in: db)
        }
    }
}

extension Scenario {
    /// Whether both say the same, ids and version aside.
    func reads(like other: Scenario) -> Bool {
        func bare(_ persona: Persona) -> Persona {
            Persona(
                id: ID(1), key: persona.key, name: persona.name, presentation: persona.presentation, channels: persona.channels,
                script: Script(
                    manner: persona.script.manner, goal: persona.script.goal, background: persona.script.background,
                    disclosures: persona.script.disclosures.map {
                        Disclosure(id: ID(1), key: $0.key, fact: $0.fact, release: $0.release, channels: $0.channels, domain: $0.domain)
                    }))
        }
        return key == other.key && title == other.title && brief == other.brief && personas.map(bare) == other.personas.map(bare)
    }

    func insert(into community: ID<Community>, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO scenario (id, communityID, key, version, title, brief) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [id, community, key, version, try json(title), try json(brief)])
        for (position, persona) in personas.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO persona (id, scenarioID, position, key, name, presentation, channels, manner, goal, background)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    persona.id, id, position, persona.key, try json(persona.name), try json(persona.presentation),
                    try json(persona.channels),
                    try json(persona.script.manner), try json(persona.script.goal), try json(persona.script.background),
                ])
            for (place, disclosure) in persona.script.disclosures.enumerated() {
                try db.execute(
                    sql:
                        "INSERT INTO disclosure (id, personaID, position, key, fact, \"release\", channels, domain) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        disclosure.id, persona.id, place, disclosure.key, try json(disclosure.fact), try json(disclosure.release),
                        try json(disclosure.channels), disclosure.domain.rawValue,
                    ])
            }
        }
    }

    static func stored(_ id: ID<Scenario>, in db: Database) throws -> Scenario {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM scenario WHERE id = ?", arguments: [id]) else { throw Refusal.notFound }
        let personas = try Row.fetchAll(db, sql: "SELECT * FROM persona WHERE scenarioID = ? ORDER BY position", arguments: [id]).map {
            persona in
            let personaID: ID<Persona> = persona["id"]
            let disclosures = try Row.fetchAll(
                db, sql: "SELECT * FROM disclosure WHERE personaID = ? ORDER BY position", arguments: [personaID]
            ).map { disclosure in
                Disclosure(
                    id: disclosure["id"], key: disclosure["key"], fact: try value(disclosure["fact"]),
                    release: try value(disclosure["release"]),
                    channels: try value(disclosure["channels"]), domain: LifeDomain(rawValue: disclosure["domain"])!)
            }
            return Persona(
                id: personaID, key: persona["key"], name: try value(persona["name"]), presentation: try value(persona["presentation"]),
                channels: try value(persona["channels"]),
                script: Script(
                    manner: try value(persona["manner"]), goal: try value(persona["goal"]), background: try value(persona["background"]),
                    disclosures: disclosures))
        }
        return Scenario(
            id: id, key: row["key"], version: row["version"], title: try value(row["title"]), brief: try value(row["brief"]),
            personas: personas)
    }
}

private func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
}

private func value<Value: Decodable>(_ json: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(json.utf8))
}
