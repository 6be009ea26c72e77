import Foundation
import Storage
import Workshop

/// The evaluation for a spreadsheet: one answer a row, in no order that ties answers of one person together.
struct EvaluationTable {
    let rows: [[String]]

    init(_ result: EvaluationResult, _ say: Speech) {
        var rows = [["evaluation.csv.question", "evaluation.csv.asked", "evaluation.csv.answer", "evaluation.csv.count"].map { say($0) }]
        for tally in result.tallies {
            let start = [tally.question.text[say.language], say("evaluation.asked.\(tally.question.role?.rawValue ?? "everyone")")]
            if tally.isHeld {
                rows.append(start + [say("evaluation.held", ["n": "\(EvaluationTally.fewest)"]), ""])
            } else if tally.question.kind == .scale {
                rows += tally.counts.enumerated().map { start + ["\($0.offset + 1)", "\($0.element)"] }
            } else {
                rows += tally.texts.map { start + [$0, "1"] }
            }
        }
        self.rows = rows
    }
}
