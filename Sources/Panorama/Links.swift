import ArgumentParser
import Foundation
import Storage
import Web
import Workshop

/// `panorama links`: the sign-in links of a day's people.
struct Links: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Prints the sign-in links of a day’s people.")

    @OptionGroup var folder: DataOptions
    @Option(help: "The day’s number, as in its address. The newest day when left out.")
    var day: String?
    @Option(help: "The address people use.")
    var origin = "http://localhost:8080"
    @Flag(help: "Print JSON: an array of day, name, role, group and url.")
    var json = false

    func run() async throws {
        let store = try folder.openStore()
        defer { try? store.close() }
        let days = try await store.days()
        guard let day = day.map({ wanted in days.first { $0.id.description == wanted } }) ?? days.first else {
            throw Complaint("There is no such day. Leave --day out for the newest.")
        }
        let links = try await SignInLink.all(of: day.id, in: store, key: DataFolder(folder.data).linkKey(), origin: origin)
        if json {
            try printJSON(links)
        } else {
            for link in links { print([link.role, link.group ?? "–", link.name, link.url].joined(separator: "\t")) }
        }
    }
}

/// One person's way in, as other programs read it.
struct SignInLink: Encodable {
    var day: String
    var name: String
    var role: String
    var group: String?
    var url: String

    static func all(of day: ID<TrainingDay>, in store: Store, key: Data, origin: String) async throws -> [SignInLink] {
        let people = try await store.people(on: day)
        let link = PersonalLink(key: key)
        let names = Dictionary(uniqueKeysWithValues: people.groups.map { ($0.id, $0.name) })
        return people.attendees.map { attendee in
            SignInLink(
                day: day.description, name: attendee.name.isEmpty ? "projector" : attendee.name, role: attendee.attendance.role.rawValue,
                group: attendee.attendance.groupID.flatMap { names[$0] }, url: origin + link.path(for: attendee.attendance))
        }
    }
}
