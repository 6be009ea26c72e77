import Cast
import Foundation
import Storage
import Testing
import Web
import Workshop

@Suite("What facilitators know of people, in the browser")
struct ProfilePagesTests {
    static let hostile = "<b onclick=x>"

    func member(_ day: Day, _ name: String) -> ID<Member> { day.attendee(name).attendance.memberID! }

    @Test("a facilitator writes traits, own words, numbers and ties, and sees the tie from both ends")
    func form() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let (bo, eirik) = (member(day, "Bjarne"), member(day, "Eirik"))
        let answer = try await marit.post(
            "/members/\(bo)/profile",
            [
                "trait": "new", "words": "kan tegnspråk, \(Self.hostile)", "number-name-0": Self.hostile, "number-value-0": "2,5",
                "number-name-1": "", "number-value-1": "", "tie": "client-of", "other": "\(eirik)",
            ])
        #expect(answer.status == 303)
        let known = try #require(try await day.store.profiles(in: day.people.day.communityID, to: day.facilitator)[bo])
        #expect(known.traits == [.new, Trait(rawValue: "kan tegnspråk"), Trait(rawValue: Self.hostile)])
        #expect(known.numbers == [Self.hostile: 2.5])
        #expect(known.ties.contains(try Tie(eirik, .caseworker, bo)))
        var page = try await marit.get("/members/\(bo)").body
        #expect(page.contains("Har Eirik Ås som saksbehandler") && page.contains("2,5") && page.contains("kan tegnspråk"))
        #expect(!page.contains(Self.hostile))
        page = try await marit.get("/members/\(eirik)").body
        #expect(page.contains("Er saksbehandler for Bjarne Moen") && page.contains(">kan tegnspråk<") && !page.contains(Self.hostile))
        _ = try await marit.post("/members/\(eirik)/profile", ["untie": "\(eirik) caseworker \(bo)"])
        #expect(try await !marit.get("/members/\(bo)").body.contains("Har Eirik Ås som saksbehandler"))
    }

    @Test("what is wrong is said at the field, and what was written is kept; nothing is saved", arguments: [false, true])
    func wrong(_ script: Bool) async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let bo = member(day, "Bjarne")
        for (form, field) in [
            (["number-name-0": "år", "number-value-0": "mange"], "number-value-0"), (["number-value-0": "3"], "number-name-0"),
            (["tie": "together"], "other"), (["other": "\(bo)"], "tie"), (["tie": "apart", "other": "\(bo)"], "other"),
            (["words": String(repeating: "x", count: 41)], "trait"), (["tie": "colleague", "other": "77"], "other"),
        ] {
            let answer = try await marit.post("/members/\(bo)/profile", form, script: script)
            #expect(answer.status == 422 && answer.body.contains(script ? "\"\(field)\"" : "href=\"#\(field)\""), "\(form)")
        }
        let known = try await day.store.profiles(in: day.people.day.communityID, to: day.facilitator)[bo]
        #expect(known?.traits == [.quiet])
        let eirik = member(day, "Eirik")
        _ = try await marit.post("/members/\(bo)/profile", ["tie": "apart", "other": "\(eirik)"])
        let against = try await marit.post("/members/\(eirik)/profile", ["tie": "together", "other": "\(bo)"], script: script)
        #expect(against.status == 422 && against.body.contains("sier det motsatte"))
    }

    @Test("the table saves what was ticked and leaves what another facilitator did meanwhile")
    func table() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let community = day.people.day.communityID
        let path = "/communities/\(community)/traits"
        let page = try await marit.opens(path)
        let form = try #require(page.forms.first { $0.action == path })
        let shown = try #require(form.fields["shown"])
        let (anna, bo) = (member(day, "Anna"), member(day, "Bjarne"))
        #expect(shown.contains("\(anna):03") && shown.contains("\(bo):2"))
        try await day.store.mark([TraitMark(member: bo, trait: .new, isOn: true)], in: community, by: day.facilitator)
        let answer = try await marit.post(path, ["shown": "\(anna):03 \(bo):2", "box": "\(anna):takes-initiative", "number": "1"])
        #expect(answer.status == 303 && answer.location.contains("n=2"))
        let known = try await day.store.profiles(in: community, to: day.facilitator)
        #expect(known[anna]?.traits == [.takesInitiative] && known[bo]?.traits == [.new])
        #expect(try await marit.post(path, ["shown": "77:0"]).status == 404)
        #expect(try await marit.post(path, ["shown": "hei"]).status == 422)
        #expect(try await marit.get(answer.location).body.contains("Trekkene til 2 personer er lagret."))
    }

    @Test("the list of members leaves without traits unless asked, and comes back in")
    func export() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let path = "/communities/\(day.people.day.communityID)/members/export"
        let plain = try await marit.get(path)
        #expect(plain.status == 200 && plain.headers["Content-Disposition"]?.contains(".csv") == true)
        #expect(plain.body.contains("\"Anna Berg\"") && !plain.body.contains("initiativ") && !plain.body.contains("Trekk"))
        let whole = try await marit.get(path + "?traits=1").body
        #expect(whole.contains("\"Anna Berg\";\"Helse\";\"Hjemmetjenesten\";\"ansatt\"") && whole.contains("erfaren, tar initiativ"))
        let again = try await marit.post(
            "/communities/\(day.people.day.communityID)/members/import",
            ["text": whole.replacing("\"erfaren, tar", with: "\"ny, erfaren, tar")])
        #expect(again.status == 200 && again.body.contains("Trekk: erfaren, tar initiativ → erfaren, ny, tar initiativ"))
        let elsewhere = try await day.store.addFirstFacilitator(named: "F", community: "Andre", language: .nb, at: day.clock.now)
        let stranger = Browser(day: day)
        _ = try await stranger.get(PersonalLink(key: Data(repeating: 7, count: 32)).path(for: elsewhere))
        #expect(try await stranger.get(path).status == 404)
    }

    @Test("the language is part of the form, and stays when nothing is changed")
    func language() async throws {
        let day = try await Day.planned()
        let marit = try await day.marit
        let anna = member(day, "Anna")
        let page = try await marit.opens("/members/\(anna)")
        let form = try #require(page.forms.first { $0.action == "/members/\(anna)" })
        #expect(try await marit.post(form.action, form.fields.merging(["language": "arabisk"]) { $1 }).status == 303)
        #expect(try await day.store.member(anna).language == "arabisk")
        let again = try #require(try await marit.opens("/members/\(anna)").forms.first { $0.action == "/members/\(anna)" })
        #expect(again.fields["language"] == "arabisk")
    }

    @Test("nothing facilitators know of people reaches anyone else, the projector or the report")
    func secret() async throws {
        let day = try await Day.running()
        let community = day.people.day.communityID
        let word = "kvikksølv"
        for name in ["Anna", "Bjarne", "Olivia", "Unni"] {
            var profile = try await day.store.profiles(in: community, to: day.facilitator)[member(day, name)] ?? Profile()
            profile.traits.insert(Trait(rawValue: word))
            profile.numbers[word] = 31
            try await day.store.know(profile, of: member(day, name), by: day.facilitator)
        }
        let marit = try await day.marit
        #expect(try await marit.get("/members/\(member(day, "Anna"))").body.contains(word))
        var readers = [try await day.projector]
        for name in ["Anna", "Olivia", "Unni", "Vera"] { readers.append(try await day.person(name)) }
        let pages =
            [
                "", "/plenary", "/projector", "/report", "/plan", "/players", "/evaluation", "/arrivals", "/links", "/invitation",
            ].map { "/days/\(day.id)\($0)" } + [
                day.room(1), "/communities/\(community)", "/communities/\(community)/traits",
                "/communities/\(community)/members/export?traits=1",
                "/members/\(member(day, "Anna"))", "/join/\(day.people.day.joinCode)",
            ]
        for reader in readers {
            for page in pages { #expect(try await !reader.get(page).body.contains(word), "\(reader.name) \(page)") }
        }
        for page in ["", "/report", "/plan", "/arrivals", "/links", "/plenary", "/players", "/projector"] {
            #expect(try await !marit.get("/days/\(day.id)\(page)").body.contains(word), "\(page)")
        }
    }
}
