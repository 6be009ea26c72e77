import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let invitationRoutes: [Route] = [
        .get("/days/:day/invitation") { try await $0.showInvitation($1) },
        .post("/days/:day/invitation") { try await $0.writeInvitation($1) },
        .post("/days/:day/invitation/cancellation") { try await $0.cancelInvitation($1) },
        .post("/days/:day/invitation/renewal") { try await $0.takeBackCancellation($1) },
        .get("/days/:day/invitation/letters") { try await $0.showLetters($1) },
        .get("/days/:day/invitation.csv") { try await $0.downloadMailMerge($1) },
        .get("/days/:day/kitchen") { try await $0.showKitchen($1) },
        .get("/days/:day/calendar.ics") { try await $0.downloadCalendar($1) },
        .get("/days/:day/reply") { try await $0.showReply($1) },
        .post("/days/:day/reply") { try await $0.reply($1) },
        .post("/days/:day/letters") { try await $0.sendLetters($1) },
        .get("/attendances/:attendance/reply") { try await $0.showEntry($1) },
        .post("/attendances/:attendance/reply") { try await $0.enterReply($1) },
        .get("/attendances/:attendance/letter.eml") { try await $0.downloadLetter($1) },
        .post("/attendances/:attendance/letters") { try await $0.sendLetterAgain($1) },
    ]

    /// The invitation as its facilitators write it, with everyone's answers.
    func showInvitation(_ request: Request) async throws -> HTTPResponse { try await invitation(request, problem: nil) }

    private func invitation(_ request: Request, problem: Refusal?) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        let desk = try await store.invitationDesk(of: id, to: viewer)
        let dayLanguage = Speech(catalogue: views.catalogue, language: desk.day.language)
        let form = FormView(
            ["teaser", "replyBy", "lunch"], request: request, problem: problem, say: speech(request),
            known: [
                "teaser": LetterView(desk, dayLanguage).teaser, "replyBy": desk.invitation.replyBy ?? "", "lunch": desk.invitation.lunch,
            ])
        var content: [String: Any] = [
            "day": id.description, "title": desk.day.title, "form": form.content, "latest": desk.day.date,
            "writable": desk.day.state < .closed,
            "drafting": desk.day.state == .draft,
            "isVoluntary": problem == nil ? desk.invitation.isVoluntary : request.form.text("voluntary") != "no",
        ]
        for part in InvitationRegion.Part.allCases where part != .line {
            content[part.rawValue] = try await html(InvitationRegion(day: id, part: part), in: request.language)
        }
        return try page(
            "invitation/page.html", content, titled: speech(request)("invitation.page-title", ["title": desk.day.title]),
            frame: PageFrame(audiences: [.facilitators(id)], viewer: viewer, styles: ["planning", "invitation"], day: desk.day),
            for: request,
            status: problem == nil ? .ok : .unprocessable)
    }

    func writeInvitation(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        let form = request.form
        let day = try await store.standing(of: id)
        let ready = views.catalogue.say("invitation.teaser.ready", in: day.language)
        let isReady = (try? Writing.accepted(form.text("teaser"), as: "teaser", limit: 4000, optional: true)) == ready
        do {
            guard ["yes", "no", ""].contains(form.text("voluntary")) else { throw Refusal.invalid("voluntary", .unknownChoice) }
            try await store.writeInvitation(
                teaser: isReady ? "" : form.text("teaser"), replyBy: form.text("replyBy"), isVoluntary: form.text("voluntary") != "no",
                lunch: form.text("lunch"), to: id, today: WallClock.day(request.now), at: request.now, by: viewer)
        } catch let problem as Refusal where problem.isInvalid && !request.wantsRegions {
            return try await invitation(request, problem: problem)
        }
        return try await invited(request, id, saying: "invitation.saved")
    }

    /// The answer after a change: the page's parts.
    private func invited(_ request: Request, _ day: ID<TrainingDay>, saying key: String) async throws -> HTTPResponse {
        try await done(
            request, back: "/days/\(day)/invitation",
            regions: InvitationRegion.Part.allCases.filter { $0 != .line }.map { InvitationRegion(day: day, part: $0) },
            announce: speech(request)(key))
    }

    /// Says that the day will not be, after a question.
    func cancelInvitation(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        guard request.isConfirmed else {
            return try confirmation(
                request, viewer, question: speech(request)("invitation.cancel.sure"), yes: "invitation.cancel",
                back: "/days/\(id)/invitation")
        }
        try await store.cancelInvitation(to: id, at: request.now, by: viewer)
        return try await invited(request, id, saying: "invitation.was-cancelled")
    }

    func takeBackCancellation(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        try await store.takeBackCancellation(of: id, at: request.now, by: viewer)
        return try await invited(request, id, saying: "invitation.was-taken-back")
    }

    /// What the kitchen and the room must know, to be printed: no reasons, and names only when asked for.
    func showKitchen(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        let desk = try await store.invitationDesk(of: id, to: viewer)
        let say = speech(request)
        let coming = desk.people.filter { $0.isAtTable }
        let silent = desk.people.count { $0.reply == nil && $0.attendance.arrival == .expected }
        func needs(_ need: (Reply) -> String) -> [[String: Any]] {
            Need.summed(coming.map { ($0.name, $0.reply.map(need) ?? "") }).map {
                ["times": "\($0.names.count)", "text": $0.text, "names": $0.names.joined(separator: ", ")]
            }
        }
        let named = request.query.has("names")
        let content: [String: Any] = [
            "day": id.description, "title": desk.day.title, "when": LetterView(desk, say).when, "place": desk.day.place,
            "lunch": desk.invitation.lunch, "coming": "\(coming.count + desk.facilitators)", "silent": "\(silent)",
            "anySilent": silent > 0, "food": needs(\.food), "access": needs(\.access), "named": named,
        ]
        return try page(
            "invitation/kitchen.html", content, titled: say("kitchen.title", ["title": desk.day.title]),
            frame: PageFrame(viewer: viewer, styles: ["invitation"], day: desk.day), for: request)
    }

    /// The day for a calendar, for everyone on it who may know of it.
    func downloadCalendar(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: id)
        let own = try await store.ownInvitation(to: id, for: viewer)
        let file = LetterView(own, speech(request)).calendar(origin: settings.origin, organizer: organizer(nil))
        return Answer.file(
            Data(file.text(at: request.now).utf8), named: "fagdag-\(own.day.date).ics",
            type: "text/calendar; charset=utf-8; method=\(file.method.rawValue)")
    }
}
