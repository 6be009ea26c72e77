import FlyingFox
import Foundation
import Storage
import Workshop

/// The frame around every page: title, navigation, language switch, live address.
struct PageFrame {
    /// Audiences whose changes the page shows; empty when it is not live.
    var audiences: [Audience] = []
    var viewer: Viewer?
    /// A word for the body, so that CSS can lay the page out: `room`, `console`, `projector`.
    var kind = "page"
    /// The style sheets of single nouns that the page needs besides the common ones.
    var styles: [String] = []
    var day: TrainingDay?
    /// What the upper left corner says instead of the product's name.
    var home: String?
    /// What stands to the right in the bar: a clock, a place.
    var barEnd: HTML?
}

extension PanoramaSite {
    /// The view inside the frame, as an answer.
    func page(
        _ view: String, _ content: [String: Any], titled title: String, frame: PageFrame = PageFrame(), for request: Request,
        status: HTTPStatusCode = .ok
    ) throws -> HTTPResponse {
        Answer.html(try pageMarkup(view, content, titled: title, frame: frame, for: request), status: status)
    }

    func pageMarkup(
        _ view: String, _ content: [String: Any], titled title: String, frame: PageFrame = PageFrame(), for request: Request
    ) throws -> HTML {
        var content = content
        content["viewer"] = frame.viewer.map(ViewerLine.init)
        content["page"] = request.method == "GET" ? request.path : request.origin(or: "/")
        let body = try views.render(view, content, in: request.language)
        var outer: [String: Any] = [
            "title": title, "body": body, "kind": frame.kind, "page": content["page"] ?? "/",
            "now": Spoken.machine(request.now), "position": "\(request.heard.position)", "styles": frame.styles,
            "home": frame.home ?? "Panorama", "barEnd": frame.barEnd ?? HTML(trusted: ""), "menu": menu(frame, for: request),
            "languages": Language.allCases.map {
                ["code": $0.rawValue, "word": speech(request)("language.\($0.rawValue)"), "current": $0 == request.language]
                    as [String: Any]
            },
        ]
        outer["viewer"] = content["viewer"]
        outer["moreWords"] = try moreWords(in: request.language).address
        if !frame.audiences.isEmpty { outer["live"] = "/live?for=" + frame.audiences.map(\.topic).joined(separator: ",") }
        if let day = frame.day { outer["day"] = ["id": day.id.description, "title": day.title] }
        return try views.render("layouts/page.html", outer, in: request.language)
    }
}

extension PanoramaSite {
    /// What belongs to the plan and has pages of its own.
    private static let planning = ["/invitation", "/kitchen", "/builder", "/papers", "/tables", "/links", "/reply"]

    /// Where a facilitator goes from a page: the places of the day, then those of the community.
    private func menu(_ frame: PageFrame, for request: Request) -> [[String: Any]] {
        guard let viewer = frame.viewer, viewer.isFacilitator else { return [] }
        let say = speech(request)
        var items: [(key: String, address: String)] = []
        if let day = frame.day?.id ?? viewer.day {
            items = [("day", "/days/\(day)")]
            items += ["plan", "builder", "players", "plenary", "projector", "evaluation", "report"].map { ($0, "/days/\(day)/\($0)") }
        }
        items += [("community", "/communities/\(viewer.communityID)"), ("scenarios", "/scenarios")]
        let path =
            Self.planning.contains { request.path.contains($0) } ? frame.day.map { "/days/\($0.id)/plan" } ?? request.path : request.path
        let here = items.map(\.address).filter { path == $0 || path.hasPrefix($0 + "/") }.max { $0.count < $1.count }
        return items.map { ["word": say("menu.\($0.key)"), "address": $0.address, "current": $0.address == here] as [String: Any] }
    }
}

/// The viewer as the frame shows it.
struct ViewerLine {
    let id: String
    let name: String
    let role: String
    let isFacilitator: Bool

    init(_ viewer: Viewer) {
        id = viewer.attendance?.description ?? ""
        name = viewer.name
        role = viewer.role.rawValue
        isFacilitator = viewer.isFacilitator
    }
}

/// Whole pages that have been asked for lately, good until anything is committed or a new second begins.
final class PageShelf: Sendable {
    struct Key: Hashable {
        var path: String
        var viewer: ID<Attendance>
        var language: Language
        var position: Int64
        var second: Int
    }

    private let shelf = Locked<[Key: Data]>([:])

    func page(_ key: Key) -> Data? { shelf.withLock { $0[key] } }

    func keep(_ page: Data, as key: Key) {
        shelf.withLock { shelf in
            if shelf.count >= 200 { shelf = shelf.filter { $0.key.position == key.position && $0.key.second == key.second } }
            if shelf.count >= 200 { shelf.removeAll() }
            shelf[key] = page
        }
    }
}
