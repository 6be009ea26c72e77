import FlyingFox
import Foundation
import Storage
import Workshop

/// Small words for answers.
enum Answer {
    /// What script asks for when it sends a form.
    static let regionsType = "application/vnd.panorama.regions+json"

    static func html(_ page: HTML, status: HTTPStatusCode = .ok) -> HTTPResponse { html(Data(page.markup.utf8), status: status) }

    static func html(_ page: Data, status: HTTPStatusCode = .ok) -> HTTPResponse {
        HTTPResponse(
            statusCode: status, headers: HTTPHeaders([.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"]),
            body: whole(page))
    }

    /// The bytes as a body that is sent in one piece.
    static func whole(_ bytes: Data) -> HTTPBodySequence { HTTPBodySequence(data: bytes, suggestedBufferSize: max(bytes.count, 1)) }

    static func json(_ value: some Encodable, status: HTTPStatusCode = .ok, type: String = "application/json") -> HTTPResponse {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = (try? encoder.encode(value)) ?? Data("{}".utf8)
        return HTTPResponse(statusCode: status, headers: HTTPHeaders([.contentType: type, .cacheControl: "no-store"]), body: whole(body))
    }

    /// Sends the browser to another page of ours, after a change.
    static func see(_ path: String) -> HTTPResponse {
        HTTPResponse(statusCode: .seeOther, headers: HTTPHeaders([.location: path, .cacheControl: "no-store"]))
    }

    /// A file to keep.
    static func file(_ data: Data, named name: String, type: String) -> HTTPResponse {
        let safe = String(
            name.unicodeScalars.map {
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789.-".unicodeScalars.contains($0)) ? Character($0) : "-"
            })
        return HTTPResponse(
            statusCode: .ok,
            headers: [
                .contentType: type, .contentDisposition: "attachment; filename=\"\(safe)\"",
                .cacheControl: "no-store",
            ], body: data)
    }
}

extension HTTPHeader {
    static let accept = HTTPHeader("Accept")
    static let acceptLanguage = HTTPHeader("Accept-Language")
    static let allow = HTTPHeader("Allow")
    /// Whose page sends a change: the attendance.
    static let writer = HTTPHeader("X-Panorama-Writer")
}

/// What script gets back after a change.
struct RegionsAnswer: Encodable {
    var regions: [RegionMessage] = []
    /// A polite word for screen readers.
    var announce: String?
    /// The element that takes focus.
    var focus: String?
    var undo: Undo?
    /// Go to another page.
    var location: String?

    struct Undo: Encodable {
        var action: String
        var label: String
        var text: String
        /// What the form says besides where it goes.
        var fields: [String: String] = [:]
    }
}

/// Why a change was refused, as script gets it.
struct RefusedAnswer: Encodable {
    var summary: String
    var fields: [String: String] = [:]
    var regions: [RegionMessage] = []
    /// Two texts to choose between, where both have written.
    var choice: Choice?

    struct Choice: Encodable {
        /// The element it belongs to.
        var at: String
        var html: String
    }
}

extension PanoramaSite {
    func speech(_ request: Request) -> Speech { Speech(catalogue: views.catalogue, language: request.language) }

    /// The answer after a change: regions for script, the page again for everyone else.
    func done(
        _ request: Request, back path: String, regions: [any Region] = [], announce: String? = nil, focus: String? = nil,
        undo: RegionsAnswer.Undo? = nil
    ) async throws -> HTTPResponse {
        guard request.wantsRegions else { return Answer.see(path) }
        var answer = RegionsAnswer(announce: announce, focus: focus, undo: undo)
        for region in regions { answer.regions.append(try await self.regions.message(for: region, in: request.language, on: self)) }
        return Answer.json(answer, type: Answer.regionsType)
    }

    /// The answer to a change that was made before.
    func again(_ request: Request, back path: String) -> HTTPResponse {
        request.wantsRegions ? Answer.json(RegionsAnswer(), type: Answer.regionsType) : Answer.see(path)
    }

    /// The answer after a change that leads to another page, for script as well.
    func go(_ request: Request, to path: String) -> HTTPResponse {
        request.wantsRegions ? Answer.json(RegionsAnswer(location: path), type: Answer.regionsType) : Answer.see(path)
    }

    /// The one place where a refusal becomes a status and words.
    func refusal(_ no: Refusal, to request: Request, status: HTTPStatusCode? = nil, regions: [RegionMessage] = []) -> HTTPResponse {
        let say = speech(request)
        let (code, key): (HTTPStatusCode, String) =
            switch no {
            case .notFound: (.notFound, "refusal.not-found")
            case .notAllowed: (.forbidden, "refusal.not-allowed")
            case .notNow(let moment): (.conflict, "refusal.\(moment.rawValue)")
            case .invalid: (HTTPStatusCode(422, phrase: "Unprocessable Content"), "refusal.invalid")
            case .stale: (.conflict, "refusal.stale")
            }
        var fields: [(field: String, text: String)] = []
        if case .invalid(let problems) = no { fields = problems.map { ($0.field, say($0.kind)) } }
        if request.wantsRegions {
            return Answer.json(
                RefusedAnswer(
                    summary: say(key), fields: Dictionary(fields.map { ($0.field, $0.text) }, uniquingKeysWith: { first, _ in first }),
                    regions: regions),
                status: status ?? code, type: Answer.regionsType)
        }
        return calmPage(
            request, status: status ?? code, heading: say(key), advice: advice(after: key, to: request),
            problems: fields.map(\.text), written: written(in: request.form))
    }

    /// A refusal with words of its own, for what a `Refusal` cannot tell.
    func refusal(_ heading: String, because words: String, to request: Request, regions: [RegionMessage] = []) -> HTTPResponse {
        guard request.wantsRegions else { return calmPage(request, status: .conflict, heading: heading, advice: words) }
        return Answer.json(RefusedAnswer(summary: words, regions: regions), status: .conflict, type: Answer.regionsType)
    }

    /// What to do about it: whoever runs the day is not sent to whoever runs the day.
    private func advice(after key: String, to request: Request) -> String {
        let say = speech(request)
        let own = key + ".advice.facilitator"
        return request.identity?.isFacilitator == true && say.has(own) ? say(own) : say(key + ".advice")
    }

    /// What a person wrote in a form, also when it is a single word: nobody has to write it again because it was refused.
    private func written(in form: Form) -> [String] {
        let prose: Set = ["text", "wish", "reason", "question", "answer", "feedback", "title", "name"]
        return form.fields.filter { $0.key != "page" }.sorted { $0.key < $1.key }.flatMap { key, values in
            values.filter { !$0.isEmpty && (prose.contains(key) || key.hasPrefix("answer-") && Int($0) == nil || $0.contains(" ")) }
        }
    }

    func failure(_ request: Request) -> HTTPResponse {
        let say = speech(request)
        if request.wantsRegions {
            return Answer.json(RefusedAnswer(summary: say("refusal.failure")), status: .internalServerError, type: Answer.regionsType)
        }
        return calmPage(request, status: .internalServerError, heading: say("refusal.failure"), advice: say("refusal.failure.advice"))
    }

    func signedOut(_ request: Request) -> HTTPResponse {
        let say = speech(request)
        if request.wantsRegions {
            return Answer.json(RefusedAnswer(summary: say("refusal.signed-out")), status: .unauthorized, type: Answer.regionsType)
        }
        return calmPage(request, status: .unauthorized, heading: say("refusal.signed-out"), advice: say("refusal.signed-out.advice"))
    }

    func tooMany(_ request: Request) -> HTTPResponse {
        let say = speech(request)
        let status = HTTPStatusCode(429, phrase: "Too Many Requests")
        if request.wantsRegions {
            return Answer.json(RefusedAnswer(summary: say("refusal.too-many")), status: status, type: Answer.regionsType)
        }
        return calmPage(request, status: status, heading: say("refusal.too-many"), advice: say("refusal.too-many.advice"))
    }

    func calmPage(
        _ request: Request, status: HTTPStatusCode, heading: String, advice: String, problems: [String] = [], written: [String] = [],
        back: String? = nil
    ) -> HTTPResponse {
        do {
            return try page(
                "refusal/page.html",
                ["heading": heading, "advice": advice, "problems": problems, "written": written, "back": back ?? request.origin(or: "/")],
                titled: heading, for: request, status: status)
        } catch {
            log.error("the page for refusals cannot be shown", metadata: ["error": "\(error)"])
            return HTTPResponse(statusCode: status)
        }
    }
}

extension Speech {
    func callAsFunction(_ problem: FieldProblem.Kind) -> String {
        switch problem {
        case .missing: self("problem.missing")
        case .emptyCard: self("problem.empty-card")
        case .tooLong(let limit): self("problem.too-long", ["limit": "\(limit)"])
        case .notANumber: self("problem.not-a-number")
        case .outOfRange(let low, let high): self("problem.out-of-range", ["low": "\(low)", "high": "\(high)"])
        case .notADate: self("problem.not-a-date")
        case .afterTheDay: self("problem.after-the-day")
        case .beforeToday: self("problem.before-today")
        case .againstAnotherTie: self("problem.against-another-tie")
        case .notATime: self("problem.not-a-time")
        case .notAnEmail: self("problem.not-an-email")
        case .unknownChoice: self("problem.unknown-choice")
        case .taken: self("problem.taken")
        case .notAPicture: self("problem.not-a-picture")
        case .brokenPicture: self("problem.broken-picture")
        case .tooHeavy(let megabytes): self("problem.too-heavy", ["limit": "\(megabytes)"])
        case .tooManyPixels(let millions): self("problem.too-many-pixels", ["limit": "\(millions)"])
        case .noRoom(let limit): self("problem.no-room", ["limit": "\(limit)"])
        case .whyHandedOver: self("problem.why-handed-over")
        }
    }
}
