import Cast
import Foundation
import Testing
import Workshop

@testable import Grouping
@testable import Web

@Suite("What the group builder says")
struct GroupSpeechTests {
    private static let catalogue = try? Catalogue(folder: Day.root.appending(path: "Views/languages"))

    private func speech(_ language: Language, _ gathering: Gathering) throws -> GroupSpeech {
        let say = Speech(catalogue: try #require(Self.catalogue), language: language)
        return GroupSpeech(say, gathering, names: .init(people: ["1": "Anna", "2": "Per", "3": "Kari"]))
    }

    private func gathering(_ rules: [Rule], days: [[[String]]] = [], pins: [String: Int] = [:]) -> Gathering {
        let people = [
            Person(id: "1", fields: ["discipline": "helse"], traits: ["takes-initiative"]),
            Person(id: "2", fields: ["discipline": "bolig"], traits: ["builds-bridges"]),
            Person(id: "3", fields: ["discipline": "økonomi"]),
        ]
        return Gathering(people: people, sizes: .count(1), rules: rules, pins: pins, earlierDays: days)
    }

    private func rule(_ kind: Rule.Kind, in language: Language) throws -> String {
        try speech(language, gathering([])).rule(Rule(.must, kind))
    }

    @Test("rules are sentences in three languages")
    func rules() throws {
        let health = Condition.isOneOf(field: "discipline", values: ["helse"])
        #expect(try rule(.atLeast(1, .trait("takes-initiative")), in: .nb) == "Minst én som tar initiativ")
        #expect(try rule(.atLeast(1, .trait("takes-initiative")), in: .nn) == "Minst éin som tek initiativ")
        #expect(try rule(.atLeast(2, .trait("builds-bridges")), in: .en) == "At least two who build bridges")
        #expect(try rule(.atMost(0, health), in: .nb) == "Ingen fra helse")
        #expect(try rule(.exactly(2, .isOneOf(field: "party", values: ["service-user"])), in: .nb) == "Nøyaktig to brukere")
        #expect(try rule(.atLeast(1, .each(field: "unit", values: [])), in: .nn) == "Minst éin frå kvar eining")
        #expect(try rule(.spread(.each(field: "discipline", values: [])), in: .nb) == "Fagområdene er jevnt fordelt")
        #expect(try rule(.notAlone(.isOneOf(field: "Gender", values: ["F"])), in: .en) == "Either none or at least two with “F” in Gender")
        #expect(try rule(.apart(.relation("caseworker")), in: .nb) == "Ingen sitter med sin egen saksbehandler")
        #expect(try rule(.together(.people(["1", "2", "3"])), in: .nb) == "Anna, Per og Kari sitter sammen")
        #expect(
            try rule(.alikeMeans(number: "erfaring", tolerance: 0.5), in: .nb) == "Omtrent samme gjennomsnitt for erfaring i hver gruppe")
    }

