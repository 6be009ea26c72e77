import Foundation
import Storage
import Workshop

/// What a group has written under one heading. Each heading is a region of its own, so that two people who write do not collide.
struct SolutionRegion: Region {
    let group: ID<Group>
    let scenario: ID<Scenario>
    let heading: SolutionText.Heading
    var watching = false

    var id: String { "solution-\(scenario)-\(heading.rawValue)" }
    var audience: Audience { watching ? .watchers(group) : .group(group) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let written = try await site.store.solution(of: group, for: scenario, under: heading)
        let text = written.text
        let content: [String: Any] = [
            "id": id, "version": "\(text.version)", "heading": heading.rawValue, "headingKey": "solution.\(heading.rawValue)",
            "hintKey": "solution.\(heading.rawValue).hint", "text": text.text, "limit": "\(SolutionText.limit)",
            "action": "/groups/\(group)/cases/\(scenario)/solution", "draft": "solution-\(group)-\(scenario)-\(heading.rawValue)",
            "watching": watching, "paragraphs": text.text.split(separator: "\n").map(String.init), "writer": written.writer ?? "",
            "isWritten": text.writtenAt != nil, "at": text.writtenAt.map(WallClock.time) ?? "",
        ]
        return RenderedRegion(version: Int64(text.version), html: try site.views.render("solutions/_text.html", content, in: language))
    }
}

extension PanoramaSite {
    /// All headings of a group's solution, as a page shows them.
    func solution(of group: ID<Group>, for scenario: ID<Scenario>, watching: Bool, in language: Language) async throws -> HTML {
        var texts = ""
        for heading in SolutionText.Heading.allCases {
            texts += try await html(SolutionRegion(group: group, scenario: scenario, heading: heading, watching: watching), in: language)
                .markup
        }
        return try views.render("solutions/_solution.html", ["texts": HTML(trusted: texts)], in: language)
    }

    /// The contact person as a page shows it; with `problem`, the choice that was refused.
    func contactPerson(
        of group: ID<Group>, for scenario: ID<Scenario>, watching: Bool, problem: Refusal?, for request: Request
    ) async throws -> HTML {
        let region = ContactPersonRegion(group: group, scenario: scenario, watching: watching)
        guard let problem else { return try await html(region, in: request.language) }
        let form = FormView(["person", "word"], request: request, problem: problem, say: speech(request))
        return try await region.rendered(by: self, in: request.language, refused: form).html ?? HTML(trusted: "")
    }

    static func solutionRegions(touchedBy happening: Happening) -> [any Region] {
        guard let group = happening.groupID, let scenario = happening.scenarioID else { return [] }
        switch happening.kind {
        case .solutionWritten:
            return SolutionText.Heading.allCases.flatMap { heading in
                [false, true].map { SolutionRegion(group: group, scenario: scenario, heading: heading, watching: $0) }
            }
        case .contactPersonChosen:
            return [false, true].map { ContactPersonRegion(group: group, scenario: scenario, watching: $0) }
        default: return []
        }
    }
}
