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
    @Option(help: "The address to listen on; 0.0.0.0 for every one this machine has.")
    var host = "localhost"
    @Option(help: "The address people use, when it is another: https://panorama.example.")
    var origin: String?
    @Flag(help: "A proxy of ours stands in front: believe its X-Forwarded-For.")
    var behindProxy = false
    @Option(help: "A sendmail-compatible program that sends letters: /usr/sbin/sendmail. Without it, letters are files to send yourself.")
    var sendmail: String?
    @Option(help: "The e-mail address letters are from. Without it, the facilitator’s own.")
    var mailFrom: String?
    @Flag(help: "Start a new database without the sample community.")
    var empty = false

    func run() async throws {
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        let log = Logger(label: "panorama")
        let (sendmail, mailFrom) = try (mailProgram(), mailAddress())
        let data = try DataFolder(folder.data)
        let program = try ProgramFolder()
        try data.claim()
        let store = try data.openStore()
        let isNew = try await store.libraries().isEmpty
        if isNew { try await begin(store, program) }
        let key = try data.linkKey()
        let files = try StaticFiles(folder: program.files)
        let views = try Views(folder: program.views, staticPrefix: files.prefix)
        var settings = ServerSettings(host: host, port: port)
        settings.publicOrigin = origin
        settings.behindProxy = behindProxy
        settings.limits.largerBody = PanoramaSite.largerBody
        let site = try PanoramaSite(
            store: store, views: views, files: files,
            settings: SiteSettings(
                origin: origin ?? "http://\(host):\(port)", behindProxy: behindProxy, linkKey: key, sendmail: sendmail, mailFrom: mailFrom),
            log: log)
        let server = WebServer(settings: settings, site: site, log: log)
        let signals = Signals {
            Task {
                site.feed.close()
                await server.stop()
            }
        }
        let running = Task { try await server.run() }
        let port: UInt16
        do { port = try await server.port } catch {
            try await running.value
            throw error
        }
        try await greet(store, key, origin: origin ?? "http://\(host):\(port)", fresh: isNew)
        try await running.value
        await site.post.close(within: 10)
        signals.stop()
        try store.close()
    }

    private func mailProgram() throws -> Sendmail? {
        guard let sendmail else { return nil }
        do { return try Sendmail(path: sendmail) } catch {
            throw Complaint(
                "\(sendmail) is not a program that can be run. Name one with --sendmail, such as /usr/sbin/sendmail, or leave it out.")
        }
    }

    private func mailAddress() throws -> MailAddress? {
        guard let mailFrom else { return nil }
        guard let address = MailAddress(mailFrom) else { throw Complaint("\(mailFrom) is not an e-mail address that letters can be from.") }
        return address
    }

    /// What a new database starts with: the sample community and its day, or one facilitator.
    private func begin(_ store: Store, _ program: ProgramFolder) async throws {
        if empty {
            _ = try await store.addFirstFacilitator(named: "Fasilitator", community: "Læringsfellesskap", language: .nb, at: Date())
            return
        }
        let scenarios = try Samples.scenarios(in: program.scenarios)
        try await store.addSample(scenarios: scenarios, date: WallClock.day(Date()), withHistory: true, at: Date())
    }

    /// Prints where to go, with a way in for one of each.
    private func greet(_ store: Store, _ key: Data, origin: String, fresh: Bool) async throws {
        tell("Panorama: \(origin)")
        if let day = try await store.days().first {
            let links = try await SignInLink.all(of: day.id, in: store, key: key, origin: origin)
            var seen: Set<String> = []
            tell("\(day.title), \(day.date). Ways in (all of them: panorama links):")
            for role in ["facilitator", "leader", "participant", "projector"] {
                for link in links where link.role == role && seen.insert("\(role) \(link.group ?? "")").inserted {
                    tell(
                        "  \([role, link.group, role == "projector" ? nil : link.name].compactMap { $0 }.joined(separator: ", ")): \(link.url)"
                    )
                }
            }
        } else if let facilitator = try await store.facilitators().first {
            tell("  facilitator: \(origin + PersonalLink(key: key).path(for: facilitator))")
        }
    }
}

/// Prints at once, also into a file or a pipe.
private func tell(_ line: String) { try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8)) }

/// Waits for the signals that ask a server to stop.
final class Signals {
    private let sources: [any DispatchSourceSignal]

    init(_ stop: @escaping @Sendable () -> Void) {
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler(handler: stop)
            source.resume()
            return source
        }
    }

    func stop() { for source in sources { source.cancel() } }
}
