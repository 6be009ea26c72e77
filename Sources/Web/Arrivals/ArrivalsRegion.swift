import Storage
import Workshop

/// Who has come and who has not, the same at every door.
struct ArrivalsRegion: Region {
    let day: ID<TrainingDay>

    var id: String { "arrivals" }
    var audience: Audience { .facilitators(day) }

    func rendered(by site: PanoramaSite, in language: Language) async throws -> RenderedRegion {
        let position = site.regions.position
        let arrivals = try await site.store.arrivals(on: day)
        let say = Speech(catalogue: site.views.catalogue, language: language)
        let groups = Dictionary(uniqueKeysWithValues: arrivals.groups.map { ($0.id, $0.name) })
        func line(_ person: Attendee) -> [String: Any] {
            let attendance = person.attendance
            let role = attendance.role == .participant ? "" : say("role.\(attendance.role.rawValue)")
            let group = attendance.groupID.flatMap { groups[$0] } ?? ""
            let freed = attendance.arrival == .absent ? attendance.freedGroupID.flatMap { groups[$0] } ?? "" : ""
            return [
                "id": attendance.id.description, "name": person.name, "state": attendance.arrival.rawValue,
                "about": [group, role, person.discipline].filter { !$0.isEmpty }.joined(separator: " · "),
                "freed": freed.isEmpty ? "" : say("arrivals.freed", ["group": freed]),
                "unseated": attendance.role == .participant && group.isEmpty && person.isComing && !arrivals.groups.isEmpty,
                "time": attendance.arrivedAt.map(WallClock.time) ?? "",
            ]
        }
        let coming = arrivals.expected
        let absent = arrivals.people.filter { $0.attendance.arrival == .absent }
        let declined = arrivals.people.filter { !$0.isComing && $0.attendance.arrival != .absent }
        let content: [String: Any] = [
            "id": id, "version": "\(position)", "writable": arrivals.day.state < .closed,
            "count": say("arrivals.count", ["came": "\(arrivals.arrived)", "of": "\(coming.count)"]),
            "coming": coming.map(line), "absent": absent.map(line), "declined": declined.map(line), "declinedCount": "\(declined.count)",
            "absentCount": "\(absent.count)", "done": !coming.isEmpty && arrivals.arrived == coming.count,
        ]
        return RenderedRegion(version: position, html: try site.views.render("arrivals/_arrivals.html", content, in: language))
    }
}
