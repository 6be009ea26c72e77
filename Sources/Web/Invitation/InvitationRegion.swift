import Foundation
import Storage
import Workshop

/// One part of the invitation's page that changes while its facilitators look: the one line on the plan, where it stands, the answers, the letters.
struct InvitationRegion: Region {
    enum Part: String, CaseIterable { case line, status, preview, answers, letters }

    let day: ID<TrainingDay>
    let part: Part

    var id: String { "invitation-" + part.rawValue }
    var audience: Audience { .facilitators(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let desk = try await site.store.invitationDesk(of: day)
        let view = InvitationView(
            desk: desk, say: Speech(catalogue: site.views.catalogue, language: language), now: site.settings.clock(),
            today: WallClock.day(site.settings.clock()), progress: site.post.progress(on: day), underway: site.post.underway(on: day),
            sends: site.settings.sendmail != nil)
        var content = view.content(of: part)
        content["id"] = id
        content["version"] = "\(position)"
        content["day"] = day.description
        return RenderedRegion(version: position, html: try site.views.render("invitation/_\(part.rawValue).html", content, in: language))
    }
}

extension PanoramaSite {
    static func invitationRegions(touchedBy happening: Happening) -> [any Region] {
        let parts: [InvitationRegion.Part] =
            switch happening.kind {
            case .invitationChanged, .dayPlanned, .dayMoved, .peopleChanged, .programmeChanged: InvitationRegion.Part.allCases
            case .replied: [.line, .status, .answers, .letters]
            case .lettersSent: [.letters]
            default: []
            }
        return parts.map { InvitationRegion(day: happening.dayID, part: $0) }
    }
}

/// What the parts of the invitation's page show to facilitators.
struct InvitationView {
    let desk: InvitationDesk
    let say: Speech
    let now: Date
    /// The calendar day where the clocks on the wall are read.
    let today: String
    let progress: Post.Progress?
    /// The letters that wait or are handed over.
    let underway: [ID<Attendance>: Letter.Kind]
    /// A program that sends mail is at hand.
    let sends: Bool

    func content(of part: InvitationRegion.Part) -> [String: Any] {
        switch part {
        case .line: ["line": line, "day": desk.day.id.description]
        case .status: status
        case .preview: LetterView(desk, say).content
        case .answers: answers
        case .letters: letters
        }
    }

    /// `18 ja, 2 nei, 4 har ikke svart`.
    private var line: String {
        if desk.invitation.isCancelled { return say("invitation.is-cancelled") }
        let count = desk.count
        if desk.day.state == .draft, count.silent == count.invited { return say("invitation.not-out") }
        return [("yes", count.yes), ("observer", count.observer), ("no", count.no), ("silent", count.silent)]
            .filter { $0.1 > 0 }.map { say("invitation.count.\($0.0)", ["n": "\($0.1)"]) }.joined(separator: ", ")
    }

    private var status: [String: Any] {
        let count = desk.count
        return [
            "isDraft": desk.day.state == .draft, "isCancelled": desk.invitation.isCancelled, "mayCancel": desk.day.state < .open,
            "writable": desk.day.state < .closed,
            "counts": [("yes", count.yes), ("observer", count.observer), ("no", count.no), ("silent", count.silent)].map {
                ["word": say("invitation.answer.\($0.0)"), "n": "\($0.1)", "kind": $0.0]
            },
            "people": !desk.people.isEmpty,
        ]
    }

