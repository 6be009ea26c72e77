import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    /// The members for a spreadsheet, with headings that the import knows. What facilitators know of people is in it only when asked for.
    func exportMembers(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let overview = try await store.overview(of: request.id("community"), to: viewer)
        let profiles = request.query.has("traits") ? try await store.profiles(in: overview.community.id, to: viewer) : nil
        let table = MemberTable(overview.members, profiles, speech(request))
        return Answer.file(Spreadsheet.csv(table.rows), named: "\(overview.community.name).csv", type: "text/csv; charset=utf-8")
    }
}

/// A community's members, one a row.
struct MemberTable {
    let rows: [[String]]

    init(_ members: [Member], _ profiles: [ID<Member>: Profile]?, _ say: Speech) {
        let headings = ["name", "discipline", "unit", "party", "email", "language"] + (profiles == nil ? [] : ["traits"])
        rows =
            [headings.map { say("member.\($0)") }]
            + members.map { member -> [String] in
                let traits = profiles?[member.id]?.traits.map(say.word).sorted { Norwegian.precedes($0, $1) } ?? []
                return [
                    member.name, member.discipline, member.unit, say("party.\(member.party.rawValue)"), member.email, member.language,
                ] + (profiles == nil ? [] : [traits.joined(separator: ", ")])
            }
    }
}
