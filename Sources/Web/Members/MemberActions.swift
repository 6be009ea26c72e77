import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let memberRoutes: [Route] = [
        .get("/communities/:community/members/new") { try await $0.showNewMember($1) },
        .post("/communities/:community/members") { try await $0.addMember($1) },
        .get("/communities/:community/members/import") { try await $0.showMemberImport($1) },
        .post("/communities/:community/members/import") { try await $0.importMembers($1) },
        .get("/members/:member") { try await $0.showMember($1) },
        .post("/members/:member") { try await $0.editMember($1) },
        .post("/members/:member/removal") { try await $0.removeMember($1) },
    ]

    private static let fields = ["name", "discipline", "unit", "party", "email", "language", "facilitator"]

    func showNewMember(_ request: Request) async throws -> HTTPResponse {
        try await newMember(request, problem: nil)
    }

    private func newMember(_ request: Request, problem: Refusal?) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let overview = try await store.overview(of: request.id("community"), to: viewer)
        return try memberForm(request, viewer, overview, member: nil, profile: [:], problem: problem)
    }

    func addMember(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let id: ID<Community> = try request.id("community")
        let form = request.form
        do {
            let party: Party = form.has("party") ? try form.choice("party") : .staff
            _ = try await store.addMember(
                name: form.text("name"), discipline: form.text("discipline"), unit: form.text("unit"), party: party,
                email: form.text("email"), language: form.text("language"), isFacilitator: form.has("facilitator"), to: id, by: viewer)
            forgetPeople()
            return go(request, to: "/communities/\(id)#members")
        } catch let problem as Refusal where problem.isInvalid && !request.wantsRegions {
            return try await newMember(request, problem: problem)
        }
    }

    func showMember(_ request: Request) async throws -> HTTPResponse {
        try await showMember(request, problem: nil)
    }

    /// The member's page; `ofProfile` tells which of its two forms a problem belongs to.
    func showMember(_ request: Request, problem: Refusal?, ofProfile: Bool = false) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let member = try await store.member(request.id("member"), to: viewer)
        let overview = try await store.overview(of: member.communityID, to: viewer)
        let profiles = try await store.profiles(in: member.communityID, to: viewer)
        let profile = profileContent(member, among: overview.members, profiles, request, problem: ofProfile ? problem : nil)
        return try memberForm(
            request, viewer, overview, member: member, profile: profile, problem: ofProfile ? nil : problem,
            status: problem == nil ? .ok : .unprocessable)
    }

    private func memberForm(
        _ request: Request, _ viewer: Viewer, _ overview: CommunityOverview, member: Member?, profile: [String: Any], problem: Refusal?,
        status: HTTPStatusCode? = nil
    ) throws -> HTTPResponse {
        let say = speech(request)
        let known = member.map {
            ["name": $0.name, "discipline": $0.discipline, "unit": $0.unit, "email": $0.email, "language": $0.language]
        }
        let party = problem == nil ? member?.party ?? .staff : Party(rawValue: request.form.text("party"))
        func distinct(among words: [String]) -> [String] { Set(words.filter { !$0.isEmpty }).sorted { Norwegian.precedes($0, $1) } }
        let content: [String: Any] = [
            "community": ["id": overview.community.id.description, "name": overview.community.name],
            "member": member?.id.description ?? "", "heading": member?.name ?? say("member.new"),
            "form": FormView(Self.fields, request: request, problem: problem, say: say, known: known ?? [:]).content,
            "parties": choices(Party.allCases, "party", chosen: party, request),
            "isFacilitator": problem == nil ? member?.isFacilitator ?? false : request.form.has("facilitator"),
            "disciplines": distinct(among: overview.members.map(\.discipline)), "units": distinct(among: overview.members.map(\.unit)),
            "spoken": distinct(among: overview.members.map(\.language)), "profile": profile,
            "flash": flash(request, ["known"], say),
            "link": member.flatMap { $0.isFacilitator ? settings.origin + PersonalLink(key: settings.linkKey).path(for: $0) : nil } ?? "",
        ]
        return try page(
            "members/form.html", content, titled: member?.name ?? say("member.new"),
            frame: PageFrame(viewer: viewer, styles: ["planning", "members"]), for: request,
            status: status ?? (problem == nil ? .ok : .unprocessable))
    }

    func editMember(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let id: ID<Member> = try request.id("member")
        let form = request.form
        do {
            try await store.editMember(
                id, name: form.text("name"), discipline: form.text("discipline"), unit: form.text("unit"), party: form.choice("party"),
                email: form.text("email"), language: form.text("language"), isFacilitator: form.has("facilitator"), at: request.now,
                by: viewer)
        } catch let problem as Refusal where problem.isInvalid && !request.wantsRegions {
            return try await showMember(request, problem: problem)
        }
        forgetPeople()
        return go(request, to: "/communities/\(viewer.communityID)#members")
    }

    func removeMember(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let id: ID<Member> = try request.id("member")
        guard request.isConfirmed else {
            let member = try await store.member(id, to: viewer)
            return try confirmation(
                request, viewer, question: speech(request)("member.remove.sure", ["name": member.name]), yes: "member.remove",
                back: "/members/\(id)")
        }
        try await store.removeMember(id, at: request.now, by: viewer)
        forgetPeople()
        return go(request, to: "/communities/\(viewer.communityID)?done=removed#members")
    }

    /// Forgets who the browsers are and what plans show: any day may have the members changed among those it can invite.
    func forgetPeople() {
        viewers.forget()
        regions.forget()
    }

    /// Asks before something that is not easily undone, for browsers without script: the same form once more, with everything it held.
    func confirmation(_ request: Request, _ viewer: Viewer, question: String, yes: String, back: String) throws -> HTTPResponse {
        let say = speech(request)
        let content: [String: Any] = [
            "question": question, "action": request.path, "yes": say(yes), "back": back,
            "fields": request.form.fields.flatMap { name, values in values.map { ["name": name, "value": $0] } },
        ]
        return try page("planning/confirm.html", content, titled: question, frame: PageFrame(viewer: viewer), for: request)
    }
}

/// A member in a table.
struct MemberLine {
    let content: [String: Any]

    init(_ member: Member, _ say: Speech) {
        content = [
            "id": member.id.description, "name": member.name, "discipline": member.discipline, "unit": member.unit,
            "party": say("party.\(member.party.rawValue)"), "email": member.email, "language": member.language,
            "isFacilitator": member.isFacilitator,
        ]
    }
}
