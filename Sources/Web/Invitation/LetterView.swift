import Foundation
import Storage
import Workshop

/// The invitation in words, in one language.
struct LetterView {
    let day: TrainingDay
    let community: Community
    let invitation: Invitation
    let entry: CalendarEntry
    let say: Speech

    init(_ desk: InvitationDesk, _ say: Speech) {
        (day, community, invitation, entry, self.say) = (desk.day, desk.community, desk.invitation, desk.entry, say)
    }

    init(_ own: OwnInvitation, _ say: Speech) {
        (day, community, invitation, entry, self.say) = (own.day, own.community, own.invitation, own.entry, say)
    }

    var teaser: String { invitation.teaser.isEmpty ? say("invitation.teaser.ready") : invitation.teaser }

    var when: String {
        say(
            "invitation.when",
            ["date": say.weekday(day.date), "start": day.startsAt, "end": day.clockTime(after: entry.minutes)])
    }

    /// What the letter shows; the same for everyone who gets it.
    var content: [String: Any] {
        [
            "title": day.title, "community": community.name,
            "paragraphs": teaser.split(separator: "\n").map(String.init).filter { !$0.isEmpty },
            "when": when, "place": day.place, "lunch": invitation.lunch, "isVoluntary": invitation.isVoluntary,
            "replyBy": say.weekday(invitation.lastDay(of: day)), "isCancelled": invitation.isCancelled,
        ]
    }

    func subject(_ kind: Letter.Kind) -> String {
        say("invitation.subject.\(kind.rawValue)", ["title": day.title, "date": say.date(day.date)])
    }

    /// The whole letter to `name` as plain text, with the personal `link`.
    func text(_ kind: Letter.Kind, to name: String, link: String) -> String {
        let first = name.split(separator: " ").first.map(String.init) ?? name
        var parts = [say("invitation.letter.hello", ["name": first])]
        switch kind {
        case .invitation: parts.append(teaser)
        case .reminder: parts += [say("invitation.letter.reminder", ["date": say.weekday(invitation.lastDay(of: day))]), teaser]
        case .change: parts.append(say("invitation.letter.change"))
        case .cancellation: parts.append(say("invitation.letter.cancellation", ["title": day.title, "date": say.weekday(day.date)]))
        }
        if kind != .cancellation {
            var facts = [day.title, when]
            if !day.place.isEmpty { facts.append(day.place) }
            if !invitation.lunch.isEmpty { facts.append(say("invitation.lunch-is", ["lunch": invitation.lunch])) }
            parts.append(facts.joined(separator: "\n"))
            parts.append(say(invitation.isVoluntary ? "invitation.letter.voluntary" : "invitation.letter.expected"))
            parts.append(say("invitation.letter.answer", ["date": say.weekday(invitation.lastDay(of: day))]) + "\n" + link)
            parts.append(say("invitation.letter.key"))
        }
        parts.append(say("invitation.letter.regards", ["community": community.name]))
        return parts.joined(separator: "\n\n")
    }

    func calendar(origin: String, organizer: MailAddress) -> CalendarFile {
        let address = "\(origin)/days/\(day.id)"
        return CalendarFile(
            day: day.id, entry: entry, sequence: invitation.sequence, isCancelled: invitation.isCancelled,
            about: say("invitation.calendar.about", ["community": community.name]) + "\n" + address, address: address,
            organizer: (community.name, organizer))
    }
}

extension Speech {
    /// A calendar day with its weekday: `mandag 30. mars 2026`.
    func weekday(_ written: String) -> String {
        let parts = written.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return written }
        // Zeller's rule: 0 is Saturday.
        let (year, month) = parts[1] < 3 ? (parts[0] - 1, parts[1] + 12) : (parts[0], parts[1])
        let number = (parts[2] + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400) % 7
        return self("weekday.\((number + 5) % 7 + 1)") + " " + date(written)
    }
}

extension PanoramaSite {
    /// Where answers by mail go: the address the server was given, or else the facilitator's own, or else none of ours.
    func mailFrom(_ facilitator: Member?) -> MailAddress {
        settings.mailFrom ?? facilitator.flatMap { MailAddress($0.email) }
            ?? MailAddress("panorama@" + (URL(string: settings.origin)?.host() ?? "localhost")) ?? MailAddress("panorama@localhost")!
    }

    /// Who a calendar file says arranges the day. It cannot be published without one, so when nobody's address is known, it is one that
    /// nothing can be sent to.
    func organizer(_ facilitator: Member?) -> MailAddress {
        settings.mailFrom ?? facilitator.flatMap { MailAddress($0.email) }
            ?? MailAddress("noreply@" + (URL(string: settings.origin)?.host() ?? "localhost")) ?? MailAddress("noreply@localhost")!
    }

    /// The letter to one person as a message; nil when the person has no address that mail can go to, unless it is a draft. It speaks the day's language.
    func message(
        _ kind: Letter.Kind, to person: Invitee, _ desk: InvitationDesk, id: String, from facilitator: Member?, isDraft: Bool = false
    ) -> MailMessage? {
        let address = MailAddress(person.email)
        guard address != nil || isDraft else { return nil }
        let view = LetterView(desk, Speech(catalogue: views.catalogue, language: desk.day.language))
        return MailMessage(
            from: (desk.community.name, mailFrom(facilitator)), replyTo: facilitator.flatMap { MailAddress($0.email) },
            to: (person.name, address), subject: view.subject(kind), text: view.text(kind, to: person.name, link: link(person)),
            calendar: view.calendar(origin: settings.origin, organizer: organizer(facilitator)), id: id, isDraft: isDraft)
    }

    func link(_ person: Invitee) -> String { settings.origin + PersonalLink(key: settings.linkKey).path(for: person.attendance) }
}
