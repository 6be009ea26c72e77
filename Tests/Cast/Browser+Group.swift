import Foundation
import Workshop

/// What people in a group do.
extension Browser {
    /// Goes from the day's first page to a case.
    @discardableResult
    package func enters(case number: Int = 1) async throws -> Page {
        try await comesIn()
        let scenario = day.scenarios[number - 1].id
        guard let link = try page.links.first(where: { $0.address.hasSuffix("/cases/\(scenario)") }) else {
            throw Surprise("\(name) finds no way to case \(number)")
        }
        return try await opens(link.address)
    }

    package func pins(_ text: String, in lane: String, marker: String = "spørsmål", withScript: Bool = false) async throws {
        try await looksAgain()
        let form = try form(to: "/boards/", saying: lane)
        let pen = form.choices.first { $0.name == "marker" && $0.words.contains(marker) }?.value
        let written = ["text": text].merging(pen.map { ["marker": $0] } ?? [:]) { $1 }
        if withScript {
            let answer = try await sendsWithScript(form, written, key: UUID().uuidString)
            guard answer.status == 200, Markup.unquoted(answer.body).contains(Markup.plain(text)) else {
                throw Surprise("\(text) was not pinned: \(answer.status)")
            }
        } else {
            try await sends(form, written)
            guard try page.contains(text) else { throw Surprise("«\(text)» does not hang on the board") }
        }
    }

    /// Opens the card's own page, sends `change` to one of its forms, and is back at the board.
    private func changes(_ card: String, to part: String, _ change: (PageForm) throws -> [String: String]) async throws {
        try await looksAgain()
        let room = try page.path
        try await follows("flytt lappen \(card)")
        let form = try form(to: part)
        try await sends(form, change(form))
        guard try page.path.components(separatedBy: "?")[0] == room else { throw Surprise("the card's page answered \(try page.status)") }
    }

    /// Takes the responsibility, or gives it to somebody in the group.
    package func gives(_ card: String, to person: String) async throws {
        try await changes(card, to: "/cards/") { ["responsible": $0.choice(person)?.value ?? ""] }
    }

    package func marksDone(_ card: String) async throws { try await changes(card, to: "/cards/") { _ in ["done": "1"] } }

    package func moves(_ card: String, to lane: String) async throws {
        try await changes(card, to: "/placement") { ["lane": $0.choice(lane)?.value ?? "", "before": ""] }
    }

    package func takesDown(_ card: String) async throws { try await changes(card, to: "/removal") { _ in [:] } }

    package func regrets() async throws { try await sends(try form(to: "/restoration")) }

    /// Asks to reach a person in the case of the open page.
    package func asks(for persona: String, through channel: String, about wish: String = "") async throws {
        try await looksAgain()
        let known = day.scenarios.flatMap(\.personas).filter { $0.name[.nb] == persona }
        let markup = try page.markup
        guard let found = known.first(where: { markup.contains("href=\"?ask=\($0.id)#") }) else {
            throw Surprise("\(name) cannot ask for \(persona) on \(try page.path)")
        }
        try await opens(page.path.components(separatedBy: "?")[0] + "?ask=\(found.id)")
        guard let form = try page.forms.first(where: { $0.fields["persona"] == found.id.description }) else {
            throw Surprise("\(name) cannot ask for \(persona) on \(try page.path)")
        }
        guard let way = form.choice(channel) else {
            throw Surprise("\(persona) cannot be reached through \(channel): \(form.choices.map(\.words))")
        }
        try await sends(form, ["channel": way.value, "wish": wish])
    }

    package func withdraws() async throws { try await sends(form(to: "/withdrawal")) }

    /// Pins what somebody told on the board.
    package func pins(told fact: String) async throws {
        try await looksAgain()
        try await sends(form(to: "/revelations/", saying: fact))
    }

    package func writes(_ text: String, under heading: String) async throws {
        try await looksAgain()
        try await sends(form(to: "/solution", saying: heading), ["text": text])
    }

    package func chooses(contactPerson person: String) async throws {
        try await looksAgain()
        let form = try form(to: "/contact-person")
        guard let choice = form.choice(person) else { throw Surprise("\(person) cannot be chosen") }
        try await sends(form, ["person": choice.value])
    }

    /// Answers every question of the evaluation: `mark` on the scales, `words` in the free text.
    package func evaluates(_ mark: String, _ words: String) async throws {
        try await opens("/days/\(day.id)/evaluation")
        let form = try form(to: "/evaluation")
        var written: [String: String] = [:]
        for choice in form.choices { written[choice.name] = mark }
        for name in form.writable { written[name] = words }
        guard !written.isEmpty else { throw Surprise("the evaluation asks \(name) nothing") }
        try await sends(form, written)
    }
}
