import Foundation

/// What a day says to those it wants to come: a text that makes curious, and what one has to know to answer.
package struct Invitation: Hashable, Sendable, Codable {
    package let dayID: ID<TrainingDay>
    /// Empty means the ready text in the reader's language.
    package private(set) var teaser: String
    /// The last calendar day for one's own answer, as `yyyy-MM-dd`; nil means the day itself.
    package private(set) var replyBy: String?
    package private(set) var isVoluntary: Bool
    /// What is served, in the community's own words; empty means nothing is.
    package private(set) var lunch: String
    /// Which version of the day calendars should hold; rises, never falls.
    package private(set) var sequence: Int
    package private(set) var cancelledAt: Date?

    /// An invitation that nobody has written anything in yet.
    package init(to day: ID<TrainingDay>) {
        dayID = day
        teaser = ""
        isVoluntary = true
        lunch = ""
        sequence = 0
    }

    package var isCancelled: Bool { cancelledAt != nil }

    /// Changes what the invitation says. Refuses too long texts, what is no date, a date after the day, a new date before `today`
    /// (`yyyy-MM-dd`), and closed days.
    package mutating func write(
        teaser: String, replyBy: String, isVoluntary: Bool, lunch: String, for day: TrainingDay, today: String
    ) throws(Refusal) {
        try day.mustBeEditable()
        var problems: [FieldProblem] = []
        func accepted(_ read: () throws(Refusal) -> String) -> String {
            do { return try read() } catch {
                if case .invalid(let found) = error { problems += found }
                return ""
            }
        }
        let newTeaser = accepted { () throws(Refusal) in try Writing.accepted(teaser, as: "teaser", limit: 2000, optional: true) }
        let newLunch = accepted { () throws(Refusal) in try Writing.accepted(lunch, as: "lunch", limit: 200, optional: true) }
        let date = accepted { () throws(Refusal) in
            guard !replyBy.isEmpty else { return "" }
            guard (try? TrainingDay.acceptedDate(replyBy)) != nil else { throw .invalid("replyBy", .notADate) }
            guard replyBy <= day.date else { throw .invalid("replyBy", .afterTheDay) }
            guard replyBy >= today || replyBy == self.replyBy else { throw .invalid("replyBy", .beforeToday) }
            return replyBy
        }
        guard problems.isEmpty else { throw .invalid(problems) }
        self.teaser = newTeaser
        self.lunch = newLunch
        self.replyBy = date.isEmpty ? nil : date
        self.isVoluntary = isVoluntary
    }

    /// What calendars hold of the day has changed.
    package mutating func changeCalendars() { sequence += 1 }

    /// The day will not be after all. Refuses a day that has been opened, and one that is cancelled already.
    package mutating func cancel(for day: TrainingDay, at now: Date) throws(Refusal) {
        guard day.state < .open else { throw .notNow(.dayHasBegun) }
        guard cancelledAt == nil else { throw .notNow(.invitationCancelled) }
        cancelledAt = now
        changeCalendars()
    }

    /// The day will be after all. Refuses closed days; nothing happens to one that is not cancelled.
    package mutating func takeBackCancellation(for day: TrainingDay) throws(Refusal) {
        try day.mustBeEditable()
        guard cancelledAt != nil else { return }
        cancelledAt = nil
        changeCalendars()
    }
}

extension Invitation {
    /// The last calendar day on which people answer for themselves.
    package func lastDay(of day: TrainingDay) -> String { min(replyBy ?? day.date, day.date) }

    /// Refuses people's own answers before the invitation is out, after the last day (`today` is `yyyy-MM-dd`), once the day has begun,
    /// and while it is cancelled.
    package func mustTakeReplies(for day: TrainingDay, today: String) throws(Refusal) {
        try mustTakeEntries(for: day)
        switch day.state {
        case .draft: throw .notNow(.invitationNotOut)
        case .invited: break
        default: throw .notNow(.dayHasBegun)
        }
        guard today <= lastDay(of: day) else { throw .notNow(.repliesClosed) }
    }

    /// Refuses a facilitator's answers for others on closed days, and while the day is cancelled.
    package func mustTakeEntries(for day: TrainingDay) throws(Refusal) {
        try day.mustBeEditable()
        guard !isCancelled else { throw .notNow(.invitationCancelled) }
    }
}

/// What a person's calendar holds of a day, apart from its version.
package struct CalendarEntry: Hashable, Sendable {
    package var title: String
    package var date: String
    package var startsAt: String
    package var minutes: Int
    package var place: String

    /// `minutes` is the programme's length; a day without a programme is an hour in the calendar.
    package init(of day: TrainingDay, minutes: Int) {
        title = day.title
        date = day.date
        startsAt = day.startsAt
        self.minutes = minutes > 0 ? minutes : 60
        place = day.place
    }
}
