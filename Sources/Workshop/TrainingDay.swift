import Foundation

/// One gathering, from draft to archive.
package struct TrainingDay: Hashable, Sendable, Codable {
    package let id: ID<TrainingDay>
    package let communityID: ID<Community>
    package var title: String
    /// The calendar day as `yyyy-MM-dd`.
    package var date: String
    /// When the programme begins, as `HH:mm`.
    package var startsAt: String
    package var place: String
    package var language: Language
    package private(set) var state: State
    /// What people type to join; eight letters and digits without look-alikes.
    package var joinCode: String
    /// The scenario the plenary looks at, if one has been chosen.
    package var plenaryScenarioID: ID<Scenario>?
    /// The single group the plenary looks at; nil shows all side by side.
    package var plenaryGroupID: ID<Group>?
    /// How many of the never-asked facts the facilitator has uncovered for the scenario shown.
    package var uncovered: Int
    /// Whether the plenary looks at the groups' work or at what they found out.
    package var plenaryPart: PlenaryPart

    package enum PlenaryPart: String, Hashable, Sendable, Codable, CaseIterable { case groups, facts }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
        case draft, invited, open, plenary, closed, archived

        package static func < (lhs: State, rhs: State) -> Bool { allCases.firstIndex(of: lhs)! < allCases.firstIndex(of: rhs)! }
    }

    /// A new draft; refuses a missing title, a date that is not a calendar day and a start that is not a time of day.
    package init(
        id: ID<TrainingDay>, communityID: ID<Community>, title: String, date: String, startsAt: String = "09:00", place: String,
        language: Language, joinCode: String
    ) throws(Refusal) {
        self.id = id
        self.communityID = communityID
        self.title = try Writing.accepted(title, as: "title", limit: 120).replacing("\n", with: " ")
        self.date = try TrainingDay.acceptedDate(date)
        self.startsAt = try TrainingDay.acceptedTime(startsAt)
        self.place = try Writing.accepted(place, as: "place", limit: 200, optional: true).replacing("\n", with: " ")
        self.language = language
        self.state = .draft
        self.joinCode = joinCode
        self.uncovered = 0
        self.plenaryPart = .groups
    }

    package static func acceptedDate(_ text: String) throws(Refusal) -> String {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (2000...2100).contains(year), (1...12).contains(month)
        else { throw .invalid("date", .notADate) }
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        guard (1...days).contains(day) else { throw .invalid("date", .notADate) }
        return text
    }

    /// Groups may work: contacts, boards, solutions.
    package func mustBeOpen() throws(Refusal) {
        switch state {
        case .open: return
        case .draft, .invited: throw .notNow(.dayNotOpen)
        case .plenary, .closed, .archived: throw .notNow(.dayClosed)
        }
    }

    /// What the day is made of may change: people, groups, programme. A closed day is read-only.
    package func mustBeEditable() throws(Refusal) {
        guard state < .closed else { throw .notNow(.dayClosed) }
    }

    /// Moves the day to `next`. Forward one step at a time (draft may open at once); back only from plenary to open and from closed to plenary.
    package mutating func move(to next: State) throws(Refusal) {
        let allowed: Bool =
            switch (state, next) {
            case (.draft, .invited), (.draft, .open), (.invited, .open), (.invited, .draft): true
            case (.open, .plenary), (.plenary, .open), (.open, .closed), (.plenary, .closed): true
            case (.closed, .plenary), (.closed, .archived): true
            default: false
            }
        guard allowed else { throw .notNow(state < .open ? .dayNotOpen : .dayClosed) }
        state = next
    }
}

/// A member, the projector or a group’s screen, on one day: the role, and the group where there is one.
package struct Attendance: Hashable, Sendable, Codable {
    package let id: ID<Attendance>
    package let dayID: ID<TrainingDay>
    /// Nil for the projector and screens.
    package let memberID: ID<Member>?
    package var role: Role
    package var groupID: ID<Group>?
    /// When somebody took this name with the join code; the facilitator can undo it.
    package var joinedByCodeAt: Date?
    /// Raised to make every earlier personal link void.
    package var linkVersion: Int
    /// When somebody ticked that the person came.
    package var arrivedAt: Date?
    /// When somebody noted that the person does not come after all; whoever is absent has no seat.
    package var absentAt: Date?
    /// The group that an absent person left a seat in, for one who comes after all.
    package var freedGroupID: ID<Group>?

    package init(id: ID<Attendance>, dayID: ID<TrainingDay>, memberID: ID<Member>?, role: Role, groupID: ID<Group>? = nil) {
        self.id = id
        self.dayID = dayID
        self.memberID = memberID
        self.role = role
        self.groupID = groupID
        self.linkVersion = 1
    }
}

/// People who solve together on one day.
package struct Group: Hashable, Sendable, Codable {
    package let id: ID<Group>
    package let dayID: ID<TrainingDay>
    package var name: String
    package var position: Int

    package init(id: ID<Group>, dayID: ID<TrainingDay>, name: String, position: Int) throws(Refusal) {
        self.id = id
        self.dayID = dayID
        self.name = try Writing.accepted(name, as: "name", limit: 60)
        self.position = position
    }
}

/// Which leader plays which persona on a day. One persona may have several players.
package struct Casting: Hashable, Sendable, Codable {
    package var dayID: ID<TrainingDay>
    package var personaID: ID<Persona>
    package var attendanceID: ID<Attendance>

    package init(dayID: ID<TrainingDay>, personaID: ID<Persona>, attendanceID: ID<Attendance>) {
        self.dayID = dayID
        self.personaID = personaID
        self.attendanceID = attendanceID
    }
}
