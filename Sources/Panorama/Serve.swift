import ArgumentParser
import Foundation
import Logging
import ScenarioXML
import Storage
import Web
import Workshop

/// `panorama serve`: the server.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Starts the server. This is what panorama does when nothing else is asked.")

    @OptionGroup var folder: DataOptions
    @Option(help: "The port to listen on.")
    var port: UInt16 = 8080
    @Option(help: "The address to listen on.")
    var host = "localhost"
    @Option(help: "The address people use, when it is another: https://panorama.example.")
    var origin: String?
    @Flag(help: "Start a new database without the sample community.")
    var empty = false

    func run() async throws {
        let data = try DataFolder(folder.data)
        print("not yet", data.url.path)
    }
}
