import Cast
import Foundation
import Storage
import Testing
import Workshop

/// Reads a day with everyone's eyes, and finds what they should not have read.
final class Watch {
    let day: Day
    private let search: SecretSearch
    private var truth: Truth
    private var readers: [[Reader]] = []
    private(set) var leaks: Set<String> = []
    private(set) var answersRead = 0
    private(set) var eventsHeard = 0
    /// How many secrets were found where they belong.
    private(set) var rightlyRead = 0
    var secretCount: Int { search.secrets.count }

    static let leftOut: Set<String> = ["sign-out", "language", "join", "join/:code"]

    init(_ day: Day) async throws {
        self.day = day
        truth = try await Truth(of: day)
        let all = SecretSearch(Secret.all(in: day.scenarios))
        let open = all.found(in: try day.publicText())
        search = SecretSearch(all.secrets.enumerated().filter { !open.contains($0.offset) }.map(\.element))
        for name in ["Anna", "Cecilie", "Unni", "Vera", "Olivia", "Karl", "projector", ""] {
            var sameReader: [Reader] = []
            for language in Language.allCases { sameReader.append(try await reader(name, language)) }
            readers.append(sameReader)
        }
    }

    private func reader(_ name: String, _ language: Language) async throws -> Reader {
        if name.isEmpty { return Reader(Browser(day: day, name: "a stranger", language: language.rawValue), nil) }
        guard name == "projector" else {
            return Reader(try await day.person(name, language: language.rawValue), day.attendee(name).attendance)
        }
        let projector = day.people.attendees.first { $0.attendance.role == .projector }!.attendance
        return Reader(try await day.signedIn(projector, as: "the projector", language: language.rawValue), projector)
    }

    /// Lets everyone listen while `events` happen, and then read all there is: `thorough` in every language, with every change tried,
    /// else in one language each.
    func stage(_ name: String, thorough: Bool = true, _ events: () async throws -> Void) async throws {
        day.clock.advance(minutes: 10)
        truth = try await Truth(of: day)
        try await listen(to: Addresses(of: day).topics(of: day))
        try await events()
        if name != "closed" {
            let text = try await day.signal()
            for reader in readers.joined() { try await reader.hears(text) }
        }
        let addresses = try await Addresses(of: day)
        try await everyone { same in
            try await Watch.read(with: thorough ? same : [same[addresses.count % same.count]], day: same[0].browser.day, addresses)
        }
        if thorough { try await post(addresses) }
        truth.add(try await Truth(of: day))
        judge(name)
        for reader in readers.joined() { reader.stopsListening() }
    }

    /// Everything by links in every language; every address by hand in one, and what answered in the others.
    private static func read(with readers: [Reader], day: Day, _ addresses: Addresses) async throws {
        var followed: Set<String> = []
        for reader in readers {
            let pages = try await reader.follows(from: ["/", "/days/\(day.id)"])
            #expect(pages.count >= (reader.attendance == nil ? 1 : 2), "\(reader.browser.name) reads too little")
            followed.formUnion(pages)
        }
        let good = try await readers[0].asks(for: addresses.all("GET", except: ["live"]))
        for reader in readers.dropFirst() { _ = try await reader.asks(for: good.filter { !followed.contains($0) }) }
    }

    private func everyone(_ work: @Sendable @escaping ([Reader]) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for same in readers { tasks.addTask { try await work(same) } }
            try await tasks.waitForAll()
        }
    }

    private func listen(to topics: [String]) async throws {
        try await everyone { same in
            try await same[0].listens(to: topics)
            for reader in same.dropFirst() { try await reader.listens(to: same[0].openTopics) }
        }
        for reader in readers.joined() {
            for (topic, isOpen) in reader.topics {
                #expect(isOpen == truth.mayHear(topic, reader.attendance, on: day), "\(reader.browser.name): \(topic)")
            }
        }
    }

    /// Nothing that leaders told may be taken back here, so that what was told stays the measure.
    private func post(_ addresses: Addresses) async throws {
        let paths = addresses.all("POST", limit: 2, except: Watch.leftOut.union(["revelations/:revelation/undo"]))
        let fields = addresses.fields(of: day)
        for same in readers { try await same[0].posts(to: paths, fields) }
    }

    private func judge(_ stage: String) {
        let improvised = truth.answers.flatMap { Secret.pieces(of: LocalizedText($0.answer), .improvised($0.id)) }
        let answersSearch = SecretSearch(improvised)
        for reader in readers.joined() {
            let mine = search.secrets.filter { truth.permits($0.owner, to: reader.attendance, on: day) }
            let allowed = search.found(in: Array(mine.map(\.bytes).joined(separator: [10])))
            for answer in reader.answers() {
                let hits = search.found(in: answer.bytes)
                rightlyRead += hits.intersection(allowed).count
                let wrong =
                    hits.subtracting(allowed).map { search.secrets[$0] }
                    + answersSearch.found(in: answer.bytes).map { answersSearch.secrets[$0] }
                    .filter { !truth.permits($0.owner, to: reader.attendance, on: day) }
                for secret in wrong {
                    leaks.insert("\(stage): \(reader.browser.name) reads «\(secret.text.prefix(60))» at \(answer.address)")
                }
            }
            eventsHeard += reader.eventsHeard
        }
        answersRead = readers.joined().reduce(0) { $0 + $1.answered }
    }
}

extension Truth {
    /// Who may listen to what, as the promises say.
    func mayHear(_ topic: String, _ attendance: Attendance?, on day: Day) -> Bool {
        guard let attendance else { return false }
        let parts = topic.split(separator: "-").map(String.init)
        switch parts[0] {
        case "everyone": return true
        case "plenary": return isPublic
        case "group": return attendance.role == .participant && attendance.groupID?.description == parts[1]
        case "watchers":
            return [.participant, .observer, .rapporteur].contains(attendance.role) && attendance.groupID?.description == parts[1]
        case "players": return attendance.role == .leader && ID<Persona>(parts[2]).flatMap { castings[$0] }?.contains(attendance.id) == true
        default: return false
        }
    }
}
