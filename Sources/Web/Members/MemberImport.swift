import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    func showMemberImport(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        return try await importPage(request, viewer, text: "", problems: [], changes: nil)
    }

    /// Shows what a list would change; saves it when that has been looked at. Nothing is saved unless every line is right.
    func importMembers(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await facilitator(request)
        let community: ID<Community> = try request.id("community")
        _ = try await store.overview(of: community, to: viewer)
        let text = Roster.decoded(request.form.writtenOrUploaded("text", "file"))
        do {
            let roster = try Roster(text)
            guard request.form.has("confirmed") else {
                let changes = try await store.preview(roster, in: community, by: viewer)
                return try await importPage(request, viewer, text: text, problems: [], changes: changes)
            }
            let changes = try await store.take(roster, into: community, at: request.now, by: viewer)
            forgetPeople()
            return go(request, to: "/communities/\(community)?done=imported&n=\(changes.count(where: \.matters))#members")
        } catch let wrong as Roster.Wrong {
            return try await importPage(request, viewer, text: text, problems: wrong.problems, changes: nil)
        }
    }

    private func importPage(
        _ request: Request, _ viewer: Viewer, text: String, problems: [Roster.Problem], changes: [Roster.Change]?
    ) async throws -> HTTPResponse {
        let say = speech(request)
        let overview = try await store.overview(of: request.id("community"), to: viewer)
        let added = changes?.filter(\.isNew) ?? []
        let updated = changes?.filter { !$0.isNew && $0.matters } ?? []
        let same = (changes?.count ?? 0) - added.count - updated.count
        let content: [String: Any] = [
            "community": ["id": overview.community.id.description, "name": overview.community.name],
            "text": String(text.prefix(CSV.sizeLimit)), "looked": changes != nil, "anything": !added.isEmpty || !updated.isEmpty,
            "problemCount": say("import.problems", ["n": "\(problems.count)"]),
            "problems": problems.map { problem in
                [
                    "line": "\(problem.line)", "column": problem.column == 0 ? "" : "\(problem.column)",
                    "text": String(problem.text.prefix(120)), "what": say(problem.kind),
                    "short": say("import.at", ["line": "\(problem.line)", "what": say(problem.kind)]),
                ]
            },
            "added": added.map { MemberLine($0.after, say).content.merging(["traits": say.words(for: $0.traits)]) { $1 } },
            "hasLanguages": added.contains { !$0.after.language.isEmpty }, "hasTraits": added.contains { !$0.traits.isEmpty },
            "updated": updated.map { ["name": $0.after.name, "what": say.difference($0)] },
            "addedCount": say("import.added", ["n": "\(added.count)"]), "updatedCount": say("import.updated", ["n": "\(updated.count)"]),
            "same": same > 0 ? say("import.same", ["n": "\(same)"]) : "",
            "save": say("import.save", ["added": "\(added.count)", "updated": "\(updated.count)"]),
        ]
        return try page(
            "members/import.html", content, titled: say("import.title"), frame: PageFrame(viewer: viewer, styles: ["planning"]),
            for: request,
            status: problems.isEmpty ? .ok : .unprocessable)
    }
}

extension Roster {
    /// The text of a file as spreadsheets save it: UTF-8 or UTF-16 with a mark, else the western Windows code page.
    static func decoded(_ data: Data) -> String {
        let data = data.prefix(CSV.sizeLimit * 2)
        if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) { return String(data: data, encoding: .utf16) ?? "" }
        return String(data: data, encoding: .utf8) ?? String(data: data, encoding: .windowsCP1252) ?? String(decoding: data, as: UTF8.self)
    }
}

extension Speech {
    func callAsFunction(_ problem: Roster.Problem.Kind) -> String {
        switch problem {
        case .empty: self("import.empty")
        case .tooLarge: self("import.too-large")
        case .tooManyLines(let limit): self("import.too-many-lines", ["limit": "\(limit)"])
        case .unclosedQuote: self("import.unclosed-quote")
        case .textAfterQuote: self("import.text-after-quote")
        case .unknownHeading: self("import.unknown-heading")
        case .repeatedHeading: self("import.repeated-heading")
        case .noNameHeading: self("import.no-name-heading")
        case .missingName: self("import.missing-name")
        case .tooLong(let limit): self("problem.too-long", ["limit": "\(limit)"])
        case .notAnEmail: self("import.not-an-email")
        case .unknownParty: self("import.unknown-party")
        case .tooManyTraits(let limit): self("import.too-many-traits", ["limit": "\(limit)"])
        case .tooManyCells(let limit): self("import.too-many-cells", ["limit": "\(limit)"])
        case .repeated(let line): self("import.repeated", ["line": "\(line)"])
        case .ambiguous: self("import.ambiguous")
        }
    }

    fileprivate func words(for traits: Set<Trait>) -> String {
        traits.map(word).sorted { Norwegian.precedes($0, $1) }.joined(separator: ", ")
    }

    /// What is different about a member, as `fagområde: helse → sykepleie`.
    fileprivate func difference(_ change: Roster.Change) -> String {
        guard let before = change.before else { return "" }
        let after = change.after
        var parts: [String] = []
        func compare(_ key: String, _ old: String, _ new: String) {
            if old != new { parts.append("\(self(key)): \(old.isEmpty ? "–" : old) → \(new)") }
        }
        compare("member.name", before.name, after.name)
        compare("member.discipline", before.discipline, after.discipline)
        compare("member.unit", before.unit, after.unit)
        compare("member.party", self("party.\(before.party.rawValue)"), self("party.\(after.party.rawValue)"))
        compare("member.email", before.email, after.email)
        compare("member.language", before.language, after.language)
        compare("member.traits", words(for: change.traitsBefore), words(for: change.traits))
        if before.leftAt != nil { parts.append(self("import.back")) }
        return parts.joined(separator: "; ")
    }
}
