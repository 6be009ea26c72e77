import Testing
import Workshop

@Suite("A day that is being planned")
struct ChecklistTests {
    func day() throws -> TrainingDay {
        try TrainingDay(
            id: ID(1), communityID: ID(9), title: "Dag", date: "2026-03-30", startsAt: "8:45", place: "", language: .nb,
            joinCode: "ABCDEFGH")
    }

    @Test(
        "starts at a time of day, and tells when each block begins",
        arguments: ["24:00", "9", "09:60", "ni", "09:5", "-1:00", "09:00:00", ""])
    func times(_ wrong: String) throws {
        let day = try day()
        #expect(day.startsAt == "08:45")
        let blocks = try [20, 120, 45].map {
            try Block(id: ID(Int64($0)), dayID: day.id, position: 0, title: "x", minutes: $0, kind: .free)
        }
        #expect(day.clockTimes(of: blocks) == ["08:45", "09:05", "11:05"])
        #expect(throws: Refusal.invalid("startsAt", .notATime)) { try TrainingDay.acceptedTime(wrong) }
    }

    @Test("is edited with every problem named at once, and not when it is closed")
    func edit() throws {
        var day = try day()
        #expect(
            throws: Refusal.invalid([
                FieldProblem(field: "title", kind: .missing), FieldProblem(field: "date", kind: .notADate),
                FieldProblem(field: "startsAt", kind: .notATime),
            ])
        ) { try day.edit(title: " ", date: "30.3.2026", startsAt: "x", place: "", language: .nn) }
        #expect(day.title == "Dag")
        try day.edit(title: "Ny", date: "2026-04-01", startsAt: "10:00", place: "Her", language: .nn)
        #expect(day.title == "Ny" && day.language == .nn)
        try day.move(to: .open)
        try day.move(to: .closed)
        #expect(throws: Refusal.notNow(.dayClosed)) {
            try day.edit(title: "A", date: "2026-04-01", startsAt: "10:00", place: "", language: .nb)
        }
    }

    @Test("cannot open with nobody in a group or nothing to work with; the rest is told and can wait")
    func checklist() throws {
        let groups = try [1, 2].map { try Group(id: ID(Int64($0)), dayID: ID(1), name: "G\($0)", position: $0) }
        let seated = Attendance(id: ID(11), dayID: ID(1), memberID: ID(21), role: .participant, groupID: groups[0].id)
        let standing = Attendance(id: ID(12), dayID: ID(1), memberID: ID(22), role: .participant)
        let leader = Attendance(id: ID(13), dayID: ID(1), memberID: ID(23), role: .leader)
        let son = PlannedPersona(id: ID(31), name: LocalizedText("Sønnen"))
        let item = PlannedCase(id: ID(41), title: LocalizedText("Sak"), version: 1, personas: [son], isUsed: false)
        #expect(!Checklist(blocks: 3, groups: groups, attendances: [standing, leader], cases: [item], castings: []).mayOpen)
        #expect(!Checklist(blocks: 3, groups: groups, attendances: [seated], cases: [], castings: []).mayOpen)
        let ready = Checklist(blocks: 0, groups: groups, attendances: [seated, standing, leader], cases: [item], castings: [])
        #expect(ready.mayOpen)
        #expect(
            ready.gaps == [.noProgramme, .noFacilitator, .withoutGroup(1), .emptyGroup("G2"), .withoutPlayer(son.name, of: item.title)])
    }

    @Test("tells a person nobody is to play from one whose players all stay away")
    func players() throws {
        let leaders = [1, 2].map { Attendance(id: ID(Int64($0)), dayID: ID(1), memberID: ID(Int64(20 + $0)), role: .leader) }
        let (son, mother) = (
            PlannedPersona(id: ID(31), name: LocalizedText("Sønnen")), PlannedPersona(id: ID(32), name: LocalizedText("Moren"))
        )
        let item = PlannedCase(id: ID(41), title: LocalizedText("Sak"), version: 1, personas: [son, mother], isUsed: false)
        let casting = Casting(dayID: ID(1), personaID: son.id, attendanceID: leaders[0].id)
        func gaps(_ coming: [Attendance]) -> [Checklist.Gap] {
            Checklist(blocks: 1, groups: [], attendances: coming, cases: [item], castings: [casting]).gaps.filter { $0.part == .castings }
        }
        #expect(gaps(leaders) == [.withoutPlayer(mother.name, of: item.title)])
        #expect(gaps([leaders[1]]) == [.playersStayAway(son.name, of: item.title), .withoutPlayer(mother.name, of: item.title)])
        #expect(gaps([]) == [.noLeaders])
    }

    @Test("warns about a discipline that a group lacks, and knows when there are too few for all")
    func disciplines() throws {
        let groups = try [1, 2].map { try Group(id: ID(Int64($0)), dayID: ID(1), name: "G\($0)", position: $0) }
        let missing = MissingDiscipline.byGroup(
            groups, [(groups[0].id, "Helse"), (groups[0].id, "helse"), (groups[1].id, "Økonomi"), (nil, "Bolig"), (nil, "")])
        #expect(missing[groups[0].id]?.map(\.discipline) == ["Bolig", "Økonomi"])
        #expect(missing[groups[1].id]?.map(\.discipline) == ["Bolig", "Helse"])
        #expect(missing[groups[1].id]?.map(\.couldBeMended) == [false, true])
    }
}
