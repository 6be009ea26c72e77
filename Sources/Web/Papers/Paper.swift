import Storage
import Workshop

/// What can be printed for a day; each has its own address.
enum Paper: String, CaseIterable {
    case groups
    case nameTags = "name-tags"
    case placeCards = "place-cards"
    case tables
}

/// What the one who prints has chosen, as the address tells it.
struct PaperChoices {
    /// Who is to have a tag or a card.
    enum Who: String, CaseIterable { case participants, leaders, observers, facilitators }

    enum Lists: String, CaseIterable { case both, overview, doors }

    var who: Set<Who>
    var group: ID<Group>?
    var hasSquare: Bool
    var hasDiscipline: Bool
    var blanks: Int
    var lists: Lists
    var language: Language

    /// Before anything is chosen everything is printed, in the day's language.
    init(_ query: Form, day: TrainingDay) {
        let isChosen = query.has("chosen")
        who = isChosen ? Set(query.texts("who").compactMap(Who.init)) : Set(Who.allCases)
        group = (try? query.optionalID("group")) ?? nil
        hasSquare = !isChosen || query.has("square")
        hasDiscipline = !isChosen || query.has("discipline")
        blanks = min(max(Int(query.text("blanks")) ?? 0, 0), 100)
        lists = Lists(rawValue: query.text("lists")) ?? .both
        language = Language(rawValue: query.text("language")) ?? day.language
    }

    func takes(_ person: ComingPerson) -> Bool {
        guard group == nil || person.attendance.groupID == group else { return false }
        return switch person.attendance.role {
        case .participant: who.contains(.participants)
        case .leader: who.contains(.leaders)
        case .observer, .rapporteur: who.contains(.observers)
        case .facilitator: who.contains(.facilitators)
        case .projector, .screen: false
        }
    }
}
