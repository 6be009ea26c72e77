import Foundation
import Grouping
import Storage
import Workshop

/// Looks for good divisions beside the requests: each search bounded in time, one for a day, and two at once in all.
final class GroupSearch: Sendable {
    /// One search under way; asked about every hundred trials whether it goes on.
    private final class Run: Sendable {
        private let isEnded = Locked(false)

        var goesOn: Bool { isEnded.withLock { !$0 } }
        func end() { isEnded.withLock { $0 = true } }
    }

    private let queue: OperationQueue
    private let runs = Locked<[ID<TrainingDay>: Run]>([:])
    private let limit: Duration?

    /// `limit` is how long a search may go on, where a test wants another time than people do.
    init(limit: Duration? = nil) {
        self.limit = limit
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = 2
        queue.qualityOfService = .utility
    }

    /// Searches for at most a second, three above sixty people, until nothing better is to be expected or until it is ended: the best so
    /// far is the answer. A search that is under way for the same day ends with the best it has.
    func divide(_ gathering: Gathering, seed: Int, from start: Division? = nil, for day: ID<TrainingDay>) async throws -> Division {
        let run = Run()
        runs.withLock { $0.updateValue(run, forKey: day) }?.end()
        defer { runs.withLock { if $0[day] === run { $0[day] = nil } } }
        let time = limit ?? (gathering.people.count > 60 ? .seconds(3) : .seconds(1))
        return try await withCheckedThrowingContinuation { waiting in
            queue.addOperation {
                waiting.resume(
                    with: Result {
                        let builder = try GroupBuilder(gathering, seed: UInt64(max(seed, 0)), from: start)
                        let clock = ContinuousClock()
                        let end = clock.now + time
                        builder.improve { run.goesOn && clock.now < end }
                        return builder.division
                    })
            }
        }
    }

    func isSearching(for day: ID<TrainingDay>) -> Bool { runs.withLock { $0[day] != nil } }

    /// Ends the search of a day; whoever waits for it gets the best so far. False when there is none.
    @discardableResult
    func end(for day: ID<TrainingDay>) -> Bool {
        runs.withLock { $0[day] }.map { $0.end() } != nil
    }
}

extension Bench {
    /// The groups with newcomers put where they do best, as few in each as can be; nil when nobody has been divided.
    func seatingEveryone() -> (groups: [[ID<Attendance>]], new: [(person: BuilderContent.Guest, number: Int)])? {
        guard proposal.isDivided else { return nil }
        var groups = groups.map { $0.map(\.id) }
        var new: [(BuilderContent.Guest, Int)] = []
        for guest in unseated {
            let open = groups.indices.filter { mayHold(guest, $0 + 1) }
            guard let fewest = open.map({ groups[$0].count }).min() else { continue }
            var best: (index: Int, score: Score)?
            for index in open where groups[index].count == fewest {
                var trial = groups
                trial[index].append(guest.id)
                guard let score = score(trial) else { continue }
                if best.map({ score < $0.score }) ?? true { best = (index, score) }
            }
            let index = best?.index ?? open.first { groups[$0].count == fewest }!
            groups[index].append(guest.id)
            new.append((guest, index + 1))
        }
        return (groups, new)
    }

    private func score(_ groups: [[ID<Attendance>]]) -> Score? {
        let (gathering, division, _) = posed(groups)
        return (try? Desk(gathering, division))??.score
    }

    /// The groups as a gathering and a division of it, with the numbers of those that are seen; pins hold.
    func posed(_ groups: [[ID<Attendance>]]) -> (gathering: Gathering, division: Division, seen: [Int]) {
        let all = Gathering(content, setup, among: Set(groups.joined()), pools: proposal.pools)
        let filled = Set(all.people.map(\.pool))
        let seen = groups.indices.filter { filled.contains(proposal.pools[$0]) }.map { $0 + 1 }
        var gathering = all
        for (person, number) in pins {
            if let place = seen.firstIndex(of: number) { gathering.pins[person.description] = place + 1 }
        }
        return (gathering, Division(given: seen.map { (proposal.pools[$0 - 1], groups[$0 - 1].map(\.description)) }), seen)
    }
}

extension Division {
    /// Its groups as attendances, with their pools; those of `old` whose people stayed keep their numbers as far as pools allow.
    func seats(like old: [[ID<Attendance>]] = [], pinned: [ID<Attendance>: Int] = [:]) -> (groups: [[ID<Attendance>]], pools: [String]) {
        let fresh = groups.map { group in group.members.compactMap { ID<Attendance>($0) } }
        var overlaps: [(common: Int, from: Int, to: Int)] = []
        for (from, people) in fresh.enumerated() {
            for to in fresh.indices where groups[from].pool == groups[to].pool {
                let stayed = old.indices.contains(to) ? people.count(where: Set(old[to]).contains) : 0
                let held = people.count { pinned[$0] == to + 1 }
                overlaps.append((stayed + held * 1000, from, to))
            }
        }
        var ordered = fresh
        var placed: Set<Int> = []
        var taken: Set<Int> = []
        for overlap in overlaps.sorted(by: { ($1.common, $0.from, $0.to) < ($0.common, $1.from, $1.to) })
        where !placed.contains(overlap.from) && !taken.contains(overlap.to) {
            ordered[overlap.to] = fresh[overlap.from]
            placed.insert(overlap.from)
            taken.insert(overlap.to)
        }
        return (ordered, groups.map(\.pool))
    }
}
