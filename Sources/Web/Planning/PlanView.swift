import Foundation
import Storage
import Workshop

/// What the parts of the plan show.
struct PlanView {
    let plan: Plan
    let say: Speech
    /// The address people use.
    let origin: String

    func content(of part: PlanRegion.Part) -> [String: Any] {
        switch part {
        case .head: head
        case .checklist: checklist
        case .when: when
        case .programme: programme
        case .people: people
        case .joined: joined
        case .groups: groups
        case .cases: cases
        case .castings: castings
        }
    }

    private var head: [String: Any] {
        let state = plan.day.state.rawValue
        return ["title": plan.day.title, "state": say("plan.state.\(state)"), "lead": say("plan.lead.\(state)")]
    }

    private var checklist: [String: Any] {
        var items: [[String: Any]] = [item(done: true, "when", say("plan.when"), stops: false)]
        for part in Checklist.Part.allCases {
            let gaps = plan.checklist.gaps.filter { $0.part == part }
            if gaps.isEmpty { items.append(item(done: true, part.rawValue, say("plan.\(part.rawValue)"), stops: false)) }
            for gap in gaps.prefix(8) { items.append(item(done: false, part.rawValue, say(gap), stops: gap.stops)) }
            if gaps.count > 8 {
                items.append(item(done: false, part.rawValue, say("plan.gap.more", ["n": "\(gaps.count - 8)"]), stops: false))
            }
        }
        let state = plan.day.state
        return [
            "items": items, "mayOpen": plan.checklist.mayOpen, "state": state.rawValue, "stateWord": say("plan.state.\(state.rawValue)"),
            "steps": steps(from: state), "incomplete": !plan.checklist.gaps.isEmpty,
        ]
    }

    private func item(done: Bool, _ part: String, _ word: String, stops: Bool) -> [String: Any] {
        ["done": done, "address": "#plan-\(part)", "word": word, "stops": stops]
    }

    /// The states the day may move to, each with its words and, where it matters, a question first.
    private func steps(from state: TrainingDay.State) -> [[String: Any]] {
        let steps: [(TrainingDay.State, String)] =
            switch state {
            case .draft: [(.open, "open"), (.invited, "invite")]
            case .invited: [(.open, "open"), (.draft, "draft")]
            case .open: [(.plenary, "plenary"), (.closed, "close")]
            case .plenary: [(.open, "back-to-work"), (.closed, "close")]
            case .closed: [(.archived, "archive"), (.plenary, "reopen")]
            case .archived: []
            }
        return steps.enumerated().map { index, step in
            let asks = step.0 == .closed || step.0 == .archived
            let leavesCards = step.0 == .plenary && state == .open && plan.writtenAlone.cards > 0
            return [
                "state": step.0.rawValue, "word": say("plan.do.\(step.1)"), "first": index == 0,
                "question": asks || leavesCards
                    ? say.question(asks ? "plan.do.\(step.1).sure" : "day.move.plenary.ask", before: step.0, plan.writtenAlone) : "",
            ]
        }
    }

    private var when: [String: Any] {
        [
            "title": plan.day.title, "date": plan.day.date, "dateWord": say.date(plan.day.date), "startsAt": plan.day.startsAt,
            "place": plan.day.place,
            "languages": Language.allCases.map {
                ["value": $0.rawValue, "word": say("language.\($0.rawValue)"), "chosen": $0 == plan.day.language] as [String: Any]
            },
        ]
    }

    private var programme: [String: Any] {
        let times = plan.day.clockTimes(of: plan.blocks)
        func kinds(_ chosen: Block.Kind) -> [[String: Any]] {
            Block.Kind.allCases.map { ["value": $0.rawValue, "word": say("block.\($0.rawValue)"), "chosen": $0 == chosen] }
        }
        return [
            "blocks": zip(plan.blocks, times).enumerated().map { index, line in
                let (block, time) = line
                return [
                    "id": block.id.description, "time": time, "title": block.title, "minutes": "\(block.minutes)",
                    "kinds": kinds(block.kind),
                    "kindWord": say("block.\(block.kind.rawValue)"), "first": index == 0, "last": index == plan.blocks.count - 1,
                    "started": block.startedAt != nil,
                ] as [String: Any]
            },
            "kinds": kinds(.free), "ends": plan.day.clockTime(after: plan.blocks.reduce(0) { $0 + $1.minutes }),
            "starts": plan.day.startsAt,
        ]
    }

    /// A longer list of people is folded until somebody wants it.
    private static let few = 12

    private var people: [String: Any] {
        let names = Dictionary(uniqueKeysWithValues: plan.groups.map { ($0.id, $0.name) })
        let counts = Role.allCases.compactMap { role in
            let count = plan.attendees.count { $0.isComing && $0.attendance.role == role }
            return count == 0 ? nil : say("role.count.\(role.rawValue)", ["n": "\(count)"])
        }
        return [
            "counts": counts.joined(separator: ", "), "few": plan.attendees.count <= Self.few, "number": "\(plan.attendees.count)",
            "people": plan.attendees.map { person in
                [
                    "id": person.attendance.id.description, "name": person.name, "discipline": person.discipline,
                    "role": say("role.\(person.attendance.role.rawValue)"), "roles": roles(person.attendance.role),
                    "group": person.attendance.groupID.flatMap { names[$0] } ?? "",
                    "away": absence(of: person),
                ] as [String: Any]
            },
            "roles": roles(.participant),
            "groups": plan.groups.map { ["id": $0.id.description, "name": $0.name] },
            "candidates": plan.candidates.map { member in
                [
                    "id": member.id.description, "name": member.name,
                    "about": [member.discipline, member.unit].filter { !$0.isEmpty }.joined(separator: ", "),
                ]
            },
        ]
    }

