import Foundation
import Storage
import Workshop

/// The plenary's content as its partials show it.
struct PlenaryView {
    let content: PlenaryContent
    let say: Speech

    init(_ content: PlenaryContent, say: Speech) {
        self.content = content
        self.say = say
    }

    func page(_ id: String, _ version: Int64, parts: [TrainingDay.PlenaryPart]) -> [String: Any] {
        var page: [String: Any] = ["id": id, "version": "\(version)", "chosen": content.shown != nil]
        guard let shown = content.shown else { return page }
        page["title"] = shown.title[say.language]
        page["number"] = "\(shown.number)"
        page["isOne"] = shown.groups.count == 1
        page["outcomes"] = parts.contains(.groups) ? shown.groups.map { outcome($0, total: shown.total) } : []
        page["matrix"] = parts.contains(.facts)
        page["groups"] = shown.groups.map(\.group.name)
        page["columns"] = "\(shown.groups.count + 1)"
        page["domains"] = domains(shown)
        page["improvisations"] = shown.improvisations.map { line($0, shown) }
        page["uncovered"] = shown.uncovered.map { ["text": $0.text[say.language], "persona": $0.persona[say.language]] }
        page["hidden"] = shown.hidden == 0 ? "" : "\(shown.hidden)"
        page["noneMissed"] = shown.hidden == 0 && shown.uncovered.isEmpty
        page["moments"] = shown.moments.map(moment)
        return page
    }

    private func outcome(_ outcome: PlenaryContent.Outcome, total: Int) -> [String: Any] {
        [
            "id": outcome.group.id.description, "name": outcome.group.name, "found": "\(outcome.found)", "total": "\(total)",
            "contacts": "\(outcome.contacts)", "person": outcome.contactPerson ?? "",
            "solution": outcome.solution.map { ["heading": say("plenary.heading.\($0.heading.rawValue)"), "text": $0.text] },
            "feedback": outcome.feedback.map { ["text": $0.text, "persona": $0.persona[say.language]] },
            "boards": outcome.board.map { [PlenaryBoard($0, say: say).content] } ?? [],
        ]
    }

    private func domains(_ shown: PlenaryContent.Shown) -> [[String: Any]] {
        LifeDomain.allCases.compactMap { domain in
            let facts = shown.facts.filter { $0.domain == domain }
            return facts.isEmpty ? nil : ["word": say("tile.domain.\(domain.rawValue)"), "facts": facts.map { line($0, shown) }]
        }
    }

    private func line(_ line: PlenaryContent.FactLine, _ shown: PlenaryContent.Shown) -> [String: Any] {
        [
            "text": line.text[say.language], "question": line.question, "persona": line.persona[say.language],
            "cells": shown.groups.map { ["time": line.found[$0.group.id].map { WallClock.time($0) } ?? ""] },
        ]
    }

    private func moment(_ moment: PlenaryContent.Moment) -> [String: Any] {
        let (text, found): (String, Bool) =
            switch moment.kind {
            case .asked(let persona): (say("timeline.asked", ["name": persona[say.language]]), false)
            case .talked(let persona): (say("timeline.talked", ["name": persona[say.language]]), false)
            case .found(let fact): (say("timeline.found", ["fact": fact[say.language]]), true)
            case .choseContactPerson(let name, ""): (say("timeline.chose", ["name": name]), false)
            case .choseContactPerson(let name, let word): (say("timeline.chose-because", ["name": name, "word": word]), false)
            case .pinned(let count): (say("timeline.pinned", ["n": "\(count)"]), false)
            }
        return ["time": WallClock.time(moment.at), "group": moment.group, "text": text, "found": found]
    }
}

extension PlenaryView {
    func control(_ id: String, _ version: Int64, _ alone: WrittenAlone) -> [String: Any] {
        let day = content.day
        let turns = turns()
        let here = turns.firstIndex { $0.scenario == day.plenaryScenarioID && $0.group == day.plenaryGroupID && $0.part == day.plenaryPart }
        let shown = content.shown
        return [
            "id": id, "version": "\(version)", "day": day.id.description, "writable": day.state == .open || day.state == .plenary,
            "isOn": day.state == .plenary, "canGo": day.state == .open,
            "question": say.question("day.move.plenary.ask", before: .plenary, alone),
            "cases": content.cases.map {
                [
                    "id": $0.id.description, "number": "\($0.number)", "title": $0.title[say.language],
                    "chosen": $0.id == day.plenaryScenarioID,
                ] as [String: Any]
            },
            "hasCase": shown != nil, "scenario": shown?.id.description ?? "",
            "previous": here.flatMap { $0 > 0 ? [form(turns[$0 - 1])] : nil } ?? [],
            "next": here.map { $0 + 1 < turns.count ? [form(turns[$0 + 1])] : [] } ?? turns.prefix(1).map(form),
            "views": shown.map { shown in
                turns.filter { $0.scenario == shown.id }.map { turn in
                    var view = form(turn)
                    view["word"] = turn.part == .facts ? say("plenary.facts") : turn.group.map(name) ?? say("plenary.all-groups")
                    view["current"] = turn.group == day.plenaryGroupID && turn.part == day.plenaryPart
                    return view
                }
            } ?? [],
            "hidden": shown.map { $0.hidden == 0 ? "" : "\($0.hidden)" } ?? "",
        ]
    }

    private typealias Turn = (scenario: ID<Scenario>, group: ID<Group>?, part: TrainingDay.PlenaryPart)

    /// Everything the plenary can turn to, in the order it is leafed through: a case with all groups, each group, what they found out; the next case.
    private func turns() -> [Turn] {
        content.cases.flatMap { item -> [Turn] in
            [(item.id, nil, .groups)] + content.allGroups.map { (item.id, $0.id, .groups) } + [(item.id, nil, .facts)]
        }
    }

    private func form(_ turn: Turn) -> [String: Any] {
        ["scenario": turn.scenario.description, "group": turn.group?.description ?? "", "part": turn.part.rawValue]
    }

    private func name(_ group: ID<Group>) -> String { content.allGroups.first { $0.id == group }?.name ?? "" }
}
