import FlyingFox
import Foundation
import Storage
import Workshop

/// How boards are made on a day: a layout for each case, and what the pens mean.
extension PanoramaSite {
    static let dayBoardsRoutes: [Route] = [
        .get("/days/:day/boards") { try await $0.showDayBoards($1) },
        .post("/days/:day/markers") { try await $0.callMarkers($1) },
        .post("/days/:day/cases/:scenario/layout") { try await $0.layOutCase($1) },
    ]

    func showDayBoards(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        let boards = try await store.boards(of: id, to: viewer)
        let say = speech(request)
        let page: [String: Any] = [
            "day": id.description, "writable": boards.day.state < .closed,
            "cases": boards.cases.map {
                ["id": $0.id.description, "title": $0.title[say.language], "layouts": Layout.choices(say, chosen: $0.layout)]
                    as [String: Any]
            },
            "markers": Marker.allCases.map {
                [
                    "value": $0.rawValue, "sign": $0.sign, "colour": say("marker.colour.\($0.rawValue)"),
                    "usual": say("marker.\($0.rawValue)"),
                    "word": boards.markers[$0] ?? "",
                ]
            },
            "wordLimit": "\(MarkerWords.limit)",
        ]
        return try self.page(
            "board/day.html", page, titled: say("boards.title"), frame: PageFrame(viewer: viewer, day: boards.day), for: request)
    }

    func callMarkers(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        let words = Dictionary(uniqueKeysWithValues: Marker.allCases.map { ($0, request.form.text($0.rawValue)) })
        try await store.call(words, on: day, at: request.now, by: viewer)
        return go(request, to: "/days/\(day)/boards")
    }

    func layOutCase(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        let scenario: ID<Scenario> = try request.id("scenario")
        try await store.layOut(.all(scenario), as: request.form.choice("layout"), at: request.now, by: viewer)
        return go(request, to: "/days/\(day)/boards#case-\(scenario)")
    }
}

extension Layout {
    /// The layouts as a form offers them.
    static func choices(_ say: Speech, chosen: Layout) -> [[String: Any]] {
        allCases.map {
            ["value": $0.rawValue, "word": say("layout.\($0.rawValue)"), "hint": say("layout.\($0.rawValue).hint"), "chosen": $0 == chosen]
        }
    }
}

extension Board {
    /// What rises to the right and upwards, where the layout has axes.
    func axes(_ say: Speech) -> [[String: Any]] {
        guard layout == .fourfold else { return [] }
        return [
            ["direction": "across", "name": acrossName.isEmpty ? say("board.axis-across-usual") : acrossName],
            ["direction": "up", "name": upName.isEmpty ? say("board.axis-up-usual") : upName],
        ]
    }
}
