/// Which cards somebody wants to see for the moment.
package struct CardFilter: Hashable, Sendable {
    /// Who has taken it on, or said it.
    package var person: ID<Attendance>?
    package var marker: Marker?
    /// Those that are not done.
    package var isOpen: Bool

    package init(person: ID<Attendance>? = nil, marker: Marker? = nil, isOpen: Bool = false) {
        self.person = person
        self.marker = marker
        self.isOpen = isOpen
    }

    package var isOn: Bool { person != nil || marker != nil || isOpen }

    package func takes(_ card: Card) -> Bool {
        if let person, !card.responsibles.contains(person), card.saidByID != person { return false }
        if let marker, card.marker != marker { return false }
        return !(isOpen && card.isDone)
    }
}
