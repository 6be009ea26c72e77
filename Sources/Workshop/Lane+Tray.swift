extension Lane {
    /// The tray beside the board’s fields in its present layout. It cannot be named, moved or taken away, and cards only leave it.
    package static func tray(of board: Board, as id: ID<Lane>) -> Lane {
        let title = LocalizedText([.nb: "Ikke plassert ennå", .nn: "Ikkje plassert enno", .en: "Not placed yet"])
        return Lane(id: id, boardID: board.id, layout: board.layout, title: title, position: -1, isTray: true)
    }

    /// Refuses with `.notAllowed` the tray.
    package func mustBeField() throws(Refusal) {
        guard !isTray else { throw .notAllowed }
    }

    /// Whether the two are shown under the same name in some language.
    func isNamed(like other: Lane) -> Bool {
        Language.allCases.contains { title[$0].lowercased() == other.title[$0].lowercased() }
    }
}

extension Board {
    /// Where among the `fields` of the present layout a card belongs that lay in `old` and never was in this layout:
    /// on the sheet of free paper, or in the field of the same name; nil where only people can tell.
    package func home(of old: Lane, among fields: [Lane]) -> Lane? {
        if layout == .free { return fields.first }
        return old.isTray ? nil : fields.first { $0.isNamed(like: old) }
    }
}

extension Card {
    /// Refuses with `.notAllowed` to lay a card that lies in a field into the tray.
    package func mayLie(in lane: Lane) throws(Refusal) {
        guard lane.id != laneID else { return }
        try lane.mustBeField()
    }
}
