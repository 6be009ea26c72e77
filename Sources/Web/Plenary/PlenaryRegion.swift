import Foundation
import Storage
import Workshop

/// What the plenary shows, the same to everyone in it: the groups side by side, what each found out and when, and the timeline.
/// On the projector only the part that the facilitator has turned to.
struct PlenaryRegion: Region {
    let day: ID<TrainingDay>
    var onProjector = false

    var id: String { onProjector ? "plenary-screen" : "plenary" }
    var audience: Audience { .plenary(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let content = try await site.store.plenary(of: day)
        let view = PlenaryView(content, say: Speech(catalogue: site.views.catalogue, language: language))
        let parts = onProjector ? [content.day.plenaryPart] : TrainingDay.PlenaryPart.allCases
        return RenderedRegion(
            version: position, html: try site.views.render("plenary/_plenary.html", view.page(id, position, parts: parts), in: language))
    }
}

/// What only the facilitators see of the plenary: what moves it.
struct PlenaryControlRegion: Region {
    let day: ID<TrainingDay>

    var id: String { "plenary-control" }
    var audience: Audience { .facilitators(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let content = try await site.store.plenary(of: day)
        let alone = try await site.store.writtenAlone(on: day)
        let view = PlenaryView(content, say: Speech(catalogue: site.views.catalogue, language: language))
        return RenderedRegion(
            version: position, html: try site.views.render("plenary/_control.html", view.control(id, position, alone), in: language))
    }
}

extension PanoramaSite {
    func plenaryRegions(touchedBy happening: Happening) -> [any Region] {
        let day = happening.dayID
        switch happening.kind {
        case .plenaryTurned, .factUncovered, .dayMoved, .contactEnded, .factRevealed, .factTakenBack, .answerImprovised, .peopleChanged,
            .groupsChanged,
            .casesChanged:
            return [PlenaryRegion(day: day), PlenaryRegion(day: day, onProjector: true), PlenaryControlRegion(day: day)]
        case .boardLaidOut, .boardChanged:
            return [PlenaryRegion(day: day), PlenaryRegion(day: day, onProjector: true)] + plenaryDoors(of: day)
        case .cardWrittenAlone: return plenaryDoors(of: day)
        default: return []
        }
    }

    /// Where facilitators go to plenary from, which tells how much is written alone.
    private func plenaryDoors(of day: ID<TrainingDay>) -> [any Region] {
        [ConductRegion(day: day), PlenaryControlRegion(day: day), PlanRegion(day: day, part: .checklist)]
    }
}

extension Speech {
    /// A question before the day goes to `state`; while cards are seen by their authors only, also what becomes of these in plenary and after the day.
    func question(_ key: String, before state: TrainingDay.State, _ alone: WrittenAlone) -> String {
        let question = self(key)
        guard alone.cards > 0, state == .plenary || state == .closed else { return question }
        let boards = self("plenary.alone-boards", ["n": "\(alone.boards)"])
        let words = ["n": "\(alone.cards)", "boards": boards, "show": self("board.show-all"), "setup": self("board.conduct")]
        return self(state == .plenary ? "plenary.alone" : "close.alone", words) + " " + question
    }
}
