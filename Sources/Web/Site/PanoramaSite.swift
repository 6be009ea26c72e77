import FlyingFox
import Foundation
import Logging
import Storage
import Workshop

/// The application: from a request to an answer.
package final class PanoramaSite: Site {
    package let store: Store
    package let views: Views
    package let settings: SiteSettings
    package let feed: LiveFeed
    let presence: Presence
    let regions: RegionShelf
    let pages = PageShelf()
    package let post = Post()
    let viewers: ViewerShelf
    let attempts = Attempts()
    let groupSearch = GroupSearch()
    let builders = BuilderShelf()
    let ballots = Locked<Set<BallotRegion>>([])
    let timeScales = Locked<Set<TimeScaleRegion>>([])
    let knownGroups = Locked<[ID<TrainingDay>: Set<ID<Group>>]>([:])
    let daysOfGroups = Locked<[ID<Group>: ID<TrainingDay>]>([:])
    let knownPersonas = Locked<[ID<TrainingDay>: Set<ID<Persona>>]>([:])
    let knownWords = Locked<[Language: MoreWords]>([:])
    let log: Logger
    private let files: StaticFiles?
    private let sameOrigin: SameOrigin
    private let routes = RouteTable(PanoramaSite.allRoutes)

    package init(store: Store, views: Views, files: StaticFiles? = nil, settings: SiteSettings, log: Logger) throws {
        self.files = files
        sameOrigin = SameOrigin(publicOrigin: settings.origin)
        self.store = store
        self.views = views
        self.settings = settings
        self.log = log
        viewers = ViewerShelf(store: store)
        regions = RegionShelf(position: try store.lastPosition())
        feed = LiveFeed(log: log)
        presence = Presence(countingFrom: Int64(settings.clock().timeIntervalSince1970 * 1000))
        feed.open(on: self)
        presence.open { [feed] board in feed.announce([PresenceRegion(board: board)]) }
    }

    package func respond(to raw: HTTPRequest) async -> HTTPResponse {
        if let file = files?.response(to: raw) { return file }
        let request: Request
        do {
            request = try await read(raw)
        } catch {
            log.error("a request could not be read", metadata: ["error": "\(type(of: error))"])
            return HTTPResponse(statusCode: .internalServerError)
        }
        do {
            switch routes.match(request.method, request.path) {
            case .found(let route, let parameters):
                guard request.method == "GET" || sameOrigin.allows(raw) else { return refusal(.notAllowed, to: request) }
                var request = request
                request.parameters = parameters
                return try await Delivery.$key.withValue(Self.deliveryKey(of: request)) { try await route.action(self, request) }
            case .wrongMethod(let allowed):
                var answer = refusal(.notFound, to: request, status: .methodNotAllowed)
                answer.headers[.allow] = allowed.joined(separator: ", ")
                return answer
            case .none:
                return refusal(.notFound, to: request)
            }
        } catch is AlreadyDelivered {
            return again(request, back: request.origin(or: "/"))
        } catch let no as Refusal {
            return refusal(no, to: request)
        } catch is TooManyAttempts {
            return tooMany(request)
        } catch is MustSignIn {
            return signedOut(request)
        } catch {
            log.error("a request failed", metadata: ["path": "\(request.path)", "error": "\(error)"])
            return failure(request)
        }
    }

    /// The key a browser minted for a change, when the request is one.
    private static func deliveryKey(of request: Request) -> String? {
        guard request.method == "POST", let key = request.headers[HTTPHeader("X-Panorama-Key")], (16...64).contains(key.utf8.count) else {
            return nil
        }
        return key
    }

    func read(_ raw: HTTPRequest) async throws -> Request {
        let cookies = cookies(raw.headers[.cookie])
        let token = cookies["session"].map(SessionToken.init)
        let identity: Identity? = if let token { try await viewers.identity(of: token) } else { nil }
        return Request(
            method: raw.method.rawValue, path: raw.path,
            query: Form(fields: Dictionary(grouping: raw.query, by: \.name).mapValues { $0.map(\.value) }),
            form: raw.method == .POST ? Form(body: try await raw.bodyData, contentType: raw.headers[.contentType] ?? "") : Form(),
            language: Language.asked(cookie: cookies["language"], acceptLanguage: raw.headers[.acceptLanguage])
                ?? identity?.language ?? settings.language,
            token: token, identity: identity, now: settings.clock(), heard: regions.moment,
            client: ClientAddress.of(raw, behindProxy: settings.behindProxy),
            wantsRegions: raw.headers[.accept]?.contains(Answer.regionsType) == true,
            headers: raw.headers)
    }

    /// Who asks, in `day`. Throws `MustSignIn` for strangers and refuses with `.notFound` those who are not part of it.
    func viewer(_ request: Request, on day: ID<TrainingDay>) async throws -> Viewer {
        guard let identity = request.identity, let token = request.token else { throw MustSignIn() }
        var viewer = try await viewers.viewer(identity, of: token, on: day)
        viewer.isUnnamed = request.form.has("unnamed")
        // What somebody wrote is not done by another who has signed in to the same browser since.
        if let writer = request.headers[.writer], writer != viewer.attendance?.description { throw MustSignIn() }
        return viewer
    }

    /// Who asks, in the day the person signed in to; those who run days go from one to another, and stand in the day of what they ask for.
    func viewer(_ request: Request) async throws -> Viewer {
        guard let identity = request.identity else { throw MustSignIn() }
        if identity.member?.isFacilitator == true, let day = try await dayOfSubject(request) { return try await viewer(request, on: day) }
        guard let day = identity.day else {
            return Viewer(
                communityID: identity.communityID, member: identity.member?.id, name: identity.member?.name ?? "", role: .facilitator)
        }
        return try await viewer(request, on: day)
    }

    private func dayOfSubject(_ request: Request) async throws -> ID<TrainingDay>? {
        for subject in Subject.allCases {
            guard let id = request.parameters[subject.rawValue] else { continue }
            return try await store.day(of: subject, ID<Card>(id)?.rawValue ?? 0)
        }
        guard let group: ID<Group> = try? request.form.optionalID("group") else { return nil }
        return try await day(ofGroup: group)
    }
}

/// What a site is told when it opens.
package struct SiteSettings: Sendable {
    /// The address people use, without a trailing slash: `https://panorama.example`.
    package var origin: String
    /// The language when neither person nor browser chooses.
    package var language: Language
    /// A proxy of ours tells who the clients are.
    package var behindProxy: Bool
    package var clock: @Sendable () -> Date
    /// Signs personal links.
    package var linkKey: Data
    /// Sends letters; nil where people send them themselves.
    package var sendmail: Sendmail?
    /// Who letters are from.
    package var mailFrom: MailAddress?

    package init(
        origin: String, language: Language = .nb, behindProxy: Bool = false, linkKey: Data,
        sendmail: Sendmail? = nil, mailFrom: MailAddress? = nil, clock: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.origin = origin
        self.language = language
        self.behindProxy = behindProxy
        self.linkKey = linkKey
        self.sendmail = sendmail
        self.mailFrom = mailFrom
        self.clock = clock
    }
}

/// The page is for people who have signed in.
struct MustSignIn: Error {}
