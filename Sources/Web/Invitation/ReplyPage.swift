import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    /// The invitation as its receiver reads and answers it; to facilitators, as a preview.
    func showReply(_ request: Request) async throws -> HTTPResponse { try await replyPage(request, problem: nil) }

    private func replyPage(_ request: Request, problem: Refusal?) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: id)
        let own = try await store.ownInvitation(to: id, for: viewer)
        let say = speech(request)
        var content = LetterView(own, say).content
        content["letter"] = try views.render("invitation/_letter.html", content, in: request.language)
        content["form"] =
            FormView(
                ["reason", "food", "access"], request: request, problem: problem, say: say,
                known: ["reason": own.reply?.reason ?? "", "food": own.reply?.food ?? "", "access": own.reply?.access ?? ""]
            ).content
        let chosen = problem == nil ? own.reply?.answer : Reply.Answer(rawValue: request.form.text("answer"))
        let isPreview = viewer.isFacilitator
        content["choices"] = replyChoices(
            own.attendance.flatMap { $0.isInvited ? $0 : nil }?.choices(after: own.reply) ?? Reply.Answer.allCases, chosen, say)
        content["action"] = "/days/\(id)/reply"
        content["day"] = id.description
        content["preview"] = isPreview
        var closed = ""
        do { try own.invitation.mustTakeReplies(for: own.day, today: WallClock.day(request.now)) } catch {
            if case .notNow(let moment) = error { closed = moment.rawValue }
        }
        content["open"] = closed.isEmpty || isPreview
        content["closed"] = closed.isEmpty || closed == "invitationCancelled" ? "" : say("reply.closed.\(closed)")
        content["answered"] = own.reply.map { say("reply.thanks.\($0.answer.rawValue)") } ?? ""
        content["comes"] = own.reply.map { $0.answer != .no } ?? false
        content["begun"] = own.day.state >= .open
        content["programme"] = try await html(ProgrammeRegion(day: id), in: request.language)
        return try page(
            "invitation/reply.html", content, titled: say("reply.title", ["title": own.day.title]),
            frame: PageFrame(audiences: [.everyone(id)], viewer: viewer, styles: ["invitation"], day: own.day), for: request,
            status: problem == nil ? .ok : .unprocessable)
    }

    private func replyChoices(_ answers: [Reply.Answer], _ chosen: Reply.Answer?, _ say: Speech) -> [[String: Any]] {
        answers.map {
            [
                "value": $0.rawValue, "word": say("reply.choice.\($0.rawValue)"),
                "hint": $0 == .observer ? say("reply.choice.observer-hint") : "", "chosen": $0 == chosen,
            ]
        }
    }

    func reply(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: id)
        let form = request.form
        do {
            try await store.reply(
                form.choice("answer"), reason: form.text("reason"), food: form.text("food"), access: form.text("access"), to: id,
                today: WallClock.day(request.now), at: request.now, by: viewer)
        } catch let problem as Refusal where problem.isInvalid && !request.wantsRegions {
            guard (try? await store.ownInvitation(to: id, for: viewer)) != nil else { throw problem }
            return try await replyPage(request, problem: problem)
        }
        return go(request, to: "/days/\(id)/reply")
    }

    /// On the person's own page while the day is not open: the invitation waits, or what was answered and where to change it.
    func invitationNotice(_ day: TrainingDay, _ viewer: Viewer, _ request: Request) async throws -> HTML? {
        guard day.state == .invited else { return nil }
        let own = try await store.ownInvitation(to: day.id, for: viewer)
        let say = speech(request)
        return try views.render(
            "invitation/_notice.html",
            [
                "day": day.id.description, "isCancelled": own.invitation.isCancelled,
                "answered": own.reply.map { say("reply.thanks.\($0.answer.rawValue)") } ?? "",
                "opening": Self.opening(of: LetterView(own, say).teaser), "replyBy": say.weekday(own.invitation.lastDay(of: day)),
                "open": (try? own.invitation.mustTakeReplies(for: day, today: WallClock.day(request.now))) != nil,
            ], in: request.language)
    }

    /// The person the address names, and the facilitator who asks.
    private func invitee(_ request: Request) async throws -> (person: Invitee, desk: InvitationDesk, viewer: Viewer) {
        guard request.identity != nil else { throw MustSignIn() }
        let attendance = try await store.attendance(request.id("attendance"))
        let viewer = try await facilitator(request, on: attendance.dayID)
        let desk = try await store.invitationDesk(of: attendance.dayID, to: viewer)
        guard let person = desk.people.first(where: { $0.attendance.id == attendance.id }) else { throw Refusal.notFound }
        return (person, desk, viewer)
    }

    /// The form with which a facilitator writes down what somebody has told.
    func showEntry(_ request: Request) async throws -> HTTPResponse { try await entry(request, problem: nil) }

    private func entry(_ request: Request, problem: Refusal?) async throws -> HTTPResponse {
        let (person, desk, viewer) = try await invitee(request)
        let say = speech(request)
        let reply = person.reply
        let chosen = problem == nil ? reply?.answer : Reply.Answer(rawValue: request.form.text("answer"))
        let content: [String: Any] = [
            "day": desk.day.id.description, "title": desk.day.title, "name": person.name,
            "action": "/attendances/\(person.attendance.id)/reply",
            "choices": replyChoices(person.attendance.choices(after: reply), chosen, say), "entering": true,
            "form": FormView(
                ["reason", "food", "access"], request: request, problem: problem, say: say,
                known: ["reason": reply?.reason ?? "", "food": reply?.food ?? "", "access": reply?.access ?? ""]
            ).content,
        ]
        return try page(
            "invitation/entry.html", content, titled: say("reply.entry-title", ["name": person.name]),
            frame: PageFrame(viewer: viewer, styles: ["invitation"], day: desk.day), for: request,
            status: problem == nil ? .ok : .unprocessable)
    }

    func enterReply(_ request: Request) async throws -> HTTPResponse {
        let (person, desk, viewer) = try await invitee(request)
        let form = request.form
        do {
            try await store.enter(
                form.choice("answer"), reason: form.text("reason"), food: form.text("food"), access: form.text("access"),
                for: person.attendance.id, at: request.now, by: viewer)
        } catch let problem as Refusal where problem.isInvalid && !request.wantsRegions {
            return try await entry(request, problem: problem)
        }
        return go(request, to: "/days/\(desk.day.id)/invitation#invitation-answers")
    }

    /// Everyone's letter as text to copy and as a file to open and send.
    func showLetters(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        let desk = try await store.invitationDesk(of: id, to: viewer)
        let say = speech(request)
        let kind = Letter.Kind(rawValue: request.query.text("kind")) ?? (desk.invitation.isCancelled ? .cancellation : .invitation)
        let view = LetterView(desk, Speech(catalogue: views.catalogue, language: desk.day.language))
        let content: [String: Any] = [
            "day": id.description, "title": desk.day.title, "kind": kind.rawValue, "subject": view.subject(kind),
            "lang": desk.day.language.rawValue, "isDraft": desk.day.state == .draft,
            "kinds": Letter.Kind.allCases.map {
                ["value": $0.rawValue, "word": say("invitation.kind.\($0.rawValue)"), "current": $0 == kind] as [String: Any]
            },
            "people": desk.people.filter { kind != .reminder || $0.reply == nil }.map { person in
                [
                    "id": person.attendance.id.description, "name": person.name, "email": person.email,
                    "text": view.text(kind, to: person.name, link: link(person)),
                ] as [String: Any]
            },
        ]
        return try page(
            "invitation/letters.html", content, titled: say("letters.title", ["title": desk.day.title]),
            frame: PageFrame(viewer: viewer, styles: ["planning", "invitation"], day: desk.day), for: request)
    }

    /// The list for a word processor's or a mail program's merge: who, where to, and the personal link. No answers' reasons, no needs.
    func downloadMailMerge(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        let desk = try await store.invitationDesk(of: id, to: viewer)
        let say = speech(request)
        let view = LetterView(desk, say)
        var rows = [
            ["name", "first-name", "email", "link", "role", "answer", "title", "when", "place", "reply-by"].map { say("letters.csv.\($0)") }
        ]
        rows += desk.people.map { person in
            [
                person.name, person.name.split(separator: " ").first.map(String.init) ?? "", person.email, link(person),
                say("role.\(person.attendance.role.rawValue)"), say("invitation.answer.\(person.reply?.answer.rawValue ?? "silent")"),
                desk.day.title, view.when, desk.day.place, say.date(desk.invitation.lastDay(of: desk.day)),
            ]
        }
        return Answer.file(Spreadsheet.csv(rows), named: "invitasjon-\(desk.day.date).csv", type: "text/csv; charset=utf-8")
    }

    /// One letter as a file that a mail program opens as a draft.
    func downloadLetter(_ request: Request) async throws -> HTTPResponse {
        let (person, desk, viewer) = try await invitee(request)
        let kind = Letter.Kind(rawValue: request.query.text("kind")) ?? .invitation
        let sender = try await viewer.member.asyncMap { try await self.store.member($0) }
        guard
            let message = message(
                kind, to: person, desk, id: "\(kind.rawValue)-\(person.attendance.id)-\(desk.invitation.sequence)", from: sender,
                isDraft: true)
        else { throw Refusal.invalid("email", .notAnEmail) }
        return Answer.file(message.data(at: request.now), named: "\(kind.rawValue)-\(person.attendance.id).eml", type: "message/rfc822")
    }

    /// Sends the letters of one kind that are due, in the background.
    func sendLetters(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        let kind: Letter.Kind = try request.form.choice("kind")
        let round = try request.form.int("round")
        let desk = try await store.invitationDesk(of: id, to: viewer)
        let due = desk.due(kind, today: WallClock.day(request.now), at: request.now).filter { MailAddress($0.email) != nil }.map(
            \.attendance.id)
        try await begin(due, kind, round: round, on: desk, request, viewer)
        return try await done(
            request, back: "/days/\(id)/invitation#invitation-letters", regions: [InvitationRegion(day: id, part: .letters)],
            announce: speech(request)("invitation.sending"))
    }

    /// Sends one letter anew that failed, or of which nobody knows.
    func sendLetterAgain(_ request: Request) async throws -> HTTPResponse {
        let (person, desk, viewer) = try await invitee(request)
        let kind: Letter.Kind = try request.form.choice("kind")
        let round = try request.form.int("round")
        guard post.underway(on: desk.day.id)[person.attendance.id] == nil else { throw Refusal.notNow(.letterUnderway) }
        guard MailAddress(person.email) != nil else { throw Refusal.invalid("email", .notAnEmail) }
        try await begin([person.attendance.id], kind, round: round, insisting: true, on: desk, request, viewer)
        return try await done(
            request, back: "/days/\(desk.day.id)/invitation#invitation-letters",
            regions: [InvitationRegion(day: desk.day.id, part: .letters)],
            announce: speech(request)("invitation.sending"))
    }

    private func begin(
        _ people: [ID<Attendance>], _ kind: Letter.Kind, round: Int, insisting: Bool = false, on desk: InvitationDesk, _ request: Request,
        _ viewer: Viewer
    ) async throws {
        guard let sendmail = settings.sendmail else { throw Refusal.notNow(.noPostOffice) }
        guard desk.day.state > .draft else { throw Refusal.notNow(.invitationNotOut) }
        try desk.day.mustBeEditable()
        let sender = try await viewer.member.asyncMap { try await self.store.member($0) }
        let day = desk.day.id
        post.begin(people, kind, on: day) { [self] id, isOver in
            do {
                guard
                    let claim = try await store.claimLetter(
                        kind, round: round, to: id, insisting: insisting, today: WallClock.day(settings.clock()), at: settings.clock(),
                        by: viewer),
                    let person = claim.desk.people.first(where: { $0.attendance.id == id })
                else { return }
                let letter = claim.letter
                var outcome = Sendmail.Outcome(exitStatus: 65, complaint: "")
                if let message = message(kind, to: person, claim.desk, id: "letter-\(letter.id)", from: sender) {
                    outcome = await sendmail.send(message.data(at: settings.clock()))
                }
                isOver()
                try await store.end(letter.id, exitStatus: outcome.exitStatus, complaint: outcome.complaint, at: settings.clock())
            } catch {
                log.error("a letter could not be sent", metadata: ["error": "\(type(of: error))"])
            }
        } after: { [self] in
            let region = InvitationRegion(day: day, part: .letters)
            regions.touch([region], at: regions.position)
            feed.announce([region])
        }
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<Other: Sendable>(_ transform: (Wrapped) async throws -> Other) async throws -> Other? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
