import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let arrivalRoutes: [Route] = [
        .get("/days/:day/arrivals") { try await $0.showArrivals($1) },
        .post("/days/:day/arrivals") { try await $0.letIn($1) },
        .post("/attendances/:attendance/arrival") { try await $0.noteArrival($1) },
    ]

    static func arrivalRegions(touchedBy happening: Happening) -> [any Region] {
        switch happening.kind {
        case .arrivalsChanged, .peopleChanged, .groupsChanged, .replied, .dayMoved: [ArrivalsRegion(day: happening.dayID)]
        default: []
        }
    }

    func showArrivals(_ request: Request) async throws -> HTTPResponse {
        try await arrivals(request)
    }

    /// The page at the door; with a problem of the walk-in form, or namesakes to choose among.
    private func arrivals(_ request: Request, problem: Refusal? = nil, namesakes: [Namesake] = []) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        let arrivals = try await store.arrivals(on: id, to: viewer)
        let say = speech(request)
        let asked = problem != nil || !namesakes.isEmpty
        let seat = asked ? request.form.text("group") : "smallest"
        var seats = [(value: "smallest", word: say("walk-in.smallest")), (value: "", word: say("plan.without-group"))]
        seats += arrivals.groups.map { (value: $0.id.description, word: $0.name) }
        let content: [String: Any] = [
            "opened": asked, "day": id.description, "title": arrivals.day.title, "writable": arrivals.day.state < .closed,
            "arrivals": try await fresh(ArrivalsRegion(day: id), in: request.language),
            "form": FormView(
                ["name", "discipline"], request: request, problem: problem, say: say,
                known: ["name": namesakes.isEmpty ? "" : request.form.text("name")]
            ).content,
            "disciplines": Set(arrivals.people.map(\.discipline).filter { !$0.isEmpty }).sorted { Norwegian.precedes($0, $1) },
            "seats": seats.map { ["value": $0.value, "word": $0.word, "chosen": seat == $0.value] as [String: Any] },
            "hasGroups": !arrivals.groups.isEmpty,
            "namesakes": namesakes.map { namesake in
                let member = namesake.member
                return [
                    "id": member.id.description,
                    "text": [member.name, member.discipline, member.unit].filter { !$0.isEmpty }.joined(separator: ", "),
                    "about": say(namesake.attendance == nil ? "walk-in.known" : "walk-in.on-list"),
                ]
            },
            "asked": Dictionary(uniqueKeysWithValues: ["name", "discipline", "group"].map { ($0, request.form.text($0)) }),
            "came": try newcomer(request, arrivals, say) ?? [:],
        ]
        let status: HTTPStatusCode = problem != nil ? .unprocessable : namesakes.isEmpty ? .ok : .conflict
        return try page(
            "arrivals/page.html", content, titled: say("arrivals.title"),
            frame: PageFrame(audiences: [.facilitators(id)], viewer: viewer, styles: ["arrivals"], day: arrivals.day), for: request,
            status: status)
    }

    /// Who was let in just now, with the ways in to the day's pages.
    private func newcomer(_ request: Request, _ arrivals: Arrivals, _ say: Speech) throws -> [String: Any]? {
        guard let id = ID<Attendance>(request.query.text("new")), let person = arrivals.people.first(where: { $0.attendance.id == id })
        else { return nil }
        let group = arrivals.groups.first { $0.id == person.attendance.groupID }
        let link = settings.origin + PersonalLink(key: settings.linkKey).path(for: person.attendance)
        return [
            "id": id.description, "name": person.name, "group": group?.name ?? "", "link": link, "square": QRCode(link)?.drawing ?? [:],
            "code": JoinCode.spoken(arrivals.day.joinCode), "address": settings.origin,
            "joins": (.invited ... .plenary).contains(arrivals.day.state),
        ]
    }

    /// Lets in somebody who was not expected, or asks who of several it is.
    func letIn(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        let form = request.form
        do {
            let seat: WalkInSeat =
                switch form.text("group") {
                case "": .none
                case "smallest": .smallest
                default: .group(try form.id("group"))
                }
            let person: WalkIn.Person =
                switch form.text("person") {
                case "": .unsaid
                case "new": .somebodyNew
                default: .member(try form.id("person"))
                }
            let walkIn = WalkIn(name: form.text("name"), discipline: form.text("discipline"), seat: seat, person: person)
            switch try await store.letIn(walkIn, to: day, at: request.now, by: viewer) {
            case .came(let person):
                return go(request, to: "/days/\(day)/arrivals?new=\(person.attendance.id)#came")
            case .asks(let namesakes):
                return try await arrivals(request, namesakes: namesakes)
            }
        } catch let problem as Refusal where problem.isInvalid && !request.wantsRegions {
            return try await arrivals(request, problem: problem)
        }
    }

    /// Ticks that a person came or stays away, or takes the tick back.
    func noteArrival(_ request: Request) async throws -> HTTPResponse {
        guard request.identity != nil else { throw MustSignIn() }
        let attendance = try await store.attendance(request.id("attendance"))
        let viewer = try await facilitator(request, on: attendance.dayID)
        let arrival: Attendance.Arrival = try request.form.choice("arrival")
        try await store.note(arrival, of: attendance.id, at: request.now, by: viewer)
        let say = speech(request)
        let name = attendance.memberID == nil ? "" : try await store.member(attendance.memberID!).name
        let said = say("arrivals.said.\(arrival.rawValue)", ["name": name])
        let undo = RegionsAnswer.Undo(
            action: "/attendances/\(attendance.id)/arrival", label: say("undo"), text: said,
            fields: ["arrival": attendance.arrival.rawValue])
        return try await done(
            request, back: "/days/\(attendance.dayID)/arrivals#arrival-\(attendance.id)", regions: [ArrivalsRegion(day: attendance.dayID)],
            announce: said, focus: "arrival-do-\(attendance.id)", undo: attendance.arrival == arrival ? nil : undo)
    }
}
