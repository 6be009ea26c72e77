import ArgumentParser
import Foundation
import ScenarioXML
import Storage
import Workshop

/// `panorama import`: scenarios from files into a community's library.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Imports scenarios into the library.",
        discussion: """
            Every problem is told with file, line and column. If any file has a problem, nothing is imported and the exit code is 1.
            The same scenario again changes nothing; a changed one becomes a new version, and days that use the old one keep it.
            """)

    @OptionGroup var folder: DataOptions
    @Argument(help: ArgumentHelp("Scenario files in Panorama’s XML format.", valueName: "file")) var files: [String]
    @Flag(help: "Only check the files. Needs no database and changes nothing.") var check = false
    @Flag(help: "Print JSON: an array of file, scenario, version and problems (line, column, code, message).") var json = false
    @Option(help: "The community’s name or number. Needed when there is more than one.") var community: String?

    func run() async throws {
        var read = files.map(ReadFile.init)
        if !check, read.allSatisfy(\.problems.isEmpty) {
            let store = try folder.openStore()
            defer { try? store.close() }
            let library = try await Library.chosen(community, in: store)
            var generator = SystemRandomNumberGenerator()
            for index in read.indices {
                guard let draft = read[index].draft else { continue }
                let id = try await store.add(draft.scenario(version: 1, using: &generator), to: library.id)
                read[index].version = try await store.scenario(id, of: library.id).version
            }
        }
        try tell(read)
        if !read.allSatisfy(\.problems.isEmpty) { throw ExitCode(1) }
    }

    private func tell(_ read: [ReadFile]) throws {
        if json { return try printJSON(read) }
        for file in read {
            for problem in file.problems { printError("\(file.file):\(problem.line):\(problem.column): \(problem.message)") }
            guard let scenario = file.scenario else { continue }
            if let version = file.version {
                print("\(file.file): imported as \(scenario), version \(version)")
            } else {
                print("\(file.file): \(scenario) is well")
            }
        }
        if !check, !read.allSatisfy(\.problems.isEmpty) { printError("Nothing was imported. Mend the files and try again.") }
    }
}

/// One file as it was read.
private struct ReadFile: Encodable {
    var file: String
    var scenario: String?
    var version: Int?
    var problems: [Problem] = []
    var draft: ScenarioDraft?

    struct Problem: Encodable {
        var line: Int
        var column: Int
        var code: String
        var message: String
    }

    private enum CodingKeys: CodingKey { case file, scenario, version, problems }

    init(_ path: String) {
        file = path
        guard let data = FileManager.default.contents(atPath: path) else {
            problems = [Problem(line: 1, column: 1, code: "unreadable-file", message: "The file cannot be opened. Check the name.")]
            return
        }
        do throws(UnreadableScenario) {
            let draft = try ScenarioReader.read(data, named: path)
            self.draft = draft
            scenario = draft.key
        } catch {
            let start = "\(path):"
            problems = error.problems.map { problem in
                let words = problem.description.replacing("\(start)\(problem.line):\(problem.column): ", with: "", maxReplacements: 1)
                return Problem(line: problem.line, column: problem.column, code: problem.code, message: words)
            }
        }
    }
}
