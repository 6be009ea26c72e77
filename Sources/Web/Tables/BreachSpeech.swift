import Grouping
import Storage
import Workshop

/// What is not as it should be around the tables, in sentences with the reason.
struct BreachSpeech {
    private let names: [String: String]
    private let tables: [String]
    private let say: Speech

    init(papers: PapersContent, say: Speech) {
        names = Dictionary(uniqueKeysWithValues: papers.people.map { ($0.attendance.id.description, $0.member.name) })
        tables = papers.plan.tables.map(\.name)
        self.say = say
    }

    /// The gravest first. What comes of uneven sides is said once.
    func sentences(_ breaches: [SeatingPlan.Breach]) -> [[String: Any]] {
        var sentences: [(rank: Int, text: String)] = []
        for breach in breaches {
            if case .unevenSides(let larger, let smaller, let pairs) = breach.reason {
                let isUser = breach.kind == .sameSide("user")
                sentences.append(
                    (
                        3,
                        say(
                            isUser ? "tables.uneven.users" : "tables.uneven.staff",
                            ["larger": "\(larger)", "smaller": "\(smaller)", "pairs": "\(pairs)"])
                    ))
            } else {
                sentences.append((rank(breach), what(breach) + " " + why(breach.reason)))
            }
        }
        var seen: Set<String> = []
        return sentences.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
            .map(\.element).filter { seen.insert($0.text).inserted }
            .map { ["text": $0.text, "grave": $0.rank < 2] }
    }

    private func rank(_ breach: SeatingPlan.Breach) -> Int {
        switch breach.kind {
        case .tied: breach.isBeside ? 0 : 2
        case .awayFromTable: 1
        case .sameSide: 3
        case .sameUnit: 4
        }
    }

    /// The word that marks a chair.
    static func word(_ breach: SeatingPlan.Breach, _ say: Speech) -> String {
        switch breach.kind {
        case .tied(let bond): say("tables.mark.\(bond.rawValue)" + (breach.isBeside ? "" : "-opposite"))
        case .sameSide: say("tables.mark.same-side")
        case .sameUnit: say("tables.mark.same-unit")
        case .awayFromTable: say("tables.mark.away")
        }
    }

    private func what(_ breach: SeatingPlan.Breach) -> String {
        let (one, other) = (names[breach.one] ?? "", breach.other.flatMap { names[$0] } ?? "")
        switch breach.kind {
        case .tied(let bond):
            return say("tables.breach.\(bond.rawValue)" + (breach.isBeside ? "" : "-opposite"), ["one": one, "other": other])
        case .sameSide(let side): return say("tables.breach.same-side-\(side)", ["one": one, "other": other])
        case .sameUnit(let unit): return say("tables.breach.same-unit", ["one": one, "other": other, "unit": unit])
        case .awayFromTable(let table):
            return say("tables.breach.away", ["one": one, "table": tables.indices.contains(table) ? tables[table] : ""])
        }
    }

    private func why(_ reason: SeatingPlan.Breach.Reason) -> String {
        switch reason {
        case .allTried: say("tables.why.all-tried")
        case .pinned: say("tables.why.pinned")
        case .unevenSides: ""
        case .tiedToMost(let one, 0): say("tables.why.tied-to-all", ["one": names[one] ?? ""])
        case .tiedToMost(let one, let others): say("tables.why.tied-to-most", ["one": names[one] ?? "", "n": "\(others)"])
        case .tableFull(let people, let chairs): say("tables.why.table-full", ["people": "\(people)", "chairs": "\(chairs)"])
        case .nothingBetter: tables.count == 1 ? say("tables.why.one-table") : say("tables.why.nothing-better", ["n": "\(tables.count)"])
        case .canBeBetter: say("tables.why.can-be-better")
        }
    }
}
