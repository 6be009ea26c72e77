import Foundation

/// What a person answers to an invitation. Reasons and needs are for facilitators' eyes only.
package struct Reply: Hashable, Sendable, Codable {
    package enum Answer: String, Hashable, Sendable, Codable, CaseIterable {
        case yes, no
        /// Comes, sees and listens, without sitting in a group as one who works.
        case observer
    }

    package let attendanceID: ID<Attendance>
    package let answer: Answer
    /// Why not; kept with a no only.
    package let reason: String
    /// What the kitchen has to know of one who comes. A no keeps what was written earlier, for one who comes after all.
    package let food: String
    /// What the room has to have for one who comes; kept as `food` is.
    package let access: String
    package let repliedAt: Date
    /// The facilitator who wrote the answer down; nil when the person did.
    package let enteredByID: ID<Attendance>?

    package static let limit = 500

    /// Refuses too long texts. A reason is asked for, never demanded.
    package init(
        _ answer: Answer, reason: String = "", food: String = "", access: String = "", of attendance: ID<Attendance>,
        after last: Reply? = nil, at now: Date,
        enteredBy facilitator: ID<Attendance>? = nil
    ) throws(Refusal) {
        let comes = answer != .no
        self.answer = answer
        self.reason = try Writing.accepted(comes ? "" : reason, as: "reason", limit: Reply.limit, optional: true)
        self.food = try comes ? Writing.accepted(food, as: "food", limit: Reply.limit, optional: true) : last?.food ?? ""
        self.access = try comes ? Writing.accepted(access, as: "access", limit: Reply.limit, optional: true) : last?.access ?? ""
        attendanceID = attendance
        repliedAt = now
        enteredByID = facilitator
    }
}

extension Attendance {
    /// Those who get an invitation: everyone but those who send it, and the screens in the room.
    package var isInvited: Bool { role != .facilitator && role.isPersonal }

    /// What the person may answer, given the last `reply`: who was asked to take part, may watch instead.
    package func choices(after reply: Reply?) -> [Reply.Answer] {
        role == .participant || watchesByChoice(reply) ? [.yes, .observer, .no] : [.yes, .no]
    }

    /// Takes the reply: a no frees the seat, watching makes an observer, and who then says yes takes part again.
    /// Refuses those who are not invited and answers the person does not have.
    package mutating func take(_ reply: Reply, after last: Reply?) throws(Refusal) {
        guard isInvited else { throw .notFound }
        guard choices(after: last).contains(reply.answer) else { throw .invalid("answer", .unknownChoice) }
        if role == .participant || watchesByChoice(last) { role = reply.answer == .observer ? .observer : .participant }
        if reply.answer == .no { groupID = nil }
    }

    private func watchesByChoice(_ reply: Reply?) -> Bool { role == .observer && reply?.answer == .observer }
}

/// How many have answered what.
package struct ReplyCount: Hashable, Sendable {
    package var yes = 0
    package var no = 0
    package var observer = 0
    package var silent = 0

    package init(_ answers: [Reply.Answer?] = []) {
        for answer in answers {
            switch answer {
            case .yes: yes += 1
            case .no: no += 1
            case .observer: observer += 1
            case nil: silent += 1
            }
        }
    }

    package var invited: Int { yes + no + observer + silent }
}
