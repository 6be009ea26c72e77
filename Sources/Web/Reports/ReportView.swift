import Foundation
import Storage
import Workshop

/// The report as its page shows it.
struct ReportView {
    let report: DayReport
    let say: Speech
    private let groups: [ID<Group>: String]

    init(_ report: DayReport, _ say: Speech) {
        self.report = report
        self.say = say
        groups = Dictionary(uniqueKeysWithValues: report.groups.map { ($0.id, $0.name) })
    }

    private var language: Language { say.language }

    var content: [String: Any] {
        [
            "community": report.community, "dayID": report.day.id.description, "title": report.day.title,
            "date": Spoken.longDate(report.day.date, in: language),
            "place": report.day.place, "hasNames": report.hasNames, "mayName": false,
            "participants": say("report.participants", ["n": "\(report.participants)"]),
            "groupCount": say("report.groups", ["n": "\(report.groups.count)"]),
            "caseCount": say("report.cases", ["n": "\(report.cases.count)"]),
            "blocks": report.blocks.map {
                [
                    "title": $0.title, "at": $0.startedAt.map(WallClock.time) ?? "",
                    "minutes": say("report.minutes", ["n": "\($0.minutes + $0.extraMinutes)"]),
                    "done": $0.endedAt != nil,
                ] as [String: Any]
            },
            "groups": report.groups.map { ["name": $0.name, "people": $0.people.joined(separator: ", ")] },
            "cases": report.cases.enumerated().map { index, part in casePart(part, number: index + 1) },
            "moments": report.moments.map(moment),
            "answered": "\(report.evaluation.answered)", "invited": "\(report.evaluation.invited)",
            "tallies": report.evaluation.tallies.map { TallyView($0, say).content }, "fewest": "\(EvaluationTally.fewest)",
        ]
    }

    private func casePart(_ part: DayReport.CasePart, number: Int) -> [String: Any] {
        [
            "number": "\(number)", "title": part.title[language], "works": part.works.map { work($0, of: part) },
            "columns": report.groups.map(\.name), "span": "\(report.groups.count + 1)",
            "facts": part.facts.map(fact), "hasFacts": !part.facts.isEmpty || !part.uncovered.isEmpty,
            "uncovered": part.uncovered.map(fact), "hasUncovered": !part.uncovered.isEmpty,
            "untouched": part.works.count == report.groups.count && part.works.allSatisfy(isEmpty),
        ]
    }

    private func work(_ work: DayReport.Work, of part: DayReport.CasePart) -> [String: Any] {
        let found = part.facts.count { $0.found[work.group] != nil }
        return [
            "id": "\(part.id)-\(work.group)", "group": groups[work.group] ?? "", "contactPerson": line(work.contactPerson),
            "solution": work.solution.map {
                ["title": say("solution.\($0.heading.rawValue)"), "paragraphs": $0.text.split(separator: "\n").map(String.init)]
                    as [String: Any]
            },
            "lanes": work.lanes.map { lane in
                [
                    "title": lane.title[language],
                    "cards": lane.cards.map {
                        ["text": $0.text, "sign": $0.marker.sign, "marker": say($0.marker, work.markers), "done": $0.isDone]
                            as [String: Any]
                    },
                ] as [String: Any]
            },
            "photos": work.photos.map { say.name(of: $0, hung: WallClock.time($0.at)) }.joined(separator: ", "),
            "hasCards": work.lanes.contains { !$0.cards.isEmpty }, "feedback": work.feedback, "hasFeedback": !work.feedback.isEmpty,
            "contacts": say("report.contacts", ["n": "\(work.contacts)"]), "found": say("report.found", ["n": "\(found)"]),
        ]
    }

    private func isEmpty(_ work: DayReport.Work) -> Bool {
        if case .chosen = work.contactPerson { return false }
        return work.contacts == 0 && work.solution.isEmpty && work.photos.isEmpty && work.feedback.isEmpty
            && work.lanes.allSatisfy(\.cards.isEmpty)
    }

    private func line(_ person: DayReport.ContactPersonLine) -> String {
        switch person {
        case .nobody: say("contact-person.nobody")
        case .chosen(""): say("contact-person.chosen")
        case .chosen(let name): say("contact-person.is", ["name": name])
        }
    }

    private func fact(_ fact: DayReport.Fact) -> [String: Any] {
        [
            "text": fact.text[language],
            "cells": report.groups.map { group in
                let at = fact.found[group.id]
                return ["at": at.map(WallClock.time) ?? "", "isFound": at != nil] as [String: Any]
            },
        ]
    }

    private func moment(_ moment: DayReport.Moment) -> [String: Any] {
        let (text, isFound): (String, Bool) =
            switch moment.kind {
            case .blockStarted(let title): (say("report.moment.block", ["title": title]), false)
            case .asked(let person): (say("report.moment.asked", ["person": person[language]]), false)
            case .found(let fact): (say("report.moment.found", ["fact": fact[language]]), true)
            case .contactPersonChosen: (say("report.moment.contact-person"), false)
            case .solutionBegun: (say("report.moment.solution"), false)
            }
        return ["at": WallClock.time(moment.at), "group": moment.group.flatMap { groups[$0] } ?? "", "text": text, "found": isFound]
    }
}

extension Spoken {
    /// A calendar day written out, `30. mars 2026`; as it stands when it is not one.
    static func longDate(_ date: String, in language: Language) -> String {
        let parts = date.split(separator: "-").compactMap { Int($0) }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        guard parts.count == 3, let noon = calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2], hour: 12))
        else { return date }
        let locale = Locale(identifier: ["nb": "nb_NO", "nn": "nn_NO"][language.rawValue] ?? "en_GB")
        return noon.formatted(Date.FormatStyle(date: .long, time: .omitted, locale: locale, calendar: calendar, timeZone: .gmt))
    }
}
