import Foundation

extension Attendance {
    /// How it stands with a person on the day itself.
    package enum Arrival: String, Hashable, Sendable, Codable, CaseIterable { case expected, arrived, absent }

    package var arrival: Arrival { absentAt != nil ? .absent : arrivedAt != nil ? .arrived : .expected }

    /// The person came. Somebody who was noted as absent gets the seat back; the time of an earlier tick stays.
    /// Refuses the projector with `.notFound`.
    package mutating func arrive(at now: Date) throws(Refusal) {
        try mustBeSomebody()
        takeBackSeat()
        arrivedAt = arrivedAt ?? now
    }

    /// The person does not come after all: the seat is free for others. Refuses facilitators, who run the day, and the projector.
    package mutating func stayAway(at now: Date) throws(Refusal) {
        try mustBeSomebody()
        guard role != .facilitator else { throw .notAllowed }
        guard absentAt == nil else { return }
        arrivedAt = nil
        absentAt = now
        freedGroupID = groupID
        groupID = nil
    }

    /// Nothing is known of whether the person came, as before anybody ticked. Somebody who was noted as absent gets the seat back.
    package mutating func expect() throws(Refusal) {
        try mustBeSomebody()
        takeBackSeat()
        arrivedAt = nil
    }

    /// Notes that a person signed in on the day. Only on a day when groups work, and never for facilitators, who look in from anywhere,
    /// or the projector. Returns whether anything changed.
    package mutating func signIn(on day: TrainingDay, at now: Date) -> Bool {
        guard day.state == .open || day.state == .plenary, memberID != nil, role != .facilitator, role.isPersonal else { return false }
        guard arrivedAt == nil else { return false }
        takeBackSeat()
        arrivedAt = now
        return true
    }

    private mutating func takeBackSeat() {
        guard absentAt != nil else { return }
        absentAt = nil
        if sitsInGroup, groupID == nil { groupID = freedGroupID }
        freedGroupID = nil
    }

    private func mustBeSomebody() throws(Refusal) {
        guard memberID != nil, role.isPersonal else { throw .notFound }
    }
}

/// Where somebody who was not expected is to sit.
package enum WalkInSeat: Hashable, Sendable {
    case none, smallest
    case group(ID<Group>)

    /// The group with the fewest of those who take part; the first of several. Nil when there is none.
    package static func smallest(of groups: [Group], seated: [ID<Group>]) -> Group? {
        let counts = Dictionary(seated.map { ($0, 1) }, uniquingKeysWith: +)
        return groups.min { (counts[$0.id] ?? 0, $0.position) < (counts[$1.id] ?? 0, $1.position) }
    }
}
