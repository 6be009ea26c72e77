import Foundation
import Grouping

/// Times what only the builder itself can: the first answer, the final answer, and a move by hand. Prints one JSON object a line.
let clock = ContinuousClock()

func milliseconds(_ work: () throws -> Void) rethrows -> Double {
    let time = try clock.measure(work).components
    return Double(time.seconds) * 1000 + Double(time.attoseconds) / 1e15
}

func tell(_ name: String, _ figures: [(String, Double)]) {
    let text = figures.map { "\"\($0.0)\": \(($0.1 * 1000).rounded() / 1000)" }.joined(separator: ", ")
    print("{\"work\": \"\(name)\", \(text)}")
}

/// People as a training day gathers them, always the same.
struct Crowd {
    private var state: UInt64 = 7

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    mutating func people(_ count: Int) -> [Person] {
        (0..<count).map { number in
            var person = Person(id: "p\(number)")
            person.fields = [
                "discipline": ["nurse", "doctor", "social worker", "police", "teacher"][below(5)],
                "unit": ["municipality", "hospital", "labour and welfare", "police", "school", "voluntary"][below(6)],
                "party": below(4) == 0 ? "service-user" : "staff",
            ]
            person.numbers["years"] = Double(below(30))
            if below(5) == 0 { person.traits.insert("takes-initiative") }
            if below(5) == 0 { person.traits.insert("builds-bridges") }
            if below(3) == 0 { person.traits.insert("quiet") }
            if below(4) == 0 { person.relations["caseworker"] = ["p\(below(count))"] }
            return person
        }
    }

    /// Earlier days on which agencies sat mostly with themselves.
    mutating func days(_ people: [Person], groups: Int) -> [[[String]]] {
        (0..<3).map { _ in
            let ranked = people.map { ($0.fields["unit"]!, below(1000), $0.id) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
            let size = (people.count + groups - 1) / groups
            return stride(from: 0, to: ranked.count, by: size).map { Array(ranked[$0..<min($0 + size, ranked.count)]) }
        }
    }
}

func large() -> Gathering {
    var crowd = Crowd()
    let people = crowd.people(300)
    let rules =
        Rule.set(.sourceDay, size: 8) + [
            Rule(.must, .apart(.relation("caseworker"))), Rule(.should, .spread(.each(field: "unit", values: []))),
            Rule(.should, .notAlone(.isOneOf(field: "party", values: ["service-user"]))), Rule(.wish, .alikeMeans(number: "years", tolerance: 0.01)),
            Rule(.wish, .notAlone(.trait("quiet"))),
        ]
    return Gathering(people: people, sizes: .count(40), rules: rules, earlierDays: crowd.days(people, groups: 40))
}

func blended(_ score: Score) -> Double { 512 * score.must + 64 * score.should + 8 * score.wish }

var small = Crowd()
let class24 = Gathering(people: small.people(24), sizes: .count(4), rules: Rule.set(.sourceDay, size: 6))
for seed in 1...5 as ClosedRange<UInt64> {
    var score = Score()
    let time = try milliseconds {
        let builder = try GroupBuilder(class24, seed: seed)
        builder.improve { true }
        score = builder.division.score
    }
    tell("24 people, the source's rules, final answer", [("milliseconds", time), ("must", score.must), ("should", score.should), ("wish", score.wish)])
}

let gathering = large()
var builder: GroupBuilder?
let first = try milliseconds { builder = try GroupBuilder(gathering) }
let start = clock.now
let firstScore = builder!.division.score
builder!.improve { clock.now - start < .seconds(3) }
let soon = builder!.division
tell("300 people, first answer", [("milliseconds", first), ("blended", blended(firstScore))])
tell("300 people, after 3 s", [("must", soon.score.must), ("should", soon.score.should), ("wish", soon.score.wish), ("blended", blended(soon.score))])
if CommandLine.arguments.contains("--long") {
    builder!.improve { clock.now - start < .seconds(60) }
    let late = builder!.division.score
    tell("300 people, after 60 s", [("blended", blended(late)), ("ratio of the 3 s answer", blended(late) > 0 ? blended(soon.score) / blended(late) : 1)])
}

let desk = try Desk(gathering, soon)!
var times: [Double] = []
for number in 0..<100 { times.append(try milliseconds { _ = try desk.move("p\(number * 3)", to: 1 + number * 7 % 40) }) }
times.sort()
tell("moving one person by hand among 300", [("median", times[50]), ("p95", times[95]), ("most", times[99])])
