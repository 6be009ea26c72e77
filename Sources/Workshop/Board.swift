import Foundation

/// The pin-up board of one group for one scenario.
package struct Board: Hashable, Sendable, Codable {
    package let id: ID<Board>
    package let groupID: ID<Group>
    package let scenarioID: ID<Scenario>
    package internal(set) var layout: Layout
    /// Whether cards that were written while this was so say who wrote them.
    package internal(set) var showsAuthors: Bool
    /// When the board was closed for changes.
    package internal(set) var lockedAt: Date?
    /// Since when everybody writes alone: new cards are seen by their author only, until they are all shown at once.
    package internal(set) var aloneSince: Date?
    /// How many dots each person may give; 0 when there is no vote.
    package internal(set) var votesEach: Int
    /// Which of the board’s votes it is, the first being 1.
    package internal(set) var voteRound: Int
    /// When the dots were shown; until then nobody sees those of others.
    package internal(set) var votesShownAt: Date?
    /// What rises to the right and upwards where the board is two by two; empty for the usual.
    package internal(set) var acrossName: String
    package internal(set) var upName: String
    /// How high its sheet of paper is, in the size of the text.
    package private(set) var sheetHeight: Int
    /// Rises with every change of the board itself.
    package internal(set) var version: Int

    package var isLocked: Bool { lockedAt != nil }
    package var writesAlone: Bool { aloneSince != nil }

    package init(id: ID<Board>, groupID: ID<Group>, scenarioID: ID<Scenario>) {
        self.id = id
        self.groupID = groupID
        self.scenarioID = scenarioID
        layout = .lanes
        showsAuthors = false
        votesEach = 0
        voteRound = 0
        acrossName = ""
        upName = ""
        sheetHeight = Sheet.usualHeight
        version = 1
    }

    /// The board in `layout`, and led as `other` is.
    package func like(_ other: Board?, in layout: Layout) -> Board {
        var board = self
        board.layout = layout
        guard let other else { return board }
        board.showsAuthors = other.showsAuthors
        board.acrossName = other.acrossName
        board.upName = other.upName
        board.aloneSince = other.aloneSince
        board.votesEach = other.votesShownAt == nil ? other.votesEach : 0
        return board
    }

    /// Makes the sheet higher, or leaves it as it is.
    package mutating func heighten(to height: Int) { sheetHeight = max(height, sheetHeight) }

    /// Counts the board up when something that belongs to it has changed.
    package mutating func touch() { version += 1 }

    /// Refuses viewers who may not change the board, and with `.boardLocked` everyone while it is locked.
    package func mustBeWritable(by viewer: Viewer) throws(Refusal) {
        try viewer.mayWork(in: groupID)
        guard !isLocked else { throw .notNow(.boardLocked) }
    }
}

/// A named part of a board in one of its layouts: a lane, a part of a life, a corner, a ring, a track, a sheet.
package struct Lane: Hashable, Sendable, Codable {
    package let id: ID<Lane>
    package let boardID: ID<Board>
    package let layout: Layout
    package var title: LocalizedText
    package var position: Int
    /// Whether it is no field, but where cards lie that have no place in the layout yet.
    package let isTray: Bool

    package init(id: ID<Lane>, boardID: ID<Board>, layout: Layout = .lanes, title: LocalizedText, position: Int, isTray: Bool = false) {
        self.id = id
        self.boardID = boardID
        self.layout = layout
        self.title = title
        self.position = position
        self.isTray = isTray
    }
}

/// The four flip-chart pens; each is always shown with its own sign and word.
package enum Marker: String, Hashable, Sendable, Codable, CaseIterable {
    case blue, green, red, black

    package var sign: String {
        switch self {
        case .blue: "○"
        case .green: "□"
        case .red: "△"
        case .black: "—"
        }
    }
}
