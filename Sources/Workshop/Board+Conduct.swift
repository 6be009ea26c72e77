import Foundation

/// What a facilitator may do to a board as a whole, and a group to its own.
extension Board {
    package static let voteLimit = 20

    /// Draws the board in another way; cards keep the place they had there before, and those that had none wait in its tray. Refuses all but facilitators.
    package mutating func lay(out layout: Layout, by viewer: Viewer) throws(Refusal) {
        try viewer.mustFacilitate()
        guard layout != self.layout else { return }
        self.layout = layout
        version += 1
    }

    /// Names what rises to the right and upwards; blank gives the usual name back. Refuses all but facilitators, and more than 40 characters.
    package mutating func nameAxes(across: String, up: String, by viewer: Viewer) throws(Refusal) {
        try viewer.mustFacilitate()
        let across = try Writing.accepted(across, as: "across", limit: 40, optional: true)
        let up = try Writing.accepted(up, as: "up", limit: 40, optional: true)
        guard (across, up) != (acrossName, upName) else { return }
        (acrossName, upName) = (across, up)
        version += 1
    }

    /// Whether cards say who wrote them: those that are written from now on. What is written while names are hidden never gets one. Refuses all but facilitators.
    package mutating func show(authors: Bool, by viewer: Viewer) throws(Refusal) {
        try viewer.mustFacilitate()
        guard authors != showsAuthors else { return }
        showsAuthors = authors
        version += 1
    }

    /// Whether what is done to the card now may ever be told with the name of whoever does it: not while names are hidden,
    /// nor while only the author of a card without a name could have done it.
    package func names(_ viewer: Viewer, whoChanges card: Card) -> Bool {
        showsAuthors && !viewer.isUnnamed && (card.isNamed || card.hiddenAt == nil)
    }

    /// Whether the board now tells who wrote the card.
    package func tellsAuthor(of card: Card) -> Bool { showsAuthors && card.isNamed }

    /// Whether the board now tells who wrote the remark.
    package func tellsWriter(of remark: Remark) -> Bool { showsAuthors && remark.isNamed }

    /// Whether the board now tells who made the change.
    package func tellsDoer(of step: CardStep) -> Bool { showsAuthors && step.isNamed }

    /// Whether the group may add and take away fields in the present layout.
    package var hasOwnFields: Bool { layout == .lanes || layout == .timeline }

    /// Closes the board for changes, or opens it again. Refuses all but facilitators.
    package mutating func lock(_ isLocked: Bool, at now: Date, by viewer: Viewer) throws(Refusal) {
        try viewer.mustFacilitate()
        guard isLocked != self.isLocked else { return }
        lockedAt = isLocked ? now : nil
        version += 1
    }

    /// Lets everybody write alone from now on: what is pinned is seen by its author only.
    package mutating func writeAlone(at now: Date, by viewer: Viewer) throws(Refusal) {
        try mustBeWritable(by: viewer)
        guard aloneSince == nil else { return }
        aloneSince = now
        version += 1
    }

    /// Ends writing alone: the cards that were hidden are to be shown, all at once.
    package mutating func showAll(by viewer: Viewer) throws(Refusal) {
        try viewer.mayWork(in: groupID)
        guard aloneSince != nil else { return }
        aloneSince = nil
        version += 1
    }

    /// Whether people are giving dots now.
    package var votes: Bool { votesEach > 0 && votesShownAt == nil }

    /// Gives everyone `each` dots to place on cards, hidden until they are shown; 0 ends the vote. Refuses more than `voteLimit`, and with
    /// `.voteRunning` to begin anew before the dots are shown.
    package mutating func vote(each: Int, by viewer: Viewer) throws(Refusal) {
        try mustBeWritable(by: viewer)
        guard (0...Board.voteLimit).contains(each) else { throw .invalid("votes", .outOfRange(0, Board.voteLimit)) }
        guard each == 0 || !votes else { throw .notNow(.voteRunning) }
        votesEach = each
        if each > 0 { voteRound += 1 }
        votesShownAt = nil
        version += 1
    }

    /// Shows everyone how the dots fell; nobody moves them after that.
    package mutating func showVotes(at now: Date, by viewer: Viewer) throws(Refusal) {
        try viewer.mayWork(in: groupID)
        guard votes else { return }
        votesShownAt = now
        version += 1
    }

    /// How many dots somebody has left who has given `given`; refuses with `.notNow(.noVote)` when there is no vote or it has been shown, and
    /// with `.notNow(.voteOver)` what was given in another than the present `round`.
    package func votesLeft(given: Int, in round: Int? = nil) throws(Refusal) -> Int {
        guard votes else { throw .notNow(.noVote) }
        guard round == nil || round == voteRound else { throw .notNow(.voteOver) }
        return max(votesEach - given, 0)
    }

    /// Of somebody’s `dots` on a card that comes back, as many as there is room for beside those `given` meanwhile.
    package func dotsKept(of dots: Int, beside given: Int) -> Int { min(dots, max(votesEach - given, 0)) }
}

extension Lane {
    package static let limit = 12

    /// The name the field came with, in every language; nil for a field that the group has added.
    package var usualTitle: LocalizedText? {
        let titles = layout.startingTitles
        return titles.indices.contains(position) ? titles[position] : nil
    }

    /// Gives the field a name of the group’s own, in every language the same; blank, or the usual name in any language, gives the usual name back.
    /// Refuses a blank name where there is no usual one, the tray, and when the board is locked.
    package mutating func rename(_ title: String, on board: Board, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard boardID == board.id else { throw .notFound }
        try mustBeField()
        let title = try Writing.accepted(title, as: "title", limit: 60, optional: usualTitle != nil)
        let isUsual = title.isEmpty || usualTitle?.texts.values.contains(title) == true
        self.title = isUsual ? usualTitle ?? self.title : LocalizedText(title)
    }

    /// A further field of the group’s own at the end of the board’s present layout, in no place of one that came with it. Refuses more than `limit`, and layouts whose fields are given.
    package static func added(_ title: String, to board: Board, after others: [Lane], as id: ID<Lane>, by viewer: Viewer) throws(Refusal)
        -> Lane
    {
        try board.mustBeWritable(by: viewer)
        guard board.hasOwnFields else { throw .notAllowed }
        guard others.count < limit else { throw .invalid("title", .outOfRange(0, limit)) }
        let title = LocalizedText(try Writing.accepted(title, as: "title", limit: 60))
        let last = max(others.map(\.position).max() ?? -1, board.layout.startingTitles.count - 1)
        return Lane(id: id, boardID: board.id, layout: board.layout, title: title, position: last + 1)
    }

    /// Refuses to take the field off the board: with `.writingAlone` while everybody writes alone, whatever it holds, so that nobody learns of what is hidden;
    /// with `.laneHasCards` one that holds `cards`, with `.lastLane` the only one, the tray, and layouts whose fields are given.
    package func mayGo(from board: Board, holding cards: Int, beside others: Int, by viewer: Viewer) throws(Refusal) {
        try board.mustBeWritable(by: viewer)
        guard boardID == board.id, layout == board.layout else { throw .notFound }
        guard board.hasOwnFields, !isTray else { throw .notAllowed }
        guard !board.writesAlone else { throw .notNow(.writingAlone) }
        guard cards == 0 else { throw .notNow(.laneHasCards) }
        guard others > 0 else { throw .notNow(.lastLane) }
    }
}
