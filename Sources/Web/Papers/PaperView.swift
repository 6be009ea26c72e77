import Foundation
import Storage
import Workshop

/// What stands on the sheets. Nothing of what only facilitators know about people is here to be printed.
struct PaperView {
    let papers: PapersContent
    let choices: PaperChoices
    let say: Speech
    let link: PersonalLink
    /// The address people use.
    let origin: String

    static let tagsPerSheet = 10
    static let cardsPerSheet = 4

    private var groupNames: [ID<Group>: String] { Dictionary(uniqueKeysWithValues: papers.groups.map { ($0.id, $0.name) }) }
    private var chosen: [ComingPerson] { papers.people.filter(choices.takes) }

    func hasSheets(of paper: Paper) -> Bool {
        switch paper {
        case .groups: !papers.groups.isEmpty
        case .nameTags, .placeCards: !chosen.isEmpty || choices.blanks > 0
        case .tables: !papers.plan.tables.isEmpty
        }
    }

    func content(of paper: Paper) -> [String: Any] {
        var content: [String: Any] =
            switch paper {
            case .groups: lists
            case .nameTags: ["sheets": sheets(tags, of: PaperView.tagsPerSheet)]
            case .placeCards: ["sheets": sheets(cards, of: PaperView.cardsPerSheet)]
            case .tables: tables
            }
        content["title"] = papers.day.title
        content["date"] = say.date(papers.day.date)
        content["place"] = papers.day.place
        return content
    }

    private func sheets(_ items: [[String: Any]], of size: Int) -> [[String: Any]] {
        stride(from: 0, to: items.count, by: size).map { start in
            let items = Array(items[start..<min(start + size, items.count)])
            return ["items": items]
        }
    }

    private var tags: [[String: Any]] {
        let names = groupNames
        let people = chosen.map { person -> [String: Any] in
            var tag = name(person.member.name)
            tag["discipline"] = choices.hasDiscipline ? person.member.discipline : ""
            tag["group"] = person.attendance.groupID.flatMap { names[$0] } ?? ""
            tag["role"] = person.attendance.role == .participant ? "" : say("role.\(person.attendance.role.rawValue)")
            if choices.hasSquare { tag["square"] = QRCode(origin + link.path(for: person.attendance))?.drawing }
            return tag
        }
        var blank: [String: Any] = ["blank": true]
        if choices.hasSquare, (.invited ... .plenary).contains(papers.day.state) {
            blank["square"] = QRCode("\(origin)/join/\(papers.day.joinCode)")?.drawing
            blank["code"] = JoinCode.spoken(papers.day.joinCode)
        }
        return people + Array(repeating: blank, count: choices.blanks)
    }

    private var cards: [[String: Any]] {
        let people = chosen.map { person -> [String: Any] in
            var card = name(person.member.name)
            card["discipline"] = choices.hasDiscipline ? person.member.discipline : ""
            if let chair = papers.plan.chair(of: person.attendance.id),
                let table = papers.plan.tables.first(where: { $0.id == chair.tableID })
            {
                card["table"] = say("papers.chair-at", ["table": table.name, "n": "\(chair.number)"])
            }
            return card
        }
        return people + Array(repeating: ["blank": true], count: choices.blanks)
    }

    /// The first name, the rest, and how small they must be to fit.
    private func name(_ name: String) -> [String: Any] {
        let words = name.split(separator: " ", maxSplits: 1).map(String.init)
        let (first, rest) = (words.first ?? "", words.count > 1 ? words[1] : "")
        return [
            "first": first, "rest": rest, "size": PaperView.size(first, steps: [7, 11, 15, 20]),
            "restSize": PaperView.size(rest, steps: [14, 22, 32, 48]),
        ]
    }

    /// 1 for what fits in the largest letters, one more for each of `steps` that the text is longer than.
    static func size(_ text: String, steps: [Int]) -> String { "\(1 + steps.count { text.count > $0 })" }

    private var lists: [String: Any] {
        let groups = papers.groups.filter { choices.group == nil || $0.id == choices.group }.map { group -> [String: Any] in
            let people = papers.people.filter { $0.attendance.groupID == group.id && $0.attendance.role == .participant }
            let others = papers.people.filter { $0.attendance.groupID == group.id && $0.attendance.role != .participant }
            return [
                "name": group.name, "number": say("papers.people", ["n": "\(people.count)"]), "people": people.map(line),
                "others": others.map(line),
                "size": "\(1 + [8, 14, 22].count { people.count + others.count > $0 })",
            ]
        }
        let loose = choices.group == nil ? papers.people.filter { $0.attendance.groupID == nil } : []
        return [
            "groups": groups, "loose": loose.map(line), "overview": choices.lists != .doors, "doors": choices.lists != .overview,
        ]
    }

    private func line(_ person: ComingPerson) -> [String: Any] {
        [
            "name": person.member.name, "discipline": choices.hasDiscipline ? person.member.discipline : "",
            "role": person.attendance.role == .participant ? "" : say("role.\(person.attendance.role.rawValue)"),
        ]
    }

    private var tables: [String: Any] {
        let plan = papers.plan
        let names = Dictionary(uniqueKeysWithValues: papers.people.map { ($0.attendance.id, $0.member.name) })
        let tableNames = Dictionary(uniqueKeysWithValues: plan.tables.map { ($0.id, $0.name) })
        return [
            "tables": plan.tables.map { table -> [String: Any] in
                let chairs = (1...table.chairs).map { number -> [String: Any] in
                    let name = plan.sitter(at: table.id, number).flatMap { names[$0.attendanceID] } ?? ""
                    return ["number": "\(number)", "name": name, "isLong": name.count > 34]
                }
                let first = table.shape == .long ? (table.chairs + 1) / 2 : table.chairs
                return [
                    "name": table.name, "isRound": table.shape == .round, "chairs": "\(table.chairs)",
                    "odd": !table.chairs.isMultiple(of: 2),
                    "first": Array(chairs.prefix(first)), "second": Array(chairs.dropFirst(first)), "after": "\(first + 1)",
                    "crowded": table.chairs > 24,
                ]
            },
            "seated": papers.people.compactMap { person -> [String: Any]? in
                guard let chair = plan.chair(of: person.attendance.id) else { return nil }
                return ["name": person.member.name, "table": tableNames[chair.tableID] ?? "", "number": "\(chair.number)"]
            },
        ]
    }
}
