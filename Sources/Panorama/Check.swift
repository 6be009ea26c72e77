import ArgumentParser
import Foundation
import ScenarioXML
import Storage
import Web

/// `panorama check`: whether everything a server stands on is whole.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks database, scenarios, views and texts.",
        discussion: "Prints a line for each part and every problem. The exit code is 0 when all is well and 1 when something is wrong.")

    @OptionGroup var folder: DataOptions

    func run() async throws {
        let program = try ProgramFolder()
        let parts = [
            Part("database", try await database()), Part("scenarios", scenarios(in: program)), Part("views", views(in: program)),
            Part("texts", texts(in: program)),
        ]
        for part in parts {
            print("\(part.name): \(part.problems.isEmpty ? "well" : "\(part.problems.count) wrong")\(part.note)")
            for problem in part.problems { printError("  " + problem) }
        }
        if parts.contains(where: { !$0.problems.isEmpty }) { throw ExitCode(1) }
    }

    private struct Part {
        var name: String
        var problems: [String]
        var note: String

        init(_ name: String, _ found: (problems: [String], note: String)) {
            self.name = name
            problems = found.problems
            note = found.note
        }
    }

    private func database() async throws -> ([String], String) {
        guard let path = try folder.existingDatabase() else { return ([], ", none is made yet") }
        do {
            let store = try Store(path: path)
            defer { try? store.close() }
            return (try await store.damages(), "")
        } catch {
            return (["The database cannot be opened. Restore a backup."], "")
        }
    }

    private func scenarios(in program: ProgramFolder) -> ([String], String) {
        let files = ((try? FileManager.default.contentsOfDirectory(at: program.scenarios, includingPropertiesForKeys: nil)) ?? [])
            .filter { $0.pathExtension == "xml" }.sorted { $0.path < $1.path }
        var problems = files.isEmpty ? ["The folder \(program.scenarios.path) has no scenarios."] : []
        for file in files {
            do {
                _ = try ScenarioReader.read(Data(contentsOf: file), named: file.lastPathComponent)
            } catch let unreadable as UnreadableScenario {
                problems += unreadable.problems.map(\.description)
            } catch {
                problems.append("\(file.lastPathComponent): The file cannot be opened.")
            }
        }
        return (problems, ", \(files.count) files")
    }

    private func views(in program: ProgramFolder) -> ([String], String) {
        do {
            return ([], ", \(try Views(folder: program.views).names.count) files")
        } catch {
            return (["\(error)"], "")
        }
    }

    private func texts(in program: ProgramFolder) -> ([String], String) {
        let sources = program.url.appending(path: "Sources/Web")
        let hasSources = FileManager.default.fileExists(atPath: sources.path)
        do {
            return (try CatalogueCheck(views: program.views, sources: hasSources ? sources : nil).problems, "")
        } catch {
            return (["\(error)"], "")
        }
    }
}
