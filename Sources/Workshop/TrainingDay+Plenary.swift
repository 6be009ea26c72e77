extension TrainingDay {
    /// The programme may run: refuses before the day opens and after it closes.
    package func mustRun() throws(Refusal) {
        guard state >= .open else { throw .notNow(.dayNotOpen) }
        try mustBeEditable()
    }

    /// Turns the plenary to a scenario, to one group or all of them, and to their work or what they found out.
    /// Refuses before the day opens and after it closes.
    package mutating func turn(to scenario: ID<Scenario>, group: ID<Group>?, part: PlenaryPart) throws(Refusal) {
        try mustRun()
        plenaryScenarioID = scenario
        plenaryGroupID = group
        plenaryPart = part
    }

    /// Facts that nobody asked for may be uncovered for the scenario shown. Refuses outside the plenary.
    package func mustUncover() throws(Refusal) -> ID<Scenario> {
        guard state == .plenary, let plenaryScenarioID else { throw .notNow(state > .plenary ? .dayClosed : .plenaryNotOpen) }
        return plenaryScenarioID
    }

    /// Whether everyone on the day may read what the plenary shows.
    package var plenaryIsPublic: Bool { state >= .plenary }
}
