import Foundation
import Testing
import Workshop

@testable import ScenarioXML

/// A figure or word of the source, and who must tell it: nil for the brief.
struct KeyFact: CustomTestStringConvertible, Sendable {
    var file: String
    var person: String?
    var nb: String
    var en: String

    var testDescription: String { "\(file.prefix(2)) \(person ?? "brief"): \(nb)" }
}

@Suite("Key facts of the cases")
struct KeyFactsTests {
    @Test("each is told with the right figure, by the right person", arguments: keyFacts)
    func told(fact: KeyFact) throws {
        let name = try #require(ScenarioFiles.names.first { $0.hasPrefix(fact.file) })
        let draft = try ScenarioFiles.draft(name)
        let texts: [LocalizedText]
        if let key = fact.person {
            texts = try #require(draft.people.first { $0.key == key }).facts.map(\.text)
        } else {
            texts = [draft.brief]
        }
        #expect(texts.contains { $0[.nb].plain.contains(fact.nb) && $0[.en].plain.contains(fact.en) })
    }

    @Test(
        "each case has as many people and facts as its script",
        arguments: [
            ("01", ["mor": 8, "sonnene": 3, "barneavdelingen": 2, "nav": 4, "utleier": 4, "fastlege": 1, "introduksjonsprogrammet": 2]),
            ("02", ["mannen": 8, "kona": 7, "sykehuset": 5]),
            ("04", ["kvinnen": 14, "ektemannen": 22, "assistenten": 4, "fastlege": 1, "regnskap": 2, "skolen": 1]),
            ("05", ["ung-mann": 28]),
            ("06", ["damen": 18, "naboen": 2, "fastlege": 2]),
            ("07", ["mannen": 31, "krisesenteret": 3, "nav": 1, "utleier": 2]),
        ] as [(String, [String: Int])])
    func counts(file: String, expected: [String: Int]) throws {
        let name = try #require(ScenarioFiles.names.first { $0.hasPrefix(file) })
        let counts = try ScenarioFiles.draft(name).people.map { ($0.key, $0.facts.count) }
        #expect(Dictionary(uniqueKeysWithValues: counts) == expected)
    }

