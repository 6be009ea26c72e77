import Foundation
import Testing
import Workshop

@Suite("The evaluation")
struct EvaluationTests {
    func question(_ id: Int64 = 1, _ kind: EvaluationQuestion.Kind = .scale, role: Role? = nil) -> EvaluationQuestion {
        EvaluationQuestion(id: ID(id), dayID: ID(7), role: role, kind: kind, text: LocalizedText("Hvor nyttig?"), position: 0)
    }

    func day(_ states: TrainingDay.State...) throws -> TrainingDay {
        var day = try TrainingDay(
            id: ID(7), communityID: ID(1), title: "Fagdag", date: "2026-03-30", place: "", language: .nb, joinCode: "ABCDEFGH")
        for state in states { try day.move(to: state) }
        return day
    }

    @Test("asks every role about learning, doing otherwise, whom to ask, groups, cases and the whole day, in three languages")
    func defaults() {
        for role in [Role.participant, .leader, .observer, .facilitator] {
            let asked = EvaluationQuestion.defaults.filter { $0.role == nil || $0.role == role }
            #expect(asked.count >= 6 && asked.contains { $0.kind == .scale } && asked.contains { $0.kind == .text })
        }
        #expect(EvaluationQuestion.defaults.allSatisfy { Set($0.text.texts.keys) == Set(Language.allCases) })
    }

    @Test("asks rapporteurs what it asks observers, and the projector nothing")
    func asked() {
        #expect(question(role: .observer).isAsked(of: .rapporteur) && question().isAsked(of: .leader))
        #expect(!question(role: .leader).isAsked(of: .participant) && !question().isAsked(of: .projector))
    }

    @Test("takes whole numbers from 1 to 5 and texts, and names every answer that does not fit")
    func sheet() throws {
        let scale = question(1)
        let text = question(2, .text)
        let sheet = try EvaluationAnswer.sheet([ID(1): "4", ID(2): " Mye "], to: [scale, text])
        #expect(sheet.map(\.questionID) == [ID(1), ID(2)] && sheet.map(\.scale) == [4, nil] && sheet.map(\.text) == [nil, "Mye"])
        #expect(throws: Refusal.invalid("answer-1", .outOfRange(1, 5))) { try EvaluationAnswer.sheet([ID(1): "6"], to: [scale]) }
        #expect(throws: Refusal.invalid("answer-1", .notANumber)) { try EvaluationAnswer.sheet([ID(1): "<b>"], to: [scale]) }
        #expect(throws: Refusal.invalid("answer-1", .missing)) { try EvaluationAnswer.sheet([ID(9): "4"], to: [scale, text]) }
    }

    @Test("is open from the plenary until the archive, and earlier only while its block runs")
    func open() throws {
        var block = try Block(id: ID(3), dayID: ID(7), position: 0, title: "Evaluering", minutes: 15, kind: .evaluation)
        block.start(at: Date(timeIntervalSince1970: 0))
        try day(.open).mustTakeEvaluations(running: block)
        try day(.open, .plenary, .closed).mustTakeEvaluations(running: nil)
        for early in [try day(), try day(.open), try day(.open, .closed, .archived)] {
            #expect(throws: Refusal.notNow(.evaluationNotOpen)) { try early.mustTakeEvaluations(running: nil) }
        }
    }

    @Test("questions need a text in one language, and cannot change on a closed day")
    func written() throws {
        let made = try EvaluationQuestion.written(
            [.nb: " Hva lærte du? ", .en: ""], kind: .text, role: nil, position: 0, as: ID(1), on: day())
        #expect(made.text.texts == [.nb: "Hva lærte du?"])
        #expect(throws: Refusal.invalid("text-nb", .missing)) {
            try EvaluationQuestion.written([.nb: " "], kind: .text, role: nil, position: 0, as: ID(1), on: day())
        }
        #expect(throws: Refusal.notNow(.dayClosed)) {
            try EvaluationQuestion.written([.nb: "Hva?"], kind: .text, role: nil, position: 0, as: ID(1), on: day(.open, .closed))
        }
    }

    @Test("shows nothing until three have answered, except to those who run the day about themselves")
    func held() {
        let two: [(Role, Int?, String?)] = [(.leader, 5, nil), (.leader, 4, nil)]
        let held = EvaluationTally(question(role: .leader), answers: two)
        #expect(held.isHeld && held.counts == [0, 0, 0, 0, 0] && held.mean == nil && held.answered == 2)
        let texts = EvaluationTally(question(1, .text), answers: [(.leader, nil, "bare meg")])
        #expect(texts.isHeld && texts.texts.isEmpty)
        #expect(
            EvaluationTally(question(1, .text, role: .facilitator), answers: [(.facilitator, nil, "kortere dag")]).texts == ["kortere dag"])
    }

    @Test("counts and takes the mean")
    func mean() {
        let tally = EvaluationTally(question(), answers: [5, 4, 4, 2].map { (.participant, $0, nil) })
        #expect(tally.counts == [0, 1, 0, 2, 1] && tally.mean == 3.75)
    }

    @Test("tells roles apart only when no small role can be found by subtraction")
    func roles() {
        let many: [(Role, Int?, String?)] = Array(repeating: (.participant, 4, nil), count: 5)
        let leaders: [(Role, Int?, String?)] = Array(repeating: (.leader, 2, nil), count: 3)
        #expect(EvaluationTally(question(), answers: many + leaders).roles.map(\.role) == [.participant, .leader])
        #expect(EvaluationTally(question(), answers: many + leaders.prefix(2)).roles.isEmpty)
        #expect(EvaluationTally(question(), answers: many).roles.isEmpty)
    }
}
