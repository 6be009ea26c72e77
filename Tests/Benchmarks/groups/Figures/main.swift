import Foundation
import Grouping

/// Times what only the builder itself can: the first answer, the final answer, and a move by hand. Prints one JSON object a line.
let clock = ContinuousClock()

func milliseconds(_ work: () throws -> Void) rethrows -> Double {
    let time = try clock.measure(work).components
    return Double(time.seconds) * 1000 + Double(time.attoseconds) / 1e15
}

func tell(_ work: String, _ figures: [(String, Double)]) {
    let text = figures.map { "\"\($0.0)\": \(($0.1 * 1e6).rounded() / 1e6)" }.joined(separator: ", ")
    print("{\"work\": \"\(work)\", \(text)}")
}

func tell(_ work: String, _ score: Score) { tell(work, [("must", score.must), ("should", score.should), ("wish", score.wish)]) }

for seed in 1...5 as ClosedRange<UInt64> {
    var score = Score()
    let time = try milliseconds {
        let builder = try GroupBuilder(small(), seed: seed)
        builder.improve { true }
        score = builder.division.score
    }
    tell("final", [("milliseconds", time), ("must", score.must), ("should", score.should), ("wish", score.wish)])
}

let gathering = large()
for seed in 2...5 as ClosedRange<UInt64> {
    tell("first", [("milliseconds", try milliseconds { _ = try GroupBuilder(gathering, seed: seed).division })])
}
let start = clock.now
var builder: GroupBuilder?
tell("first", [("milliseconds", try milliseconds { builder = try GroupBuilder(gathering) })])
builder!.improve { clock.now - start < .seconds(3) }
let soon = builder!.division
tell("soon", soon.score)

let desk = try Desk(gathering, soon)!
for number in 0..<100 {
    tell("hand", [("milliseconds", try milliseconds { _ = try desk.move("p\(number * 3)", to: 1 + number * 7 % 40) })])
}

let late = CommandLine.arguments.contains("--long") ? 60 : 12
builder!.improve { clock.now - start < .seconds(late) }
tell("late", builder!.division.score)
