import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let profileRoutes: [Route] = [
        .post("/members/:member/profile") { try await $0.editProfile($1) },
        .get("/communities/:community/traits") { try await $0.showTraits($1) },
        .post("/communities/:community/traits") { try await $0.markTraits($1) },
        .get("/communities/:community/members/export") { try await $0.exportMembers($1) },
    ]

    /// What facilitators know of a member, as the form shows it.
    func profileContent(_ member: Member, among members: [Member], _ profiles: [ID<Member>: Profile], _ request: Request, problem: Refusal?)
        -> [String: Any]
    {
        let say = speech(request)
        let profile = profiles[member.id] ?? Profile()
        let sent = problem == nil ? nil : request.form
        let names = Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0.name) })
        var rows = profile.numbers.sorted { Norwegian.precedes($0.key, $1.key) }.map { ($0.key, say.number($0.value)) }
        rows += [("", "")]
        if let sent { rows = Self.numberRows(sent) }
        return [
            "form": FormView([], request: request, problem: problem, say: say).content,
            "traits": (Trait.ready + Self.ownWords(in: profiles)).map { trait in
                let chosen = sent.map { $0.texts("trait").contains(trait.rawValue) } ?? profile.traits.contains(trait)
                return ["value": trait.rawValue, "word": say.word(for: trait), "chosen": chosen] as [String: Any]
            },
            "words": sent?.text("words") ?? "",
            "numbers": rows.enumerated().map { ["index": "\($0)", "name": $1.0, "value": $1.1] },
            "numberNames": Set(profiles.values.flatMap(\.numbers.keys)).sorted { Norwegian.precedes($0, $1) },
            "ties": profile.ties.compactMap { tie -> [String: String]? in
                let other = tie.memberID == member.id ? tie.otherID : tie.memberID
                guard let name = names[other] else { return nil }
                return ["key": Self.key(tie), "text": say("tie.\(Self.side(tie, of: member.id)).text", ["name": name]), "name": name]
            }.sorted { Norwegian.precedes($0["name"] ?? "", $1["name"] ?? "") },
            "kinds": Self.sides.map { ["value": $0, "word": say("tie.\($0)"), "chosen": sent?.text("tie") == $0] as [String: Any] },
            "others": members.filter { $0.id != member.id }.map {
                [
                    "id": $0.id.description, "chosen": sent?.text("other") == $0.id.description,
                    "name": $0.name + ($0.discipline.isEmpty ? "" : ", " + $0.discipline),
                ] as [String: Any]
            },
        ]
    }

    /// Saves what is known of a member; what the form did not show is left.
    func editProfile(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let member = try await store.member(request.id("member"), to: viewer)
        let known = try await store.profiles(in: member.communityID, to: viewer)[member.id] ?? Profile()
        do {
            try await store.know(written(request.form, about: member.id, known), of: member.id, by: viewer)
        } catch let problem as Refusal where problem.isInvalid && !request.wantsRegions {
            return try await showMember(request, problem: problem, ofProfile: true)
        }
        return go(request, to: "/members/\(member.id)?done=known#profile")
    }

    private func written(_ form: Form, about member: ID<Member>, _ known: Profile) throws(Refusal) -> Profile {
        var profile = Profile(ties: known.ties)
        profile.traits = try Trait.list(form.text("words"))
        for word in form.texts("trait") { profile.traits.insert(try Trait(spoken: word)) }
        for (index, row) in Self.numberRows(form).enumerated() where !(row.0.isEmpty && row.1.isEmpty) {
            do {
                let number = try Profile.number(row.1, named: row.0)
                profile.numbers[number.name] = number.value
            } catch {
                guard case .invalid(let problems) = error else { throw error }
                throw .invalid(problems.map { FieldProblem(field: "\($0.field)-\(index)", kind: $0.kind) })
            }
        }
        let untied = Set(form.texts("untie"))
        profile.ties = profile.ties.filter { !untied.contains(Self.key($0)) }
        guard form.has("other") || form.has("tie") else { return profile }
        guard let other = ID<Member>(form.text("other")) else { throw .invalid("other", form.has("other") ? .unknownChoice : .missing) }
        switch form.text("tie") {
        case "caseworker-of": profile.ties.insert(try Tie(member, .caseworker, other))
        case "client-of": profile.ties.insert(try Tie(other, .caseworker, member))
        case "": throw .invalid("tie", .missing)
        default: profile.ties.insert(try Tie(member, form.choice("tie"), other))
        }
        return profile
    }

    /// The names and values of the numbers in the form, in order.
    private static func numberRows(_ form: Form) -> [(String, String)] {
        (0...Profile.numberLimit).filter { form.fields["number-name-\($0)"] != nil || form.fields["number-value-\($0)"] != nil }
            .map { (form.text("number-name-\($0)"), form.text("number-value-\($0)")) }
    }

    static func ownWords(in profiles: [ID<Member>: Profile]) -> [Trait] {
        profiles.values.reduce(into: Set<Trait>()) { $0.formUnion($1.traits) }.subtracting(Trait.ready)
            .sorted { Norwegian.precedes($0.rawValue, $1.rawValue) }
    }

    private static let sides = ["caseworker-of", "client-of"] + Tie.Kind.allCases.filter { $0 != .caseworker }.map(\.rawValue)

    private static func side(_ tie: Tie, of member: ID<Member>) -> String {
        tie.kind == .caseworker ? (tie.memberID == member ? "caseworker-of" : "client-of") : tie.kind.rawValue
    }

    private static func key(_ tie: Tie) -> String { "\(tie.memberID) \(tie.kind.rawValue) \(tie.otherID)" }
}

extension Speech {
    /// The screen's word for a ready trait; the community's own words stand as they are.
    func word(for trait: Trait) -> String { Trait.ready.contains(trait) ? self("trait.\(trait.rawValue)") : trait.rawValue }

    /// A number with the decimal sign of the language, without needless zeros.
    func number(_ value: Double) -> String {
        let text = value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
        return language == .en ? text : text.replacing(".", with: ",")
    }
}
