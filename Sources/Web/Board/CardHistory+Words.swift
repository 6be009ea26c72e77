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
            "board.step.\(word(for: step, isGone: lane == nil, isNamed: other != nil))",
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

    /// What a step is called: of other cards by what they have to do with this one.
    private func word(for step: CardStep, isGone: Bool, isNamed: Bool) -> String {
        switch step.id.flatMap({ parts[$0] }) {
        case .joins: step.kind == .restored ? "restored-from" : "stacked-from"
        case .leaves: step.kind == .removed ? "removed-from" : "unstacked-from"
        case .onto, .beside: step.word(way: "from", isGone: isGone, isNamed: isNamed)
        case nil: step.word(way: step.kind == .stacked ? "with" : "to", isGone: isGone, isNamed: isNamed)
        }
    }
}

extension CardStep {
    /// What it is called: some changes have a word for each `way` to another card that `isNamed`, and for a field that `isGone`.
    fileprivate func word(way: String, isGone: Bool, isNamed: Bool) -> String {
        switch kind {
        case .pinned where isGone: "pinned-gone"
        case .placed where isGone: "placed-gone"
        case .placed where before?.stackID != nil && after.stackID == nil: "placed-out"
        case .locked where after.lockedAt == nil: "unlocked"
        case .done where after.doneAt == nil: "opened"
        case .named where company?.after?.isEmpty != false: "unnamed"
        case .stacked where after.stackID == nil: "unstacked"
        case .stacked where isNamed, .tied where isNamed, .untied where isNamed: "\(kind.rawValue)-\(way)"
        default: kind.rawValue
        }
    }
}
