import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    /// The answer after a change to the plan: the parts it touched.
    func planned(
        _ request: Request, _ day: ID<TrainingDay>, _ parts: [PlanRegion.Part], saying key: String = "plan.saved", focus: String? = nil
    ) async throws -> HTTPResponse {
        let anchor = parts.first.map { "#plan-\($0.rawValue)" } ?? ""
        return try await done(
            request, back: "/days/\(day)/plan\(anchor)", regions: (parts + [.checklist]).map { PlanRegion(day: day, part: $0) },
            announce: speech(request)(key), focus: focus)
    }

    func editDay(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        let form = request.form
        try await store.edit(
            day, title: form.text("title"), date: form.text("date"), startsAt: form.text("startsAt"), place: form.text("place"),
            language: form.choice("language"), at: request.now, by: viewer)
        return try await planned(request, day, [.when, .programme, .head])
    }

    /// Opens, closes and so on. Closing and archiving ask first, and so does going to plenary without cards that are written alone.
    func moveDay(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        let state: TrainingDay.State = try request.form.choice("state")
        let alone = try await store.writtenAlone(on: day)
        let (yes, question): (String, String?) =
            switch state {
            case .closed: ("plan.do.close", "plan.do.close.sure")
            case .archived: ("plan.do.archive", "plan.do.archive.sure")
            case .plenary: ("plan.do.plenary", alone.cards > 0 ? "day.move.plenary.ask" : nil)
            default: ("", nil)
            }
        if let question, !request.isConfirmed {
            return try confirmation(
                request, viewer, question: speech(request).question(question, before: state, alone), yes: yes,
                back: request.origin(or: "/days/\(day)/plan"))
        }
        try await store.move(day, to: state, at: request.now, by: viewer)
        return go(
            request,
            to: state == .open
                ? "/days/\(day)" : request.form.has("confirmed") ? "/days/\(day)/plan" : request.origin(or: "/days/\(day)/plan"))
    }

    func renewJoinCode(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        try await store.renewJoinCode(of: day, at: request.now, by: viewer)
        return try await planned(request, day, [.joined], saying: "plan.code-renewed")
    }

    /// Saves every line of the programme, and does the one other thing its button says.
    func editProgramme(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        let form = request.form
        var edit = ProgrammeEdit()
        for name in form.fields.keys where name.hasPrefix("title-") && name != "title-new" {
            let number = String(name.dropFirst("title-".count))
            guard let block = ID<Block>(number) else { continue }
            edit.lines[block] = try line(form, number)
        }
        if form.has("title-new") {
            edit.added = try line(form, "new")
        } else if form.has("add") {
            throw Refusal.invalid("title-new", .missing)
        }
        if form.has("up") { edit.moved = (try form.id("up"), -1) }
        if form.has("down") { edit.moved = (try form.id("down"), 1) }
        if form.has("remove") { edit.removed = try form.id("remove") }
        try await store.edit(programme: edit, of: day, at: request.now, by: viewer)
        return try await planned(request, day, [.programme])
    }

    private func line(_ form: Form, _ name: String) throws -> BlockLine {
        BlockLine(title: form.text("title-\(name)"), minutes: try form.int("minutes-\(name)"), kind: try form.choice("kind-\(name)"))
    }
}
