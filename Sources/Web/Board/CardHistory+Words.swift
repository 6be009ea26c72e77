import Storage
import Workshop

extension CardHistory {
    /// The steps as a page tells them: when, by whom, what was done, and what was written with it.
    func told(_ say: Speech) -> [[String: Any]] {
        steps.map {
            ["time": WallClock.time($0.at), "by": doer(of: $0, say), "what": what(of: $0, say), "text": text(of: $0)]
        }
    }

    private func what(of step: CardStep, _ say: Speech) -> String {
        if step.kind == .edited, let before = step.before {
            let changes = changes(from: before, to: step.after, say)
            if !changes.isEmpty { return changes.joined(separator: ", ") }
        }
        let lane = lanes[step.after.laneID]?[say.language]
        let isHere = step.cardID == card.card.id
        let other = others[isHere ? step.otherID ?? step.cardID : step.cardID].map { CardText($0).plain }
        return say(
            "board.step.\(step.word(isGone: lane == nil, isHere: isHere, isOn: step.otherID == card.card.id, isNamed: other != nil))",
            ["lane": lane ?? "", "card": other ?? ""])
    }

    /// What was written: on the card, where it was changed, or on what hangs on it.
    private func text(of step: CardStep) -> String {
        if let company = step.company { return company.after ?? "" }
        guard let before = step.before else { return CardText(step.after.text).plain }
        return before.text == step.after.text ? "" : CardText(step.after.text).plain
    }

    /// What one edit changed; its text comes last, and stands after the words.
    private func changes(from before: Card.Face, to after: Card.Face, _ say: Speech) -> [String] {
        var told: [String] = []
        func tell(_ word: String, _ value: String?) {
            told.append(value.map { say("board.step.\(word)", ["value": $0]) } ?? say("board.step.\(word)-gone"))
        }
        if before.marker != after.marker { tell("marker", say(after.marker, card.markers)) }
        if before.responsibles != after.responsibles { tell("responsible", after.responsibles.isEmpty ? nil : names(after.responsibles)) }
        if before.due != after.due { tell("due", after.due.map { say.date($0) }) }
        if before.saidByID != after.saidByID { tell("said", after.saidByID.map { names([$0]) }) }
        if (before.doneAt == nil) != (after.doneAt == nil) { told.append(say("board.step.\(after.doneAt == nil ? "opened" : "done")")) }
        if before.text != after.text { told.append(say("board.step.edited")) }
        return told
    }
}

extension CardStep {
    /// What it is called on the card that it is of (`isHere`), that it leads to (`isOn`), or that shares a stack with it: some changes have a word for
    /// each way, for a field that `isGone`, and for another card that `isNamed`.
    fileprivate func word(isGone: Bool, isHere: Bool, isOn: Bool, isNamed: Bool) -> String {
        switch kind {
        case .named: "named"
        case _ where !isHere && !isOn: bringsIntoStack ? "stacked-from" : "unstacked-from"
        case .pinned where isGone: "pinned-gone"
        case .placed where isGone: "placed-gone"
        case .locked where after.lockedAt == nil: "unlocked"
        case .done where after.doneAt == nil: "opened"
        case .stacked where after.stackID == nil: "unstacked"
        case .stacked where isNamed: isHere ? "stacked-with" : "stacked-from"
        case .tied where isNamed, .untied where isNamed: kind.rawValue + (isHere ? "-to" : "-from")
        default: kind.rawValue
        }
    }
}