    @Test("no rule, fact, reason or refusal lacks its words in any language", arguments: Language.allCases)
    func nothingIsMissing(language: Language) throws {
        let fields = ["discipline", "unit", "party", "language", "Own"]
        let conditions =
            fields.flatMap { field -> [Condition] in
                [
                    .isOneOf(field: field, values: ["nb", "staff"]), .isNoneOf(field: field, values: ["a"]),
                    .each(field: field, values: []),
                    .each(field: field, values: ["a", "b"]),
                ]
            } + (Trait.ready.map(\.rawValue) + ["morsom"]).map(Condition.trait)
        let ties: [Rule.Ties] =
            [.people(["1", "2"]), .sameValue(field: "unit")]
            + ["caseworker", "colleague", "together", "apart", "kin"].map { .relation($0) }
        var kinds = conditions.flatMap { condition -> [Rule.Kind] in
            [
                .atLeast(1, condition), .atMost(0, condition), .atMost(9, condition), .exactly(3, condition), .spread(condition),
                .notAlone(condition),
            ]
        }
        kinds += ties.flatMap { [.together($0), .apart($0)] } + fields.map { .oneKind(field: $0) }
        kinds += [.alikeMeans(number: "x", tolerance: 1), .newCompanions(recency: 1)]
        let rules = kinds.map { Rule(.should, $0) }
        let speech = try speech(language, gathering(rules))
        func check(_ text: String) {
            #expect(!text.isEmpty && !text.contains("[") && !text.contains("%{"), "“\(text)”")
        }
        for level in Rule.Level.allCases { check(speech.level(level)) }
        let kind = Explanation.Kind(label: "a", count: 1, least: 2, most: nil)
        let facts: [Explanation.Fact] = [
            .counts([kind, .init(label: "b", count: 3, least: 0, most: 1)]), .counts([]), .oneKind([]), .company(alone: [], counts: []),
            .counts([.init(label: "a", count: 0, least: 0, most: 1), .init(label: "b", count: 0, least: 0, most: 1)]),
            .company(alone: ["a"], counts: [kind]), .company(alone: [], counts: [kind]),
            .oneKind([kind]), .mean(nil, ofAll: 1, off: 0, tolerance: 1), .mean(1.5, ofAll: 2, off: 1, tolerance: 1), .parted([]),
            .parted([["1", "2"]]),
            .met([], strength: 0), .met([["1", "2"], ["1", "3"], ["2", "3"], ["1", "4"]], strength: 4),
        ]
        let causes: [Contradiction.Cause] = [
            .tooFew(of: "a", there: 1, needed: 3, groups: 3), .tooMany(of: "a", there: 3, room: 2, groups: 2), .onlyOne(of: "a"),
            .fullGroup(needed: 5, largest: 4), .togetherTooMany(people: ["1", "2"], largest: 1),
            .apartTooMany(people: ["1", "2"], groups: 1),
            .pinnedTogether(one: "1", other: "2", group: 0), .pinnedApart(one: "1", other: "2"), .togetherAndApart(one: "1", other: "2"),
            .apartSets(sets: 2, smallest: 3),
            .otherPools(one: "1", other: "2"), .bounds(of: "a", least: 2, most: 1), .kindsDoNotFillGroups(groups: 3, possible: 2),
        ]
        for (number, rule) in rules.enumerated() {
            check(speech.rule(rule))
            for fact in facts { check(speech.fact(.init(rule: number, group: 1, isMet: false, cost: 1, fact: fact))) }
            for cause in causes { check(speech.contradiction(.init(rules: [number], pool: "", cause: cause))) }
            for fact in facts {
                for isMet in [true, false] {
                    check(speech.why(["1", "2"], [.init(rule: number, group: 1, isMet: isMet, cost: 0, fact: fact)]))
                }
            }
        }
        let swap = Explanation.Move(person: "1", with: "2", to: 2)
        let move = Explanation.Move(person: "1", with: nil, to: 2)
        for reason: Explanation.Reason in [
            .noWayFound, .impossible(causes[0]), .costs([swap], breaks: []), .costs([move, swap], breaks: [.init(rule: 0, group: 2)]),
        ] { check(speech.reason(.init(rule: 0, group: 1, isMet: false, cost: 1, fact: facts[0], reason: reason))) }
        for impossible: Impossible in [
            .nobody, .samePersonTwice(id: "1"), .sizes(people: 2, pool: "a", sizes: .count(3)),
            .sizes(people: 2, pool: "", sizes: .range(min: 3, ideal: 3, max: 3)), .wrongSizes(.count(0)), .pinOfUnknownPerson(id: "x"),
            .pinToUnknownGroup(id: "1", group: 3, groups: 2), .pinInOtherPool(id: "1", group: 2),
        ] { check(speech.impossible(impossible)) }
    }

    @Test("a fact says by how much a rule is broken")
    func facts() throws {
        let rules = [Rule(.must, .atLeast(3, .isOneOf(field: "discipline", values: ["helse"]))), Rule(.wish, .newCompanions(recency: 0.5))]
        let speech = try speech(.nb, gathering(rules))
        func fact(_ rule: Int, _ fact: Explanation.Fact) -> String {
            speech.fact(.init(rule: rule, group: 1, isMet: false, cost: 1, fact: fact))
        }
        #expect(fact(0, .counts([.init(label: "helse", count: 2, least: 3, most: nil)])) == "2 fra helse, 1 for få")
        #expect(fact(0, .counts([.init(label: "helse", count: 0, least: 3, most: nil)])) == "ingen fra helse, 3 for få")
        #expect(fact(0, .mean(3.5, ofAll: 4, off: 1, tolerance: 0.5)) == "gjennomsnittet er 3,5, for alle 4")
        #expect(fact(1, .met([["1", "2"]], strength: 1)) == "Anna og Per har sittet sammen før")
        #expect(fact(1, .met([["1", "2"], ["1", "3"]], strength: 2)) == "har sittet sammen før: Anna og Per; Anna og Kari")
        #expect(fact(1, .met([], strength: 0)) == "ingen har sittet sammen før")
    }

