import GRDB
import Workshop

extension Store {
    /// The day an audience belongs to.
    package func day(of audience: Audience) async throws -> ID<TrainingDay> {
        switch audience {
        case .players(let day, _), .facilitators(let day), .everyone(let day), .plenary(let day): return day
        case .person(let attendance), .ballot(let attendance): return try await self.attendance(attendance).dayID
        case .group(let group), .watchers(let group): return try await read { try Workshop.Group.find(group, in: $0).dayID }
        case .board(let board): return try await read { try Workshop.Group.find(Board.find(board, in: $0).groupID, in: $0).dayID }
        }
    }

    /// Refuses with `.notFound` viewers who are not part of `audience`. The viewer stands in the audience's day.
    package func mayHear(_ audience: Audience, _ viewer: Viewer) async throws {
        switch audience {
        case .everyone: return
        case .facilitators: try viewer.mustFacilitate()
        case .group(let group):
            guard viewer.sees(group: group), viewer.worksIn(group) || viewer.isFacilitator else { throw Refusal.notFound }
        case .person(let attendance), .ballot(let attendance):
            guard viewer.attendance == attendance else { throw Refusal.notFound }
        case .watchers(let group):
            guard viewer.sees(group: group) else { throw Refusal.notFound }
        case .board(let board):
            guard viewer.sees(group: try await place(ofBoard: board).group) else { throw Refusal.notFound }
        case .plenary(let day):
            if viewer.isFacilitator { return }
            let state = try await read { try TrainingDay.find(day, in: $0).state }
            guard state >= .plenary else { throw Refusal.notFound }
        case .players(let day, let persona):
            if viewer.isFacilitator { return }
            guard let attendance = viewer.attendance else { throw Refusal.notFound }
            let plays = try await read {
                try Bool.fetchOne(
                    $0, sql: "SELECT 1 FROM casting WHERE dayID = ? AND personaID = ? AND attendanceID = ?",
                    arguments: [day, persona, attendance])
            }
            guard plays == true, viewer.role == .leader else { throw Refusal.notFound }
        }
    }
}
