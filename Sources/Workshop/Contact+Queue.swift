extension ContactRequest {
    /// The request's number in the queue to its persona, 1 being next; nil when it does not wait.
    /// A request that is put back keeps the place its time gives it.
    package func place(among requests: [ContactRequest]) -> Int? {
        guard state == .waiting else { return nil }
        return 1 + requests.count { $0.dayID == dayID && $0.personaID == personaID && $0.state == .waiting && $0.stands(before: self) }
    }

    private func stands(before other: ContactRequest) -> Bool { (askedAt, id) < (other.askedAt, other.id) }
}

extension Casting {
    /// Refuses with `.notFound` everyone but the leaders who are cast as `persona` on the viewer's day: others do not learn that there is a script.
    package static func mustLet(_ player: Viewer, play persona: ID<Persona>, by castings: [Casting]) throws(Refusal) {
        guard player.role == .leader, let attendance = player.attendance,
            castings.contains(where: { $0.personaID == persona && $0.attendanceID == attendance && $0.dayID == player.day })
        else { throw .notFound }
    }
}
