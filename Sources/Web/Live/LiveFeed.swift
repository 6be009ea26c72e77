import FlyingFox
import Foundation
import Logging
import Storage
import Workshop

/// Carries what has been committed to the pages that show it. Each touched region is rendered once per language in use,
/// and the same bytes go to every subscriber of its audience, once for each version however often the region was touched;
/// the one who made a change gets it without the mark of news.
package final class LiveFeed: Sendable {
    final class Subscriber: Sendable {
        let mailbox: Mailbox
        let audiences: [Audience]
        let language: Language
        let day: ID<TrainingDay>
        let session: SessionToken?

        init(mailbox: Mailbox, audiences: [Audience], language: Language, day: ID<TrainingDay>, session: SessionToken? = nil) {
            (self.mailbox, self.audiences, self.language, self.day, self.session) = (mailbox, audiences, language, day, session)
        }
    }

    /// Those of an audience who read one language.
    fileprivate struct Hearers {
        var subscribers: [ObjectIdentifier: Subscriber] = [:]
        /// What all of them have been told last.
        var told: [AnyHashableRegion: Told] = [:]
    }

    fileprivate struct Told: Equatable {
        var version: Int64
        var isThere: Bool
        var steadyVersion: Int64?
    }

    fileprivate struct Rooms {
        var subscribers: [ObjectIdentifier: Subscriber] = [:]
        /// The subscribers of each audience by language, kept so, since every change is told to all of them.
        var members: [Audience: [Language: Hearers]] = [:]
        var waiting: [AnyHashableRegion] = []
        /// Who changed what waits; several are nobody.
        var changers: [AnyHashableRegion: Set<ID<Attendance>>] = [:]
        var isClosed = false
    }

    /// A region that has been changed, and by whom.
    private struct Touch {
        var region: any Region
        var by: ID<Attendance>?
    }

    private let rooms = Locked(Rooms())
    private let log: Logger
    private let bell: AsyncStream<Void>
    private let ring: AsyncStream<Void>.Continuation

    init(log: Logger) {
        self.log = log
        (bell, ring) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Starts carrying what `site`'s store announces.
    func open(on site: PanoramaSite) {
        site.store.announcements.listen { [weak self, weak site] happenings in
            guard let self, let site else { return }
            let touched = happenings.flatMap { happening in
                site.regions(touchedBy: happening).map { Touch(region: $0, by: happening.actorID) }
            }
            site.regions.touch(touched.map(\.region), at: happenings.compactMap(\.position).max() ?? 0)
            if happenings.contains(where: { PanoramaSite.reshapes($0.kind) }) { site.regions.forget() }
            self.carry(touched, reloading: happenings.filter { PanoramaSite.reshapes($0.kind) }.map(\.dayID))
            for group in Set(happenings.filter { PanoramaSite.redraws($0.kind) }.compactMap(\.groupID)) { self.refetch(group) }
        }
        Task { [weak site, weak self, bell] in
            for await _ in bell {
                guard let self, let site else { return }
                await self.deliver(from: site)
            }
        }
    }

    /// Tells those who look at `touched` how they are now.
    func announce(_ touched: [any Region]) { carry(touched.map { Touch(region: $0, by: nil) }) }

    /// Tells those who look at `touched` how they are now; the pages of `days` fetch themselves again.
    private func carry(_ touched: [Touch], reloading days: [ID<TrainingDay>] = []) {
        for day in Set(days) { reload(day) }
        rooms.withLock { rooms in
            for touch in touched where rooms.members[touch.region.audience] != nil {
                let region = AnyHashableRegion(touch.region)
                if !rooms.waiting.contains(region) { rooms.waiting.append(region) }
                if touch.region.isNews, let by = touch.by { rooms.changers[region, default: []].insert(by) }
            }
        }
        ring.yield()
    }

    private func deliver(from site: PanoramaSite) async {
        while let (region, changers) = rooms.withLock({ $0.takeWaiting() }) {
            for language in rooms.withLock({ $0.languages(of: region.region.audience) }) {
                do {
                    try await tell(region, changedBy: changers, in: language, from: site)
                } catch {
                    log.error("a region could not be shown", metadata: ["region": "\(region.region.id)", "error": "\(error)"])
                }
            }
        }
    }

    private func tell(
        _ hashed: AnyHashableRegion, changedBy changers: Set<ID<Attendance>>, in language: Language, from site: PanoramaSite
    ) async throws {
        let region = hashed.region
        let steady = try await region.steadyVersion(by: site)
        if let steady, rooms.withLock({ $0.hearers(of: region, in: language)?.told[hashed]?.steadyVersion }) == steady { return }
        var message = try await site.regions.message(for: region, in: language, on: site)
        let telling = Told(version: message.version, isThere: message.html != nil, steadyVersion: steady)
        let subscribers = rooms.withLock { $0.members[region.audience]?[language]?.hear(telling, of: hashed) ?? [] }
        guard !subscribers.isEmpty else { return }
        let event = message.event
        message.news = !changers.isEmpty
        let news = message.news ? message.event : event
        let own = changers.count == 1 ? changers.first.map(Audience.person) : nil
        Self.tell(subscribers) { own.map($0.audiences.contains) ?? false ? event : news }
    }

    /// Leaves each of them its message, on all cores where they are many; when it returns, all have been told.
    private static func tell(_ subscribers: [Subscriber], _ message: @Sendable (Subscriber) -> [UInt8]) {
        let atOnce = 16
        DispatchQueue.concurrentPerform(iterations: (subscribers.count + atOnce - 1) / atOnce) { turn in
            for subscriber in subscribers.dropFirst(turn * atOnce).prefix(atOnce) { subscriber.mailbox.push(message(subscriber)) }
        }
    }

    /// Asks the pages of one group to fetch themselves again: its board is another one.
    private func refetch(_ group: ID<Workshop.Group>) {
        let pages = rooms.withLock { rooms in
            [Audience.group(group), .watchers(group)]
                .flatMap { (rooms.members[$0] ?? [:]).values.flatMap(\.subscribers.values) }.map(\.mailbox)
        }
        for mailbox in pages { _ = mailbox.push(Array("event: reload\ndata: {}\n\n".utf8)) }
    }

    /// Asks every page of the day to fetch itself again, and ends its streams before anything more is told: who may hear what may have changed.
    private func reload(_ day: ID<TrainingDay>) { reload { $0.day == day } }

    private func reload(_ leaves: (Subscriber) -> Bool) {
        for subscriber in rooms.withLock({ $0.subscribers.values.filter(leaves) }) {
            _ = subscriber.mailbox.push(Array("event: reload\ndata: {}\n\n".utf8))
            subscriber.mailbox.close()
        }
    }

    /// Ends the streams of every page of a session that has ended; the pages fetch themselves again and come to where one signs in.
    func end(_ session: SessionToken) { reload { $0.session == session } }

    /// Takes a new page in. What it shows may be newer than what was told last, so that going back to that is news to it.
    func join(_ subscriber: Subscriber) {
        let isClosed = rooms.withLock { rooms in
            let key = ObjectIdentifier(subscriber.mailbox)
            rooms.subscribers[key] = subscriber
            for audience in subscriber.audiences {
                rooms.members[audience, default: [:]][subscriber.language, default: Hearers()].takeIn(subscriber, as: key)
            }
            return rooms.isClosed
        }
        if isClosed { subscriber.mailbox.close() }
    }

    func leave(_ key: ObjectIdentifier) {
        rooms.withLock { rooms in
            guard let subscriber = rooms.subscribers.removeValue(forKey: key) else { return }
            for audience in subscriber.audiences {
                rooms.members[audience]?[subscriber.language]?.subscribers[key] = nil
                if rooms.members[audience]?[subscriber.language]?.subscribers.isEmpty == true {
                    rooms.members[audience]?[subscriber.language] = nil
                }
                if rooms.members[audience]?.isEmpty == true { rooms.members[audience] = nil }
            }
        }
    }

    /// How many pages listen now.
    package var count: Int { rooms.withLock { $0.subscribers.count } }

    /// Says goodbye to every page, so that it comes back when the server does.
    package func close() {
        let all = rooms.withLock { rooms in
            rooms.isClosed = true
            return rooms.subscribers.values.map(\.mailbox)
        }
        for mailbox in all {
            _ = mailbox.push(Array("event: goodbye\ndata: {}\n\n".utf8))
            mailbox.close()
        }
    }
}

extension LiveFeed.Rooms {
    fileprivate func languages(of audience: Audience) -> [Language] { Array((members[audience] ?? [:]).keys) }

    fileprivate func hearers(of region: any Region, in language: Language) -> LiveFeed.Hearers? { members[region.audience]?[language] }

    /// The region that has waited longest, and who changed it.
    fileprivate mutating func takeWaiting() -> (AnyHashableRegion, Set<ID<Attendance>>)? {
        guard !waiting.isEmpty else { return nil }
        let region = waiting.removeFirst()
        return (region, changers.removeValue(forKey: region) ?? [])
    }
}

extension LiveFeed.Hearers {
    fileprivate mutating func takeIn(_ subscriber: LiveFeed.Subscriber, as key: ObjectIdentifier) {
        subscribers[key] = subscriber
        told = [:]
    }

    /// Those who have not been told it yet: all, or none.
    fileprivate mutating func hear(_ telling: LiveFeed.Told, of region: AnyHashableRegion) -> [LiveFeed.Subscriber] {
        told.updateValue(telling, forKey: region) == telling ? [] : Array(subscribers.values)
    }
}
