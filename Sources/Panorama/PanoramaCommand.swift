import ArgumentParser
import Foundation

@main
struct PanoramaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "panorama", abstract: "Runs training days and role-play cases for health, care and welfare staff.",
        discussion: "Exit codes: 0 all went well, 1 something is wrong and was told on standard error, 2 the command was not understood.",
        subcommands: [
            Serve.self, Links.self, Import.self, Export.self, Report.self, Backup.self, Check.self, Groups.self,
        ], defaultSubcommand: Serve.self)

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            printError(fullMessage(for: error))
            Foundation.exit(2)
        }
    }
}

/// Where the data lies: the same for every command.
struct DataOptions: ParsableArguments {
    @Option(name: .long, help: "The folder with the database. Made when it is not there.")
    var data: String?
}
