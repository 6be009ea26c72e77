import Foundation
import Testing
import Workshop

@Suite("The group’s solution")
struct SolutionTests {
    let anna = Viewer(communityID: ID(1), member: ID(5), name: "Anna", day: ID(7), attendance: ID(50), role: .participant, group: ID(10))
    let bjarne = Viewer(
        communityID: ID(1), member: ID(6), name: "Bjarne", day: ID(7), attendance: ID(51), role: .participant, group: ID(10))
    let unni = Viewer(communityID: ID(1), member: ID(8), name: "Unni", day: ID(7), attendance: ID(80), role: .observer, group: ID(10))
    let cecilie = Viewer(
        communityID: ID(1), member: ID(9), name: "Cecilie", day: ID(7), attendance: ID(60), role: .participant, group: ID(11))
    let now = Date(timeIntervalSince1970: 1_774_854_000)
    var text = SolutionText(id: ID(1), groupID: ID(10), scenarioID: ID(20), heading: .measures)

    @Test("keeps the text, its writer and the time")
    mutating func write() throws {
        try text.write("  Et rom i natt ", version: 0, at: now, by: anna)
        #expect(text.text == "Et rom i natt" && text.version == 1 && text.writtenByID == anna.attendance && text.writtenAt == now)
    }

    @Test("refuses to write over what another wrote meanwhile, unless it says the same")
    mutating func stale() throws {
        try text.write("Lege først", version: 0, at: now, by: anna)
        var copy = text
        #expect(throws: Refusal.stale) { try copy.write("Seng først", version: 0, at: now, by: bjarne) }
        try text.write("Lege først", version: 0, at: now, by: bjarne)
        #expect(text.version == 1 && text.writtenByID == anna.attendance)
    }

    @Test("can be emptied again, and not be too long")
    mutating func limits() throws {
        try text.write("Noe", version: 0, at: now, by: anna)
        try text.write(" ", version: 1, at: now, by: anna)
        #expect(text.text.isEmpty && text.version == 2)
        var copy = text
        #expect(throws: Refusal.invalid("text", .tooLong(limit: 4000))) {
            try copy.write(String(repeating: "a", count: 4001), version: 2, at: now, by: anna)
        }
    }

    @Test("is not for observers, and unknown to other groups")
    func others() {
        var copy = text
        #expect(throws: Refusal.notAllowed) { try copy.write("Nei", version: 0, at: now, by: unni) }
        #expect(throws: Refusal.notFound) { try copy.write("Nei", version: 0, at: now, by: cecilie) }
    }

    @Test("has a contact person from the same group, and nobody else")
    func contactPerson() throws {
        let own = Attendance(id: ID(51), dayID: ID(7), memberID: ID(6), role: .participant, groupID: ID(10))
        let other = Attendance(id: ID(60), dayID: ID(7), memberID: ID(9), role: .participant, groupID: ID(11))
        let observer = Attendance(id: ID(80), dayID: ID(7), memberID: ID(8), role: .observer, groupID: ID(10))
        let chosen = try ContactPerson.choose(
            own, after: nil, of: ID(10), in: ID(20), saying: " Hun kjenner ham ", as: ID(1), at: now, by: anna)
        #expect(chosen.attendanceID == own.id && chosen.word == "Hun kjenner ham")
        #expect(throws: Refusal.notFound) {
            try ContactPerson.choose(own, after: nil, of: ID(10), in: ID(20), saying: "", as: ID(1), at: now, by: cecilie)
        }
        #expect(throws: Refusal.invalid("word", .tooLong(limit: 200))) {
            try ContactPerson.choose(
                own, after: nil, of: ID(10), in: ID(20), saying: String(repeating: "a", count: 201), as: ID(1), at: now, by: anna)
        }
        for person in [other, observer] {
            #expect(throws: Refusal.invalid("person", .unknownChoice)) {
                try ContactPerson.choose(person, after: nil, of: ID(10), in: ID(20), saying: "", as: ID(1), at: now, by: anna)
            }
        }
    }

    @Test("says why the case is handed over to somebody else, not why it was first taken")
    func handOver() throws {
        func choose(_ person: Int64, after present: ContactPerson?, _ word: String) throws -> ContactPerson {
            let attendance = Attendance(id: ID(person), dayID: ID(7), memberID: ID(6), role: .participant, groupID: ID(10))
            return try ContactPerson.choose(
                attendance, after: present, of: ID(10), in: ID(20), saying: word, as: ID(1), at: now, by: anna)
        }
        let first = try choose(50, after: nil, "")
        #expect(throws: Refusal.invalid("word", .whyHandedOver)) { try choose(51, after: first, "  ") }
        #expect(try choose(51, after: first, "Han kjenner huset").word == "Han kjenner huset")
        #expect(try choose(50, after: first, "").word.isEmpty)
    }
}
