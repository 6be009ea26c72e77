import FlyingFox
import Foundation
import Grouping
import Storage
import Workshop

extension PanoramaSite {
    static let tableRoutes: [Route] = [
        .get("/days/:day/tables") { try await $0.showTables($1) },
        .post("/days/:day/tables") { try await $0.addTable($1) },
        .post("/days/:day/tables/layout") { try await $0.layTables($1) },
        .post("/days/:day/tables/seating") { try await $0.seatEveryone($1) },
        .post("/days/:day/tables/undo") { try await $0.undoTables($1) },
        .post("/days/:day/tables/:table") { try await $0.editTable($1) },
        .post("/days/:day/tables/:table/removal") { try await $0.removeTable($1) },
        .post("/days/:day/chairs") { try await $0.takeChair($1) },
        .post("/attendances/:attendance/chair") { try await $0.moveToChair($1) },
        .post("/attendances/:attendance/chair/pin") { try await $0.pinToChair($1) },
    ]

    static func tableRegions(touchedBy happening: Happening) -> [any Region] {
        switch happening.kind {
        case .tablesChanged, .peopleChanged, .groupsChanged, .replied, .arrivalsChanged: [TablesRegion(day: happening.dayID)]
        default: []
        }
    }

    /// The tables of the day, to be set and seen.
    func showTables(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        let papers = try await store.papers(of: id, to: viewer)
        let say = speech(request)
        let lifted: ID<Attendance>? = try? request.query.optionalID("person")
        let content: [String: Any] = [
            "day": id.description, "title": papers.day.title, "writable": papers.day.state < .closed,
            "region": try await html(TablesRegion(day: id, lifted: lifted), in: request.language),
            "shapes": choices(SeatingTable.Shape.allCases, "tables.shape", chosen: .round, request),
        ]
        return try page(
            "tables/page.html", content, titled: say("tables.title", ["title": papers.day.title]),
            frame: PageFrame(audiences: [.facilitators(id)], viewer: viewer, styles: ["planning", "tables"], day: papers.day), for: request)
    }

    func addTable(_ request: Request) async throws -> HTTPResponse {
        let (day, viewer) = try await tableSetter(request)
        let form = request.form
        try await store.addTable(
            to: day, name: form.text("name"), shape: form.choice("shape"), chairs: form.int("chairs"), at: request.now, by: viewer)
        return try await tablesDone(request, day, saying: "tables.added")
    }

    func editTable(_ request: Request) async throws -> HTTPResponse {
        let (day, viewer) = try await tableSetter(request)
        let form = request.form
        try await store.edit(
            request.id("table"), of: day, name: form.text("name"), shape: form.choice("shape"), chairs: form.int("chairs"), at: request.now,
            by: viewer)
        return try await tablesDone(request, day, saying: "tables.changed")
    }

    func removeTable(_ request: Request) async throws -> HTTPResponse {
        let (day, viewer) = try await tableSetter(request)
        try await store.remove(request.id("table"), of: day, at: request.now, by: viewer)
        return try await tablesDone(request, day, saying: "tables.removed")
    }

    /// New tables instead of the old ones, and people at them.
    func layTables(_ request: Request) async throws -> HTTPResponse {
        let (day, viewer) = try await tableSetter(request)
        let layout: TableLayout = try request.form.choice("layout")
        switch layout {
        case .groups: try await store.layTablesForGroups(of: day, at: request.now, by: viewer)
        case .long:
            let say = Speech(catalogue: views.catalogue, language: try await store.standing(of: day).language)
            try await store.layLongTables(
                of: day, named: { say("tables.long-name", ["number": "\($0)"]) }, at: request.now, by: viewer)
        }
        try await seatEveryone(on: day, keepingGroups: layout == .groups, withChangeBefore: true, request, by: viewer)
        return try await tablesDone(request, day, saying: "tables.laid")
    }

