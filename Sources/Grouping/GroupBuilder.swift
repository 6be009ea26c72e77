/// Divides a gathering into groups, better and better for as long as it is let.
///
/// The same gathering, seed and number of steps give the same division. Time does not enter here: whoever calls says when to stop.
package final class GroupBuilder {
    let hall: Hall
    private let searches: [Search]

    /// Has a complete division when it returns. Refuses (`Impossible`) what cannot be divided at all;
    /// contradicting musts are no reason to refuse.
    ///
    /// With `start`, the search begins there and never ends with anything worse.
    package init(_ gathering: Gathering, seed: UInt64 = 1, from start: Division? = nil) throws(Impossible) {
        hall = try Hall(gathering, groupsByPool: start.map(Hall.groupsByPool) ?? [:])
        let seatings = start.flatMap(hall.seatings)
        searches = hall.tables.enumerated().map { number, table in
            let kept = seatings.map { table.keepingPins($0[number]) }
            return Search(table, seed: seed &+ UInt64(number) &* 7919, from: kept.flatMap { table.isSized($0) ? $0 : nil })
        }
    }

    /// The musts that no division can keep, found without searching.
    package var contradictions: [Contradiction] { hall.contradictions }

    /// How many groups there are in all.
    package var groupCount: Int { hall.tables.reduce(0) { $0 + $1.groups } }

    package var isSettled: Bool { searches.allSatisfy(\.isSettled) }

    /// Searches until `goesOn` says no or nothing better is to be expected; `goesOn` is asked about every hundred trials.
    package func improve(while goesOn: () -> Bool) {
        while !isSettled {
            for search in searches {
                search.improve(while: goesOn)
                guard goesOn() else { return }
            }
        }
    }

    /// Searches for so many steps of about a hundred trials.
    package func improve(steps: Int) {
        var left = steps
        improve {
            left -= 1
            return left > 0
        }
    }

    /// The best division so far.
    package var division: Division {
        hall.division(searches.map(\.best), searches.reduce(Score()) { $0 + $1.score })
    }

    /// What rules and groups look like in the best division so far.
    package var explanation: Explanation {
        Explanation(hall, searches.map(\.best))
    }
}

extension Hall {
    static func groupsByPool(_ division: Division) -> [String: Int] {
        var counts: [String: Int] = [:]
        for group in division.groups { counts[group.pool, default: 0] += 1 }
        return counts
    }
}
