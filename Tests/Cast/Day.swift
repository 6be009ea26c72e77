import Foundation
import Logging
import ScenarioXML
import Storage
import Synchronization
import Web
import Workshop

/// A sample day with its cast, in memory, with a clock that only tests move.
package final class Day: Sendable {
    package let store: Store
    package let site: PanoramaSite
    package let id: ID<TrainingDay>
    package let scenarios: [Scenario]
    package let people: DayPeople
    package let clock: Clock
    let signals = Locked(0)

    package final class Clock: Sendable {
        private let time = Locked(Date(timeIntervalSince1970: 1_774_854_000))
        package var now: Date { time.withLock { $0 } }
        package func advance(minutes: Double) { time.withLock { $0 += minutes * 60 } }
    }

    static let linkKey = Data(repeating: 7, count: 32)

    /// The day as it is planned, not yet open; with small cases, unless others are given.
    package static func planned(with scenarios: [Scenario]? = nil, sendmail: Sendmail? = nil) async throws -> Day {
        try await Day(scenarios ?? [TrialScenario.made(1), TrialScenario.made(2)], sendmail: sendmail)
    }

    /// The day opened, in case work.
    package static func running() async throws -> Day {
        let day = try await Day.planned()
        try await day.store.move(day.id, to: .open, at: day.clock.now, by: day.facilitator)
        return day
    }

    private init(_ scenarios: [Scenario], sendmail: Sendmail? = nil) async throws {
        let clock = Clock()
        store = try Store()
        self.scenarios = scenarios
        id = try await store.addSample(scenarios: scenarios, date: "2026-03-30", at: clock.now)
        people = try await store.people(on: id)
        self.clock = clock
        var log = Logger(label: "test")
        log.logLevel = .critical
        site = try PanoramaSite(
            store: store, views: try Day.views.get(),
            settings: SiteSettings(origin: "http://panorama.test", linkKey: Day.linkKey, sendmail: sendmail, clock: { clock.now }), log: log
        )
    }

    /// The six scenarios that come with the program, as their files tell them.
    package static func ourScenarios() throws -> [Scenario] {
        let folder = root.appending(path: "Scenarios")
        var generator = SystemRandomNumberGenerator()
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "xml" }.sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map { try ScenarioReader.read(Data(contentsOf: $0), named: $0.lastPathComponent).scenario(version: 1, using: &generator) }
    }

    /// The folder that holds Package.swift.
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    package static let views = Result { try Views(folder: root.appending(path: "Views")) }

    package func attendee(_ name: String) -> Attendee { people.attendees.first { $0.name.hasPrefix(name) }! }

    package func group(_ number: Int) -> Workshop.Group { people.groups[number - 1] }

    package func viewer(_ name: String) -> Viewer {
        let attendee = attendee(name)
        return Viewer(
            communityID: people.day.communityID, member: attendee.attendance.memberID, name: attendee.name, day: id,
            attendance: attendee.attendance.id, role: attendee.attendance.role, group: attendee.attendance.groupID)
    }

    package var facilitator: Viewer { viewer("Marit") }

    /// The address of a group's page for a case.
    package func room(_ group: Int, _ scenario: Int = 1) -> String { "/groups/\(self.group(group).id)/cases/\(scenarios[scenario - 1].id)" }
}

extension Day {
    /// Somebody with a browser, signed in by a personal link.
    package func person(_ name: String, language: String = "nb") async throws -> Browser {
        try await signedIn(attendee(name).attendance, as: name, language: language)
    }

    package func signedIn(_ attendance: Attendance, as name: String, language: String = "nb") async throws -> Browser {
        let browser = Browser(day: self, name: name, language: language)
        _ = try await browser.get(PersonalLink(key: Day.linkKey).path(for: attendance))
        return browser
    }

    /// In group 1.
    package var anna: Browser { get async throws { try await person("Anna") } }
    /// In group 1.
    package var bjarne: Browser { get async throws { try await person("Bjarne") } }
    /// In group 2.
    package var cecilie: Browser { get async throws { try await person("Cecilie") } }
    /// The facilitator.
    package var marit: Browser { get async throws { try await person("Marit") } }
    /// A leader who plays in case 1.
    package var olivia: Browser { get async throws { try await person("Olivia") } }
    /// Another leader who plays in case 1.
    package var johanne: Browser { get async throws { try await person("Johanne") } }
    /// A leader who plays nobody in case 1.
    package var karl: Browser { get async throws { try await person("Karl") } }
    /// The screen in the room.
    package var projector: Browser {
        get async throws {
            try await signedIn(people.attendees.first { $0.attendance.role == .projector }!.attendance, as: "the projector")
        }
    }
    /// Observes group 1.
    package var unni: Browser { get async throws { try await person("Unni") } }
}
