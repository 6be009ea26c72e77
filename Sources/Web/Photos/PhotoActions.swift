import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let photoRoutes: [Route] = [
        .post("/boards/:board/photos") { try await $0.hangPhoto($1) },
        .get("/photos/:photo") { try await $0.sendPhoto($1) },
        .post("/photos/:photo/caption") { try await $0.describePhoto($1) },
        .post("/photos/:photo/removal") { try await $0.takePhotoDown($1) },
        .post("/photos/:photo/restoration") { try await $0.hangPhotoAgain($1) },
    ]

    /// A picture and the form around it may be larger than other bodies.
    package static func largerBody(_ path: String) -> Int? {
        path.hasPrefix("/boards/") && path.hasSuffix("/photos") ? Picture.byteLimit + 64 * 1024 : nil
    }

    func hangPhoto(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let board: ID<Board> = try request.id("board")
        try viewer.mayWork(in: await store.place(ofBoard: board).group)
        let photo = try await store.hang(
            Picture(request.form.files["photo"]?.data ?? Data()), saying: request.form.text("caption"), on: board, at: request.now,
            by: viewer)
        return try await answer(request, with: photo, of: viewer, saying: "photo.hung")
    }

    /// The picture itself. A browser keeps it, and asks each time whether it still may show it. Strangers do not learn that it exists.
    func sendPhoto(_ request: Request) async throws -> HTTPResponse {
        guard request.identity != nil else { throw Refusal.notFound }
        let id: ID<Photo> = try request.id("photo")
        let viewer = try await viewer(request, on: day(ofGroup: store.photo(id).board.groupID))
        let (photo, bytes) = try await store.picture(id, to: viewer)
        let mark = "\"\(photo.id)\""
        var headers: HTTPHeaders = [.cacheControl: "private, no-cache", HTTPHeader("ETag"): mark, HTTPHeader("Vary"): "Cookie"]
        guard request.headers[HTTPHeader("If-None-Match")] != mark else { return HTTPResponse(statusCode: .notModified, headers: headers) }
        headers[.contentType] = photo.mediaType.rawValue
        headers[.contentDisposition] = "inline; filename=\"\(photo.id).\(photo.mediaType == .jpeg ? "jpg" : "png")\""
        return HTTPResponse(statusCode: .ok, headers: headers, body: Answer.whole(bytes))
    }

    func describePhoto(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let photo = try await store.describe(request.id("photo"), as: request.form.text("caption"), at: request.now, by: viewer)
        return try await answer(request, with: photo, of: viewer, saying: "photo.described")
    }

    func takePhotoDown(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let photo = try await store.takeDown(request.id("photo"), at: request.now, by: viewer)
        let say = speech(request)
        return try await answer(
            request, with: photo, of: viewer, saying: "photo.taken",
            undo: RegionsAnswer.Undo(action: "/photos/\(photo.id)/restoration", label: say("undo"), text: say("photo.taken")))
    }

    func hangPhotoAgain(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request)
        let photo = try await store.hangAgain(request.id("photo"), at: request.now, by: viewer)
        return try await answer(request, with: photo, of: viewer, saying: "photo.hung")
    }

    private func answer(
        _ request: Request, with photo: Photo, of viewer: Viewer, saying key: String, undo: RegionsAnswer.Undo? = nil
    ) async throws -> HTTPResponse {
        let (group, scenario) = try await store.place(ofBoard: photo.boardID)
        let back =
            photo.isHung
            ? roomPath(group, scenario, for: viewer, "photo-\(photo.id)")
            : roomPath(group, scenario, for: viewer, "tavle", removed: ("taken", photo.id.description))
        return try await done(
            request, back: back, regions: [PhotoRegion(photo: photo.id, group: group)],
            announce: speech(request)(key), undo: undo)
    }
}
