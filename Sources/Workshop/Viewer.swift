/// What a person does on one day.
package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    case facilitator, participant, leader, observer, rapporteur, projector
    /// A laptop or touch screen in the room that a whole group shares.
    case screen

    /// Whether it is a person’s role, not a machine’s in the room.
    package var isPersonal: Bool { self != .projector && self != .screen }
}

/// Who is asking. Made from a session where the request arrives; passed to every read and change.
package struct Viewer: Hashable, Sendable {
    package var communityID: ID<Community>
    package var member: ID<Member>?
    package var name: String
    /// The day this viewer stands in; nil for a facilitator outside any day.
    package var day: ID<TrainingDay>?
    package var attendance: ID<Attendance>?
    package var role: Role
    package var group: ID<Group>?
    /// Whether what they do now was done before their board showed names, so that it never gets one.
    package var isUnnamed = false

    package init(
        communityID: ID<Community>, member: ID<Member>?, name: String, day: ID<TrainingDay>? = nil, attendance: ID<Attendance>? = nil,
        role: Role, group: ID<Group>? = nil
    ) {
        self.communityID = communityID
        self.member = member
        self.name = name
        self.day = day
        self.attendance = attendance
        self.role = role
        self.group = group
    }

    package var isFacilitator: Bool { role == .facilitator }

    /// Refuses with `.notFound` unless the viewer runs days: strangers do not learn what exists.
    package func mustFacilitate() throws(Refusal) {
        guard isFacilitator else { throw .notFound }
    }

    /// Whether the viewer may see what `group` sees.
    package func sees(group: ID<Group>) -> Bool {
        isFacilitator || (self.group == group && role != .leader && role != .projector)
    }

    /// Whether the viewer is a facilitator of the day, who may write for a group.
    package var writesForGroups: Bool { isFacilitator && attendance != nil }

    /// Refuses with `.notFound` those who may not see the group's work and with `.notAllowed` those who may see but not change it.
    package func mayWork(in group: ID<Group>) throws(Refusal) {
        guard sees(group: group) else { throw .notFound }
        guard worksIn(group) || writesForGroups else { throw .notAllowed }
    }

    /// Whether the viewer is one of the group’s participants, or its screen.
    package func worksIn(_ group: ID<Group>) -> Bool {
        (role == .participant || role == .screen) && self.group == group && attendance != nil
    }

    /// The attendance in whose name something is done; refuses with `.notAllowed` when there is none.
    package func acting() throws(Refusal) -> ID<Attendance> {
        guard let attendance else { throw .notAllowed }
        return attendance
    }
}

/// A set of viewers who may all see exactly the same; what is rendered for it is rendered once.
package enum Audience: Hashable, Sendable {
    /// The participants of the group: what they see, they can work with.
    case group(ID<Group>)
    /// Those who see the same and can change nothing: observers, rapporteurs, facilitators looking in.
    case watchers(ID<Group>)
    case players(ID<TrainingDay>, ID<Persona>)
    case facilitators(ID<TrainingDay>)
    case everyone(ID<TrainingDay>)
    case plenary(ID<TrainingDay>)
    /// Those who have one board before them.
    case board(ID<Board>)
    /// One person’s own: what nobody else may see yet.
    case person(ID<Attendance>)
    /// One person who has the own ballot before them.
    case ballot(ID<Attendance>)
}
