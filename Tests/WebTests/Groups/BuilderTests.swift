import Cast
import Foundation
import Grouping
import Storage
import Testing
import Workshop

@testable import Web

@Suite("The group builder")
struct BuilderTests {
    static let path = "/builder"

    /// A day whose facilitator has made a proposal by the source’s rules.
    static func divided(_ day: Day, _ marit: Browser, groups: Int = 3, set: String = "source-day") async throws -> Proposal {
        let answer = try await marit.post("/days/\(day.id)/builder", ["version": "0", "set": set, "by": "count", "count": "\(groups)"])
        #expect(answer.status == 303)
        return try await proposal(day)
    }

    static func proposal(_ day: Day, _ place: Proposal.Place = .first) async throws -> Proposal {
        try #require(try await day.store.builder(of: day.id).proposals[place])
    }

    static func numbers(_ day: Day, _ place: Proposal.Place = .first) async throws -> [ID<Attendance>: Int] {
        try await proposal(day, place).seats.mapValues(\.number)
    }

    @Test("proposes groups with everyone in one, as even as can be, and moves nobody on the day")
    func divides() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let before = try await day.store.people(on: day.id).attendees.map(\.attendance)
        let start = try await marit.get("/days/\(day.id)/builder")
        #expect(start.status == 200)
        #expect(start.body.contains("Lag forslag til grupper"))
        let proposal = try await Self.divided(day, marit)
        #expect(proposal.seats.count == 18)
        #expect(Dictionary(grouping: proposal.seats.values, by: \.number).mapValues(\.count) == [1: 6, 2: 6, 3: 6])
        #expect(try await day.store.people(on: day.id).attendees.map(\.attendance) == before)
        let page = try await marit.get("/days/\(day.id)/builder")
        #expect(page.body.contains("seat-first-\(day.attendee("Anna").attendance.id)"))
        #expect(page.body.contains("Forbedre resten"))
    }

    @Test("is there in three languages with every word said, as are the comparison and the changes of places")
    func languages() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        try await day.store.know(
            Profile(traits: [.takesInitiative, Trait(word: "kan tegnspråk")], numbers: ["år": 4]),
            of: day.attendee("Anna").attendance.memberID!,
            by: day.facilitator)
        let proposal = try await Self.divided(day, marit)
        _ = try await marit.post("/days/\(day.id)/builder/trial", ["version": "\(proposal.version)", "count": "4"])
        for language in ["nb", "nn", "en"] {
            let browser = try await day.person("Marit", language: language)
            for page in ["", "?place=second", "/comparison", "/people/\(day.attendee("Anna").attendance.id)"] {
                let answer = try await browser.get("/days/\(day.id)/builder" + page)
                #expect(answer.status == 200, "\(page)")
                #expect(answer.body.firstMatch(of: /\[[a-z-]+\.[a-zA-Z.-]+\]/) == nil, "\(page) in \(language)")
            }
        }
    }

    @Test("is for the community’s facilitators alone, and what they know of people reaches nobody else")
    func authorisation() async throws {
        let day = try await Day.running()
        let anna = day.attendee("Anna").attendance
        try await day.store.know(Profile(traits: [Trait(word: "hemmelig egenskap")]), of: anna.memberID!, by: day.facilitator)
        let marit = try await day.marit
        let proposal = try await Self.divided(day, marit)
        #expect(try await marit.get("/days/\(day.id)/builder").body.contains("hemmelig egenskap"))
        let version = ["version": "\(proposal.version)"]
        let changes: [(String, [String: String])] = [
            ("", version.merging(["set": "trio", "by": "count", "count": "3"]) { $1 }), ("/search", version.merging(["how": "new"]) { $1 }),
            ("/present", version), ("/repair", version), ("/people/\(anna.id)/group", version.merging(["group": "2"]) { $1 }),
            ("/people/\(anna.id)/swap", version.merging(["with": "\(day.attendee("Cecilie").attendance.id)"]) { $1 }),
            ("/people/\(anna.id)/pin", version.merging(["pinned": "1"]) { $1 }),
            ("/groups/1/pins", version.merging(["pinned": "1"]) { $1 }),
            ("/undo", ["versions": "\(proposal.version)"]), ("/trial", version.merging(["count": "4"]) { $1 }), ("/choice", version),
            ("/adoption", version.merging(["confirmed": "1"]) { $1 }), ("/adoption/removal", ["confirmed": "1"]),
            ("/rules", version.merging(["kind": "new-companions", "level": "must"]) { $1 }),
            ("/rules/0", version.merging(["remove": "1"]) { $1 }),
            ("/sizes", version.merging(["by": "count", "count": "4"]) { $1 }), ("/set", version.merging(["set": "trio"]) { $1 }),
            ("/sets", version.merging(["name": "X"]) { $1 }),
        ]
        let member = try await day.store.addFirstFacilitator(named: "Fremmed", community: "Andre", language: .nb, at: day.clock.now)
        let elsewhere = Browser(day: day)
        _ = try await elsewhere.get(PersonalLink(key: Data(repeating: 7, count: 32)).path(for: member))
        let others = [try await day.anna, try await day.olivia, try await day.unni, try await day.person("Vera"), elsewhere]
        for person in others {
            for page in ["", "/comparison", "/people/\(anna.id)"] {
                #expect(try await person.get("/days/\(day.id)/builder" + page).status == 404, "\(person.name) \(page)")
            }
            for (path, fields) in changes {
                #expect(try await person.post("/days/\(day.id)/builder" + path, fields).status == 404, "\(path)")
            }
        }
        #expect(try await Browser(day: day).get("/days/\(day.id)/builder").status == 401)
        #expect(try await Self.proposal(day) == proposal)
        for person in others.dropLast() {
            for page in ["/days/\(day.id)", "/groups/\(day.group(1).id)", "/live?for=facilitators-\(day.id)"] {
                let answer = try await person.get(page)
                #expect(!answer.body.contains("hemmelig egenskap"))
                if page.hasPrefix("/live") { #expect(answer.status == 404) }
            }
        }
    }

    @Test("a hand moves, swaps and pins; the answer shows the change, and pins hold in the next searches")
    func hands() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        var proposal = try await Self.divided(day, marit)
        let anna = day.attendee("Anna").attendance.id
        let to = proposal.seats[anna]!.number % 3 + 1
        let answer = try await marit.post(
            "/days/\(day.id)/builder/people/\(anna)/group", ["version": "\(proposal.version)", "group": "\(to)"], script: true)
        #expect(answer.status == 200)
        #expect(answer.body.contains("builder-first"))
        #expect(answer.body.contains("Anna Berg er flyttet til Gruppe \(to)."))
        proposal = try await Self.proposal(day)
        #expect(proposal.seats[anna]?.number == to)

        let other = try #require(proposal.seats.first { $0.value.number != to }).key
        let from = proposal.seats[other]!.number
        _ = try await marit.post("/days/\(day.id)/builder/people/\(anna)/swap", ["version": "\(proposal.version)", "with": "\(other)"])
        proposal = try await Self.proposal(day)
        #expect(proposal.seats[anna]?.number == from)
        #expect(proposal.seats[other]?.number == to)

        _ = try await marit.post("/days/\(day.id)/builder/people/\(anna)/pin", ["version": "\(proposal.version)", "pinned": "1"])
        for how in ["rest", "new", "new", "again"] {
            proposal = try await Self.proposal(day)
            #expect(
                try await marit.post("/days/\(day.id)/builder/search", ["version": "\(proposal.version)", "how": how]).status == 303,
                "\(how)")
            let seat = try await Self.proposal(day).seats[anna]
            #expect(seat == Proposal.Seat(from, isPinned: true), "\(how)")
        }
        proposal = try await Self.proposal(day)
        _ = try await marit.post("/days/\(day.id)/builder/groups/1/pins", ["version": "\(proposal.version)", "pinned": "1"])
        proposal = try await Self.proposal(day)
        #expect(proposal.seats.values.allSatisfy { $0.number != 1 || $0.isPinned })
    }

    @Test("what was decided on an older state is refused kindly, with the state as it is now")
    func stale() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let proposal = try await Self.divided(day, marit)
        let anna = day.attendee("Anna").attendance.id
        let path = "/days/\(day.id)/builder/people/\(anna)/group"
        let number = proposal.seats[anna]!.number
        _ = try await marit.post(path, ["version": "\(proposal.version)", "group": "\(number % 3 + 1)"])
        let late = try await marit.post(path, ["version": "\(proposal.version)", "group": "\((number + 1) % 3 + 1)"], script: true)
        #expect(late.status == 409)
        #expect(late.body.contains("Noen andre endret dette før deg"))
        #expect(late.body.contains("builder-first-rules"))
        #expect(try await Self.numbers(day)[anna] == number % 3 + 1)
        #expect(try await marit.post(path, ["version": "1", "group": "9"]).status == 409)
        let now = try await Self.proposal(day).version
        #expect(try await marit.post(path, ["version": "\(now)", "group": "9"]).status == 422)
        #expect(try await marit.post(path, ["version": "\(now)", "group": "-1"]).status == 422)
    }

    @Test("steps are undone and done again, also rules and sizes, and a new step ends what was undone")
    func undo() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let first = try await Self.divided(day, marit)
        let anna = day.attendee("Anna").attendance.id
        let number = first.seats[anna]!.number
        _ = try await marit.post(
            "/days/\(day.id)/builder/people/\(anna)/group", ["version": "\(first.version)", "group": "\(number % 3 + 1)"])
        let moved = try await Self.proposal(day)
        _ = try await marit.post("/days/\(day.id)/builder/rules/0", ["version": "\(moved.version)", "remove": "1"])
        func undo(again: Bool = false) async throws -> Int {
            let version = try await Self.proposal(day).version
            return try await marit.post("/days/\(day.id)/builder/undo", ["versions": "\(version)", "again": again ? "1" : ""]).status
        }
        #expect(try await undo() == 303)
        #expect(try await Self.proposal(day).rules == moved.rules)
        #expect(try await undo() == 303)
        #expect(try await Self.numbers(day) == first.seats.mapValues(\.number))
        #expect(try await undo(again: true) == 303)
        #expect(try await Self.numbers(day) == moved.seats.mapValues(\.number))
        let version = try await Self.proposal(day).version
        _ = try await marit.post("/days/\(day.id)/builder/people/\(anna)/pin", ["version": "\(version)", "pinned": "1"])
        #expect(try await undo(again: true) == 409)
        #expect(try await marit.post("/days/\(day.id)/builder/undo", ["versions": "1"]).status == 409)
    }

    @Test("musts that contradict each other are named at the top")
    func contradictions() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let proposal = try await Self.divided(day, marit)
        let answer = try await marit.post(
            "/days/\(day.id)/builder/rules",
            [
                "version": "\(proposal.version)", "kind": "at-least", "count": "1", "who": "is:discipline:Kontorstøtte", "level": "must",
                "name": "Kontor i alle",
            ])
        #expect(answer.status == 303)
        let page = try await marit.get("/days/\(day.id)/builder").body
        #expect(page.contains("Noen må-regler kan ikke holde for alle gruppene"))
        #expect(page.contains("<li>Kontor i alle"))
    }

    @Test("rules in forms that make no sense are refused, and hostile words are shown as they are")
    func rules() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        var version = try await Self.divided(day, marit).version
        let path = "/days/\(day.id)/builder/rules"
        for wrong in [
            ["kind": "at-least", "count": "0", "who": "trait:quiet"], ["kind": "at-least", "count": "x", "who": "trait:quiet"],
            ["kind": "at-least", "count": "1", "who": "is:shoe:42"], ["kind": "at-least", "count": "1", "who": "trait:unheard of"],
            ["kind": "nothing"], ["kind": "one-kind", "field": "shoe"], ["kind": "together", "ties": "people", "person": "7"],
            ["kind": "alike-means", "number": "år"], ["kind": "spread"],
        ] {
            let answer = try await marit.post(path, wrong.merging(["version": "\(version)", "level": "must"]) { $1 })
            #expect(answer.status == 422, "\(wrong)")
        }
        #expect(try await marit.post(path, ["version": "\(version)", "kind": "new-companions", "level": "maybe"]).status == 422)
        let hostile = "<script>alert('x')</script>\"{{ language }}"
        _ = try await marit.post(
            path, ["version": "\(version)", "kind": "exactly", "count": "2", "who": "not:unit:NAV", "level": "wish", "name": hostile])
        version = try await Self.proposal(day).version
        #expect(
            try await marit.post("/days/\(day.id)/builder/sets", ["version": "\(version)", "name": hostile]).status == 303)
        let page = try await marit.get("/days/\(day.id)/builder").body
        #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;{{ language }}"))
        #expect(!page.contains("<script>alert"))
    }

    @Test("a set of rules is kept by name, replaced, used on another day, renamed and deleted")
    func sets() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        var proposal = try await Self.divided(day, marit, set: "trio")
        let path = "/days/\(day.id)/builder"
        _ = try await marit.post(path + "/sets", ["version": "\(proposal.version)", "name": "Våre"])
        _ = try await marit.post(
            path + "/rules", ["version": "\(proposal.version)", "kind": "spread", "who": "each:unit", "level": "should"])
        proposal = try await Self.proposal(day)
        _ = try await marit.post(path + "/sets", ["version": "\(proposal.version)", "name": "Våre"])
        let set = try #require(try await day.store.builder(of: day.id).ruleSets.first)
        #expect(set.rules == proposal.rules)
        let other = try await day.store.planDay(
            title: "Neste", date: "2026-05-05", startsAt: "09:00", place: "", language: .nb, like: day.id, in: day.people.day.communityID,
            at: day.clock.now, by: day.facilitator)
        let answer = try await marit.post("/days/\(other.id)/builder", ["version": "0", "set": "\(set.id)", "by": "count", "count": "3"])
        #expect(answer.status == 303)
        let reused = try #require(try await day.store.builder(of: other.id).proposals[.first])
        #expect(try RuleSetup(reading: reused.rules).rules == RuleSetup(reading: set.rules).rules)
        _ = try await marit.post(path + "/sets/\(set.id)", ["name": "Andre ord"])
        #expect(try await day.store.builder(of: day.id).ruleSets.map(\.name) == ["Andre ord"])
        _ = try await marit.post(path + "/sets/\(set.id)", ["remove": "1"])
        #expect(try await day.store.builder(of: day.id).ruleSets.isEmpty)
    }

    @Test("sizes that cannot be are said in words, and nothing is lost")
    func impossible() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let path = "/days/\(day.id)/builder"
        #expect(try await marit.post(path, ["version": "0", "set": "source-day", "by": "count", "count": "19"]).status == 422)
        let answer = try await marit.post(
            path, ["version": "0", "set": "source-day", "by": "size", "min": "7", "ideal": "7", "max": "8"])
        #expect(answer.status == 303)
        let page = try await marit.get(path).body
        #expect(page.contains("Slik kan gruppene ikke deles"))
        #expect(page.contains("value=\"7\""))
    }

    @Test("a second proposal stands beside the first, and either can be chosen")
    func comparison() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let first = try await Self.divided(day, marit)
        let answer = try await marit.post("/days/\(day.id)/builder/trial", ["version": "\(first.version)", "count": "4"])
        #expect(answer.location == "/days/\(day.id)/builder/comparison")
        let second = try await Self.proposal(day, .second)
        #expect(Set(second.seats.values.map(\.number)) == [1, 2, 3, 4])
        #expect(try await Self.proposal(day) == first)
        let page = try await marit.get("/days/\(day.id)/builder/comparison").body
        #expect(page.contains("Forslag A"))
        #expect(page.contains("names__moved"))
        _ = try await marit.post("/days/\(day.id)/builder/choice?place=second", ["version": "\(second.version)"])
        let chosen = try await day.store.builder(of: day.id).proposals
        #expect(chosen.count == 1)
        #expect(chosen[.first]?.seats == second.seats)
    }

    @Test("the answer to a hand’s move holds what has changed and nothing else, and the page asked for again is the same")
    func answersWithChanges() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let proposal = try await Self.divided(day, marit, groups: 6, set: "all-new-companions")
        _ = try await marit.get("/days/\(day.id)/builder")
        let anna = day.attendee("Anna").attendance.id
        let from = proposal.seats[anna]!.number
        let to = from % 6 + 1
        let answer = try await marit.post(
            "/days/\(day.id)/builder/people/\(anna)/group", ["version": "\(proposal.version)", "group": "\(to)"], script: true)
        #expect(answer.status == 200)
        for part in ["head", "foot", "group-\(from)", "group-\(to)"] {
            #expect(answer.body.contains("\"region\":\"builder-first-\(part)\""), "\(part)")
        }
        for whole in ["builder-first", "builder-first-rules", "builder-second"] {
            #expect(!answer.body.contains("\"region\":\"\(whole)\""), "\(whole)")
        }
        #expect(answer.body.contains("Bør: "))
        let version = try await Self.proposal(day).version
        let page = try await marit.get("/days/\(day.id)/builder").body
        #expect(page.contains("data-proposal=\"\(version)\""))
        #expect(!page.contains("name=\"version\" value=\"\(proposal.version)\""))
        #expect(!page.contains("\u{E000}"))
    }

    @Test("what a facilitator learns of people is seen when the page is asked for, without anything else having happened")
    func learns() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        _ = try await Self.divided(day, marit)
        _ = try await marit.get("/days/\(day.id)/builder")
        try await day.store.know(
            Profile(traits: [Trait(word: "kan tegnspråk")]), of: day.attendee("Anna").attendance.memberID!, by: day.facilitator)
        #expect(try await marit.get("/days/\(day.id)/builder").body.contains("kan tegnspråk"))
    }

    @Test("a rule is changed where it stands: its kind, count, people, field, ties and name")
    func changesRules() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        _ = try await Self.divided(day, marit)
        let path = "/days/\(day.id)/builder/rules"
        func post(_ index: Int, _ fields: [String: String]) async throws -> Int {
            let version = try await Self.proposal(day).version
            return try await marit.post(path + "/\(index)", fields.merging(["version": "\(version)"]) { $1 }).status
        }
        func rule(_ index: Int) async throws -> Rule { try RuleSetup(reading: try await Self.proposal(day).rules).rules[index] }
        #expect(try await post(1, ["kind": "exactly", "count": "2", "who": "is:unit:NAV", "name": "To fra NAV"]) == 303)
        #expect(try await rule(1) == Rule(.should, .exactly(2, .isOneOf(field: "unit", values: ["NAV"])), name: "To fra NAV"))
        #expect(try await post(1, ["kind": "at-most", "name": ""]) == 303)
        #expect(try await rule(1) == Rule(.should, .atMost(2, .isOneOf(field: "unit", values: ["NAV"]))))
        #expect(try await post(1, ["kind": "at-least", "count": "0"]) == 422)
        #expect(try await post(1, ["kind": "together"]) == 422)
        #expect(try await post(1, ["who": "is:shoe:42"]) == 422)
        #expect(try await post(0, ["kind": "not-alone", "who": "each:unit"]) == 303)
        #expect(try await rule(0) == Rule(.must, .notAlone(.each(field: "unit", values: []))))
        let version = try await Self.proposal(day).version
        _ = try await marit.post(path, ["version": "\(version)", "kind": "apart", "ties": "colleague", "level": "wish"])
        let last = try RuleSetup(reading: try await Self.proposal(day).rules).rules.count - 1
        #expect(try await post(last, ["kind": "together", "ties": "same:unit"]) == 303)
        #expect(try await rule(last) == Rule(.wish, .together(.sameValue(field: "unit"))))
        #expect(try await post(99, ["level": "must"]) == 404)
    }

    @Test("every ready set gives groups on the sample day, and says beforehand why one does not do", arguments: Rule.Preset.allCases)
    func sets(preset: Rule.Preset) async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let start = try await marit.get("/days/\(day.id)/builder").body
        #expect(start.contains("Dagen har ingen brukere ennå."))
        let proposal = try await Self.divided(day, marit, set: preset.rawValue)
        #expect(proposal.seats.count == 18)
        let page = try await marit.get("/days/\(day.id)/builder").body
        #expect(
            page.contains("Noen må-regler kan ikke holde")
                == (preset == .fours || preset == .oneFromEachAgency || preset == .trio && page.contains("warnings")))
    }

    @Test("a set’s own sizes hold until the facilitator asks for others, and when she has asked, hers do")
    func ownSizes() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        func sizes() async throws -> Sizes { try RuleSetup(reading: try await Self.proposal(day).rules).sizes }
        func use(_ set: String, _ fields: [String: String] = [:]) async throws {
            let version = try await Self.proposal(day).version
            _ = try await marit.post("/days/\(day.id)/builder/set", fields.merging(["version": "\(version)", "set": set]) { $1 })
        }
        let start = try await marit.get("/days/\(day.id)/builder").body
        #expect(start.contains("Størrelsen følger med: 3–4 i hver gruppe, helst 3.") && start.contains("name=\"own-sizes\""))
        _ = try await marit.post(
            "/days/\(day.id)/builder",
            ["version": "0", "set": "trio", "by": "count", "count": "5", "min": "4", "ideal": "5", "max": "6", "own-sizes": "1"])
        #expect(try await sizes() == .count(5))
        #expect(try await Self.proposal(day).pools.count == 5)
        try await use("trio", ["own-sizes": "1"])
        #expect(try await sizes() == .count(5))
        try await use("trio")
        #expect(try await sizes() == .range(min: 3, ideal: 3, max: 4))
        #expect(try await marit.get("/days/\(day.id)/builder").body.contains("Behold 3–4 i hver gruppe, helst 3"))
        try await use("source-day")
        #expect(try await sizes() == .range(min: 3, ideal: 3, max: 4))
    }

    @Test("where more are pinned than a group’s share, pins hold and the rest is improved")
    func crowdedPins() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let proposal = try await Self.divided(day, marit)
        let others = proposal.seats.filter { $0.value.number != 1 }.map(\.key).prefix(3)
        for person in others {
            let version = try await Self.proposal(day).version
            _ = try await marit.post("/days/\(day.id)/builder/people/\(person)/group", ["version": "\(version)", "group": "1"])
        }
        _ = try await marit.post(
            "/days/\(day.id)/builder/groups/1/pins", ["version": "\(try await Self.proposal(day).version)", "pinned": "1"])
        let before = try await Self.numbers(day).filter { $0.value == 1 }
        #expect(before.count == 9)
        for how in ["rest", "new", "again"] {
            let answer = try await marit.post(
                "/days/\(day.id)/builder/search", ["version": "\(try await Self.proposal(day).version)", "how": how])
            #expect(answer.status == 303, "\(how)")
            let after = try await Self.numbers(day)
            #expect(after.filter { $0.value == 1 } == before, "\(how)")
            #expect([2, 3].map { number in after.values.count { $0 == number } }.allSatisfy { (4...5).contains($0) }, "\(how)")
        }
        #expect(try await marit.get("/days/\(day.id)/builder").body.contains("9 personer, 3 for mange"))
    }

    @Test("a search can be ended, and whoever waits gets the best so far", .timeLimit(.minutes(4)))
    func ends() async throws {
        let day = try await Day.planned()
        let people = (1...200).map { Person(id: "\($0)", fields: ["discipline": "\($0 % 7)", "unit": "\($0 % 11)"]) }
        let rules = [
            Rule(.must, .atLeast(1, .each(field: "unit", values: []))), Rule(.should, .exactly(2, .each(field: "discipline", values: []))),
        ]
        let gathering = Gathering(people: people, sizes: .count(30), rules: rules)
        let search = GroupSearch(limit: .seconds(3600))
        async let found = search.divide(gathering, seed: 1, for: day.id)
        while !search.end(for: day.id) { await Task.yield() }
        #expect(try await found.groups.reduce(0) { $0 + $1.members.count } == 200)
        #expect(!search.end(for: day.id))
        async let first = search.divide(gathering, seed: 1, for: day.id)
        while !search.isSearching(for: day.id) { await Task.yield() }
        async let second = search.divide(gathering, seed: 2, for: day.id)
        #expect(try await first.groups.count == 30)
        while !search.end(for: day.id) { await Task.yield() }
        #expect(try await second.groups.count == 30)
        let marit = try await day.marit
        #expect(try await marit.post("/days/\(day.id)/builder/search/end").status == 303)
        #expect(try await day.anna.post("/days/\(day.id)/builder/search/end").status == 404)
    }
}
