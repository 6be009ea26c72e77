/// How a board is drawn, and the fields it has for cards.
package enum Layout: String, Hashable, Sendable, Codable, CaseIterable {
    case lanes
    /// The whole-person picture: the domains of a life around the person.
    case person
    /// Two by two.
    case fourfold
    /// From the person in the middle outwards (after Dahlgren and Whitehead’s rainbow).
    case rings
    /// Tracks along time: a card’s `x` tells when.
    case timeline
    /// A sheet of paper: a card’s `x` and `y` tell where.
    case free

    /// Whether a card lies at `x` in its field.
    package var hasTime: Bool { self == .timeline || self == .free }
    /// Whether a card lies at `y` in its field.
    package var hasHeight: Bool { self == .free }

    /// The names of the fields a new board has.
    package var startingTitles: [LocalizedText] {
        func title(_ nb: String, _ nn: String, _ en: String) -> LocalizedText { LocalizedText([.nb: nb, .nn: nn, .en: en]) }
        return switch self {
        case .lanes:
            [
                title("Vi vet", "Vi veit", "We know"), title("Vi lurer på", "Vi lurer på", "We wonder"),
                title("Hvem gjør hva", "Kven gjer kva", "Who does what"), title("Gjort", "Gjort", "Done"),
            ]
        case .person:
            [
                title("Helse", "Helse", "Health"), title("Økonomi", "Økonomi", "Economy"), title("Bolig", "Bustad", "Housing"),
                title("Sosiale forhold", "Sosiale forhold", "Social life"),
                title("Familie og barn", "Familie og barn", "Family and children"),
                title("Aktivitet", "Aktivitet", "Activity"), title("Mestring", "Meistring", "Coping"),
            ]
        case .fourfold:
            [
                title("Viktig og lett", "Viktig og lett", "Important and easy"),
                title("Viktig og krevende", "Viktig og krevjande", "Important and demanding"),
                title("Kan gjøres underveis", "Kan gjerast undervegs", "Can be done along the way"),
                title("Kan vente", "Kan vente", "Can wait"),
            ]
        case .rings:
            [
                title("Personen selv", "Personen sjølv", "The person"), title("De nærmeste", "Dei nærmaste", "Those closest"),
                title("Hjelperne", "Hjelparane", "The helpers"), title("Samfunnet rundt", "Samfunnet rundt", "Society around"),
            ]
        case .timeline:
            [
                title("Personen", "Personen", "The person"), title("Tjenestene", "Tenestene", "The services"),
                title("Vi avtaler", "Vi avtaler", "We agree"),
            ]
        case .free: [title("Arket", "Arket", "The sheet")]
        }
    }
}
