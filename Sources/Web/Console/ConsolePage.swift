import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let consoleRoutes: [Route] = [
        .get("/days/:day/players") { site, request in try await site.showConsole(request, site.viewer(request, on: request.id("day"))) },
        .get("/days/:day/personas/:persona") { try await $0.showScript($1) },
        .get("/contact-requests/:contact") { try await $0.showContact($1) },
        .post("/contact-requests/:contact/taking") { try await $0.takeContact($1) },
        .post("/contact-requests/:contact/release") { try await $0.releaseContact($1) },
        .post("/contact-requests/:contact/decline") { try await $0.declineContact($1) },
        .post("/contact-requests/:contact/end") { try await $0.endContact($1) },
        .post("/contact-requests/:contact/revelations") { try await $0.tick($1) },
        .post("/contact-requests/:contact/improvisations") { try await $0.improvise($1) },
        .post("/revelations/:revelation/undo") { try await $0.takeBack($1) },
    ]

    /// The persons the leader plays and those who wait for them; for a facilitator all of them, to look at.
    func showConsole(_ request: Request, _ viewer: Viewer) async throws -> HTTPResponse {
        let console = try await store.console(of: request.id("day"), to: viewer)
        let say = speech(request)
        let language = request.language
        let day = console.day
        let reading = viewer.isFacilitator || day.state != .open
        var waiting: [(Date, HTML)] = []
        var queues: [HTML] = []
        var mine: [[String: String]] = []
        for role in console.roles {
            queues.append(try await html(QueueRegion(day: day.id, persona: role.id), in: language))
            let queue = try await store.queue(to: role.id, on: day.id)
            mine += queue.inProgress.filter { $0.contact.takenByID == viewer.attendance }.map {
                [
                    "address": "/contact-requests/\($0.contact.id)", "icon": $0.contact.channel.rawValue,
                    "words": "\($0.group) · \($0.persona[language]), \(say($0.contact.channel))",
                ]
            }
            for queued in queue.waiting {
                let region = RequestRegion(day: day.id, persona: role.id, contact: queued.contact.id, reading: reading)
                waiting.append((queued.contact.askedAt, try await html(region, in: language)))
            }
        }
        let content: [String: Any] = [
            "names": console.roles.map { $0.name[language] }.joined(separator: ", "), "hasRoles": !console.roles.isEmpty,
            "many": console.roles.count > 4, "count": "\(console.roles.count)",
            "playing": !viewer.isFacilitator, "reading": reading, "list": reading ? "waiting" : "queue", "notOpen": day.state < .open,
            "closed": day.state > .open && !viewer.isFacilitator,
            "waiting": HTML(trusted: waiting.sorted { $0.0 < $1.0 }.map(\.1.markup).joined()), "queues": queues, "mine": mine,
            "invitation": viewer.isFacilitator ? HTML(trusted: "") : try await invitationNotice(day, viewer, request) ?? HTML(trusted: ""),
            "message": try await message(to: console, viewer, in: language), "title": day.title,
        ]
        let title = (waiting.isEmpty ? "" : "(\(waiting.count)) ") + say("console.title")
        return try page(
            "console/page.html", content, titled: title, frame: try await frame(of: console, viewer, for: request), for: request)
    }

    private func message(to console: Console, _ viewer: Viewer, in language: Language) async throws -> HTML {
        let audience: Audience = console.roles.first.map { .players(console.day.id, $0.id) } ?? .everyone(console.day.id)
        return try await html(MessageRegion(audience: audience), in: language)
    }

    private func frame(of console: Console, _ viewer: Viewer, for request: Request) async throws -> PageFrame {
        PageFrame(
            audiences: console.roles.prefix(38).map { .players(console.day.id, $0.id) } + [.everyone(console.day.id)], viewer: viewer,
            day: console.day, home: speech(request)("console.title"), barEnd: try await consoleBar(console.day, for: request))
    }

    /// The sound switch and the clock.
    func consoleBar(_ day: TrainingDay, for request: Request) async throws -> HTML {
        try views.render(
            "console/_bar.html", ["clock": try await fresh(ClockRegion(day: day.id), in: request.language)], in: request.language)
    }

    /// The whole script of one persona, to read before anyone asks.
    func showScript(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request, on: request.id("day"))
        let found = try await store.script(of: request.id("persona"), on: request.id("day"), to: viewer)
        let language = request.language
        let persona = found.script.persona
        var script = ScriptView(script: found.script, reading: true, say: speech(request)).content
        script["id"] = "script-\(persona.id)"
        script["version"] = "0"
        let content: [String: Any] = [
            "name": persona.name[language], "back": viewer.isFacilitator ? "/days/\(found.day.id)/players" : "/days/\(found.day.id)",
            "script": try views.render("console/_script.html", script, in: language),
            "answers": found.script.answers.map { ["question": $0.improvisation.question, "answer": $0.improvisation.answer] },
        ]
        return try page(
            "console/script.html", content, titled: persona.name[language],
            frame: PageFrame(viewer: viewer, day: found.day, home: speech(request)("console.title")), for: request)
    }
}
