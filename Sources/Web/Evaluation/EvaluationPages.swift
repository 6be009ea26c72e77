import FlyingFox
import Foundation
import Storage
import Workshop

extension PanoramaSite {
    /// The questions as a form; thanks when they have been answered. Refuses with `.notNow` while the evaluation is not open.
    func showEvaluationForm(_ request: Request, _ viewer: Viewer) async throws -> HTTPResponse {
        let form = try await store.evaluation(of: request.id("day"), to: viewer)
        let say = speech(request)
        var frame = PageFrame(viewer: viewer, styles: ["evaluation"], day: form.day)
        if !viewer.isFacilitator { frame.audiences = [.everyone(form.day.id)] }
        if form.hasAnswered {
            return try page(
                "evaluation/thanks.html", ["dayID": form.day.id.description], titled: say("evaluation.thanks"), frame: frame, for: request)
        }
        guard form.isOpen else { throw Refusal.notNow(.evaluationNotOpen) }
        let content: [String: Any] = [
            "action": "/days/\(form.day.id)/evaluation", "dayTitle": form.day.title, "facilitator": viewer.isFacilitator,
            "steps": (1...5).map { "\($0)" }, "limit": "2000",
            "questions": form.questions.enumerated().map { index, question in
                [
                    "id": question.id.description, "text": question.text[request.language], "scale": question.kind == .scale,
                    "number": "\(index + 1)", "of": "\(form.questions.count)",
                ] as [String: Any]
            },
        ]
        return try page("evaluation/form.html", content, titled: say("evaluation.title"), frame: frame, for: request)
    }

    func showEvaluationResult(_ request: Request, _ viewer: Viewer) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let result = try await store.evaluationResult(of: day, to: viewer)
        let own = viewer.attendance == nil ? nil : try await store.evaluation(of: day, to: viewer)
        let say = speech(request)
        let content: [String: Any] = [
            "dayID": day.description, "dayTitle": result.day.title, "answered": "\(result.answered)", "invited": "\(result.invited)",
            "results": result.tallies.map { TallyView($0, say).content }, "fewest": "\(EvaluationTally.fewest)",
            "mayAnswer": own.map { $0.isOpen && !$0.hasAnswered } ?? false,
        ]
        return try page(
            "evaluation/result.html", content, titled: say("evaluation.title"),
            frame: PageFrame(viewer: viewer, styles: ["evaluation", "plenary"], day: result.day), for: request)
    }

    func showQuestions(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request, on: request.id("day"))
        let content = try await store.evaluationQuestions(of: request.id("day"), to: viewer)
        let say = speech(request)
        let isLocked = content.isBegun || content.day.state >= .closed
        let fresh = QuestionForm(nil, isLocked: isLocked, say).content
        let page: [String: Any] = [
            "dayID": content.day.id.description, "dayTitle": content.day.title, "locked": isLocked, "begun": content.isBegun,
            "questions": content.questions.enumerated().map { index, question in
                QuestionForm(question, isLocked: isLocked, say).content.merging([
                    "first": index == 0, "last": index == content.questions.count - 1, "number": "\(index + 1)",
                ]) { $1 }
            },
            "freshOnly": [fresh],
        ]
        return try self.page(
            "evaluation/questions.html", page, titled: say("evaluation.questions"),
            frame: PageFrame(viewer: viewer, styles: ["evaluation"], day: content.day), for: request)
    }

    func downloadEvaluation(_ request: Request) async throws -> HTTPResponse {
        let viewer = try await viewer(request, on: request.id("day"))
        let result = try await store.evaluationResult(of: request.id("day"), to: viewer)
        let table = EvaluationTable(result, speech(request))
        return Answer.file(Spreadsheet.csv(table.rows), named: "evaluation-\(result.day.date).csv", type: "text/csv; charset=utf-8")
    }
}

/// One question as a facilitator changes it.
private struct QuestionForm {
    let question: EvaluationQuestion?
    let isLocked: Bool
    let say: Speech

    init(_ question: EvaluationQuestion?, isLocked: Bool, _ say: Speech) {
        self.question = question
        self.isLocked = isLocked
        self.say = say
    }

    var content: [String: Any] {
        [
            "id": question?.id.description ?? "new", "text": question?.text[say.language] ?? "",
            "asked": say("evaluation.asked.\(question?.role?.rawValue ?? "everyone")"),
            "kindWord": say("evaluation.kind.\((question?.kind ?? .scale).rawValue)"),
            "texts": ([say.language] + Language.allCases.filter { $0 != say.language }).map {
                [
                    "language": $0.rawValue, "word": say("language.\($0.rawValue)"), "text": question?.text.texts[$0] ?? "",
                    "id": "\(question?.id.description ?? "new")-\($0.rawValue)",
                ]
            },
            "kinds": EvaluationQuestion.Kind.allCases.map {
                ["value": $0.rawValue, "word": say("evaluation.kind.\($0.rawValue)"), "chosen": $0 == (question?.kind ?? .scale)]
                    as [String: Any]
            },
            "roles": ([nil] + [Role.participant, .leader, .observer, .facilitator]).map { (role: Role?) in
                [
                    "value": role?.rawValue ?? "", "word": say("evaluation.asked.\(role?.rawValue ?? "everyone")"),
                    "chosen": role == question?.role,
                ] as [String: Any]
            },
        ]
    }
}
