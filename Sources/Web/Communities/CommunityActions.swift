import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let communityRoutes: [Route] = [
        .get("/communities") { try await $0.showCommunities($1) },
        .post("/communities") { try await $0.foundCommunity($1) },
        .get("/communities/:community") { try await $0.showCommunity($1) },
        .post("/communities/:community") { try await $0.editCommunity($1) },
        .post("/communities/:community/entry") { try await $0.enterCommunity($1) },
        .get("/communities/:community/days/new") { try await $0.showNewDay($1) },
        .post("/communities/:community/days") { try await $0.planDay($1) },
    ]

    /// The facilitator who asks; everyone else learns nothing.
    func facilitator(_ request: Request) async throws -> Viewer {
        let viewer = try await viewer(request)
        try viewer.mustFacilitate()
        return viewer
    }

    /// The facilitator who asks, on `day`; everyone else learns nothing.
    func facilitator(_ request: Request, on day: ID<TrainingDay>) async throws -> Viewer {
        let viewer = try await viewer(request, on: day)
        try viewer.mustFacilitate()
        return viewer
    }

    func showCommunities(_ request: Request) async throws -> HTTPResponse {
        try await communities(request, problem: nil)
    }

    private func communities(_ request: Request, problem: Refusal?) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let communities = try await store.communities(of: viewer)
        let content: [String: Any] = [
            "communities": communities.map {
                ["id": $0.community.id.description, "name": $0.community.name, "current": $0.community.id == viewer.communityID]
                    as [String: Any]
            },
            "form": FormView(["name"], request: request, problem: problem, say: speech(request)).content,
            "languages": choices(Language.allCases, "language", chosen: request.language, request),
        ]
        return try page(
            "communities/list.html", content, titled: speech(request)("communities.title"),
            frame: PageFrame(viewer: viewer, styles: ["planning"]), for: request, status: problem == nil ? .ok : .unprocessable)
    }

    /// A new community; its maker becomes a facilitator of it, and the browser moves there.
    func foundCommunity(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        do {
            let member = try await store.found(request.form.text("name"), language: request.form.choice("language"), by: viewer)
            return try await move(request, to: member.id, of: member.communityID)
        } catch let problem as Refusal where problem.isInvalid && !request.wantsRegions {
            return try await communities(request, problem: problem)
        }
    }

    /// Moves the browser to another community that the facilitator runs.
    func enterCommunity(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let id: ID<Community> = try request.id("community")
        guard let place = try await store.communities(of: viewer).first(where: { $0.community.id == id }) else { throw Refusal.notFound }
        return try await move(request, to: place.member, of: id)
    }

    private func move(_ request: Request, to member: ID<Member>, of community: ID<Community>) async throws -> HTTPResponse {
        let token = try await Delivery.$key.withValue(nil) { try await store.signIn(as: member, at: request.now) }
        if let old = request.token { try await Delivery.$key.withValue(nil) { try await store.signOut(old, at: request.now) } }
        viewers.forget()
        var answer = go(request, to: "/communities/\(community)")
        answer.headers[.setCookie] = sessionCookie(token)
        return answer
    }

    func showCommunity(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let overview = try await store.overview(of: request.id("community"), to: viewer)
        let say = speech(request)
        let content: [String: Any] = [
            "community": ["id": overview.community.id.description, "name": overview.community.name],
            "languages": choices(Language.allCases, "language", chosen: overview.community.language, request),
            "days": overview.days.map { line in
                [
                    "id": line.day.id.description, "title": line.day.title, "date": say.date(line.day.date), "place": line.day.place,
                    "state": say("plan.state.\(line.day.state.rawValue)"),
                    "numbers": say("day.people", ["n": "\(line.people)"]) + ", " + say("day.groups", ["n": "\(line.groups)"]),
                ] as [String: Any]
            },
            "members": overview.members.map { MemberLine($0, say).content },
            "count": say("members.count", ["n": "\(overview.members.count)"]),
            "flash": flash(request, ["removed", "imported"], say),
        ]
        return try page(
            "communities/page.html", content, titled: overview.community.name, frame: PageFrame(viewer: viewer, styles: ["planning"]),
            for: request)
    }

    func editCommunity(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let id: ID<Community> = try request.id("community")
        try await store.edit(id, name: request.form.text("name"), language: request.form.choice("language"), by: viewer)
        return go(request, to: "/communities/\(id)")
    }

    /// What happened on the page before, when the address says so with one of `keys`.
    func flash(_ request: Request, _ keys: [String], _ say: Speech) -> String {
        let done = request.query.text("done")
        let count = Int(request.query.text("n")) ?? 0
        return keys.contains(done) ? say("done.\(done)", ["n": "\(count)"]) : ""
    }

    /// The cases of an enum as a select or radio buttons offer them, spoken by `key.<case>`.
    func choices<Choice: RawRepresentable<String> & Equatable>(
        _ all: [Choice], _ key: String, chosen: Choice?, _ request: Request
    ) -> [[String: Any]] {
        all.map { ["value": $0.rawValue, "word": speech(request)("\(key).\($0.rawValue)"), "chosen": $0 == chosen] }
    }
}

extension HTTPStatusCode {
    static let unprocessable = HTTPStatusCode(422, phrase: "Unprocessable Content")
}

extension Refusal {
    var isInvalid: Bool { if case .invalid = self { true } else { false } }
}
