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

    static func builderRegions(touchedBy happening: Happening) -> [any Region] {
        switch happening.kind {
        case .proposalChanged, .peopleChanged, .groupsChanged, .arrivalsChanged, .replied, .dayMoved, .dayPlanned:
            BuilderRegion.all(happening.dayID)
        default: []
        }
    }
}

/// Who builds groups where: every change to a proposal starts here.
struct Building {
    var day: ID<TrainingDay>
    var place: Proposal.Place
    var viewer: Viewer

    /// The address of the page that works on this proposal.
    var path: String { "/days/\(day)/builder" + (place == .first ? "" : "?place=second") }
}

extension PanoramaSite {
    func building(_ request: Request) async throws -> Building {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        return Building(day: day, place: request.query.text("place") == "second" ? .second : .first, viewer: viewer)
    }

    /// Does a change, and answers what was decided on an older state with the state as it is now.
    func building(_ request: Request, _ change: (Building) async throws -> HTTPResponse) async throws -> HTTPResponse {
        let building = try await building(request)
        do {
            return try await change(building)
        } catch Refusal.stale {
            var messages: [RegionMessage] = []
            for region in BuilderRegion.shown(building) {
                messages.append(try await regions.message(for: region, in: request.language, on: self))
            }
            return refusal(.stale, to: request, regions: request.wantsRegions ? messages : [])
        }
    }

    /// The answer after a change to the proposals.
    func built(
        _ request: Request, _ building: Building, saying key: String, _ words: [String: String] = [:], focus: String? = nil,
        at anchor: String = ""
    ) async throws -> HTTPResponse {
        try await done(
            request, back: building.path + anchor, regions: BuilderRegion.shown(building), announce: speech(request)(key, words),
            focus: focus)
    }
}
