import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    /// The facilitator's day: the clock and what moves it, the programme, the roles, and one tile per group.
    func showControl(_ request: Request, _ viewer: Viewer) async throws -> HTTPResponse {
        try viewer.mustFacilitate()
        let language = request.language
        let day = try await store.standing(of: request.id("day"))
        var tiles: [HTML] = []
        for group in try await store.groups(on: day.id) {
            noteGroup(group.id, of: day.id)
            tiles.append(try await fresh(TileRegion(day: day.id, group: group.id), in: language))
        }
        let content: [String: Any] = [
            "title": day.title, "day": day.id.description,
            "conduct": try await fresh(ConductRegion(day: day.id), in: language),
            "programme": try await fresh(ProgrammeRegion(day: day.id, control: true), in: language),
            "roles": try await fresh(RolesRegion(day: day.id), in: language),
            "joined": try await fresh(JoinedRegion(day: day.id), in: language),
            "sent": try await fresh(SentMessagesRegion(day: day.id), in: language),
            "tiles": tiles,
        ]
        return try page(
            "overview/page.html", content, titled: day.title,
            frame: PageFrame(audiences: [.facilitators(day.id)], viewer: viewer, day: day),
            for: request)
    }

    /// The facilitators' regions, the programme's aside.
    func overviewRegions(touchedBy happening: Happening) -> [any Region] {
        let day = happening.dayID
        switch happening.kind {
        case .contactAsked, .contactWithdrawn, .contactTaken, .contactReleased, .contactDeclined, .contactEnded:
            return [RolesRegion(day: day)] + tile(of: happening)
        case .laneChanged, .cardPinned, .cardEdited, .cardPlaced, .cardDone, .cardRemoved, .cardRestored, .photoHung, .photoTaken,
            .factRevealed, .factTakenBack,
            .answerImprovised, .solutionWritten, .contactPersonChosen:
            return tile(of: happening)
        case .personJoined, .personRemoved: return [JoinedRegion(day: day)]
        case .dayMoved, .peopleChanged, .groupsChanged, .casesChanged, .castingsChanged:
            return [RolesRegion(day: day), JoinedRegion(day: day)] + groups(of: day).map { TileRegion(day: day, group: $0) }
        default: return []
        }
    }

    private func tile(of happening: Happening) -> [any Region] {
        happening.groupID.map { [TileRegion(day: happening.dayID, group: $0)] } ?? []
    }
}
