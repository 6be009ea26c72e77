import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let liveRoutes: [Route] = [.get("/live") { try await $0.live($1) }]

    /// The stream of a page: what changes for the audiences that the address names, if the viewer belongs to each of them.
    func live(_ request: Request) async throws -> HTTPResponse {
        let audiences = try request.query.text("for").split(separator: ",").prefix(40).map { topic in
            guard let audience = Audience(topic: topic) else { throw Refusal.notFound }
            return audience
        }
        guard let first = audiences.first else { throw Refusal.notFound }
        let day = try await store.day(of: first)
        let viewer = try await mayHear(audiences, on: day, request)
        let mailbox = Mailbox(maxMessages: 256, maxBytes: 1 << 20)
        // Who hears already is told how far the journal has come: nothing can happen between the two.
        feed.join(LiveFeed.Subscriber(mailbox: mailbox, audiences: audiences, language: request.language, day: day, session: request.token))
        _ = mailbox.push(
            Array(
                "event: hello\ndata: {\"version\":\(regions.position),\"now\":\"\(Spoken.machine(request.now))\",\"beat\":\(Heartbeat.seconds)}\n\n"
                    .utf8))
        mailbox.onEnd { [feed, key = ObjectIdentifier(mailbox)] in feed.leave(key) }
        do {
            // What changed while this was asked has not ended the stream: it was not there yet.
            _ = try await mayHear(audiences, on: day, request)
            try await enter(audiences, viewer, mailbox, in: request.language)
        } catch {
            mailbox.close()
            throw error
        }
        return eventStream(mailbox)
    }

    /// Whoever asks; refuses unless they belong to each of `audiences` as it is now, and these all to `day`.
    private func mayHear(_ audiences: [Audience], on day: ID<TrainingDay>, _ request: Request) async throws -> Viewer {
        guard let token = request.token, let identity = try await viewers.identity(of: token) else { throw MustSignIn() }
        let viewer = try await viewers.viewer(identity, of: token, on: day)
        for audience in audiences {
            guard try await store.day(of: audience) == day else { throw Refusal.notFound }
            try await store.mayHear(audience, viewer)
        }
        return viewer
    }

    /// Shows whoever comes to a board who is there, also if that has changed since the page was made.
    /// One of the group is there while the stream lasts; those who watch are not shown.
    private func enter(_ audiences: [Audience], _ viewer: Viewer, _ mailbox: Mailbox, in language: Language) async throws {
        for case .board(let board) in audiences {
            if let person = viewer.attendance, viewer.worksIn(try await store.place(ofBoard: board).group) {
                presence.enter(board, person, named: viewer.name)
                mailbox.onEnd { [presence] in presence.leave(board, person) }
            }
            _ = mailbox.push(try await regions.message(for: PresenceRegion(board: board), in: language, on: self).event)
        }
    }

    /// Changes after which the pages of one group are drawn otherwise.
    static func redraws(_ kind: Happening.Kind) -> Bool {
        switch kind {
        case .boardLaidOut, .boardChanged, .laneChanged: true
        default: false
        }
    }

    /// Changes after which people's pages are other pages: they are asked to fetch themselves again.
    static func reshapes(_ kind: Happening.Kind) -> Bool {
        switch kind {
        case .dayMoved, .dayPlanned, .peopleChanged, .groupsChanged, .casesChanged, .castingsChanged, .personRemoved: true
        default: false
        }
    }
}
