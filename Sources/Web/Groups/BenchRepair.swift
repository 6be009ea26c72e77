import Grouping
import Storage
import Workshop

/// What it takes to make a proposal whole again after some stayed away and others came: as few moves as are found.
struct BenchRepair {
    struct Move {
        var guest: BuilderContent.Guest
        /// Nil for somebody who sat nowhere.
        var from: Int?
        var to: Int
    }

    let groups: [[ID<Attendance>]]
    /// Newcomers first, then those who have to change groups.
    let moves: [Move]

    /// Nil when nobody has been divided, or nobody can be.
    init?(_ bench: Bench) {
        guard let everyone = bench.seatingEveryone() else { return nil }
        let posed = bench.posed(everyone.groups)
        guard let repair = try? posed.division.repaired(posed.gathering, without: []) else { return nil }
        var groups = [[ID<Attendance>]](repeating: [], count: bench.proposal.pools.count)
        for (group, number) in zip(repair.division.groups, posed.seen) { groups[number - 1] = group.members.compactMap { ID($0) } }
        self.groups = groups
        var moves: [Move] = []
        for guest in bench.content.people {
            guard let index = groups.firstIndex(where: { $0.contains(guest.id) }) else { continue }
            let before = bench.proposal.seats[guest.id]?.number
            if before != index + 1 { moves.append(Move(guest: guest, from: before, to: index + 1)) }
        }
        self.moves = moves.filter { $0.from == nil } + moves.filter { $0.from != nil }
    }
}