    @Test("that the young man cannot read must come across; what is in the lady's bathroom must be asked for")
    func conditions() throws {
        let young = try ScenarioFiles.draft("05-ung-mann-i-mottaket.xml").people[0]
        let reading = try #require(young.facts.first { $0.key == "kan-ikke-lese" })
        guard case .mustComeAcross = reading.release else { return #expect(Bool(false), "\(reading.release)") }
        #expect(young.background[.nb].contains("diabetes") && !young.facts.contains { $0.text[.nb].contains("diabetes") })

        let lady = try ScenarioFiles.draft("06-naboen-i-vintertoy.xml").people[0]
        let bucket = try #require(lady.facts.first { $0.key == "botte" })
        guard case .asked = bucket.release else { return #expect(Bool(false), "\(bucket.release)") }
        #expect(lady.channels == [.homeVisit])
    }

    @Test("the husband tells nothing on the telephone")
    func onlyAtHome() throws {
        let husband = try #require(try ScenarioFiles.draft("04-ubetalte-regninger.xml").people.first { $0.key == "ektemannen" })
        #expect(husband.facts.allSatisfy { $0.channels == [.homeVisit] })
    }
}

extension String {
    fileprivate var plain: String { replacing("\u{A0}", with: " ") }
}

private let keyFacts: [KeyFact] = [
    KeyFact(file: "01", person: nil, nb: "10 000 kroner", en: "NOK 10,000"),
    KeyFact(file: "01", person: nil, nb: "39 år", en: "39"),
    KeyFact(file: "01", person: nil, nb: "21 og 17 år", en: "21 and 17"),
    KeyFact(file: "01", person: "nav", nb: "husleie for 6 måneder", en: "6 months' rent"),
    KeyFact(file: "01", person: "nav", nb: "strømmen", en: "electricity"),
    KeyFact(file: "01", person: "utleier", nb: "Husbanken", en: "Housing Bank"),
    KeyFact(file: "01", person: "utleier", nb: "høye lyder", en: "loud noises"),
    KeyFact(file: "01", person: "sonnene", nb: "5 timene", en: "5 hours a day"),
    KeyFact(file: "02", person: nil, nb: "62 år", en: "62"),
    KeyFact(file: "02", person: nil, nb: "to timer om formiddagen", en: "two hours in the morning"),
    KeyFact(file: "02", person: "kona", nb: "450 000 kroner brutto", en: "NOK 450,000"),
    KeyFact(file: "02", person: "kona", nb: "61 år", en: "61"),
    KeyFact(file: "02", person: "kona", nb: "100 prosent", en: "100 per cent"),
    KeyFact(file: "02", person: "mannen", nb: "425 000 kroner", en: "NOK 425,000"),
    KeyFact(file: "02", person: "mannen", nb: "345 000 kroner", en: "NOK 345,000"),
    KeyFact(file: "02", person: "mannen", nb: "5 millioner", en: "NOK 5 million"),
    KeyFact(file: "02", person: "sykehuset", nb: "fastvakt", en: "at all times"),
    KeyFact(file: "02", person: "sykehuset", nb: "takheis", en: "hoist"),
    KeyFact(file: "04", person: nil, nb: "52 450 kroner", en: "NOK 52,450"),
    KeyFact(file: "04", person: nil, nb: "4, 7 og 11 år", en: "4, 7 and 11"),
    KeyFact(file: "04", person: "regnskap", nb: "52 450 kroner", en: "NOK 52,450"),
    KeyFact(file: "04", person: "kvinnen", nb: "6 timer i døgnet", en: "6 hours a day"),
    KeyFact(file: "04", person: "kvinnen", nb: "siste halve året", en: "last six months"),
    KeyFact(file: "04", person: "ektemannen", nb: "295 000 kroner brutto", en: "NOK 295,000"),
    KeyFact(file: "04", person: "ektemannen", nb: "850 000 kroner", en: "NOK 850,000"),
    KeyFact(file: "04", person: "ektemannen", nb: "4,5 millioner", en: "NOK 4.5 million"),
    KeyFact(file: "04", person: "ektemannen", nb: "375 000 kroner", en: "NOK 375,000"),
    KeyFact(file: "04", person: "ektemannen", nb: "3 måneder etter", en: "3 months behind"),
    KeyFact(file: "04", person: "assistenten", nb: "antidepressivt", en: "antidepressants"),
    KeyFact(file: "05", person: "ung-mann", nb: "23 år", en: "23"),
    KeyFact(file: "05", person: "ung-mann", nb: "4 forskjellige fosterhjem", en: "4 different foster homes"),
    KeyFact(file: "05", person: "ung-mann", nb: "fra jeg var 10 til jeg var 18", en: "from when I was 10 until I was 18"),
    KeyFact(file: "05", person: "ung-mann", nb: "tørst hele tiden", en: "thirsty all the time"),
    KeyFact(file: "05", person: "ung-mann", nb: "kan ikke lese eller skrive", en: "cannot read or write"),
    KeyFact(file: "05", person: "ung-mann", nb: "hytte", en: "cabin"),
    KeyFact(file: "06", person: nil, nb: "et halvt år siden", en: "half a year ago"),
    KeyFact(file: "06", person: "damen", nb: "13.00", en: "13.00"),
    KeyFact(file: "06", person: "damen", nb: "klokken 16", en: "16.00"),
    KeyFact(file: "06", person: "damen", nb: "dekket til 2", en: "laid for 2"),
    KeyFact(file: "06", person: "damen", nb: "bøtte", en: "bucket"),
    KeyFact(file: "06", person: "fastlege", nb: "2 år", en: "2 years"),
    KeyFact(file: "07", person: nil, nb: "41 år", en: "41"),
    KeyFact(file: "07", person: nil, nb: "14 og 12 år", en: "14 and 12"),
    KeyFact(file: "07", person: "krisesenteret", nb: "en uke", en: "a week"),
    KeyFact(file: "07", person: "mannen", nb: "2 årene", en: "2 years"),
    KeyFact(file: "07", person: "mannen", nb: "17 år", en: "17"),
    KeyFact(file: "07", person: "mannen", nb: "svart", en: "off the books"),
    KeyFact(file: "07", person: "mannen", nb: "sykehjem", en: "nursing home"),
    KeyFact(file: "07", person: "mannen", nb: "supplerende sosialhjelp", en: "supplementary social assistance"),
]
