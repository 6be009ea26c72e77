import FlyingFox
import Foundation
import Storage
import Workshop

/// Who of the group has the board before them, and who writes on which card.
struct PresenceRegion: Region {
    let board: ID<Board>

    var id: String { "presence-\(board)" }
    var audience: Audience { .board(board) }
    var isShelved: Bool { false }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let (sight, version) = site.presence.sight(of: board)
        let say = Speech(catalogue: site.views.catalogue, language: language)
        func name(_ name: String) -> String { name.isEmpty ? say("role.screen") : name }
        let names = sight.names.map(name).joined(separator: ", ")
        let content: [String: Any] = [
            "id": id, "version": "\(version)", "isEmpty": sight.names.isEmpty,
            "here": sight.more == 0
                ? say("presence.here", ["names": names]) : say("presence.here-more", ["names": names, "n": "\(sight.more)"]),
            "pens": sight.pens.map {
                [
                    "card": $0.card.description, "person": $0.name == nil ? "" : $0.person.description,
                    "name": $0.name.map(name) ?? say("board.someone"),
                ]
            },
        ]
        return RenderedRegion(version: version, html: try site.views.render("board/_presence.html", content, in: language))
    }
}

extension PanoramaSite {
    static let penRoutes: [Route] = [.post("/cards/:card/pen") { try await $0.takePen($1) }]

    /// Shows the others of the group who writes on the card, or no longer does; no name where the board does not tell who wrote. Refuses to take it up where nothing can be written; it can always be laid down.
    func takePen(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let isHeld = request.form.has("held")
        let (card, board) =
            isHeld ? try await store.card(request.id("card"), toWriteOnBy: viewer) : try store.card(request.id("card"), seenBy: viewer)
        if card.hiddenAt == nil, viewer.worksIn(board.groupID) {
            let pen = Presence.Pen(card: card.id, person: try viewer.acting(), name: board.showsAuthors ? viewer.name : nil)
            let hand = String(request.form.text("hand").prefix(40))
            if isHeld { presence.hold(pen, in: hand, at: card.boardID) } else { presence.lay(pen, from: hand, at: card.boardID) }
        }
        return HTTPResponse(statusCode: .noContent)
    }
}
