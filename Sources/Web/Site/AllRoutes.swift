import Workshop

extension PanoramaSite {
    /// Every address of the site, one line a noun.
    static var allRoutes: [Route] {
        wordRoutes + sessionRoutes + liveRoutes + roomRoutes + boardRoutes + penRoutes + cardCompanyRoutes + boardConductRoutes
            + boardOutRoutes + dayBoardsRoutes + photoRoutes + dayRoutes
            + contactRoutes + consoleRoutes
            + solutionRoutes + evaluationRoutes + reportRoutes
            + blockRoutes + messageRoutes + plenaryRoutes
            + communityRoutes + memberRoutes + planRoutes + scenarioRoutes
            + profileRoutes + arrivalRoutes
            + paperRoutes + tableRoutes
            + invitationRoutes
            + builderRoutes
    }

    /// Every part of a page that a happening touches, one line a noun.
    func regions(touchedBy happening: Happening) -> [any Region] {
        Self.boardRegions(touchedBy: happening) + timeScaleRegions(touchedBy: happening) + Self.photoRegions(touchedBy: happening)
            + ballotRegions(touchedBy: happening)
            + programmeRegions(touchedBy: happening) + messageRegions(touchedBy: happening) + overviewRegions(touchedBy: happening)
            + contactRegions(touchedBy: happening) + Self.solutionRegions(touchedBy: happening)
            + plenaryRegions(touchedBy: happening)
            + Self.planRegions(touchedBy: happening)
            + Self.arrivalRegions(touchedBy: happening)
            + Self.tableRegions(touchedBy: happening)
            + Self.invitationRegions(touchedBy: happening)
            + builderRegions(touchedBy: happening)
    }
}
