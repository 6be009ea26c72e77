import Foundation
import Storage
import Workshop

/// The facilitator's bar: the running block, what moves the clock and the day, and the form for messages.
struct ConductRegion: Region {
    let day: ID<TrainingDay>

    var id: String { "conduct" }
    var audience: Audience { .facilitators(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let day = try await site.store.standing(of: day)
        var content = site.clockContent(Programme(try await site.store.programme(of: day.id)), in: language)
        content["id"] = id
        content["version"] = "\(position)"
        content["day"] = day.id.description
        content["runs"] = day.state == .open || day.state == .plenary
        content["stateKey"] = "day.state.\(day.state.rawValue)"
        let say = Speech(catalogue: site.views.catalogue, language: language)
        let alone = try await site.store.writtenAlone(on: day.id)
        content["moves"] = ConductRegion.moves(from: day.state).map { state, key, asks in
            [
                "state": state.rawValue, "key": "day.move.\(key)",
                "question": !asks ? "" : say.question("day.move.\(key).ask", before: state, alone),
                "main": state == .open && day.state < .open,
            ]
                as [String: Any]
        }
        content["writable"] = day.state < .closed
        content["groups"] = try await site.store.groups(on: day.id).map { ["id": $0.id.description, "name": $0.name] }
        return RenderedRegion(version: position, html: try site.views.render("overview/_conduct.html", content, in: language))
    }

    /// Where the day can go from `state`, the key of the words for it, and whether it is worth a question.
    static func moves(from state: TrainingDay.State) -> [(to: TrainingDay.State, key: String, asks: Bool)] {
        switch state {
        case .draft, .invited: [(.open, "open", false)]
        case .open: [(.plenary, "plenary", true), (.closed, "close", true)]
        case .plenary: [(.open, "back", true), (.closed, "close", true)]
        case .closed: [(.plenary, "reopen", true), (.archived, "archive", true)]
        case .archived: []
        }
    }
}
