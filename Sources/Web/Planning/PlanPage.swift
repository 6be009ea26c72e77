import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    static let planRoutes: [Route] = [
        .get("/days/:day/plan") { try await $0.showPlan($1) },
        .get("/days/:day/links") { try await $0.showLinks($1) },
        .post("/days/:day/screens") { try await $0.addScreens($1) },
        .post("/days/:day/plan") { try await $0.editDay($1) },
        .post("/days/:day/state") { try await $0.moveDay($1) },
        .post("/days/:day/join-code") { try await $0.renewJoinCode($1) },
        .post("/days/:day/programme") { try await $0.editProgramme($1) },
        .post("/days/:day/attendances") { try await $0.addPeople($1) },
        .post("/attendances/:attendance/role") { try await $0.giveRole($1) },
        .post("/attendances/:attendance/seat") { try await $0.seat($1) },
        .post("/attendances/:attendance/removal") { try await $0.removePerson($1) },
        .post("/attendances/:attendance/dismissal") { try await $0.dismissPerson($1) },
        .post("/days/:day/groups") { try await $0.addGroup($1) },
        .post("/groups/:group/name") { try await $0.renameGroup($1) },
        .post("/groups/:group/removal") { try await $0.removeGroup($1) },
        .post("/days/:day/cases") { try await $0.addCase($1) },
        .post("/days/:day/cases/:scenario/placement") { try await $0.moveCase($1) },
        .post("/days/:day/cases/:scenario/removal") { try await $0.removeCase($1) },
        .post("/days/:day/castings") { try await $0.cast($1) },
        .post("/days/:day/castings/removal") { try await $0.uncast($1) },
    ]

    /// The day as one page, from who and when to who plays whom.
    func showPlan(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        let day = try await store.plan(of: id).day
        var content: [String: Any] = ["id": id.description]
        for part in PlanRegion.Part.allCases {
            content[part.rawValue] = try await html(PlanRegion(day: id, part: part), in: request.language)
        }
        content["invitation"] = try await html(InvitationRegion(day: id, part: .line), in: request.language)
        return try page(
            "planning/page.html", content, titled: speech(request)("plan.title", ["title": day.title]),
            frame: PageFrame(audiences: [.facilitators(id), .everyone(id)], viewer: viewer, styles: ["planning"], day: day), for: request)
    }

    /// Links for a screen that each group shares.
    func addScreens(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        try await store.addScreens(to: id, at: request.now, by: viewer)
        return go(request, to: "/days/\(id)/links?done=screens#screens")
    }

    /// Everyone's personal link, to be printed and cut, or sent.
    func showLinks(_ request: Request) async throws -> HTTPResponse {
        let id: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: id)
        let people = try await store.people(on: id)
        let screens = try await store.screens(on: id, to: viewer)
        let say = speech(request)
        let link = PersonalLink(key: settings.linkKey)
        let names = Dictionary(uniqueKeysWithValues: people.groups.map { ($0.id, $0.name) })
        let content: [String: Any] = [
            "id": id.description, "title": people.day.title, "date": say.date(people.day.date), "place": people.day.place,
            "code": JoinCode.spoken(people.day.joinCode),
            "people": people.attendees.map { person in
                [
                    "id": person.attendance.id.description, "name": person.attendance.memberID == nil ? say("role.projector") : person.name,
                    "role": say("role.\(person.attendance.role.rawValue)"), "group": person.attendance.groupID.flatMap { names[$0] } ?? "",
                    "address": settings.origin + link.path(for: person.attendance),
                ]
            },
            "screens": screens.map { screen in
                let address = settings.origin + link.path(for: screen.attendance)
                return [
                    "id": screen.attendance.id.description, "group": screen.group.name, "address": address,
                    "square": QRCode(address)?.drawing ?? [:],
                ] as [String: Any]
            },
            "hasGroups": !people.groups.isEmpty, "mayAdd": people.day.state < .closed && screens.count < people.groups.count,
            "flash": flash(request, ["renewed", "screens"], say),
        ]
        return try page(
            "planning/links.html", content, titled: say("links.title", ["title": people.day.title]),
            frame: PageFrame(audiences: [.facilitators(id)], viewer: viewer, styles: ["planning"], day: people.day), for: request)
    }
}
