import Grouping
import Storage
import Workshop

/// What the page of the tables shows.
struct TablesView {
    let tables: TablesContent
    let say: Speech
    /// Whom the page is about to move.
    var lifted: ID<Attendance>?

    private var papers: PapersContent { tables.papers }
    private var plan: TablePlan { papers.plan }

    var content: [String: Any] {
        let seating = DaySeating(content: tables)
        let breaches = seating.judged?.breaches ?? []
        let marks = marks(breaches)
        let people = Dictionary(uniqueKeysWithValues: papers.people.map { ($0.attendance.id, $0) })
        let standing = papers.people.filter { plan.chair(of: $0.attendance.id) == nil }
        let sentences = BreachSpeech(papers: papers, say: say).sentences(breaches)
        return [
            "strays": papers.strays(say), "writable": papers.day.state < .closed, "mayUndo": tables.mayUndo,
            "hasTables": !plan.tables.isEmpty, "hasGroupTables": plan.tables.contains { $0.groupID != nil },
            "keepsGroups": seating.groupsKeepTables || plan.chairs.isEmpty,
            "count": say(
                "tables.count", ["n": "\(plan.tables.count)", "chairs": "\(plan.chairCount)", "people": "\(papers.people.count)"]),
            "tables": plan.tables.map { table in drawn(table, people, marks) },
            "standing": standing.map { person($0, nil, []) }, "standingCount": say("tables.standing", ["n": "\(standing.count)"]),
            "hasStanding": !standing.isEmpty,
            "breaches": Array(sentences.prefix(12)),
            "more": sentences.count > 12 ? say("tables.more", ["n": "\(sentences.count - 12)"]) : "",
            "lifted": people[lifted ?? ID(0)]?.member.name ?? "",
            "people": papers.people.map {
                ["id": $0.attendance.id.description, "name": $0.member.name, "chosen": $0.attendance.id == lifted] as [String: Any]
            },
            "options": plan.tables.map { table in ["name": table.name, "chairs": options(at: table, people)] as [String: Any] },
            "allWell": sentences.isEmpty && !plan.chairs.isEmpty,
        ]
    }

    private func options(at table: SeatingTable, _ people: [ID<Attendance>: ComingPerson]) -> [[String: String]] {
        (1...table.chairs).map { number in
            let sitter = plan.sitter(at: table.id, number).flatMap { people[$0.attendanceID]?.member.name }
            let word = sitter.map { say("tables.chair-taken", ["n": "\(number)", "name": $0]) } ?? say("tables.chair", ["n": "\(number)"])
            return ["value": "\(table.id)-\(number)", "word": word]
        }
    }

    private func drawn(
        _ table: SeatingTable, _ people: [ID<Attendance>: ComingPerson], _ marks: [ID<Attendance>: [[String: Any]]]
    ) -> [String: Any] {
        let chairs = (1...table.chairs).map { number -> [String: Any] in
            let chair = plan.sitter(at: table.id, number)
            let sitter = chair.flatMap { people[$0.attendanceID] }
            return [
                "number": "\(number)", "value": "\(table.id)-\(number)", "taken": sitter != nil,
                "label": say("tables.chair-at", ["n": "\(number)", "table": table.name]),
                "person": sitter.map { person($0, chair, marks[$0.attendance.id] ?? []) } ?? [:],
            ]
        }
        let firstSide = table.shape == .long ? (table.chairs + 1) / 2 : table.chairs
        return [
            "id": table.id.description, "name": table.name, "isRound": table.shape == .round, "chairs": "\(table.chairs)",
            "about": say("tables.about.\(table.shape.rawValue)", ["n": "\(table.chairs)"]),
            "first": Array(chairs.prefix(firstSide)), "second": Array(chairs.dropFirst(firstSide)), "after": "\(firstSide + 1)",
            "odd": !table.chairs.isMultiple(of: 2),
            "shapes": SeatingTable.Shape.allCases.map {
                ["value": $0.rawValue, "word": say("tables.shape.\($0.rawValue)"), "chosen": $0 == table.shape] as [String: Any]
            },
        ]
    }

    private func person(_ person: ComingPerson, _ chair: Chair?, _ marks: [[String: Any]]) -> [String: Any] {
        [
            "id": person.attendance.id.description, "name": person.member.name,
            "about": person.member.party == .serviceUser
                ? say("party.service-user")
                : person.member.discipline.isEmpty ? say("role.\(person.attendance.role.rawValue)") : person.member.discipline,
            "isUser": person.member.party == .serviceUser, "pinned": chair?.isPinned ?? false, "marks": marks,
        ]
    }

    /// The words on the chairs of those a breach is about.
    private func marks(_ breaches: [SeatingPlan.Breach]) -> [ID<Attendance>: [[String: Any]]] {
        var marks: [ID<Attendance>: [[String: Any]]] = [:]
        for breach in breaches {
            let word = BreachSpeech.word(breach, say)
            let isGrave = if case .tied = breach.kind { breach.isBeside } else { false }
            for id in [breach.one, breach.other].compactMap({ $0 }).compactMap({ ID<Attendance>($0) })
            where marks[id]?.contains(where: { $0["word"] as? String == word }) != true {
                marks[id, default: []].append(["word": word, "grave": isGrave])
            }
        }
        return marks
    }
}

extension PapersContent {
    /// Who sits at the table of another group than the own, in a sentence; empty when nobody does.
    func strays(_ say: Speech) -> String {
        let strays = Set(plan.strays(among: people.map(\.attendance)))
        let names = people.filter { strays.contains($0.attendance.id) }.map(\.member.name)
        return names.isEmpty ? "" : say("tables.strays", ["names": names.joined(separator: ", ")])
    }
}
