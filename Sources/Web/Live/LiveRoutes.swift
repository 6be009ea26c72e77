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
        try await mayHear(audiences, on: day, request)
        let mailbox = Mailbox(maxMessages: 256, maxBytes: 1 << 20)
        _ = mailbox.push(
            Array(
                "event: hello\ndata: {\"version\":\(regions.position),\"now\":\"\(Spoken.machine(request.now))\",\"beat\":\(Heartbeat.seconds)}\n\n"
                    .utf8))
        feed.join(LiveFeed.Subscriber(mailbox: mailbox, audiences: audiences, language: request.language, day: day))
        mailbox.onEnd { [feed, key = ObjectIdentifier(mailbox)] in feed.leave(key) }
        do {
            // What changed while this was asked has not ended the stream: it was not there yet.
            try await mayHear(audiences, on: day, request)
        } catch {
            mailbox.close()
            throw error
        }
        return eventStream(mailbox)
    }

    /// Refuses unless whoever asks belongs to each of `audiences` as it is now, and they all to `day`.
    private func mayHear(_ audiences: [Audience], on day: ID<TrainingDay>, _ request: Request) async throws {
        guard let token = request.token, let identity = try await viewers.identity(of: token) else { throw MustSignIn() }
        let viewer = try await viewers.viewer(identity, of: token, on: day)
        for audience in audiences {
            guard try await store.day(of: audience) == day else { throw Refusal.notFound }
            try await store.mayHear(audience, viewer)
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
