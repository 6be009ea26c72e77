import FlyingFox
import Foundation
import Grouping
import Storage
import Workshop

extension PanoramaSite {
    /// Chooses rules and sizes and makes the first proposal.
    func startBuilding(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let content = try await store.builder(of: building.day)
        let sizes = try sizes(request.form, people: content.people.count)
        let setup = try setup(named: request.form.text("set"), sizes: sizes, keepingSizes: request.form.has("own-sizes"), content)
        let place = building.place
        var found: (groups: [[ID<Attendance>]], pools: [String]) = ([], [])
        do {
            found = try await groupSearch.divide(Gathering(content, setup), seed: 1, for: building.day).seats()
        } catch is Impossible {
            // The rules are kept, and the page says why nobody can be divided by them.
        }
        let (groups, pools) = found
        try await store.change(
            proposal: place, of: building.day, version: request.form.int("version"), as: .divided, orMakingBy: setup.written,
            at: request.now,
            by: building.viewer
        ) {
            $0.rules = setup.written
            $0.seed = 1
            $0.divide(groups, pools: pools)
        }
        return try await built(
            request, building, saying: groups.isEmpty ? "builder.said.impossible" : "builder.said.divided", ["n": "\(groups.count)"],
            focus: "builder-\(place.rawValue)-summary")
    }

    /// Searches: `how` is `new` for another proposal, `rest` to go on from the present one, `again` for the sizes and rules as they are now.
    func search(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let (bench, version) = try await bench(request, building, anew: true)
        let how = request.form.text("how")
        let proposal = bench.proposal
        let seed = how == "new" ? proposal.seed % 1_000_000 + 1 : proposal.seed
        var gathering = Gathering(bench.content, bench.setup, pools: proposal.pools)
        gathering.pins = Dictionary(uniqueKeysWithValues: bench.pins.map { ($0.key.description, $0.value) })
        var start: Division?
        if how == "rest", bench.hasSizesAskedFor, let everyone = bench.seatingEveryone() {
            let posed = bench.posed(everyone.groups)
            if posed.seen.count == proposal.pools.count { (gathering, start) = (posed.gathering, posed.division) }
        }
        let division = try await divided(building, gathering, seed: seed, from: start)
        let old = (1...max(proposal.pools.count, 1)).map { number in proposal.seats.filter { $0.value.number == number }.map(\.key) }
        let (groups, pools) = division.seats(like: start == nil ? old : [], pinned: bench.pins)
        try await store.change(
            proposal: building.place, of: building.day, version: version, as: how == "rest" ? .improved : .divided, at: request.now,
            by: building.viewer
        ) {
            $0.seed = seed
            $0.divide(groups, pools: pools)
        }
        let moved = groups.enumerated().reduce(0) { sum, group in
            sum + group.element.count { proposal.seats[$0]?.number != group.offset + 1 }
        }
        return try await built(
            request, building, saying: how == "rest" ? "builder.said.improved" : "builder.said.divided", ["n": "\(moved)"],
            focus: "builder-\(building.place.rawValue)-summary")
    }

    /// Ends the search under way for the day: whoever waits for it gets the best so far.
    func endSearch(_ request: Request, _ building: Building) throws -> HTTPResponse {
        groupSearch.end(for: building.day)
        return again(request, back: building.path)
    }

    /// Makes a proposal of how people sit now.
    func takePresent(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let content = try await store.builder(of: building.day)
        guard !content.groups.isEmpty else { throw Refusal.invalid("groups", .missing) }
        let known = content.proposals[building.place].flatMap { try? RuleSetup(reading: $0.rules) }
        var setup = known ?? RuleSetup(.sourceDay, sizes: .count(content.groups.count), for: content.people)
        setup.sizes = .count(content.groups.count)
        setup.pool = ""
        let written = setup.written
        let groups = content.groups.map { group in content.people.filter { $0.attendance.groupID == group.id }.map(\.id) }
        try await store.change(
            proposal: building.place, of: building.day, version: request.form.int("version"), as: .takenOver, orMakingBy: written,
            at: request.now, by: building.viewer
        ) {
            $0.rules = written
            $0.divide(groups, pools: groups.map { _ in "" })
        }
        return try await built(request, building, saying: "builder.said.taken-over", focus: "builder-\(building.place.rawValue)-summary")
    }

