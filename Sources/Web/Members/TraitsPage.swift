import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    /// So many that all their boxes fit in one form.
    private static let traitsPerPage = 80

    /// Everyone in the community and the ready traits, to be ticked in one go.
    func showTraits(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let overview = try await store.overview(of: request.id("community"), to: viewer)
        let profiles = try await store.profiles(in: overview.community.id, to: viewer)
        let say = speech(request)
        let pages = max(1, (overview.members.count + Self.traitsPerPage - 1) / Self.traitsPerPage)
        let number = min(max(1, Int(request.query.text("page")) ?? 1), pages)
        let members = overview.members.dropFirst((number - 1) * Self.traitsPerPage).prefix(Self.traitsPerPage)
        let address = "/communities/\(overview.community.id)/traits"
        let content: [String: Any] = [
            "community": ["id": overview.community.id.description, "name": overview.community.name],
            "traits": Trait.ready.map(say.word), "number": "\(number)", "any": !members.isEmpty,
            "shown": members.map { Self.shown($0.id, profiles[$0.id]?.traits ?? []) }.joined(separator: " "),
            "members": members.map { member in
                let known = profiles[member.id]?.traits ?? []
                return [
                    "id": member.id.description, "name": member.name,
                    "about": [member.discipline, member.unit].filter { !$0.isEmpty }.joined(separator: ", "),
                    "own": known.subtracting(Trait.ready).map(\.rawValue).sorted { Norwegian.precedes($0, $1) }.joined(separator: ", "),
                    "boxes": Trait.ready.map {
                        ["value": "\(member.id):\($0.rawValue)", "word": say.word(for: $0), "chosen": known.contains($0)] as [String: Any]
                    },
                ] as [String: Any]
            },
            "previous": number > 1 ? "\(address)?page=\(number - 1)" : "", "next": number < pages ? "\(address)?page=\(number + 1)" : "",
            "place": pages > 1 ? say("traits.place", ["number": "\(number)", "of": "\(pages)"]) : "",
            "flash": flash(request, ["traits"], say),
        ]
        return try page(
            "members/traits.html", content, titled: say("traits.title"), frame: PageFrame(viewer: viewer, styles: ["planning", "members"]),
            for: request)
    }

    /// Saves the boxes that were changed since the page was shown; what another facilitator has ticked meanwhile stays.
    func markTraits(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let id: ID<Community> = try request.id("community")
        let ticked = Set(request.form.texts("box"))
        var marks: [TraitMark] = []
        for line in request.form.text("shown").split(separator: " ").prefix(Self.traitsPerPage) {
            let parts = line.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let member = ID<Member>(String(parts[0])) else { throw Refusal.invalid("shown", .unknownChoice) }
            for (index, trait) in Trait.ready.enumerated() {
                let isOn = ticked.contains("\(member):\(trait.rawValue)")
                if isOn != parts[1].contains("\(index)") { marks.append(TraitMark(member: member, trait: trait, isOn: isOn)) }
            }
        }
        try await store.mark(marks, in: id, by: viewer)
        let page = Int(request.form.text("number")).map { $0 > 1 ? "&page=\($0)" : "" } ?? ""
        return go(request, to: "/communities/\(id)/traits?done=traits&n=\(Set(marks.map(\.member)).count)\(page)")
    }

    /// Which of the ready traits a member had when the page was shown, as `member:013`.
    private static func shown(_ member: ID<Member>, _ traits: Set<Trait>) -> String {
        "\(member):" + Trait.ready.indices.filter { traits.contains(Trait.ready[$0]) }.map(String.init).joined()
    }
}
