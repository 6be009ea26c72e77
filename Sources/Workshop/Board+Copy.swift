import Foundation

extension Board {
    /// Draws and names the board as `other`, one of an earlier day, is. Refuses all but facilitators, the board itself, and with `.boardHasCards` one that is not empty.
    package mutating func start(from other: Board, isEmpty: Bool, by viewer: Viewer) throws(Refusal) {
        try viewer.mustFacilitate()
        guard other.id != id else { throw .invalid("from", .unknownChoice) }
        guard isEmpty else { throw .notNow(.boardHasCards) }
        layout = other.layout
        showsAuthors = other.showsAuthors
        (acrossName, upName) = (other.acrossName, other.upName)
        heighten(to: other.sheetHeight)
        version += 1
    }
}

extension Card {
    /// The card on another day’s board: what is written on it and where it lies, on `photo` if it was pinned onto the same picture. The people are those of that day, and whoever wrote it is a name or nobody.
    package func copied(
        to board: Board, in lane: Lane, as id: ID<Card>, stack: ID<Stack>?, photo: ID<Photo>? = nil, responsibles: [ID<Attendance>],
        writer: String, at now: Date
    ) -> Card {
        Card(
            id: id, boardID: board.id, laneID: lane.id, position: position, x: x, y: y, text: text, marker: marker,
            responsibles: responsibles, due: due,
            doneAt: doneAt, stackID: stack, authorID: nil, isNamed: !writer.isEmpty, photoID: photo,
            photoX: photo == nil ? nil : photoX, photoY: photo == nil ? nil : photoY, writerName: writer, createdAt: now, version: 1)
    }
}
