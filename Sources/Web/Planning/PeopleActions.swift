import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    func addPeople(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        let members = request.form.texts("member").filter { !$0.isEmpty }.map { ID<Member>($0) }
        guard members.allSatisfy({ $0 != nil }) else { throw Refusal.invalid("member", .unknownChoice) }
        try await store.invite(
            members.compactMap { $0 }, as: request.form.choice("role"), in: request.form.optionalID("group"), to: day, at: request.now,
            by: viewer)
        return try await planned(request, day, [.people, .groups, .castings], saying: "plan.people-added")
    }

    /// The day of the person whom the address names, and the facilitator who asks.
    private func person(_ request: Request) async throws -> (id: ID<Attendance>, day: ID<TrainingDay>, viewer: Viewer) {
        guard request.identity != nil else { throw MustSignIn() }
        let attendance = try await store.attendance(request.id("attendance"))
        return (attendance.id, attendance.dayID, try await facilitator(request, on: attendance.dayID))
    }

    func giveRole(_ request: Request) async throws -> HTTPResponse {
        let (id, day, viewer) = try await person(request)
        try await store.give(request.form.choice("role"), to: id, at: request.now, by: viewer)
        return try await planned(request, day, [.people, .groups, .castings])
    }

    func seat(_ request: Request) async throws -> HTTPResponse {
        let (id, day, viewer) = try await person(request)
        try await store.seat(id, in: request.form.optionalID("group"), at: request.now, by: viewer)
        return try await planned(request, day, [.groups, .people], saying: "plan.seated", focus: "seat-\(id)")
    }

    func removePerson(_ request: Request) async throws -> HTTPResponse {
        let (id, day, viewer) = try await person(request)
        try await store.leave(id, at: request.now, by: viewer)
        viewers.forget()
        if viewer.attendance == id { return go(request, to: "/days/\(day)/plan#plan-people") }
        return try await planned(request, day, [.people, .groups, .castings], saying: "plan.person-removed")
    }

    /// Undoes a join by code, and makes every link and session of the person void.
    func dismissPerson(_ request: Request) async throws -> HTTPResponse {
        let (id, day, viewer) = try await person(request)
        if request.form.has("links") {
            try await store.renewLink(of: id, at: request.now, by: viewer)
            return go(request, to: "/days/\(day)/links?done=renewed")
        }
        try await store.dismiss(id, at: request.now, by: viewer)
        return try await done(
            request, back: request.origin(or: "/days/\(day)/plan#plan-joined"),
            regions: [PlanRegion(day: day, part: .joined), JoinedRegion(day: day)], announce: speech(request)("joined.dismissed"))
    }

    func addGroup(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await facilitator(request, on: day)
        try await store.addGroup(named: request.form.text("name"), to: day, at: request.now, by: viewer)
        return try await planned(request, day, [.groups, .people])
    }

    /// The day of the group that the address names, and the facilitator who asks.
    private func group(_ request: Request) async throws -> (id: ID<Group>, day: ID<TrainingDay>, viewer: Viewer) {
        guard request.identity != nil else { throw MustSignIn() }
        let id: ID<Group> = try request.id("group")
        let day = try await store.day(ofGroup: id)
        return (id, day, try await facilitator(request, on: day))
    }

    func renameGroup(_ request: Request) async throws -> HTTPResponse {
        let (id, day, viewer) = try await group(request)
        try await store.rename(id, to: request.form.text("name"), at: request.now, by: viewer)
        return try await planned(request, day, [.groups, .people])
    }

    func removeGroup(_ request: Request) async throws -> HTTPResponse {
        let (id, day, viewer) = try await group(request)
        try await store.removeGroup(id, at: request.now, by: viewer)
        return try await planned(request, day, [.groups, .people])
    }
}