    /// Why a person is not counted on; empty for those who come.
    private func absence(of person: Attendee) -> String {
        person.isComing ? "" : say("arrivals.\(person.attendance.arrival == .absent ? "absent" : "said-no")")
    }

    private func roles(_ chosen: Role) -> [[String: Any]] {
        Role.allCases.filter(\.isPersonal).map {
            ["value": $0.rawValue, "word": say("role.\($0.rawValue)"), "chosen": $0 == chosen]
        }
    }

    private var joined: [String: Any] {
        let inside = plan.attendees.filter { $0.attendance.joinedByCodeAt != nil }
        return [
            "code": JoinCode.spoken(plan.day.joinCode), "address": "\(origin)/join/\(plan.day.joinCode)",
            "people": inside.map { ["id": $0.attendance.id.description, "name": $0.name] },
            "works": (.invited ... .plenary).contains(plan.day.state),
        ]
    }

    private var cases: [String: Any] {
        [
            "cases": plan.cases.enumerated().map { index, item in
                [
                    "id": item.id.description, "number": "\(index + 1)", "title": item.title[say.language],
                    "about": say("scenario.personas", ["n": "\(item.personas.count)"]) + ", "
                        + say("scenario.version", ["version": "\(item.version)"]),
                    "first": index == 0, "last": index == plan.cases.count - 1, "used": item.isUsed,
                ] as [String: Any]
            },
            "library": plan.library.map { ["id": $0.id.description, "title": $0.title[say.language]] },
        ]
    }

    private var castings: [String: Any] {
        let leaders = plan.attendees.filter { $0.attendance.role == .leader }
        let names = Dictionary(uniqueKeysWithValues: leaders.map { ($0.attendance.id, $0.name) })
        let away = Dictionary(uniqueKeysWithValues: leaders.filter { !$0.isComing }.map { ($0.attendance.id, absence(of: $0)) })
        func players(_ persona: ID<Persona>) -> [(id: ID<Attendance>, name: String)] {
            plan.castings.filter { $0.personaID == persona }.compactMap { casting in
                names[casting.attendanceID].map { (casting.attendanceID, $0) }
            }
            .sorted { Norwegian.precedes($0.1, $1.1) }
        }
        func options(_ without: Set<ID<Attendance>>) -> [[String: Any]] {
            leaders.filter { $0.isComing && !without.contains($0.attendance.id) }.map {
                ["id": $0.attendance.id.description, "name": $0.name]
            }
        }
        return [
            "hasLeaders": !leaders.isEmpty,
            "cases": plan.cases.enumerated().map { index, item in
                let everyone = item.personas.map { Set(players($0.id).map(\.id)) }
                let isPlayed = everyone.allSatisfy { !$0.isSubset(of: away.keys) }
                let all = everyone.dropFirst().reduce(everyone.first ?? []) { $0.intersection($1) }
                return [
                    "id": item.id.description, "number": "\(index + 1)", "title": item.title[say.language], "leaders": options(all),
                    "played": isPlayed,
                    "personas": item.personas.map { persona in
                        let playing = players(persona.id)
                        return [
                            "id": persona.id.description, "name": persona.name[say.language], "leaders": options(Set(playing.map(\.id))),
                            "players": playing.map { ["id": $0.id.description, "name": $0.name, "away": away[$0.id] ?? ""] },
                            "stayAway": !playing.isEmpty && playing.allSatisfy { away[$0.id] != nil },
                        ] as [String: Any]
                    },
                ] as [String: Any]
            },
        ]
    }
}

extension Speech {
    func callAsFunction(_ gap: Checklist.Gap) -> String {
        switch gap {
        case .noProgramme: self("plan.gap.no-programme")
        case .noFacilitator: self("plan.gap.no-facilitator")
        case .noParticipants: self("plan.gap.no-participants")
        case .noGroups: self("plan.gap.no-groups")
        case .nobodyInGroups: self("plan.gap.nobody-in-groups")
        case .noCases: self("plan.gap.no-cases")
        case .noLeaders: self("plan.gap.no-leaders")
        case .withoutGroup(let count): self("plan.gap.without-group", ["n": "\(count)"])
        case .emptyGroup(let name): self("plan.gap.empty-group", ["group": name])
        case .withoutPlayer(let persona, let title):
            self("plan.gap.without-player", ["persona": persona[language], "title": title[language]])
        case .playersStayAway(let persona, let title):
            self("plan.gap.players-stay-away", ["persona": persona[language], "title": title[language]])
        }
    }
}