    @Test("a reason says what meeting the rule would cost, or why it cannot be met")
    func reasons() throws {
        let rules = [Rule(.should, .atLeast(1, .trait("quiet"))), Rule(.must, .apart(.people(["1", "2"])))]
        let speech = try speech(.nb, gathering(rules))
        func reason(_ reason: Explanation.Reason) -> String {
            speech.reason(.init(rule: 0, group: 1, isMet: false, cost: 1, fact: .parted([]), reason: reason))
        }
        #expect(
            reason(.costs([.init(person: "1", with: "3", to: 2)], breaks: [.init(rule: 1, group: 2)]))
                == "Regelen blir oppfylt hvis Anna og Kari bytter plass, men da blir det dårligere her: «Anna og Per sitter hver for seg» i Gruppe 2."
        )
        #expect(
            reason(.costs([.init(person: "1", with: nil, to: 2)], breaks: []))
                == "Regelen blir oppfylt hvis Anna flyttes til Gruppe 2. Ingen regel blir dårligere av det.")
        #expect(
            reason(.impossible(.tooFew(of: "quiet", there: 2, needed: 3, groups: 3)))
                == "Det er 2 som er stille, og 3 grupper trenger til sammen 3.")
    }

    @Test("one sentence tells why a group looks as it does, and what is not met")
    func why() throws {
        let rules = [
            Rule(.must, .spread(.each(field: "discipline", values: []))), Rule(.should, .atLeast(1, .trait("takes-initiative"))),
            Rule(.should, .atLeast(1, .trait("builds-bridges"))), Rule(.wish, .newCompanions(recency: 0.5)),
        ]
        let gathering = gathering(rules, days: [[["1", "9"]]])
        let builder = try GroupBuilder(gathering)
        let findings = builder.explanation.findings(group: 1)
        #expect(
            try speech(.nb, gathering).why(["1", "2", "3"], findings)
                == "Én fra hvert fagområde. Anna tar initiativ, Per bygger bro, og ingen har sittet sammen før.")
        #expect(
            try speech(.nn, gathering).why(["1", "2", "3"], findings)
                == "Éin frå kvart fagområde. Anna tek initiativ, Per byggjer bru, og ingen har sete saman før.")
        #expect(
            try speech(.en, gathering).why(["1", "2", "3"], findings)
                == "One from each discipline. Anna takes initiative, Per builds bridges, and no two have sat together before.")
        let pinned = self.gathering([Rule(.must, .atLeast(1, .trait("quiet")))], pins: ["3": 1])
        #expect(
            try speech(.nb, pinned).why(["1", "2", "3"], try GroupBuilder(pinned).explanation.findings)
                == "Kari er låst her. Ikke oppfylt: minst én som er stille (ingen som er stille, 1 for få).")
    }

    @Test("of a rule about every unit only what lacks is told, and what lacks in the whole is told at once")
    func lacking() throws {
        let speech = try speech(.nb, gathering([Rule(.must, .atLeast(1, .each(field: "unit", values: [])))]))
        let kinds = [("NAV", 2), ("Mottaket", 0), ("Stab", 0)].map { Explanation.Kind(label: $0.0, count: $0.1, least: 1, most: nil) }
        #expect(
            speech.fact(.init(rule: 0, group: 1, isMet: false, cost: 1, fact: .counts(kinds))) == "ingen fra Mottaket eller Stab")
        let found = ["Mottaket", "Stab"].map {
            Contradiction(rules: [0], pool: "", cause: .tooFew(of: $0, there: 1, needed: 3, groups: 3))
        }
        #expect(
            speech.contradictions(found)
                == ["Minst én fra hver enhet: 3 grupper trenger til sammen 3 av hver, men det er bare 1 fra Mottaket og 1 fra Stab."])
        #expect(
            speech.contradictions([Contradiction(rules: [0], pool: "", cause: .tooFew(of: "Stab", there: 0, needed: 3, groups: 3))])
                == ["Minst én fra hver enhet: Det er ingen fra Stab, og 3 grupper trenger til sammen 3."])
    }

    @Test("what people have written stands as it is in the sentences")
    func hostile() throws {
        let rule = Rule(.must, .atLeast(1, .isOneOf(field: "<b>", values: ["\"><script>"])), name: "")
        #expect(try speech(.en, gathering([rule])).rule(0) == "At least one with “\"><script>” in <b>")
    }
}
