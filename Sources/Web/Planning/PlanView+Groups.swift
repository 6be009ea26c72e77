import Storage
import Workshop

extension PlanView {
    /// The groups with who sits in them and what they lack, and those who sit nowhere.
    var groups: [String: Any] {
        let missing = MissingDiscipline.byGroup(
            plan.groups,
            plan.attendees.filter { $0.isComing && $0.attendance.role == .participant }.map { ($0.attendance.groupID, $0.discipline) })
        let pool = plan.attendees.filter { $0.isComing && $0.attendance.sitsInGroup && $0.attendance.groupID == nil }
        return [
            "groups": plan.groups.map { group in
                let seated = plan.attendees.filter { $0.isComing && $0.attendance.groupID == group.id }
                let lacking = missing[group.id] ?? []
                let count = seated.count { $0.attendance.role == .participant }
                return [
                    "id": group.id.description, "name": group.name, "empty": seated.isEmpty,
                    "participants": say("role.count.participant", ["n": "\(count)"]),
                    "lacks": count == 0 ? "" : words(lacking.filter(\.couldBeMended)),
                    "lacksToo": count == 0 ? "" : words(lacking.filter { !$0.couldBeMended }),
                    "seats": seated.map { seat($0, in: group.id) },
                ] as [String: Any]
            },
            "pool": pool.map { seat($0, in: nil) }, "poolCount": pool.isEmpty ? "" : "\(pool.count)",
            "next": say("plan.group-name", ["number": "\(plan.groups.count + 1)"]),
        ]
    }

    private func words(_ missing: [MissingDiscipline]) -> String { missing.map { $0.discipline.lowercased() }.joined(separator: ", ") }

    private func seat(_ person: Attendee, in group: ID<Group>?) -> [String: Any] {
        let role = person.attendance.role
        return [
            "id": person.attendance.id.description, "name": person.name,
            "about": role == .participant ? person.discipline : say("role.\(role.rawValue)"), "seated": group != nil,
            "others": plan.groups.filter { $0.id != group }.map { ["id": $0.id.description, "name": $0.name] },
        ]
    }
}
