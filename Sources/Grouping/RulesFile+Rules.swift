extension RulesFile {
    mutating func rule(_ json: JSONText) throws(JSONText.Problem) -> Rule {
        var members = try Members(json, of: "a rule")
        let levelText = try members.required("level")
        let levels: [String: Rule.Level] = ["must": .must, "should": .should, "wish": .wish]
        guard let level = levels[try levelText.text()] else { throw levelText.problem("This is no level. Write must, should or wish.") }
        let kind = try kind(&members)
        let name = try members.take("name")?.text() ?? ""
        try members.end()
        return Rule(level, kind, name: name)
    }

    private mutating func kind(_ members: inout Members) throws(JSONText.Problem) -> Rule.Kind {
        let kindText = try members.required("kind")
        switch try kindText.text() {
        case "at-least": return .atLeast(try members.required("count").count(from: 1), try condition(&members))
        case "at-most": return .atMost(try members.required("count").count(from: 0), try condition(&members))
        case "exactly": return .exactly(try members.required("count").count(from: 0), try condition(&members))
        case "spread": return .spread(try condition(&members))
        case "not-alone": return .notAlone(try condition(&members))
        case "one-kind": return .oneKind(field: try noted(try members.required("field")))
        case "alike-means":
            let number = try members.required("number")
            note(try number.text(), number, isNumber: true)
            return .alikeMeans(number: try number.text(), tolerance: try members.take("tolerance")?.number(0...100) ?? 0.5)
        case "together": return .together(try ties(&members))
        case "apart": return .apart(try ties(&members))
        case "never-with": return .apart(.relation(try relation(try members.required("relation"))))
        case "new-companions": return .newCompanions(recency: try members.take("recency")?.number(0...1) ?? 0.5)
        default:
            throw kindText.problem(
                "There is no such kind of rule. Choose one of at-least, at-most, exactly, spread, not-alone, one-kind, alike-means, "
                    + "together, apart, never-with, new-companions.")
        }
    }

    private mutating func condition(_ members: inout Members) throws(JSONText.Problem) -> Condition {
        let json = try members.required("of")
        var of = try Members(json, of: "of")
        for (key, kind) in [("trait", Condition.trait), ("without-trait", Condition.withoutTrait)] {
            guard let trait = of.take(key) else { continue }
            guard traits != nil else {
                throw trait.problem("The file does not say where traits are. Add \"traits\": the name of the column, before the rules.")
            }
            let condition = kind(try trait.text())
            try of.end()
            return condition
        }
        let field = try noted(try of.required("field"))
        if let values = of.take("is") {
            let condition = Condition.isOneOf(field: field, values: try values.texts())
            try of.end()
            return condition
        }
        if let values = of.take("is-not") {
            let condition = Condition.isNoneOf(field: field, values: try values.texts())
            try of.end()
            return condition
        }
        guard let values = of.take("each") else {
            throw json.problem("It is not said which values count. Add \"is\", \"is-not\" or \"each\".")
        }
        let texts = try values.texts()
        try of.end()
        return .each(field: field, values: texts == ["all"] ? [] : texts)
    }

    private mutating func ties(_ members: inout Members) throws(JSONText.Problem) -> Rule.Ties {
        if let people = members.take("people") {
            let ids = try people.texts()
            guard Set(ids).count > 1 else { throw people.problem("At least two people are needed. Write their ids.") }
            named += ids.map { ($0, people.at.line, people.at.column) }
            return .people(ids)
        }
        if let name = members.take("relation") { return .relation(try relation(name)) }
        if let field = members.take("same") { return .sameValue(field: try noted(field)) }
        throw members.json.problem("It is not said who. Add \"people\", \"relation\" or \"same\".")
    }

    private func relation(_ json: JSONText) throws(JSONText.Problem) -> String {
        let name = try json.text()
        guard relations[name] != nil else {
            throw json.problem("The relation “\(name)” has no column. Add it to \"relations\", before the rules.")
        }
        return name
    }
}
