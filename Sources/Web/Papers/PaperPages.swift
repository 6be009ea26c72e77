import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let paperRoutes: [Route] = [
        .get("/days/:day/papers") { try await $0.showPapers($1) },
        .get("/days/:day/papers/:paper") { try await $0.showPaper($1) },
    ]

    /// What there is to print.
    func showPapers(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        let papers = try await store.papers(of: id, to: viewer)
        let say = speech(request)
        let content: [String: Any] = [
            "day": id.description, "title": papers.day.title, "strays": papers.strays(say), "writable": papers.day.state < .closed,
            "count": say("papers.coming", ["n": "\(papers.people.count)"]),
            "papers": Paper.allCases.map { paper in
                [
                    "address": "/days/\(id)/papers/\(paper.rawValue)", "name": say("papers.\(paper.rawValue)"),
                    "about": say("papers.\(paper.rawValue).about"),
                ]
            },
        ]
        return try page(
            "papers/page.html", content, titled: say("papers.title", ["title": papers.day.title]),
            frame: PageFrame(viewer: viewer, styles: ["papers"], day: papers.day), for: request)
    }

    /// One kind of paper as its sheets, with what can be chosen above them.
    func showPaper(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        guard let paper = Paper(rawValue: request.parameters["paper"] ?? "") else { throw Refusal.notFound }
        let viewer = try await facilitator(request, on: id)
        let papers = try await store.papers(of: id, to: viewer)
        let say = speech(request)
        let choices = PaperChoices(request.query, day: papers.day)
        let view = PaperView(
            papers: papers, choices: choices, say: Speech(catalogue: views.catalogue, language: choices.language),
            link: PersonalLink(key: settings.linkKey), origin: settings.origin)
        var sheets = view.content(of: paper)
        sheets["day"] = id.description
        let content: [String: Any] = [
            "day": id.description, "title": papers.day.title, "paper": paper.rawValue, "name": say("papers.\(paper.rawValue)"),
            "hint": say("papers.\(paper.rawValue).hint"), "hasSheets": view.hasSheets(of: paper),
            "isPersonal": paper == .nameTags || paper == .placeCards, "isTags": paper == .nameTags, "isLists": paper == .groups,
            "isTables": paper == .tables, "square": choices.hasSquare, "discipline": choices.hasDiscipline, "blanks": "\(choices.blanks)",
            "paperLanguage": choices.language.rawValue,
            "who": PaperChoices.Who.allCases.map {
                ["value": $0.rawValue, "word": say("papers.who.\($0.rawValue)"), "chosen": choices.who.contains($0)] as [String: Any]
            },
            "groups": papers.groups.map { ["id": $0.id.description, "name": $0.name, "chosen": $0.id == choices.group] as [String: Any] },
            "lists": self.choices(PaperChoices.Lists.allCases, "papers.lists", chosen: choices.lists, request),
            "languages": self.choices(Language.allCases, "language", chosen: choices.language, request),
            "sheets": try views.render("papers/_\(paper.rawValue).html", sheets, in: choices.language),
        ]
        return try page(
            "papers/paper.html", content,
            titled: say("papers.paper-title", ["paper": say("papers.\(paper.rawValue)"), "title": papers.day.title]),
            frame: PageFrame(viewer: viewer, styles: ["papers"], day: papers.day), for: request)
    }
}
