import FlyingFox
import Foundation
import Storage
import Workshop

/// The board on paper and as a file, for those who may see it.
extension PanoramaSite {
    static let boardOutRoutes: [Route] = [
        .get("/boards/:board/paper") { try await $0.showBoardPaper($1) },
        .get("/boards/:board/cards.csv") { try await $0.downloadCards($1) },
        .get("/boards/:board/board.json") { try await $0.downloadBoard($1) },
    ]

    enum PaperSize: String, CaseIterable { case a3, a4 }

    func showBoardPaper(_ request: Request) async throws -> HTTPResponse {
        let (room, viewer) = try await seenBoard(request)
        let (board, say) = (room.board.board, speech(request))
        let shown = room.board.shownToAll
        let cards = try cards(of: shown, readSince: request.heard, in: say.language, watching: true)
        let holder = try await store.contactPerson(of: room.group.id, for: room.brief.id)
        let size = PaperSize(rawValue: request.query.text("size")) ?? .a3
        let page: [String: Any] = [
            "board": board.id.description, "layout": board.layout.rawValue, "flow": board.layout.flow, "axes": board.axes(say),
            "scale": try await timeScale(of: board, watching: true, in: say.language),
            "case": ["title": room.brief.title[say.language]], "group": room.group.name, "title": room.day.title,
            "date": say.date(room.day.date),
            "back": "/groups/\(room.group.id)/cases/\(room.brief.id)#tavle", "size": size.rawValue,
            "sizes": PaperSize.allCases.map {
                ["value": $0.rawValue, "word": say("board.paper.\($0.rawValue)"), "chosen": $0 == size] as [String: Any]
            },
            "markers": Marker.choices(say, room.board.markers, chosen: nil),
            "tray": shown.places.last?.isTray == true ? tray(of: shown, with: cards, in: say.language) : [],
            "lanes": lanes(of: shown, with: cards, in: say.language, writable: false),
            "contactPerson": ["name": holder.name ?? "", "word": holder.holders.first?.word ?? ""],
            "photos": try shown.photos.map {
                ["picture": try markup(of: $0, cards: cards[.photo($0.id)], in: say.language, watching: true)]
            },
        ]
        return try self.page(
            "board/paper.html", page, titled: say("board.paper.title", ["group": room.group.name]),
            frame: PageFrame(
                viewer: viewer, styles: ["photos", "board-layouts", "board-paper"] + (shown.tray == nil ? [] : ["board-tray"]),
                day: room.day), for: request)
    }

    func downloadCards(_ request: Request) async throws -> HTTPResponse {
        let (room, _) = try await seenBoard(request)
        let say = speech(request)
        return Answer.file(
            Spreadsheet.csv(try await file(of: room, say).rows(say)), named: "\(room.group.name)-\(room.day.date).csv",
            type: "text/csv; charset=utf-8")
    }

    func downloadBoard(_ request: Request) async throws -> HTTPResponse {
        let (room, _) = try await seenBoard(request)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Answer.file(
            try encoder.encode(try await file(of: room, speech(request))), named: "\(room.group.name)-\(room.day.date).json",
            type: "application/json")
    }

    private func file(of room: Room, _ say: Speech) async throws -> BoardFile {
        BoardFile(
            room.board, heldBy: try await store.contactPerson(of: room.group.id, for: room.brief.id), say)
    }

    private func seenBoard(_ request: Request) async throws -> (Room, Viewer) {
        let (group, scenario) = try await store.place(ofBoard: request.id("board"))
        let viewer = try await viewer(request, on: day(ofGroup: group))
        return (try await store.room(of: group, for: scenario, to: viewer), viewer)
    }
}

extension BoardContent {
    /// Without the cards that only their author sees.
    var shownToAll: BoardContent {
        var content = self
        content.cards.removeAll { $0.card.hiddenAt != nil }
        return content
    }
}