    /// Everyone is seated by the rules; or, with `clear`, gets up.
    func seatEveryone(_ request: Request) async throws -> HTTPResponse {
        let (day, viewer) = try await tableSetter(request)
        if request.form.has("clear") {
            try await store.clearTables(of: day, at: request.now, by: viewer)
            return try await tablesDone(request, day, saying: "tables.cleared")
        }
        try await seatEveryone(on: day, keepingGroups: request.form.has("groups"), request, by: viewer)
        return try await tablesDone(request, day, saying: "tables.seated")
    }

    private func seatEveryone(
        on day: ID<TrainingDay>, keepingGroups: Bool, withChangeBefore: Bool = false, _ request: Request, by viewer: Viewer
    ) async throws {
        let content = try await store.tables(of: day)
        let chairs: [Chair]
        do {
            chairs = try DaySeating(content: content).arranged(keepingGroups: keepingGroups, seed: UInt64(max(1, regions.position)))
        } catch {
            throw Refusal.stale
        }
        try await Delivery.$key.withValue(withChangeBefore ? nil : Delivery.key) {
            try await store.seat(chairs, of: day, withChangeBefore: withChangeBefore, at: request.now, by: viewer)
        }
    }

    func undoTables(_ request: Request) async throws -> HTTPResponse {
        let (day, viewer) = try await tableSetter(request)
        try await store.undoTables(of: day, at: request.now, by: viewer)
        return try await tablesDone(request, day, saying: "tables.undone", undo: false)
    }

    /// A person and a chair, chosen from lists.
    func takeChair(_ request: Request) async throws -> HTTPResponse {
        let (day, viewer) = try await tableSetter(request)
        try await store.seat(request.form.id("person"), at: chair(request), of: day, at: request.now, by: viewer)
        return try await tablesDone(request, day, saying: "tables.moved")
    }

    /// A person carried to a chair.
    func moveToChair(_ request: Request) async throws -> HTTPResponse {
        let (person, day, viewer) = try await sitter(request)
        try await store.seat(person, at: chair(request), of: day, at: request.now, by: viewer)
        return try await tablesDone(request, day, saying: "tables.moved")
    }

    func pinToChair(_ request: Request) async throws -> HTTPResponse {
        let (person, day, viewer) = try await sitter(request)
        let isPinned = request.form.has("pin")
        try await store.pin(person, isPinned, of: day, at: request.now, by: viewer)
        return try await tablesDone(request, day, saying: isPinned ? "tables.pinned" : "tables.unpinned")
    }

    private enum TableLayout: String { case groups, long }

    private func tableSetter(_ request: Request) async throws -> (ID<TrainingDay>, Viewer) {
        let day: ID<TrainingDay> = try request.id("day")
        return (day, try await facilitator(request, on: day))
    }

    private func sitter(_ request: Request) async throws -> (ID<Attendance>, ID<TrainingDay>, Viewer) {
        guard request.identity != nil else { throw MustSignIn() }
        let attendance = try await store.attendance(request.id("attendance"))
        return (attendance.id, attendance.dayID, try await facilitator(request, on: attendance.dayID))
    }

    /// The chair as `table-number`; nil when the field is empty.
    private func chair(_ request: Request) throws(Refusal) -> (table: ID<SeatingTable>, number: Int)? {
        let text = request.form.text("chair")
        guard !text.isEmpty else { return nil }
        let parts = text.split(separator: "-")
        guard parts.count == 2, let table = ID<SeatingTable>(String(parts[0])), let number = Int(parts[1]) else {
            throw .invalid("chair", .unknownChoice)
        }
        return (table, number)
    }

    private func tablesDone(_ request: Request, _ day: ID<TrainingDay>, saying key: String, undo: Bool = true) async throws -> HTTPResponse
    {
        let say = speech(request)
        return try await done(
            request, back: "/days/\(day)/tables", regions: [TablesRegion(day: day)], announce: say(key),
            undo: undo ? .init(action: "/days/\(day)/tables/undo", label: say("undo"), text: say(key)) : nil)
    }
}