    /// Seats the newcomers, and moves as few as possible to keep sizes and musts.
    func repair(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let (bench, version) = try await bench(request, building, anew: true)
        guard let mending = BenchRepair(bench) else { throw Refusal.stale }
        let pools = bench.proposal.pools
        let groups = mending.groups
        try await store.change(
            proposal: building.place, of: building.day, version: version, as: .repaired, at: request.now, by: building.viewer
        ) { $0.divide(groups, pools: pools) }
        return try await built(
            request, building, saying: "builder.said.repaired", ["n": "\(mending.moves.count)"],
            focus: "builder-\(building.place.rawValue)-summary")
    }

    func undoBuilding(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let versions = request.form.text("versions").split(separator: ",").compactMap { Int($0) }
        let again = request.form.has("again")
        try await store.undo(again: again, of: building.day, versions: versions, at: request.now, by: building.viewer)
        let place = try await store.builder(of: building.day).proposals[building.place] == nil ? Proposal.Place.first : building.place
        return try await built(
            request, Building(day: building.day, place: place, viewer: building.viewer),
            saying: again ? "builder.said.redone" : "builder.said.undone", focus: "builder-\(place.rawValue)-summary")
    }

    /// A second proposal beside the first, with another number of groups or only another seed.
    func tryBeside(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let first = Building(day: building.day, place: .first, viewer: building.viewer)
        let (bench, version) = try await bench(request, first, anew: true)
        var setup = bench.setup
        let count = try request.form.int("count")
        guard (1...Swift.max(bench.content.people.count, 1)).contains(count) else {
            throw Refusal.invalid("count", .outOfRange(1, Swift.max(bench.content.people.count, 1)))
        }
        if count != bench.groups.count { setup.sizes = .count(count) }
        let seed = bench.proposal.seed % 1_000_000 + 1
        var gathering = Gathering(bench.content, setup, pools: bench.proposal.pools)
        gathering.pins = Dictionary(uniqueKeysWithValues: bench.pins.filter { $0.value <= count }.map { ($0.key.description, $0.value) })
        let division = try await divided(building, gathering, seed: seed)
        let (groups, pools) = division.seats(like: bench.groups.map { $0.map(\.id) }, pinned: bench.pins)
        let written = setup.written
        try await store.tryBeside(building.day, version: version, at: request.now, by: building.viewer) {
            $0.rules = written
            $0.seed = seed
            $0.divide(groups, pools: pools)
        }
        return go(request, to: "/days/\(building.day)/builder/comparison")
    }

    func chooseProposal(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        try await store.choose(
            building.place, of: building.day, version: request.form.int("version"), at: request.now, by: building.viewer)
        return go(request, to: "/days/\(building.day)/builder")
    }

    /// Seats everyone as the proposal says. Asks first when groups may be at work.
    func adoptProposal(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let version = try request.form.int("version")
        let content = try await store.builder(of: building.day)
        guard let proposal = content.proposals[building.place] else { throw Refusal.stale }
        try proposal.mustBe(version)
        let asks = content.day.state >= .open || content.hasWorked
        guard !asks || request.isConfirmed else {
            return try confirmation(
                request, building.viewer, question: speech(request)("builder.adopt.sure"), yes: "builder.adopt", back: building.path)
        }
        let say = Speech(catalogue: views.catalogue, language: content.day.language)
        try await store.adopt(
            building.place, of: building.day, version: version, naming: { say("plan.group-name", ["number": "\($0)"]) }, at: request.now,
            by: building.viewer)
        return try await built(request, building, saying: "builder.said.adopted", focus: "builder-\(building.place.rawValue)-summary")
    }

    func undoAdoption(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        guard request.isConfirmed else {
            return try confirmation(
                request, building.viewer, question: speech(request)("builder.adopt.undo.sure"), yes: "builder.adopt.undo",
                back: building.path)
        }
        try await store.undoAdoption(of: building.day, at: request.now, by: building.viewer)
        return try await built(
            request, building, saying: "builder.said.adoption-undone", focus: "builder-\(building.place.rawValue)-summary")
    }

    /// The proposal as it stands, and the version that the page showed; refuses with `.stale` when they differ.
    func bench(_ request: Request, _ building: Building, anew: Bool = false) async throws -> (Bench, Int) {
        let version = try request.form.int("version")
        guard let bench = try await builders.sight(building.day, anew: anew, on: self).bench(building.place) else { throw Refusal.stale }
        try bench.proposal.mustBe(version)
        return (bench, version)
    }

    /// A division searched for beside the requests; what cannot be divided is refused in words.
    func divided(_ building: Building, _ gathering: Gathering, seed: Int, from start: Division? = nil) async throws -> Division {
        do {
            return try await groupSearch.divide(gathering, seed: seed, from: start, for: building.day)
        } catch is Impossible {
            throw Refusal.notNow(.groupsImpossible)
        }
    }
}
