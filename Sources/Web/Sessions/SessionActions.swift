import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let sessionRoutes: [Route] = [
        .get("/") { try await $0.showLanding($1) },
        .post("/join") { try await $0.enterCode($1) },
        .get("/join/:code") { try await $0.showNames($1) },
        .post("/join/:code") { try await $0.takeName($1) },
        .get("/in/:token") { try await $0.openLink($1) },
        .post("/language") { try await $0.chooseLanguage($1) },
        .post("/sign-out") { try await $0.signOut($1) },
        .get("/healthz") { site, _ in
            await site.store.answers()
                ? Answer.json(["status": "ok"]) : Answer.json(["status": "unavailable"], status: .serviceUnavailable)
        },
    ]

    func showLanding(_ request: Request) async throws -> HTTPResponse {
        try landing(request, code: "", problem: nil)
    }

    func enterCode(_ request: Request) async throws -> HTTPResponse {
        let code = JoinCode.cleaned(request.form.text("code"))
        do {
            _ = try await store.day(joinCode: code)
            return Answer.see("/join/\(code)")
        } catch Refusal.notFound {
            try count(.codes, request)
            return try landing(request, code: request.form.text("code"), problem: speech(request)("landing.wrong-code"))
        }
    }

    private func landing(_ request: Request, code: String, problem: String?) throws -> HTTPResponse {
        var home: String?
        if let identity = request.identity { home = identity.day.map { "/days/\($0)" } ?? "/communities" }
        return try page(
            "sessions/landing.html", ["code": code, "problem": problem ?? "", "home": home ?? ""], titled: speech(request)("landing.title"),
            frame: PageFrame(kind: "landing", styles: ["landing"]), for: request,
            status: problem == nil ? .ok : HTTPStatusCode(422, phrase: "Unprocessable Content"))
    }

    /// The names that somebody with the code can choose from: participants and observers.
    func showNames(_ request: Request) async throws -> HTTPResponse {
        let day = try await joinable(request)
        let people = try await store.people(on: day.id).attendees.filter {
            $0.attendance.role == .participant || $0.attendance.role == .observer
        }
        let content: [String: Any] = [
            "code": day.joinCode, "day": day.title,
            "people": people.map {
                [
                    "id": $0.attendance.id.description, "name": $0.name, "discipline": $0.discipline,
                    "isTaken": $0.attendance.joinedByCodeAt != nil,
                ] as [String: Any]
            },
        ]
        return try page(
            "sessions/names.html", content, titled: speech(request)("join.title"), frame: PageFrame(styles: ["landing"]), for: request)
    }

    func takeName(_ request: Request) async throws -> HTTPResponse {
        let day = try await joinable(request)
        let attendance = try await store.attendance(request.form.id("person"))
        guard attendance.dayID == day.id, attendance.role == .participant || attendance.role == .observer else { throw Refusal.notFound }
        let token = try await store.signIn(as: attendance.id, withCode: true, at: request.now)
        return signedIn(token, to: "/days/\(day.id)")
    }

    /// A personal link: signs its bearer in, or says calmly that it does not work.
    func openLink(_ request: Request) async throws -> HTTPResponse {
        do { return try await follow(request) } catch Refusal.notFound {
            try count(.links, request)
            throw Refusal.notFound
        }
    }

    private func follow(_ request: Request) async throws -> HTTPResponse {
        let token = request.parameters["token"] ?? ""
        let link = PersonalLink(key: settings.linkKey)
        switch PersonalLink.bearer(named: token) {
        case .attendance(let id):
            let attendance = try await store.attendance(id)
            guard link.opens(token, for: attendance) else { throw Refusal.notFound }
            let path =
                try await store.awaitsReply(from: attendance, today: WallClock.day(request.now))
                ? "/days/\(attendance.dayID)/reply" : "/days/\(attendance.dayID)"
            return signedIn(try await store.signIn(as: id, withCode: false, at: request.now), to: path)
        case .member(let id):
            guard link.opens(token, for: try await store.member(id)) else { throw Refusal.notFound }
            return signedIn(try await store.signIn(as: id, at: request.now), to: "/communities")
        case nil: throw Refusal.notFound
        }
    }

    func chooseLanguage(_ request: Request) async throws -> HTTPResponse {
        let language: Language = try request.form.choice("language")
        var answer = go(request, to: request.origin(or: "/"))
        answer.headers[.setCookie] = cookie("language", language.rawValue)
        return answer
    }

    func signOut(_ request: Request) async throws -> HTTPResponse {
        if let token = request.token {
            try await store.signOut(token, at: request.now)
            viewers.forget()
            feed.end(token)
        }
        var answer = go(request, to: "/")
        answer.headers[.setCookie] = cookie("session", "", seconds: 0)
        return answer
    }

    private func signedIn(_ token: SessionToken, to path: String) -> HTTPResponse {
        var answer = Answer.see(path)
        answer.headers[.setCookie] = sessionCookie(token)
        return answer
    }

    func sessionCookie(_ token: SessionToken) -> String { cookie("session", token.text, seconds: 60 * 60 * 24 * 30) }

    private func cookie(_ name: String, _ value: String, seconds: Int = 60 * 60 * 24 * 365) -> String {
        "\(name)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax" + (settings.origin.hasPrefix("https:") ? "; Secure" : "")
    }

    /// The day that the code in the address opens.
    private func joinable(_ request: Request) async throws -> TrainingDay {
        do { return try await store.day(joinCode: JoinCode.cleaned(request.parameters["code"] ?? "")) } catch Refusal.notFound {
            try count(.codes, request)
            throw Refusal.notFound
        }
    }

    /// Counts a wrong guess; what is right always works, so that one who guesses does not lock a room out.
    private func count(_ kind: Attempt, _ request: Request) throws {
        guard attempts.allows(kind, from: request.client, at: request.now) else { throw TooManyAttempts() }
    }
}
