import Foundation
import Workshop

/// What was answered to one question, as pages and the report show it.
struct TallyView {
    let tally: EvaluationTally
    let say: Speech

    init(_ tally: EvaluationTally, _ say: Speech) {
        self.tally = tally
        self.say = say
    }

    var content: [String: Any] {
        let total = max(1, tally.counts.reduce(0, +))
        return [
            "id": tally.question.id.description, "text": tally.question.text[say.language], "scale": tally.question.kind == .scale,
            "asked": say("evaluation.asked.\(tally.question.role?.rawValue ?? "everyone")"),
            "held": tally.isHeld && tally.answered > 0, "none": tally.answered == 0, "answered": "\(tally.answered)",
            "fewest": "\(EvaluationTally.fewest)", "mean": tally.mean.map(decimal) ?? "", "texts": tally.texts,
            "bars": tally.counts.enumerated().reversed().map { index, count in
                ["label": label(index + 1), "number": "\(count)", "width": "\(Int((Double(count) / Double(total) * 100).rounded()))"]
            },
            "roles": tally.roles.map {
                ["word": say("evaluation.asked.\($0.role.rawValue)"), "mean": decimal($0.mean), "answered": "\($0.answered)"]
            },
            "hasRoles": !tally.roles.isEmpty,
        ]
    }

    private func label(_ step: Int) -> String {
        switch step {
        case 5: say("evaluation.best")
        case 1: say("evaluation.worst")
        default: "\(step)"
        }
    }

    /// One decimal, with the sign of the language.
    private func decimal(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10)" + (say.language == .en ? "." : ",") + "\(tenths % 10)"
    }
}
