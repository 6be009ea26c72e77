import Foundation
import Workshop

/// A form as it is shown again: what was written in each field, and what is wrong with it.
struct FormView {
    private var values: [String: String]
    private var problems: [(field: String, text: String)] = []

    /// Empty fields, or what was sent with the problems it has.
    init(_ names: [String], request: Request, problem: Refusal?, say: Speech, known: [String: String] = [:]) {
        values = known
        if problem != nil { for name in names { values[name] = request.form.text(name) } }
        if case .invalid(let found) = problem { problems = found.map { ($0.field, say($0.kind)) } }
    }

    /// What stands in a field.
    subscript(name: String) -> String? { values[name] }

    /// `form.name.value`, `form.name.error`, and `form.problems` for the summary.
    var content: [String: Any] {
        var content: [String: Any] = [:]
        for (name, value) in values { content[name] = ["value": value, "error": ""] }
        for problem in problems { content[problem.field] = ["value": values[problem.field] ?? "", "error": problem.text] }
        content["problems"] = problems.map { ["field": $0.field, "text": $0.text] }
        return content
    }
}

extension Speech {
    /// A calendar day as people say it: `30. mars 2026`.
    func date(_ written: String) -> String {
        let parts = written.split(separator: "-")
        guard parts.count == 3, let day = Int(parts[2]), let month = Int(parts[1]) else { return written }
        return self("date.long", ["day": "\(day)", "month": self("month.\(month)"), "year": String(parts[0])])
    }
}
