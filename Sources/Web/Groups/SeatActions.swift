import FlyingFox
import Foundation
import Grouping
import Storage
import Workshop

extension PanoramaSite {
    /// Moves one person by hand; an empty group takes the person out of every group.
    func moveInProposal(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let person: ID<Attendance> = try request.id("attendance")
        let (bench, version) = try await bench(request, building)
        guard let guest = bench.content.people.first(where: { $0.id == person }) else { throw Refusal.notFound }
        let number = request.form.text("group").isEmpty ? nil : try request.form.int("group")
        if let number, bench.proposal.pools.indices.contains(number - 1), !bench.mayHold(guest, number) {
            throw Refusal.invalid("group", .unknownChoice)
        }
        try await store.change(
            proposal: building.place, of: building.day, version: version, as: .moved, at: request.now, by: building.viewer
        ) { try $0.move(person, to: number) }
        let say = speech(request)
        return try await built(
            request, building, saying: number == nil ? "builder.said.moved-out" : "builder.said.moved",
            ["name": guest.member.name, "group": number.map { BuilderView.name($0, bench.content, say) } ?? ""],
            focus: seatID(person, building),
            at: "#\(seatID(person, building))", tellingScore: true)
    }

    func swapInProposal(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let person: ID<Attendance> = try request.id("attendance")
        let other: ID<Attendance> = try request.form.id("with")
        let (bench, version) = try await bench(request, building)
        let names = [person, other].compactMap { id in bench.content.people.first { $0.id == id }?.member.name }
        guard names.count == 2 else { throw Refusal.notFound }
        let pools = [person, other].compactMap { bench.proposal.seats[$0].map { bench.proposal.pools[$0.number - 1] } }
        guard Set(pools).count == 1 else { throw Refusal.invalid("with", .unknownChoice) }
        try await store.change(
            proposal: building.place, of: building.day, version: version, as: .swapped, at: request.now, by: building.viewer
        ) { try $0.swap(person, other) }
        if !request.form.has("here") { return go(request, to: building.path + "#" + seatID(person, building)) }
        return try await built(request, building, saying: "builder.said.swapped", ["one": names[0], "other": names[1]])
    }

    func pinInProposal(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let person: ID<Attendance> = try request.id("attendance")
        let isPinned = request.form.text("pinned") == "1"
        let guest = try await builders.sight(building.day, on: self).content.people.first { $0.id == person }
        guard let guest else { throw Refusal.notFound }
        try await store.change(
            proposal: building.place, of: building.day, version: request.form.int("version"), as: .pinned, at: request.now,
            by: building.viewer
        ) { try $0.pin(person, isPinned) }
        return try await built(
            request, building, saying: isPinned ? "builder.said.pinned" : "builder.said.unpinned", ["name": guest.member.name],
            focus: seatID(person, building), at: "#\(seatID(person, building))")
    }

    func pinGroup(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        guard let number = Int(request.parameters["number"] ?? "") else { throw Refusal.notFound }
        let isPinned = request.form.text("pinned") == "1"
        try await store.change(
            proposal: building.place, of: building.day, version: request.form.int("version"), as: .pinned, at: request.now,
            by: building.viewer
        ) { try $0.pin(group: number, isPinned) }
        return try await built(
            request, building, saying: isPinned ? "builder.said.group-pinned" : "builder.said.group-unpinned",
            at: "#builder-\(building.place.rawValue)-group-\(number)")
    }

    private func seatID(_ person: ID<Attendance>, _ building: Building) -> String { "seat-\(building.place.rawValue)-\(person)" }
}
