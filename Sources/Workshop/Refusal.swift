/// Everything the domain says no to. One place in Web turns each into a status and a calm page.
package enum Refusal: Error, Hashable, Sendable {
    /// There is no such thing, or the viewer may not know that there is.
    case notFound
    /// The viewer knows of the thing but may not do this to it.
    case notAllowed
    /// The moment is wrong: the day, the board or the contact is in another state.
    case notNow(Moment)
    /// What was written does not fit; every problem is named.
    case invalid([FieldProblem])
    /// Somebody else changed the thing since the viewer read it.
    case stale

    package enum Moment: String, Hashable, Sendable, CaseIterable {
        case dayNotOpen, dayClosed, dayIncomplete, boardLocked, boardHasCards, cardLocked, cardHidden, noVote, voteRunning, voteOver,
            nothingToUndo,
            nothingToRedo, writingAlone, stackGone, stackLocked, laneGone, laneHasCards, lastLane,
            contactTaken, contactEnded, alreadyAsked, alreadyTold, alreadyAnswered
        case noRunningBlock, inConversation, scenarioInUse, tooLateToUndo, evaluationNotOpen, notReachableThisWay, lastFacilitator
        case groupInUse, personInUse, blockStarted, notAFacilitator
        case invitationNotOut, invitationCancelled, repliesClosed, dayHasBegun, letterUnderway, noPostOffice
        case evaluationBegun, dayNotClosed, plenaryNotOpen, groupsImpossible
    }

    package static func invalid(_ field: String, _ problem: FieldProblem.Kind) -> Refusal {
        .invalid([FieldProblem(field: field, kind: problem)])
    }
}

/// What is wrong with one field of a form.
package struct FieldProblem: Hashable, Sendable {
    package var field: String
    package var kind: Kind

    package enum Kind: Hashable, Sendable {
        case missing
        /// A card with nothing on it.
        case emptyCard
        case tooLong(limit: Int)
        case notANumber
        case outOfRange(Int, Int)
        case notADate
        case afterTheDay
        case beforeToday
        case notATime
        case notAnEmail
        case unknownChoice
        case taken
        /// Two people are already tied in a way that this goes against.
        case againstAnotherTie
        /// Not a picture of a kind that can be kept.
        case notAPicture
        /// A picture that is damaged or has lost its end.
        case brokenPicture
        case tooHeavy(megabytes: Int)
        case tooManyPixels(millions: Int)
        /// As many as there may be are there already.
        case noRoom(limit: Int)
        /// A case is handed over without a word why.
        case whyHandedOver
    }

    package init(field: String, kind: Kind) {
        self.field = field
        self.kind = kind
    }
}

/// Text as people write it: trimmed, without control characters, within a limit.
package enum Writing {
    /// The text made fit to keep; refuses with `.invalid` when it is empty (unless `optional`) or longer than `limit` characters.
    package static func accepted(_ text: String, as field: String, limit: Int, optional: Bool = false) throws(Refusal) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\n", "\t": clean.append(scalar)
            case "\r": clean.append("\n")
            case _ where scalar.properties.generalCategory == .control: continue
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FEFF}": continue
            default: clean.append(scalar)
            }
        }
        let characters = Substring(String(clean))
        guard let first = characters.firstIndex(where: isSeen), let last = characters.lastIndex(where: isSeen) else {
            if optional { return "" }
            throw .invalid(field, .missing)
        }
        let trimmed = String(characters[first...last])
        guard trimmed.count <= limit, trimmed.utf8.count <= limit * 8 else { throw .invalid(field, .tooLong(limit: limit)) }
        return trimmed
    }

    /// Whether there is anything of the character to see.
    private static func isSeen(_ character: Character) -> Bool {
        character.unicodeScalars.contains { !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint }
    }
}
