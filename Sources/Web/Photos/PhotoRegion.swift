import Storage
import Workshop

/// One picture on a board. The cards on it are regions of their own.
struct PhotoRegion: Region {
    let photo: ID<Photo>
    let group: ID<Group>
    var watching = false

    var id: String { "photo-\(photo)" }
    var audience: Audience { watching ? .watchers(group) : .group(group) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let (photo, board) = try await site.store.photo(photo)
        guard board.groupID == group else { throw Refusal.notFound }
        guard photo.isHung else { return RenderedRegion(version: Int64(photo.version), html: nil) }
        return RenderedRegion(
            version: Int64(photo.version), html: try site.markup(of: photo, in: language, watching: watching || board.isLocked))
    }
}

extension PanoramaSite {
    static func photoRegions(touchedBy happening: Happening) -> [any Region] {
        guard let subject = happening.subjectID, let group = happening.groupID else { return [] }
        switch happening.kind {
        case .photoHung, .photoDescribed, .photoTaken:
            return [false, true].map { PhotoRegion(photo: ID(subject), group: group, watching: $0) }
        default: return []
        }
    }

    /// The pictures of a board with the cards on them, and for those who work there the form for one more.
    func photos(of content: BoardContent, with cards: [CardHolder: HTML], in language: Language, watching: Bool) throws -> HTML {
        let photos = try content.photos.map {
            try markup(of: $0, cards: cards[.photo($0.id)], in: language, watching: watching).markup
        }
        return try views.render(
            "photos/_photos.html",
            [
                "board": content.board.id.description, "version": "\(content.board.version)",
                "photos": HTML(trusted: photos.joined()), "watching": watching,
                "limit": "\(Picture.byteLimit)", "megabytes": "\(Picture.megabyteLimit)",
            ], in: language)
    }

    /// One picture with the cards on it.
    func markup(of photo: Photo, cards: HTML? = nil, in language: Language, watching: Bool) throws -> HTML {
        let say = Speech(catalogue: views.catalogue, language: language)
        return try views.render(
            "photos/_photo.html",
            [
                "id": photo.id.description, "version": "\(photo.version)", "board": photo.boardID.description,
                "position": "\(photo.at.timeIntervalSince1970)", "tall": photo.height > photo.width, "slim": photo.isSlim,
                "width": "\(photo.frameWidth)",
                "height": "\(photo.height)",
                "caption": photo.caption, "name": say.name(of: photo, hung: WallClock.time(photo.at)),
                "cards": cards ?? HTML(trusted: ""), "watching": watching,
            ], in: language)
    }
}

extension Speech {
    /// What the picture is called: what somebody said it shows, or else when it was hung up.
    func name(of photo: Photo, hung time: String) -> String {
        photo.caption.isEmpty ? self("photo.unnamed", ["time": time]) : photo.caption
    }
}
