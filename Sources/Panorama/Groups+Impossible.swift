import Grouping

extension Impossible {
    /// What is wrong and what to do about it on the command line.
    var sentence: String {
        switch self {
        case .nobody: return "There are no people. Write one on each line."
        case .samePersonTwice(let id): return "“\(id)” is here twice. Delete one."
        case .sizes(let people, let pool, .count(let count)):
            return
                "\(people) people\(pool.isEmpty ? "" : " in \(pool)") cannot fill \(count) groups. Choose a --count of at most \(people)."
        case .sizes(let people, let pool, .range(let min, _, let max)):
            let place = pool.isEmpty ? "" : " in \(pool)"
            return "\(people) people\(place) cannot be divided into groups of \(min) to \(max). Choose a --size with a wider range."
        case .wrongSizes: return "The sizes contradict each other. Choose a --size from small to large."
        case .pinOfUnknownPerson(let id): return "“\(id)” is pinned but not among the people. Delete the pin or mend the spelling."
        case .pinToUnknownGroup(let id, let group, let groups):
            return "“\(id)” is pinned to group \(group) of \(groups). Choose a group from 1 to \(groups)."
        case .pinInOtherPool(let id, let group):
            return "“\(id)” is pinned to group \(group), which belongs to another pool. Choose another group."
        }
    }
}
