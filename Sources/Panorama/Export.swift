import ArgumentParser
import Foundation
import ScenarioXML
import Storage
import Workshop

/// `panorama export`: a scenario out of the library again.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints a scenario as XML.",
        discussion: "The newest version is printed. What is printed can be imported again as it stands.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case panorama }

    @OptionGroup var folder: DataOptions
    @Argument(help: "The scenario’s key, as in the file’s id, or its number.") var scenario: String
    @Option(help: "The format of the file.") var format: Format = .panorama
    @Option(help: "The community’s name or number. Needed when there is more than one.") var community: String?

    func run() async throws {
        let store = try folder.openStore()
        defer { try? store.close() }
        let library = try await Library.chosen(community, in: store)
        let titles = try await store.library(of: library.id)
        guard let title = titles.first(where: { $0.key == scenario || $0.id.description == scenario }) else {
            throw Complaint("There is no scenario \(scenario). The library has: \(titles.map(\.key).joined(separator: ", ")).")
        }
        FileHandle.standardOutput.write(ScenarioWriter.write(try await store.scenario(title.id, of: library.id)))
    }
}
