import FlyingFox
import Foundation
import Grouping
import Storage
import Workshop

extension PanoramaSite {
    static let ruleLimit = 40

    private func changeSetup(
        _ request: Request, _ building: Building, as step: ProposalStep = .rulesChanged, saying key: String, focus: String? = nil,
        _ body: @Sendable (inout RuleSetup, BuilderContent) throws -> Void
    ) async throws -> HTTPResponse {
        let (bench, version) = try await bench(request, building)
        var setup = bench.setup
        try body(&setup, bench.content)
        let written = setup.written
        try await store.change(
            proposal: building.place, of: building.day, version: version, as: step, at: request.now, by: building.viewer
        ) { $0.rules = written }
        return try await built(request, building, saying: key, focus: focus, at: "#builder-\(building.place.rawValue)-rules")
    }

    func addRule(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let form = request.form
        return try await changeSetup(request, building, saying: "builder.said.rule-added") { setup, content in
            guard setup.rules.count < PanoramaSite.ruleLimit else { throw Refusal.invalid("kind", .outOfRange(0, PanoramaSite.ruleLimit)) }
            guard let level = Rule.Level(code: form.text("level")) else { throw Refusal.invalid("level", .unknownChoice) }
            let name = try Writing.accepted(form.text("name"), as: "name", limit: 80, optional: true).replacing("\n", with: " ")
            setup.rules.append(Rule(level, try RuleForm(form, content).kind(), name: name))
        }
    }

    /// Another level, count, kind, value, field or name for a rule, or takes it away; what the form leaves out stays.
    func editRule(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        guard let index = Int(request.parameters["rule"] ?? "") else { throw Refusal.notFound }
        let form = request.form
        let isGone = form.has("remove")
        return try await changeSetup(
            request, building, saying: isGone ? "builder.said.rule-removed" : "builder.said.rule-changed",
            focus: isGone ? "builder-\(building.place.rawValue)-rules-title" : "rule-\(building.place.rawValue)-\(index)"
        ) { setup, content in
            guard setup.rules.indices.contains(index) else { throw Refusal.notFound }
            if isGone {
                setup.rules.remove(at: index)
                return
            }
            if form.has("level") {
                guard let level = Rule.Level(code: form.text("level")) else { throw Refusal.invalid("level", .unknownChoice) }
                setup.rules[index].level = level
            }
            if form.fields["name"] != nil {
                let name = try Writing.accepted(form.text("name"), as: "name", limit: 80, optional: true)
                setup.rules[index].name = name.replacing("\n", with: " ")
            }
            setup.rules[index].kind = try RuleForm(form, content).changed(setup.rules[index].kind)
        }
    }

    func setSizes(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let form = request.form
        return try await changeSetup(request, building, as: .sizesChanged, saying: "builder.said.sizes-changed") { setup, content in
            setup.sizes = try self.sizes(form, people: content.people.count)
            let pool = form.text("pool")
            guard pool.isEmpty || RuleSetup.fields.contains(pool) else { throw Refusal.invalid("pool", .unknownChoice) }
            setup.pool = pool
        }
    }

    /// Other rules in place of the present ones.
    func useSet(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let name = request.form.text("set")
        let keepsSizes = request.form.has("own-sizes")
        return try await changeSetup(request, building, saying: "builder.said.set-used") { setup, content in
            let chosen = try self.setup(named: name, sizes: setup.sizes, keepingSizes: keepsSizes, content)
            setup.rules = chosen.rules
            setup.pool = chosen.pool
            setup.sizes = chosen.sizes
        }
    }

    func keepSet(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let (bench, _) = try await bench(request, building)
        try await store.keep(bench.proposal.rules, as: request.form.text("name"), from: building.day, by: building.viewer)
        touchBuilder(building.day)
        return try await built(request, building, saying: "builder.said.set-kept", at: "#builder-\(building.place.rawValue)-rules")
    }

    func changeSet(_ request: Request, _ building: Building) async throws -> HTTPResponse {
        let set: ID<RuleSet> = try request.id("set")
        let isGone = request.form.has("remove")
        if isGone {
            try await store.remove(set, by: building.viewer)
        } else {
            try await store.rename(set, to: request.form.text("name"), by: building.viewer)
        }
        touchBuilder(building.day)
        return try await built(
            request, building, saying: isGone ? "builder.said.set-removed" : "builder.said.set-renamed",
            at: "#builder-\(building.place.rawValue)-rules")
    }

    /// A kept set is no happening of the day; those who make it see it at once.
    private func touchBuilder(_ day: ID<TrainingDay>) { builders.touch(day) }

    /// A ready set by its code, or a kept one by its id; sizes that come with a ready set give way to those the facilitator asks for herself.
    func setup(named name: String, sizes: Sizes, keepingSizes: Bool, _ content: BuilderContent) throws -> RuleSetup {
        if let preset = Rule.Preset(rawValue: name) {
            let own = keepingSizes ? nil : Sizes(of: preset, for: content.people.count)
            return RuleSetup(preset, sizes: own ?? sizes, for: content.people)
        }
        guard let kept = content.ruleSets.first(where: { $0.id.description == name }), var setup = try? RuleSetup(reading: kept.rules)
        else {
            throw Refusal.invalid("set", name.isEmpty ? .missing : .unknownChoice)
        }
        setup.sizes = sizes
        return setup
    }

    /// How many groups, or how large: `count`, or `min`, `ideal` and `max` when `by` is `size`.
    func sizes(_ form: Form, people: Int) throws -> Sizes {
        func number(_ name: String, _ low: Int, _ high: Int) throws -> Int {
            let number = try form.int(name)
            guard (low...Swift.max(low, high)).contains(number) else { throw Refusal.invalid(name, .outOfRange(low, Swift.max(low, high))) }
            return number
        }
        guard form.text("by") == "size" else { return .count(try number("count", 1, Swift.min(Swift.max(people, 1), 200))) }
        let min = try number("min", 1, 500)
        let max = try number("max", min, 500)
        let ideal = try form.has("ideal") ? number("ideal", min, max) : (min + max) / 2
        return .range(min: min, ideal: ideal, max: max)
    }
}
