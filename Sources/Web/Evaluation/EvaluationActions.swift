import FlyingFox
import Storage
import Workshop

extension PanoramaSite {
    static let evaluationRoutes: [Route] = [
        .get("/days/:day/evaluation") { try await $0.showEvaluation($1) },
        .post("/days/:day/evaluation") { try await $0.answerEvaluation($1) },
        .get("/days/:day/evaluation.csv") { try await $0.downloadEvaluation($1) },
        .get("/days/:day/evaluation/questions") { try await $0.showQuestions($1) },
        .post("/days/:day/evaluation/questions") { try await $0.addQuestion($1) },
        .post("/days/:day/evaluation/defaults") { try await $0.addDefaultQuestions($1) },
        .post("/evaluation-questions/:question") { try await $0.editQuestion($1) },
        .post("/evaluation-questions/:question/placement") { try await $0.moveQuestion($1) },
        .post("/evaluation-questions/:question/removal") { try await $0.removeQuestion($1) },
    ]

    /// Results for those who run the day, the form for everyone else; with `?answer=1` the form for them too.
    func showEvaluation(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: day)
        if viewer.isFacilitator, !request.query.has("answer") { return try await showEvaluationResult(request, viewer) }
        return try await showEvaluationForm(request, viewer)
    }

    func answerEvaluation(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: day)
        var written: [ID<EvaluationQuestion>: String] = [:]
        for (name, values) in request.form.fields where name.hasPrefix("answer-") {
            if let question = ID<EvaluationQuestion>(String(name.dropFirst("answer-".count))) { written[question] = values.first }
        }
        try await store.answer(written, on: day, by: viewer)
        return go(request, to: "/days/\(day)/evaluation" + (viewer.isFacilitator ? "?answer=1" : ""))
    }

    func addQuestion(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: day)
        try viewer.mustFacilitate()
        try await store.addQuestion(
            request.form.questionTexts(), kind: request.form.choice("kind"), role: request.form.askedRole(), on: day, at: request.now,
            by: viewer)
        return go(request, to: "/days/\(day)/evaluation/questions")
    }

    func addDefaultQuestions(_ request: Request) async throws -> HTTPResponse {
        let day: ID<TrainingDay> = try request.id("day")
        let viewer = try await viewer(request, on: day)
        try await store.addDefaultEvaluation(to: day, at: request.now, by: viewer)
        return go(request, to: "/days/\(day)/evaluation/questions")
    }

    func editQuestion(_ request: Request) async throws -> HTTPResponse {
        try await changeQuestion(request) { question, day, viewer in
            try await self.store.editQuestion(
                question, request.form.questionTexts(), kind: request.form.choice("kind"), role: request.form.askedRole(), on: day,
                at: request.now, by: viewer)
        }
    }

    func moveQuestion(_ request: Request) async throws -> HTTPResponse {
        try await changeQuestion(request) { question, day, viewer in
            try await self.store.moveQuestion(question, up: request.form.text("step") == "up", on: day, at: request.now, by: viewer)
        }
    }

    func removeQuestion(_ request: Request) async throws -> HTTPResponse {
        try await changeQuestion(request) { question, day, viewer in
            try await self.store.removeQuestion(question, on: day, at: request.now, by: viewer)
        }
    }

    private func changeQuestion(
        _ request: Request, _ change: (ID<EvaluationQuestion>, ID<TrainingDay>, Viewer) async throws -> Void
    ) async throws -> HTTPResponse {
        let question: ID<EvaluationQuestion> = try request.id("question")
        let day = try await store.day(ofQuestion: question)
        let viewer = try await viewer(request, on: day)
        try viewer.mustFacilitate()
        try await change(question, day, viewer)
        return go(request, to: "/days/\(day)/evaluation/questions#question-\(question)")
    }
}

extension Form {
    /// A question's text in each language that was filled in.
    fileprivate func questionTexts() -> [Language: String] {
        Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, text("text-\($0.rawValue)")) })
    }

    /// Who is asked; nil means everyone.
    fileprivate func askedRole() throws(Refusal) -> Role? { has("role") ? try choice("role") : nil }
}
