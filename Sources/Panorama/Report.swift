import ArgumentParser
import Foundation
import Storage
import Web
import Workshop

/// `panorama report`: what is kept of a day.
struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the report of a day as one HTML page.",
        discussion: "The page stands alone and can be saved, printed and sent. Without --names it shows disciplines instead of names.")

    @OptionGroup var folder: DataOptions
    @Argument(help: "The day’s number, as in its address, or its date (2026-03-30).") var day: String
    @Flag(help: "Show the participants’ names.") var names = false
    @Option(help: "The report’s language: nb, nn or en. The day’s own when left out.") var language: String?

    func validate() throws {
        if let language, Language(rawValue: language) == nil { throw ValidationError("The languages are nb, nn and en.") }
    }

    func run() async throws {
        let store = try folder.openStore()
        defer { try? store.close() }
        let days = try await store.days()
        guard let found = days.first(where: { $0.id.description == day }) ?? days.first(where: { $0.date == day }) else {
            throw Complaint(
                "There is no day \(day). The days are:\n" + days.map { "  \($0.id)  \($0.date)  \($0.title)" }.joined(separator: "\n"))
        }
        let program = try ProgramFolder()
        let sheets = ["tokens", "base", "layout", "day", "plenary", "evaluation", "report"]
        let css = sheets.compactMap { try? String(contentsOf: program.files.appending(path: "css/\($0).css"), encoding: .utf8) }
        let page = try ReportDocument.html(
            try await store.report(of: found.id, names: names),
            css: "@layer reset, base, components, utilities;\n" + css.joined(separator: "\n"),
            views: try Views(folder: program.views), in: language.flatMap(Language.init) ?? found.language)
        FileHandle.standardOutput.write(Data(page.utf8))
    }
}
