extension TrainingDay {
    /// Changes what the day is called, when and where it is. Refuses when it is closed.
    package mutating func edit(title: String, date: String, startsAt: String, place: String, language: Language) throws(Refusal) {
        try mustBeEditable()
        var problems: [FieldProblem] = []
        func accepted(_ read: () throws(Refusal) -> String) -> String {
            do { return try read() } catch {
                if case .invalid(let found) = error { problems += found }
                return ""
            }
        }
        let newTitle = accepted { () throws(Refusal) in try Writing.accepted(title, as: "title", limit: 120).replacing("\n", with: " ") }
        let newDate = accepted { () throws(Refusal) in try TrainingDay.acceptedDate(date) }
        let newStart = accepted { () throws(Refusal) in try TrainingDay.acceptedTime(startsAt) }
        let newPlace = accepted { () throws(Refusal) in
            try Writing.accepted(place, as: "place", limit: 200, optional: true).replacing("\n", with: " ")
        }
        guard problems.isEmpty else { throw .invalid(problems) }
        self.title = newTitle
        self.date = newDate
        self.startsAt = newStart
        self.place = newPlace
        self.language = language
    }

    /// A time of day as `HH:mm`; refuses anything else.
    package static func acceptedTime(_ text: String) throws(Refusal) -> String {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (4...5).contains(text.utf8.count), parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute),
            parts[1].utf8.count == 2
        else { throw .invalid("startsAt", .notATime) }
        return text.utf8.count == 4 ? "0" + text : text
    }

    /// The planned clock time `minutes` after the day starts, as `HH:mm`.
    package func clockTime(after minutes: Int) -> String {
        let parts = startsAt.split(separator: ":").compactMap { Int($0) }
        let total = ((parts.first ?? 9) * 60 + (parts.last ?? 0) + minutes) % (24 * 60)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return two(total / 60) + ":" + two(total % 60)
    }

    /// When each of the blocks begins if everything goes as planned.
    package func clockTimes(of blocks: [Block]) -> [String] {
        var minutes = 0
        return blocks.map { block in
            defer { minutes += block.minutes }
            return clockTime(after: minutes)
        }
    }

    /// Refuses with `.dayIncomplete` to open a day on which nobody could work.
    package func mustBeReady(_ checklist: Checklist) throws(Refusal) {
        guard checklist.mayOpen else { throw .notNow(.dayIncomplete) }
    }
}

extension Attendance {
    /// Those who sit in a group: they work in it or see what it sees.
    package var sitsInGroup: Bool { role == .participant || role == .observer || role == .rapporteur }

    /// Moves the person to `group`, or out of every group; whoever is given a seat is expected again.
    /// Refuses those whose role has no group, and groups of another day.
    package mutating func sit(in group: Group?) throws(Refusal) {
        guard sitsInGroup else { throw .invalid("group", .unknownChoice) }
        if let group, group.dayID != dayID { throw .notFound }
        groupID = group?.id
        if group != nil { absentAt = nil }
        freedGroupID = nil
    }

    /// Gives the person another role. Refuses the projector's, and to make a facilitator of a member who is none.
    package mutating func take(_ role: Role, as member: Member) throws(Refusal) {
        guard role.isPersonal, self.role.isPersonal else { throw .invalid("role", .unknownChoice) }
        if role == .facilitator, !member.isFacilitator { throw .notNow(.notAFacilitator) }
        self.role = role
        if !sitsInGroup {
            groupID = nil
            freedGroupID = nil
        }
    }
}
