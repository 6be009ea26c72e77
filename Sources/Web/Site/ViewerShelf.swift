import Storage
import Workshop

/// Who the signed-in browsers are, remembered until anything about people, groups or sessions changes.
final class ViewerShelf: Sendable {
    private let store: Store
    private let known = Locked(Known())

    private struct Known {
        var stamp = 0
        var identities: [SessionToken: Identity] = [:]
        var viewers: [SessionToken: [ID<TrainingDay>: Viewer]] = [:]
    }

    init(store: Store) {
        self.store = store
        store.announcements.listen { [known] happenings in
            guard happenings.contains(where: { ViewerShelf.matters($0.kind) }) else { return }
            known.withLock { $0 = Known(stamp: $0.stamp + 1) }
        }
    }

    static func matters(_ kind: Happening.Kind) -> Bool {
        switch kind {
        case .peopleChanged, .groupsChanged, .castingsChanged, .personJoined, .personRemoved, .dayPlanned: true
        default: false
        }
    }

    func forget() { known.withLock { $0 = Known(stamp: $0.stamp + 1) } }

    func identity(of token: SessionToken) async throws -> Identity? {
        let (stamp, identity) = known.withLock { ($0.stamp, $0.identities[token]) }
        if let identity { return identity }
        guard let identity = try await store.identity(of: token) else { return nil }
        known.withLock { known in
            guard known.stamp == stamp else { return }
            if known.identities.count > 5000 { known = Known(stamp: stamp) }
            known.identities[token] = identity
        }
        return identity
    }

    func viewer(_ identity: Identity, of token: SessionToken, on day: ID<TrainingDay>) async throws -> Viewer {
        let (stamp, viewer) = known.withLock { ($0.stamp, $0.viewers[token]?[day]) }
        if let viewer { return viewer }
        let found = try await store.viewer(for: identity, on: day)
        known.withLock { known in
            // An identity that was read before people changed is not remembered any more.
            if known.stamp == stamp, known.identities[token] == identity { known.viewers[token, default: [:]][day] = found }
        }
        return found
    }
}
