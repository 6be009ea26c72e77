import Foundation
import Storage
import Workshop

extension Browser {
    /// The page a person looks at, with what its stream has brought since.
    struct Place: Sendable {
        var page: Page?
        var listening: Listening?
        /// The stream's events that the page has already taken in.
        var seen = 0
        /// Every page and event this person has had on the screen.
        var past: [String] = []
    }

    package var page: Page {
        get throws {
            guard let page = place.withLock(\.page) else { throw Surprise("\(name) has no page open") }
            return page
        }
    }

    package var listening: Listening? { place.withLock(\.listening) }

    /// Goes to a page, and listens to its stream as our script does: a page that is older than its stream is fetched once more.
    @discardableResult
    package func opens(_ path: String) async throws -> Page {
        let heard = listening?.events.count ?? 0
        var page = Page(path: path, try await get(path))
        for _ in 0..<5 {
            guard page.status == 303, !page.redirect.isEmpty else { break }
            page = Page(path: page.redirect, try await get(page.redirect))
        }
        guard let live = page.live else {
            place.withLock { $0.listening?.leave() }
            show(page, nil)
            return page
        }
        if let old = listening, old.address == live.address, !old.isOver {
            show(page, old, since: heard)
            return page
        }
        place.withLock { $0.listening?.leave() }
        let listening = await listens(to: live.address)
        if let listening {
            await listening.news(after: 0, before: .now + Browser.patience)
            if let version = listening.events.first?.version, version > live.version { page = Page(path: page.path, try await get(page.path)) }
        }
        show(page, listening)
        return page
    }

    /// Opens any stream; nil when it is refused.
    package func listens(to address: String) async -> Listening? {
        Listening(await response(.GET, address, body: Data(), headers: ["Accept": "text/event-stream"]), at: address)
    }

    private func show(_ page: Page, _ listening: Listening?, since heard: Int = 0) {
        place.withLock { place in
            place.page = page
            place.past.append(page.markup)
            if place.listening !== listening { place.past += place.listening?.events.compactMap(\.html) ?? [] }
            place.seen = heard
            place.listening = listening
        }
    }

    /// Fetches the page again.
    @discardableResult
    package func looksAgain() async throws -> Page { try await opens(page.path) }

    /// How long a signal may take before it is missed; long, because machines that run all tests at once are slow.
    static var patience: Duration { .seconds(40) }

    /// Waits until `text` is on the screen, brought by the page's own stream. Fails when it does not come.
    package func sees(_ text: String) async throws {
        let deadline = ContinuousClock.now + Browser.patience
        while true {
            if try await shows(text) { return }
            guard ContinuousClock.now < deadline, let listening else { break }
            let count = listening.events.count
            if try await shows(text) { return }
            await listening.news(after: count, before: deadline)
        }
        throw Surprise("\(name) does not see «\(text)» on \(try page.path)")
    }

    /// Whether `text` is on the screen now: in a region as it last came, or in the page.
    private func shows(_ text: String) async throws -> Bool {
        let (page, listening, seen) = place.withLock { ($0.page, $0.listening, $0.seen) }
        guard let page else { throw Surprise("\(name) has no page open") }
        if page.contains(text) { return true }
        let events = listening?.events ?? []
        if events.dropFirst(seen).contains(where: { Markup.plain($0.html ?? "").contains(Markup.plain(text)) }) { return true }
        guard listening?.isOver == true || events.contains(where: { $0.name == "reload" }) else { return false }
        return try await opens(page.path).contains(text)
    }

    /// Fails if `text` is, or has ever been, on this person's screen. A later message from the facilitator is awaited first,
    /// so that nothing is still on its way.
    package func neverSees(_ text: String) async throws {
        if listening != nil { try await sees(day.signal()) }
        try await looksAgain()
        let (past, now) = place.withLock { ($0.past, $0.listening?.events.compactMap(\.html) ?? []) }
        if (past + now).contains(where: { Markup.plain($0).contains(Markup.plain(text)) }) {
            throw Surprise("\(name) has seen «\(text)»")
        }
    }

    /// Fails if `text` is on the page as it is when fetched again.
    package func noLongerSees(_ text: String) async throws {
        if try await looksAgain().contains(text) { throw Surprise("\(name) still sees «\(text)»") }
    }

    package func meets(_ status: Int) throws {
        let page = try page
        guard page.status == status else { throw Surprise("\(name) met \(page.status) on \(page.path), not \(status): \(Markup.plain(page.markup).prefix(300))") }
    }
}

extension Day {
    /// Says something new to everyone on the day; what was committed before has then been told.
    package func signal() async throws -> String {
        let text = "Beskjed nummer \(signals.withLock { $0 += 1; return $0 })."
        clock.advance(minutes: 1 / 60)
        let answer = try await marit.post("/days/\(id)/messages", ["to": "everyone", "text": text])
        guard answer.status == 303 else { throw Surprise("the message was answered with \(answer.status)") }
        return text
    }
}
