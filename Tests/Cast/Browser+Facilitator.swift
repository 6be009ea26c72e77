import Foundation
import Workshop

/// What the one does who runs the day.
extension Browser {
    /// Moves the day on from its page or its plan, and says yes when asked whether she is sure.
    package func moves(dayTo state: TrainingDay.State) async throws {
        try await comesIn()
        if try !page.forms.contains(where: { $0.fields["state"] == state.rawValue }) { try await opens("/days/\(day.id)/plan") }
        guard let form = try page.forms.first(where: { $0.fields["state"] == state.rawValue }) else {
            throw Surprise("there is no button that makes the day \(state)")
        }
        try await sends(form)
        if let sure = try page.forms.first(where: { $0.fields["confirmed"] == "1" }) { try await sends(sure) }
        try meets(200)
    }

    package func startsNextBlock() async throws {
        try await comesIn()
        try await sends(form(to: "/next-block"))
    }

    /// Five minutes more.
    package func extendsBlock() async throws {
        try await comesIn()
        try await sends(form(to: "/extension"))
    }

    package func says(_ text: String, to recipients: String) async throws {
        try await comesIn()
        let form = try form(to: "/messages")
        guard let choice = form.choice(recipients) else { throw Surprise("no message can go to \(recipients)") }
        try await sends(form, ["to": choice.value, "text": text])
    }

    /// Moves a person to another group, or with an empty name out of every group.
    package func seats(_ person: String, in group: String) async throws {
        try await opens("/days/\(day.id)/plan")
        try await sends(form(to: "/attendances/\(day.attendee(person).attendance.id)/seat"), button: group)
    }

    package func shows(case number: Int, part: TrainingDay.PlenaryPart = .groups) async throws {
        try await opens("/days/\(day.id)/plenary")
        guard let form = try page.forms.first(where: { $0.action.hasSuffix("/plenary") && $0.choices.contains { $0.name == "scenario" } })
        else {
            throw Surprise("the plenary cannot be turned")
        }
        try await sends(form, ["scenario": day.scenarios[number - 1].id.description, "part": part.rawValue])
    }

    /// Uncovers the next fact that nobody found; with `all`, every one.
    package func uncovers(all: Bool = false) async throws {
        try await looksAgain()
        guard let form = try page.forms.first(where: { $0.action.hasSuffix("/uncovering") && ($0.fields["all"] != nil) == all }) else {
            throw Surprise("there is nothing to uncover")
        }
        try await sends(form)
    }

    /// Undoes a join by code.
    package func dismisses(_ person: String) async throws {
        try await comesIn()
        try await sends(form(to: "/attendances/\(day.attendee(person).attendance.id)/dismissal"))
    }
}