    private var answers: [String: Any] {
        func rows(_ people: [Invitee]) -> [[String: Any]] {
            people.map { person in
                [
                    "id": person.attendance.id.description, "name": person.name, "discipline": person.discipline,
                    "role": person.attendance.role == .participant ? "" : say("role.\(person.attendance.role.rawValue)"),
                    "reason": person.reply?.reason ?? "",
                    "needs": (person.reply?.answer == .no ? [] : [person.reply?.food ?? "", person.reply?.access ?? ""]).filter {
                        !$0.isEmpty
                    },
                    "entered": person.reply?.enteredByID != nil,
                ]
            }
        }
        let order: [Reply.Answer?] = [.no, .observer, .yes, nil]
        return [
            "writable": desk.day.state < .closed && !desk.invitation.isCancelled,
            "parts": order.map { answer in
                let people = desk.people.filter { $0.reply?.answer == answer }
                let key = answer?.rawValue ?? "silent"
                return [
                    "key": key, "word": say("invitation.answer.\(key)"), "n": "\(people.count)", "people": rows(people),
                    "any": !people.isEmpty, "folded": answer == nil && desk.day.state == .draft,
                ] as [String: Any]
            },
        ]
    }

    private var letters: [String: Any] {
        func round(_ kind: Letter.Kind) -> String { "\((desk.people.compactMap { $0.correspondence.newest(kind)?.round }.max() ?? 0) + 1)" }
        let kinds = Letter.Kind.allCases.compactMap { kind -> [String: Any]? in
            let due = desk.due(kind, today: today, at: now).filter { MailAddress($0.email) != nil && underway[$0.attendance.id] == nil }
                .count
            guard due > 0 else { return nil }
            return [
                "kind": kind.rawValue, "round": round(kind), "word": say("invitation.send.\(kind.rawValue)", ["n": "\(due)"]),
                "sure": say("invitation.send.\(kind.rawValue).sure", ["n": "\(due)"]),
            ]
        }
        let newest = desk.people.flatMap { person in
            Letter.Kind.allCases.compactMap { kind in person.correspondence.newest(kind).map { (person, $0) } }
        }
        let sent = newest.map { person, letter -> [String: Any] in
            let isOnItsWay = letter.exitStatus == nil && underway[person.attendance.id] == letter.kind
            let state = isOnItsWay ? "underway" : letter.state == .sent ? "sent" : letter.state == .failed ? "failed" : "uncertain"
            return [
                "id": person.attendance.id.description, "name": person.name, "kind": say("invitation.kind.\(letter.kind.rawValue)"),
                "kindKey": letter.kind.rawValue, "round": "\(letter.round + 1)", "state": state,
                "word": say("invitation.letter-state.\(state)"),
                "status": letter.exitStatus.map { $0 == 0 ? "" : say("invitation.exit-status", ["status": "\($0)"]) }
                    ?? (state == "uncertain" ? say("invitation.exit-status.none") : ""),
                "complaint": letter.complaint, "troubled": state == "failed" || state == "uncertain",
                "again": desk.mayTryAgain(letter.kind, to: person, today: today) && underway[person.attendance.id] == nil,
            ]
        }
        func troubled(_ row: [String: Any]) -> Bool { row["troubled"] as? Bool == true }
        let without = desk.people.filter { MailAddress($0.email) == nil }
        let isLate =
            desk.day.state == .invited && !desk.invitation.isCancelled && desk.count.silent > 0
            && today > desk.invitation.lastDay(of: desk.day)
        return [
            "late": isLate ? say("letters.too-late-to-remind", ["date": say.weekday(desk.invitation.lastDay(of: desk.day))]) : "",
            "sends": sends, "isDraft": desk.day.state == .draft, "writable": desk.day.state < .closed, "kinds": kinds,
            "progress": progress.map { say("invitation.progress", ["done": "\($0.done)", "all": "\($0.all)"]) } ?? "",
            "troubles": sent.filter(troubled), "others": sent.filter { !troubled($0) },
            "othersCount": say("invitation.letters-listed", ["n": "\(sent.filter { !troubled($0) }.count)"]),
            "without": without.isEmpty
                ? ""
                : without.count == desk.people.count
                    ? say("invitation.no-addresses")
                    : say("invitation.without-address", ["names": without.map(\.name).joined(separator: ", ")]),
        ]
    }
}
