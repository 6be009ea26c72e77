import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    static let builderRoutes: [Route] = [
        .get("/days/:day/builder") { try await $0.showBuilder($1) },
        .get("/days/:day/builder/comparison") { try await $0.showComparison($1) },
        .get("/days/:day/builder/people/:attendance") { try await $0.showSwaps($1) },
        .post("/days/:day/builder") { site, request in try await site.building(request) { try await site.startBuilding(request, $0) } },
        .post("/days/:day/builder/search") { site, request in try await site.building(request) { try await site.search(request, $0) } },
        .post("/days/:day/builder/search/end") { site, request in try await site.building(request) { try site.endSearch(request, $0) } },
        .post("/days/:day/builder/present") { site, request in try await site.building(request) { try await site.takePresent(request, $0) }
        },
        .post("/days/:day/builder/repair") { site, request in try await site.building(request) { try await site.repair(request, $0) } },
        .post("/days/:day/builder/people/:attendance/group") { site, request in
            try await site.building(request) { try await site.moveInProposal(request, $0) }
        },
        .post("/days/:day/builder/people/:attendance/swap") { site, request in
            try await site.building(request) { try await site.swapInProposal(request, $0) }
        },
        .post("/days/:day/builder/people/:attendance/pin") { site, request in
            try await site.building(request) { try await site.pinInProposal(request, $0) }
        },
        .post("/days/:day/builder/groups/:number/pins") { site, request in
            try await site.building(request) { try await site.pinGroup(request, $0) }
        },
        .post("/days/:day/builder/undo") { site, request in try await site.building(request) { try await site.undoBuilding(request, $0) } },
        .post("/days/:day/builder/trial") { site, request in try await site.building(request) { try await site.tryBeside(request, $0) } },
        .post("/days/:day/builder/choice") { site, request in
            try await site.building(request) { try await site.chooseProposal(request, $0) }
        },
        .post("/days/:day/builder/adoption") { site, request in
            try await site.building(request) { try await site.adoptProposal(request, $0) }
        },
        .post("/days/:day/builder/adoption/removal") { site, request in
            try await site.building(request) { try await site.undoAdoption(request, $0) }
        },
        .post("/days/:day/builder/rules") { site, request in try await site.building(request) { try await site.addRule(request, $0) } },
        .post("/days/:day/builder/rules/:rule") { site, request in try await site.building(request) { try await site.editRule(request, $0) }
        },
        .post("/days/:day/builder/sizes") { site, request in try await site.building(request) { try await site.setSizes(request, $0) } },
        .post("/days/:day/builder/set") { site, request in try await site.building(request) { try await site.useSet(request, $0) } },
        .post("/days/:day/builder/sets") { site, request in try await site.building(request) { try await site.keepSet(request, $0) } },
        .post("/days/:day/builder/sets/:set") { site, request in try await site.building(request) { try await site.changeSet(request, $0) }
        },
    ]

    /// Every part that may look otherwise now; a page is told only of those that do.
    func builderRegions(touchedBy happening: Happening) -> [any Region] {
        switch happening.kind {
        case .proposalChanged, .peopleChanged, .groupsChanged, .arrivalsChanged, .replied, .dayMoved, .dayPlanned, .personRemoved:
            builders.touch(happening.dayID)
            return Proposal.Place.allCases.flatMap { builders.last(happening.dayID)?.known($0, on: happening.dayID) ?? [] }
        default: return []
        }
    }
}

/// Who builds groups where: every change to a proposal starts here.
struct Building {
    var day: ID<TrainingDay>
    var place: Proposal.Place
    var viewer: Viewer
    /// What the page can have seen: parts newer than this are news to it.
    var since: Int64 = 0

    /// The address of the page that works on this proposal.
    var path: String { "/days/\(day)/builder" + (place == .first ? "" : "?place=second") }
}

extension PanoramaSite {
    func building(_ request: Request) async throws -> Building {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        return Building(
            day: day, place: request.query.text("place") == "second" ? .second : .first, viewer: viewer,
            since: max(regions.position, builders.last(day)?.since ?? 0))
    }

    /// Does a change, and answers what was decided on an older state with the state as it is now.
    func building(_ request: Request, _ change: (Building) async throws -> HTTPResponse) async throws -> HTTPResponse {
        let building = try await building(request)
        do {
            return try await change(building)
        } catch Refusal.stale {
            guard request.wantsRegions else { return refusal(.stale, to: request) }
            let sight = try await builders.sight(building.day, anew: true, on: self)
            return refusal(.stale, to: request, regions: try messages(sight.parts(building), of: sight, request))
        }
    }

    /// The answer after a change to the proposals: only what looks otherwise than before.
    func built(
        _ request: Request, _ building: Building, saying key: String, _ words: [String: String] = [:], focus: String? = nil,
        at anchor: String = "", tellingScore: Bool = false
    ) async throws -> HTTPResponse {
        guard request.wantsRegions else { return Answer.see(building.path + anchor) }
        let sight = try await builders.sight(building.day, on: self)
        var answer = RegionsAnswer(announce: speech(request)(key, words), focus: focus)
        if tellingScore, let score = BuilderView(sight: sight, place: building.place, say: speech(request)).score {
            answer.announce = (answer.announce ?? "") + " " + score
        }
        answer.regions = try messages(sight.parts(building, changedSince: building.since), of: sight, request)
        return Answer.json(answer, type: Answer.regionsType)
    }

    private func messages(_ parts: [BuilderRegion], of sight: BuilderSight, _ request: Request) throws -> [RegionMessage] {
        try parts.map { part in
            let rendered = try part.rendered(sight, by: self, in: request.language)
            return RegionMessage(region: part.id, version: rendered.version ?? sight.since, html: rendered.html?.markup)
        }
    }
}
