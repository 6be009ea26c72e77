import ArgumentParser
import Foundation
import Grouping
import Synchronization
import Web
import Workshop

/// `panorama groups`: the group builder without a browser.
struct Groups: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Divides people into groups by rules, and explains the groups.",
        discussion: """
            The first line of PEOPLE.csv names the columns; RULES.json says which of them tells people apart \
            and what groups should look like.
            Groups and explanation are printed. Bad files and impossible sizes are told with line, column and remedy, exit code 2.

            RULES.json names "id", the column that tells people apart, and lists "rules", each with "level" (must, should or wish) \
            and "kind": \
            at-least, at-most, exactly, spread, not-alone, one-kind, alike-means, together, apart, never-with or new-companions. \
            A ready "set" may stand before them: \(Rule.Preset.allCases.map(\.rawValue).joined(separator: ", ")); \
            it speaks of \(Rule.setWords.joined(separator: ", ")), and "words" says what the list of people calls them. \
            Everyone has a value in each column that a rule looks at; "blanks": "allowed" permits blanks, \
            and the rule does not count who is blank. \
            Musts decide before shoulds and shoulds before wishes; within each level, the worst-off group counts most. \
            Tests/Benchmarks/groups/README.md describes the whole file and has examples.
            """)

    @Argument(help: ArgumentHelp("People, one on each line (CSV).", valueName: "people.csv")) var people: String
    @Option(help: ArgumentHelp("The rules (JSON).", valueName: "rules.json")) var rules: String
    @Option(help: "How many groups there are, in each pool.") var count: Int?
    @Option(
        help: ArgumentHelp("How large groups are, as 5-7, or as 5-6-7 with the best size between.", valueName: "min-max"),
        transform: GroupSize.init(text:))
    var size: GroupSize?
    @Option(help: "A number that decides among equally good groups: the same number and work, the same groups.") var seed: UInt64 = 1
    @Option(help: "How long to search at most. Ctrl-C ends the search with the best found so far.") var seconds = 5.0
    @Option(help: "How much to search at most, in steps of about a hundred trials: unlike time, the same on every machine.") var steps: Int?
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Groups of earlier days, the latest first: CSV with the id column and a column group.", valueName: "csv"))
    var previous: [String] = []
    @Option(help: "The language of the explanation: nb, nn or en.") var language = "en"
    @Flag(help: "Print JSON: groups, each with name and members, and the explanation.") var json = false

    func validate() throws {
        if Language(rawValue: language) == nil { throw ValidationError("The languages are nb, nn and en.") }
        if count != nil, size != nil { throw ValidationError("Use --count or --size, not both.") }
        if let count, count < 1 { throw ValidationError("--count must be 1 or more.") }
        if let steps, steps < 0 { throw ValidationError("--steps must be 0 or more.") }
        guard seconds >= 0, seconds <= 3600 else { throw ValidationError("--seconds must be from 0 to 3600.") }
    }

    func run() throws {
        do {
            let clock = ContinuousClock()
            let end = clock.now + .seconds(seconds)
            let file = try GroupFiles.rules(rules)
            let list = try GroupFiles.people(people, file, rulesPath: rules)
            let days = try previous.map { try GroupFiles.earlierDay($0, file, list, peoplePath: people) }
            let sizes = try sizes(file)
            let gathering = Gathering(
                people: list.people, sizes: sizes, rules: GroupFiles.rules(of: file), pins: file.pins,
                earlierDays: days.map(\.groups))
            for note in list.notes + days.flatMap(\.notes) { printError(note) }
            let interrupted = Interruption()
            var left = steps ?? .max
            let builder = try divided(gathering) {
                left -= 1
                return left >= 0 && clock.now < end && !interrupted.hasCome
            }
            if !builder.isSettled, left >= 0 {
                printError("note: time ended the search. With --steps the same number gives the same groups.")
            }
            let report = GroupReport(gathering, builder, try speech(), names: list.names, seed: seed)
            if json { try printJSON(report) } else { print(report.text) }
        } catch let problem as InputProblem {
            printError(problem.description)
            throw ExitCode(2)
        }
    }

    private func speech() throws -> Speech {
        let catalogue = try Catalogue(folder: try ProgramFolder().views.appending(path: "languages"))
        return Speech(catalogue: catalogue, language: Language(rawValue: language) ?? .en)
    }

    private func divided(_ gathering: Gathering, while goesOn: () -> Bool) throws -> GroupBuilder {
        do throws(Impossible) {
            let builder = try GroupBuilder(gathering, seed: seed)
            if goesOn() { builder.improve(while: goesOn) }
            return builder
        } catch {
            throw InputProblem(file: people, line: 1, column: 1, message: error.sentence)
        }
    }

    private func sizes(_ file: RulesFile) throws -> Sizes {
        if let count { return .count(count) }
        if let size {
            if case .range(_, let ideal, _) = file.sizes, size.ideal == nil, (size.min...size.max).contains(ideal) {
                return .range(min: size.min, ideal: ideal, max: size.max)
            }
            return .range(min: size.min, ideal: size.ideal ?? (size.min + size.max) / 2, max: size.max)
        }
        guard let sizes = file.sizes ?? file.set.flatMap(Rule.sizes) else {
            throw ValidationError("Say how many groups with --count, or how large they are with --size, such as --size 5-7.")
        }
        return sizes
    }
}

/// `5-7`, `5-6-7` or `5`.
struct GroupSize {
    var min: Int
    var ideal: Int?
    var max: Int

    init(text: String) throws {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...3).contains(parts.count), let first = parts[0], let last = parts[parts.count - 1] else {
            throw ValidationError("Write the sizes as 5-7, 5-6-7 or 5.")
        }
        guard first > 0 else { throw ValidationError("The smallest group must have 1 person or more.") }
        guard first <= last else {
            throw ValidationError("The smallest size, \(first), is larger than the largest, \(last). Write it first.")
        }
        min = first
        max = last
        if parts.count == 3 {
            guard let middle = parts[1], (first...last).contains(middle) else {
                throw ValidationError("The best size must lie between \(first) and \(last).")
            }
            ideal = middle
        }
    }
}

/// Notes that somebody pressed Ctrl-C, instead of ending at once.
private final class Interruption: Sendable {
    private static let count = Atomic(0)

    init() { signal(SIGINT) { _ in Interruption.count.add(1, ordering: .relaxed) } }

    var hasCome: Bool { Interruption.count.load(ordering: .relaxed) > 0 }
}

/// What is wrong with a file, where, and what to do about it.
struct InputProblem: Error, CustomStringConvertible {
    var file: String
    var line: Int
    var column: Int
    var message: String

    var description: String { "\(file):\(line):\(column): \(message)" }
}
