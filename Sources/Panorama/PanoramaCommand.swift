import ArgumentParser

@main
struct PanoramaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "panorama", abstract: "Runs training days and role-play cases for health, care and welfare staff.",
        subcommands: [Serve.self, Links.self], defaultSubcommand: Serve.self)
}

/// Where the data lies: the same for every command.
struct DataOptions: ParsableArguments {
    @Option(name: .long, help: "The folder with the database. Made when it is not there.")
    var data: String?
}
