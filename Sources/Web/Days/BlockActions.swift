import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    static let blockRoutes: [Route] = [
        .post("/blocks/:block/start") { site, request in
            try await site.changeBlock(request, saying: "block.started") { try await site.store.start($0, at: request.now, by: $1) }
        },
        .post("/blocks/:block/pause") { site, request in
            try await site.changeBlock(request, saying: "block.paused") { try await site.store.pause($0, at: request.now, by: $1) }
        },
        .post("/blocks/:block/resumption") { site, request in
            try await site.changeBlock(request, saying: "block.resumed") { try await site.store.resume($0, at: request.now, by: $1) }
        },
        .post("/blocks/:block/extension") { site, request in
            try await site.changeBlock(request, saying: "block.extended") {
                try await site.store.extend($0, by: request.form.int("minutes"), at: request.now, by: $1)
            }
        },
        .post("/blocks/:block/end") { site, request in
            try await site.changeBlock(request, saying: "block.ended") { try await site.store.end($0, at: request.now, by: $1) }
        },
        .post("/days/:day/next-block") { try await $0.startNextBlock($1) },
    ]

    private func changeBlock(
        _ request: Request, saying key: String, _ change: (ID<Block>, Viewer) async throws -> Void
    ) async throws -> HTTPResponse {
        let block: ID<Block> = try request.id("block")
        let day = try await store.day(ofBlock: block)
        let viewer = try await viewer(request, on: day)
        try await change(block, viewer)
        return try await conducted(request, day, saying: key)
    }

    func startNextBlock(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: day)
        try await store.startNextBlock(on: day, at: request.now, by: viewer)
        return try await conducted(request, day, saying: "block.started")
    }

    private func conducted(_ request: Request, _ day: ID<TrainingDay>, saying key: String) async throws -> HTTPResponse {
        try await done(
            request, back: "/days/\(day)", regions: [ConductRegion(day: day), ProgrammeRegion(day: day, control: true)],
            announce: speech(request)(key))
    }

    /// The regions that show the programme.
    func programmeRegions(touchedBy happening: Happening) -> [any Region] {
        let day = happening.dayID
        switch happening.kind {
        case .blockStarted, .blockPaused, .blockResumed, .blockExtended, .blockEnded, .programmeChanged, .dayMoved:
            return [
                ClockRegion(day: day), NowRegion(day: day), NowRegion(day: day, large: true), ProgrammeRegion(day: day),
                ProgrammeRegion(day: day, control: true), ConductRegion(day: day),
            ] + groups(of: day).map { TileRegion(day: day, group: $0) }
        default: return []
        }
    }
}
