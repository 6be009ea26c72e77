import Foundation
import Grouping
import Storage
import Workshop

/// The builder of a day as it was last read: every proposal judged once, and each part with the version since which it looks as it does.
final class BuilderSight: Sendable {
    /// A proposal with the versions of its parts.
    struct Place: Sendable {
        var bench: Bench?
        /// What the whole page is made of: another frame is another page.
        fileprivate var frame: Frame
        var frameSince: Int64
        fileprivate var groups: [GroupLook] = []
        /// By group number from 1.
        var groupSince: [Int64] = []
        fileprivate var ruleFrame: RuleFrame
        var rulesSince: Int64
        fileprivate var rules: [[Explanation.Finding]] = []
        var ruleSince: [Int64] = []
    }

    fileprivate struct Frame: Hashable {
        var names: [String]
        var pools: [String]
        var people: [String]
        var state: TrainingDay.State
        var isDivided: Bool
        var wasSeen: [Int]
    }

    fileprivate struct GroupLook: Hashable {
        struct Person: Hashable {
            var id: ID<Attendance>
            var about: [String]
            var traits: Set<Trait>
            var isPinned: Bool
        }

        var people: [Person]
        var findings: [Explanation.Finding]
        var rules: [Rule]
        var pool: String
    }

    fileprivate struct RuleFrame: Hashable {
        var rules: String
        var sets: [RuleSet]
        var people: [BuilderContent.Guest]
        var groups: [String]
        var state: TrainingDay.State
    }

    /// A part as it was last rendered; the version of the proposal is written in when it is sent.
    struct Markup: Sendable {
        var since: Int64
        var html: String
    }

    struct MarkupKey: Hashable, Sendable {
        var place: Proposal.Place
        var part: BuilderRegion.Part
        var language: Language
    }

    let content: BuilderContent
    /// The version of what is new in every sight.
    let since: Int64
    private let before: [Proposal.Place: Place]
    private let places = Locked<[Proposal.Place: Place]>([:])
    private let markups: Locked<[MarkupKey: Markup]>

    /// `position` is the place in the journal; versions never fall behind those of `previous`.
    init(_ content: BuilderContent, at position: Int64, after previous: BuilderSight?) {
        self.content = content
        since = max(position, (previous?.since ?? -1) + 1)
        before = previous?.places.withLock { $0 } ?? [:]
        markups = Locked(previous?.markups.withLock { $0 } ?? [:])
    }

    /// The proposal in a place, judged when it is first asked for.
    func place(_ place: Proposal.Place) -> Place {
        if let known = places.withLock({ $0[place] }) { return known }
        let fresh = look(place)
        places.withLock { $0[place] = fresh }
        return fresh
    }

    func bench(_ place: Proposal.Place) -> Bench? { self.place(place).bench }

    /// The rendering of a part since `version`, made now if there is none.
    func markup(_ key: MarkupKey, since version: Int64, _ render: () throws -> String) rethrows -> String {
        if let known = markups.withLock({ $0[key] }), known.since == version { return known.html }
        let html = try render()
        markups.withLock { $0[key] = Markup(since: version, html: html) }
        return html
    }

    private func look(_ place: Proposal.Place) -> Place {
        let known = before[place]
        let bench = Bench(content, place, after: known?.bench)
        let groupNames = content.groups.map { "\($0.id) \($0.name)" }
        let frame = Frame(
            names: groupNames, pools: bench?.proposal.pools ?? [], people: content.people.map { "\($0.id) \($0.member.name)" },
            state: content.day.state, isDivided: bench?.proposal.isDivided ?? false, wasSeen: bench?.seen ?? [])
        let ruleFrame = RuleFrame(
            rules: bench?.proposal.rules ?? "", sets: content.ruleSets,
            people: content.people.map { guest in
                var guest = guest
                guest.attendance.groupID = nil
                return guest
            }, groups: groupNames, state: content.day.state)
        let isSame = known?.frame == frame
        let sameRules = isSame && known?.ruleFrame == ruleFrame
        var fresh = Place(
            bench: bench, frame: frame, frameSince: isSame ? known!.frameSince : since, ruleFrame: ruleFrame,
            rulesSince: sameRules ? known!.rulesSince : since)
        guard let bench else { return fresh }
        fresh.groups = bench.groups.indices.map { look(group: $0 + 1, bench) }
        fresh.groupSince = fresh.groups.indices.map { index in
            isSame && known!.groups.indices.contains(index) && known!.groups[index] == fresh.groups[index]
                ? known!.groupSince[index] : since
        }
        fresh.rules = bench.setup.rules.indices.map { bench.findings(rule: $0) }
        fresh.ruleSince = fresh.rules.indices.map { index in
            sameRules && known!.rules.indices.contains(index) && known!.rules[index] == fresh.rules[index] ? known!.ruleSince[index] : since
        }
        return fresh
    }

    private func look(group number: Int, _ bench: Bench) -> GroupLook {
        GroupLook(
            people: bench.groups[number - 1].map { guest in
                GroupLook.Person(
                    id: guest.id, about: [guest.member.name, guest.member.discipline, guest.member.party.rawValue],
                    traits: guest.profile.traits,
                    isPinned: bench.proposal.seats[guest.id]?.isPinned == true)
            }, findings: bench.findings(group: number), rules: bench.setup.rules, pool: bench.setup.pool)
    }
}

/// The builders of the days that somebody looks at.
final class BuilderShelf: Sendable {
    private struct Kept {
        var touches: Int64 = 0
        /// The touches when the sight was read; nil when nobody has looked.
        var readAt: Int64?
        var sight: BuilderSight?
    }

    private let days = Locked<[ID<TrainingDay>: Kept]>([:])

    /// What was read last is no longer how it is.
    func touch(_ day: ID<TrainingDay>) { days.withLock { $0[day, default: Kept()].touches += 1 } }

    /// The last sight, whether or not it still holds.
    func last(_ day: ID<TrainingDay>) -> BuilderSight? { days.withLock { $0[day]?.sight } }

    /// The builder as it is now; with `anew` read again also when nothing is known to have changed.
    func sight(_ day: ID<TrainingDay>, anew: Bool = false, on site: PanoramaSite) async throws -> BuilderSight {
        let (kept, position) = (days.withLock { $0[day] ?? Kept() }, site.regions.position)
        if !anew, let sight = kept.sight, kept.readAt == kept.touches { return sight }
        let content = try await site.store.builder(of: day)
        if let sight = kept.sight, kept.readAt == kept.touches, sight.content == content { return sight }
        return days.withLock { days in
            if let overtaking = days[day], let newer = overtaking.sight, (overtaking.readAt ?? 0) > kept.touches { return newer }
            if let newer = days[day]?.sight, newer !== kept.sight, days[day]?.readAt == kept.touches, newer.content == content {
                return newer
            }
            let fresh = BuilderSight(content, at: position, after: days[day]?.sight)
            days[day, default: Kept()].sight = fresh
            days[day]?.readAt = kept.touches
            return fresh
        }
    }
}
