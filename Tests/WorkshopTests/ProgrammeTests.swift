import Foundation
import Testing
import Workshop

@Suite("A programme")
struct ProgrammeTests {
    let now = Date(timeIntervalSince1970: 1_774_854_000)
    var programme: Programme

    init() throws {
        programme = Programme(
            try [("Velkommen", 20, Block.Kind.welcome), ("Saksarbeid", 60, .caseWork), ("Plenum", 30, .plenary)].enumerated().map {
                position, block in
                try Block(id: ID(Int64(position + 1)), dayID: ID(7), position: position, title: block.0, minutes: block.1, kind: block.2)
            })
    }

    @Test("runs one block at a time: to start one is to end the other, and what ended comes first")
    mutating func oneAtATime() throws {
        #expect(programme.next?.title == "Velkommen")
        #expect(try programme.start(ID(1), at: now).map(\.title) == ["Velkommen"])
        #expect(try programme.start(ID(2), at: now + 600).map(\.title) == ["Velkommen", "Saksarbeid"])
        #expect(programme.blocks.filter(\.isRunning).map(\.title) == ["Saksarbeid"])
        #expect(programme.next?.title == "Plenum")
    }

    @Test("is not disturbed by starting what already runs")
    mutating func startTwice() throws {
        _ = try programme.start(ID(1), at: now)
        #expect(try programme.start(ID(1), at: now + 300).isEmpty)
        #expect(programme.running?.startedAt == now)
    }

    @Test("goes on to the next block until there are none, and then says no")
    mutating func advance() throws {
        for title in ["Velkommen", "Saksarbeid", "Plenum"] {
            _ = try programme.advance(at: now)
            #expect(programme.running?.title == title)
        }
        #expect(try programme.advance(at: now).map(\.isRunning) == [false])
        #expect(throws: Refusal.notNow(.noRunningBlock)) { try programme.advance(at: now) }
        #expect(throws: Refusal.notFound) { try programme.start(ID(99), at: now) }
    }

    @Test("keeps the time that is left while it is paused")
    func pause() throws {
        var block = programme.blocks[1]
        block.start(at: now)
        try block.pause(at: now + 600)
        #expect(block.secondsLeft(at: now + 5000) == 3000 && block.endsAt == nil)
        #expect(throws: Refusal.notNow(.noRunningBlock)) { try block.pause(at: now + 700) }
        try block.resume(at: now + 900)
        #expect(block.secondsLeft(at: now + 900) == 3000)
        try block.extend(by: 5)
        #expect(block.endsAt == now + 900 + 3300)
        #expect(throws: Refusal.invalid("minutes", .outOfRange(1, 120))) { try block.extend(by: 0) }
    }

    @Test("says when the rest will begin, from what has run")
    mutating func times() throws {
        #expect(programme.times(at: now) == [nil, nil, nil])
        _ = try programme.start(ID(1), at: now)
        #expect(programme.times(at: now + 60) == [now, now + 1200, now + 4800])
        #expect(programme.times(at: now + 1500) == [now, now + 1500, now + 5100])
    }
}

@Suite("A plenary")
struct PlenaryTests {
    func day(_ states: TrainingDay.State...) throws -> TrainingDay {
        var day = try TrainingDay(
            id: ID(7), communityID: ID(1), title: "Dag", date: "2026-03-30", place: "", language: .nb, joinCode: "ABCDEFGH")
        for state in states { try day.move(to: state) }
        return day
    }

    @Test("turns while the day is open or in plenary, and stands still after")
    func turn() throws {
        var draft = try day()
        #expect(throws: Refusal.notNow(.dayNotOpen)) { try draft.turn(to: ID(3), group: nil, part: .groups) }
        var open = try day(.open)
        try open.turn(to: ID(3), group: ID(4), part: .groups)
        #expect(open.plenaryScenarioID == ID(3) && open.plenaryGroupID == ID(4) && !open.plenaryIsPublic)
        var closed = try day(.open, .closed)
        #expect(throws: Refusal.notNow(.dayClosed)) { try closed.turn(to: ID(3), group: nil, part: .facts) }
    }

    @Test("uncovers nothing before it has begun, nor without a case")
    func uncover() throws {
        var open = try day(.open)
        try open.turn(to: ID(3), group: nil, part: .facts)
        #expect(throws: Refusal.notNow(.plenaryNotOpen)) { try open.mustUncover() }
        #expect(throws: Refusal.notNow(.plenaryNotOpen)) { try day(.open, .plenary).mustUncover() }
        try open.move(to: .plenary)
        #expect(try open.mustUncover() == ID(3))
    }
}
